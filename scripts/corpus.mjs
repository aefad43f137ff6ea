// Runs tlsfix over the source distributions of corpus.json: packages, at pinned old versions, that used
// ssl.wrap_socket. None of their code is run; each is compiled before and after.
// Usage: node scripts/corpus.mjs [--save DIR] [--only NAME]

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { checkTree, fateOf, findings, pythons, run, table, tally } from "./evidence.mjs";
import { treesOf } from "./sdists.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const rule = "wrap-socket";
/** The newest Python that has the function, and the oldest that the corpus was written for. */
const compilers = ["3.11", "2.7"];

const { values } = parseArgs({ options: { save: { type: "string" }, only: { type: "string" } } });

const available = pythons();
const used = compilers.flatMap((version) => available.findLast((python) => python.version === version) ?? []);
const pins = JSON.parse(readFileSync(join(scripts, "corpus.json"), "utf8")).filter(
  ({ name }) => !values.only || name === values.only,
);

function examine(tree) {
  const found = findings(tree);
  const safe = checkTree(tree, "safe");
  const unsafe = checkTree(tree, "unsafe");
  if (values.save) save(tree, { safe, unsafe });
  return { tree, found, safe, unsafe, problems: [...new Set([...safe.problems, ...unsafe.problems])] };
}

function save({ name }, strengths) {
  mkdirSync(values.save, { recursive: true });
  for (const [strength, { patch }] of Object.entries(strengths)) {
    const file = join(values.save, `${name.replaceAll(/[^\w.]+/g, "-")}.${strength}.diff`);
    if (patch.length > 0) writeFileSync(file, patch);
  }
}

/** Where the tokens say ssl.wrap_socket and the tool found nothing. */
function notFound({ tree, found }) {
  const python = available.findLast(({ version }) => version === compilers[0]) ?? available.at(-1);
  const { stdout } = run(python.path, [join(scripts, "mentions.py"), tree.folder]);
  const uses = ofRule(found);
  return JSON.parse(stdout).filter(
    ([path, at]) => !uses.some((use) => use.path === path && use.line <= at && at <= use.endLine),
  );
}

const ofRule = (list) => list.filter((one) => one.rule === rule);
const isLeft = (finding) => !["safe", "unsafe"].includes(fateOf(finding));

function rowOf({ tree, found, safe, unsafe }) {
  const uses = ofRule(found);
  const fixed = ofRule(unsafe.fixed);
  const verifying = fixed.filter(({ applicability }) => applicability === "unsafe").length;
  const others = found.length - uses.length;
  const row = [tree.name, uses.length, ofRule(safe.fixed).length, fixed.length, verifying];
  return [...row, uses.filter(isLeft).length, others];
}

function printForms(results) {
  for (const strength of ["safe", "unsafe"]) {
    const titles = results.flatMap((result) => ofRule(result[strength].fixed).map(({ title }) => title));
    console.log(`\nwrap-socket, what --fix${strength === "unsafe" ? " --unsafe-fixes" : ""} did:`);
    for (const [title, times] of tally(titles.map(withoutCode))) console.log(`  ${times} × ${title}`);
  }
  const left = results.flatMap(({ found }) => ofRule(found).filter(isLeft).map(fateOf));
  console.log("\nwrap-socket, why there is no fix:");
  for (const [reason, times] of tally(left)) console.log(`  ${times} × ${reason}`);
}

const withoutCode = (title) => title.replaceAll(/`[^`]*`/g, "`…`");

const results = treesOf(pins).map((sdist) => {
  const tree = { ...sdist, pythons: used.map(({ path }) => path) };
  const result = examine(tree);
  console.error(`${tree.name}: ${ofRule(result.found).length} uses`);
  return result;
});
const head = ["package", "uses", "--fix", "--unsafe-fixes", "of them verifying", "left", "other findings"];
const rows = results.map(rowOf);
const total = rows.reduce((sums, row) => sums.map((sum, at) => sum + row[at + 1]), [0, 0, 0, 0, 0, 0]);
console.log(table([head, ...rows, [`${rows.length} packages`, ...total]]));
printForms(results);
const silent = results.flatMap((result) =>
  notFound(result).map(([path, line, text]) => `${result.tree.name}: ${path}:${line}: ${text}`),
);
console.log(`\nwrap-socket, spelt in code but no finding: ${silent.length}`);
for (const line of silent) console.log(`  ${line}`);
for (const failure of results.flatMap(({ tree, safe }) =>
  safe.failed.map((text) => `${tree.name}: ${text}`),
)) {
  console.log(`could not be done: ${failure}`);
}
const problems = results.flatMap((result) => result.problems);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
const lacking = compilers.filter((version) => !used.some((python) => python.version === version));
if (lacking.length > 0) console.log(`Not compiled with ${lacking.join(", ")}, which this machine lacks.`);
console.log(problems.length === 0 ? "\nNo problems." : `\n${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
