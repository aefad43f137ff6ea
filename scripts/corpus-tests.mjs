// Runs the own tests of the packages of corpus-tests.json, on a Python that ssl.wrap_socket is gone from: as they
// are, and after `tlsfix --fix`; and, for comparison, as they are on a Python that still has the function.
// Tests that fail for want of it must pass afterwards, and none that passed may fail.
// Then takes the packages of current.json, current and much used: what --fix writes must compile at both strengths,
// and where their tests run here, none that passed may fail.
// A run of everything writes docs/package-tests.md.
// Usage: node scripts/corpus-tests.mjs [--only NAME] [--list corpus-tests|current] [--again] [--verbose]

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkTree, pythons, tally, tlsfix } from "./evidence.mjs";
import { digestOfTree, remembered } from "./memory.mjs";
import { outcomesOf } from "./own-tests.mjs";
import { pageOf } from "./package-tests-page.mjs";
import { fetchAll, unpacked } from "./sdists.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    list: { type: "string" },
    again: { type: "boolean" },
    verbose: { type: "boolean" },
  },
});
const tool = digestOfTree(join(dirname(scripts), "dist"));
const running = { again: values.again, show: values.verbose ? console.error : undefined };

function listed(list) {
  if (values.list && values.list !== list) return [];
  const packages = JSON.parse(readFileSync(join(scripts, `${list}.json`), "utf8"));
  return packages.filter(({ name }) => !values.only || name === values.only);
}

/** Calls `examine` with the package as it is, and a folder for copies. */
async function inWorkFolder(pack, examine) {
  console.error(`${pack.name} ${pack.version} ...`);
  const work = mkdtempSync(join(tmpdir(), "tlsfix-own-tests-"));
  try {
    return await examine(unpacked(pack.archive, join(work, "original")), work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fixedCopy(original, work) {
  const fixed = join(work, "fixed");
  cpSync(original, fixed, { recursive: true });
  const { status, stderr } = tlsfix(["--fix", "--fix-only", "-q", "--no-ignore", "."], { cwd: fixed });
  if (status !== 0 && status !== 1) throw new Error(String(stderr));
  return fixed;
}

const withOutcome = (outcomes, wanted) =>
  [...outcomes].filter(([, { outcome }]) => outcome === wanted).map(([id]) => id);

const counted = (outcomes) => Object.fromEntries(tally([...outcomes.values()].map(({ outcome }) => outcome)));

/** Before and after on one Python; and, where the package names one, on a reference that has the function. */
async function ownTests(pack, original, work) {
  const fixed = fixedCopy(original, work);
  const reference = pack.reference ? await outcomesOf(pack, original, pack.reference, running) : new Map();
  const before = await outcomesOf(pack, original, pack.python, running);
  const after = await outcomesOf(pack, fixed, pack.python, running);
  return judge(pack, { reference, before, after });
}

/**
 * Wanting is what passes only where the function is there. (A file that could not be collected is one failed test
 * of its own name before, and gone after, when its tests have names.)
 */
function judge(pack, { reference, before, after }) {
  const passedBefore = new Set(withOutcome(before, "passed"));
  const passedAfter = new Set(withOutcome(after, "passed"));
  const wanting = withOutcome(reference, "passed").filter((id) => !passedBefore.has(id));
  const broken = [...passedBefore].filter((id) => !passedAfter.has(id));
  const left = wanting.filter((id) => !passedAfter.has(id));
  const excuse = (id) => pack.excused?.find(({ tests }) => tests.includes(id))?.because;
  const excused = (pack.excused ?? []).flatMap(({ tests }) => tests);
  return {
    pack,
    counts: { reference: counted(reference), before: counted(before), after: counted(after) },
    wanting: wanting.length,
    mended: wanting.filter((id) => passedAfter.has(id)).length,
    broken: broken.map((id) => ({ id, said: after.get(id)?.said ?? "not collected" })),
    left: left.map((id) => ({ id, said: after.get(id)?.said ?? "not collected", because: excuse(id) })),
    stale: excused.filter((id) => !left.includes(id)),
    saidBefore: tally(wanting.map((id) => reasonBefore(id, before)).filter(Boolean)),
    saidAfter: tally(
      withOutcome(after, "failed")
        .filter((id) => !left.includes(id) && !broken.includes(id))
        .map((id) => after.get(id).said),
    ),
    hungAfter: withOutcome(after, "hung").filter((id) => !left.includes(id) && !broken.includes(id)).length,
  };
}

/** What a test failed with before; that of its file, if that could not even be collected. */
function reasonBefore(id, before) {
  const own = before.get(id);
  if (own) return own.outcome === "failed" ? own.said : own.outcome;
  return before.get(id.split("::")[0])?.said ?? "not collected";
}

/** Everything that evidence.mjs holds against what the tool writes, at both strengths; then the own tests. */
async function examineCurrent(pack, original, work) {
  const { path, version } = pythons().at(-1);
  const tree = { name: `${pack.name} ${pack.version}`, folder: original, pythons: [path] };
  const checked = await remembered(`check-${tree.name}`, [tool, version, pack.sha256], running, () =>
    checkedAtBothStrengths(tree),
  );
  const tests = pack.tests ? await ownTests(pack, original, work) : undefined;
  return { pack, ...checked, tests };
}

function checkedAtBothStrengths(tree) {
  const [safe, unsafe] = ["safe", "unsafe"].map((strength) => checkTree(tree, strength));
  return {
    changed: [safe, unsafe].map(({ changed }) => changed.length),
    fixed: [safe, unsafe].map(({ fixed }) => fixed.length),
    failed: safe.failed,
    problems: [...new Set([...safe.problems, ...unsafe.problems])],
  };
}

function problemsOf({ pack, broken, left, stale }) {
  return [
    ...left.filter(({ because }) => !because).map(({ id, said }) => `${id} still fails: ${said}`),
    ...broken.map(({ id, said }) => `${id} passed before: ${said}`),
    ...stale.map((id) => `${id} is excused, but need not be`),
  ].map((text) => `${pack.name}: ${text}`);
}

const [mended, current] = [[], []];
for (const pack of fetchAll(listed("corpus-tests"))) {
  mended.push(await inWorkFolder(pack, (original, work) => ownTests(pack, original, work)));
}
for (const pack of fetchAll(listed("current"))) {
  current.push(await inWorkFolder(pack, (original, work) => examineCurrent(pack, original, work)));
}
const page = pageOf({ mended, current });
if (values.only || values.list) console.log(page);
else writeFileSync(join(dirname(scripts), "docs", "package-tests.md"), page);
const problems = [
  ...[...mended, ...current.flatMap(({ tests }) => tests ?? [])].flatMap(problemsOf),
  ...current.flatMap((one) => one.problems),
];
for (const problem of problems) console.error(`PROBLEM ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
