// Runs the own tests of the packages of corpus-tests.json, on a Python that ssl.wrap_socket is gone from: as they
// are, and after `tlsfix --fix`; and, for comparison, as they are on a Python that still has the function.
// Tests that fail for want of it must pass afterwards, and none that passed may fail.
// Usage: node scripts/corpus-tests.mjs [--only NAME] [--verbose]

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pythons, run, table, tlsfix } from "./evidence.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const cache = join(dirname(scripts), ".cache");
const { values } = parseArgs({ options: { only: { type: "string" }, verbose: { type: "boolean" } } });
const available = pythons().filter(({ isSystem }) => !isSystem);
const packages = JSON.parse(readFileSync(join(scripts, "corpus-tests.json"), "utf8")).filter(
  ({ name }) => !values.only || name === values.only,
);

function must({ status, stdout, stderr }, what) {
  if (status !== 0) throw new Error(`${what}: ${stderr}`);
  return stdout;
}

function fetchOne({ name, version, sha256 }) {
  const input = `${JSON.stringify({ name, version, sha256 })}\n`;
  const fetcher = available.at(-1).path;
  const command = [join(scripts, "fetch-sdists.py"), join(cache, "sdists")];
  const answer = JSON.parse(must(run(fetcher, command, { input }), name));
  if (answer.error) throw new Error(answer.error);
  return { ...answer, archive: join(cache, "sdists", answer.file) };
}

const unpack = "import shutil, sys; shutil.unpack_archive(sys.argv[1], sys.argv[2], filter='data')";

/** The one folder that the archive holds, in a fresh place. */
function unpacked(archive, folder) {
  must(run(available.at(-1).path, ["-c", unpack, archive, folder]), archive);
  return join(folder, readdirSync(folder)[0]);
}

/** A virtual environment with the pinned packages that the tests need; made once. */
function environmentFor({ name, requires }, version) {
  const python = available.find((one) => one.version === version);
  if (!python) throw new Error(`no Python ${version} on this machine`);
  const digest = createHash("sha256").update(requires.join("\n")).digest("hex").slice(0, 8);
  const folder = join(cache, "venvs", `${name}-${version}-${digest}`);
  const bin = join(folder, "bin", "python");
  if (existsSync(join(folder, "done"))) return bin;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  must(run(python.path, ["-m", "venv", folder]), "venv");
  must(run(bin, ["-m", "pip", "install", "--quiet", ...requires]), `${name} on ${version}`);
  mkdirSync(join(folder, "done"));
  return bin;
}

/** What every test did in `tree`: id to passed, failed, skipped or hung. */
async function outcomesOf(pack, tree, python) {
  const work = mkdtempSync(join(tmpdir(), "tlsfix-outcomes-"));
  const log = join(work, "outcomes");
  const context = { pack, tree, python, log };
  if (pack.isolate) {
    await pytest(context, ["--collect-only", ...pack.tests]);
    const ids = [...read(log).keys()];
    const work = async () => {
      for (let id = ids.shift(); id; id = ids.shift()) await pytest(context, [id]);
    };
    await Promise.all([work(), work()]);
  } else await pytest(context, pack.tests);
  const outcomes = read(log);
  rmSync(work, { recursive: true, force: true });
  return outcomes;
}

function read(log) {
  const outcomes = new Map();
  for (const line of existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : []) {
    const [id, outcome] = JSON.parse(line);
    const isWorse = outcome === "failed" || !["failed", "passed", "skipped"].includes(outcomes.get(id));
    if (outcome === "collected" ? !outcomes.has(id) : isWorse) {
      outcomes.set(id, outcome === "collected" ? "hung" : outcome);
    }
  }
  return outcomes;
}

function pytest({ pack, tree, python, log }, args) {
  const path = [scripts, ...(pack.path ?? ["."]).map((folder) => join(tree, folder))];
  const env = { ...process.env, ...pack.environment, CORPUS_OUTCOMES: log, PYTHONPATH: path.join(delimiter) };
  const common = ["-m", "pytest", "-q", "-p", "outcomes_plugin"];
  const all = [...common, ...(pack.arguments ?? []), ...args];
  const options = { cwd: tree, env, timeout: (pack.limit ?? 300) * 1000, killSignal: "SIGKILL" };
  return new Promise((resolve) => {
    execFile(python, all, { ...options, maxBuffer: 1 << 28 }, (_, stdout, stderr) => {
      if (values.verbose) console.error(stdout.slice(-2000), stderr.slice(-500));
      resolve();
    });
  });
}

const withOutcome = (outcomes, ...wanted) =>
  [...outcomes].filter(([, outcome]) => wanted.includes(outcome)).map(([id]) => id);

async function examine(pack) {
  const { archive } = fetchOne(pack);
  const work = mkdtempSync(join(tmpdir(), "tlsfix-own-tests-"));
  try {
    const original = unpacked(archive, join(work, "original"));
    const fixed = join(work, "fixed");
    cpSync(original, fixed, { recursive: true });
    const fix = tlsfix(["--fix", "--fix-only", "-q", "--no-ignore", "."], { cwd: fixed });
    if (fix.status !== 0 && fix.status !== 1) throw new Error(String(fix.stderr));
    const [now, then] = [environmentFor(pack, pack.python), environmentFor(pack, pack.reference)];
    const reference = await outcomesOf(pack, original, then);
    const before = await outcomesOf(pack, original, now);
    const after = await outcomesOf(pack, fixed, now);
    return judge(pack, { reference, before, after });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Wanting: what fails only where the function is gone. A file that could not be collected had no tests to name. */
function judge(pack, { reference, before, after }) {
  const passed = new Set(withOutcome(before, "passed"));
  const good = new Set(withOutcome(after, "passed"));
  const wanting = withOutcome(reference, "passed").filter((id) => !passed.has(id));
  const excused = new Set(Object.keys(pack.excused ?? {}));
  const broken = [...passed].filter((id) => !good.has(id));
  const unmended = wanting.filter((id) => !good.has(id) && !excused.has(id));
  return { pack, reference, before, after, wanting, good, broken, unmended };
}

const results = [];
for (const pack of packages) {
  console.error(`${pack.name} ${pack.version} ...`);
  results.push(await examine(pack));
}
const counts = (outcomes) =>
  ["passed", "failed", "hung", "skipped"].map((outcome) => withOutcome(outcomes, outcome).length).join("/");
const rows = results.map(({ pack, reference, before, after, wanting, good, broken }) => [
  `${pack.name} ${pack.version}`,
  pack.python,
  counts(reference),
  counts(before),
  counts(after),
  wanting.length,
  wanting.filter((id) => good.has(id)).length,
  broken.length,
]);
console.log(
  "passed/failed/hung/skipped: on the reference, a Python with ssl.wrap_socket; before and after --fix\n",
);
const head = ["package", "Python", "reference", "before", "after", "wanting", "mended", "broken"];
console.log(table([head, ...rows]));
for (const { pack, unmended, broken } of results) {
  for (const [id, reason] of Object.entries(pack.excused ?? {})) console.log(`excused: ${id}: ${reason}`);
  for (const id of unmended) console.log(`PROBLEM ${pack.name}: ${id} still fails`);
  for (const id of broken) console.log(`PROBLEM ${pack.name}: ${id} passed before`);
}
process.exitCode = results.some(({ unmended, broken }) => unmended.length + broken.length > 0) ? 1 : 0;
