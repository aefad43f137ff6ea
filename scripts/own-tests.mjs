// Runs the own tests of a package, unpacked somewhere, in a virtual environment made for it; and remembers what
// came out, so that a run that was stopped goes on where it was, and only what changed is run again.

import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythons, run } from "./evidence.mjs";
import { digestOf, digestOfTree, remembered } from "./memory.mjs";
import { cache } from "./sdists.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const plugin = join(scripts, "outcomes_plugin.py");

/** Seconds: for one process that runs tests, and for all the tests of a package on one Python. */
const PROCESS_LIMIT = 300;
const RUN_LIMIT = 1200;

/** Tests with authorities of their own must not be told of others by the environment. */
const TRUST_OF_THIS_MACHINE = ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"];

function must({ status, stdout, stderr }, what) {
  if (status !== 0) throw new Error(`${what}: ${stderr}`);
  return stdout;
}

/** A virtual environment with the pinned packages that the tests need; made once. */
function environmentFor({ name, requires }, version) {
  const python = pythons().find((one) => !one.isSystem && one.version === version);
  if (!python) throw new Error(`no Python ${version} on this machine`);
  const folder = join(cache, "venvs", `${name}-${version}-${digestOf(...requires)}`);
  const bin = join(folder, "bin", "python");
  if (existsSync(join(folder, "done"))) return bin;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  must(run(python.path, ["-m", "venv", folder]), "venv");
  must(run(bin, ["-m", "pip", "install", "--quiet", ...requires]), `${name} on ${version}`);
  mkdirSync(join(folder, "done"));
  return bin;
}

/**
 * What every test of `pack` did in `tree` on Python `version`: by id, `{ outcome, said }`, where the outcome is
 * passed, failed, skipped or hung, and `said` is the first line of what it failed with.
 */
export async function outcomesOf(pack, tree, version, { again, show }) {
  const { name, requires, tests, path, environment, startup, isolate, limit, within } = pack;
  const asked = [requires, tests, path, environment, startup, pack.arguments, isolate, limit, within];
  const deciding = [JSON.stringify(asked), readFileSync(plugin), digestOfTree(tree)];
  const what = `${name}-${pack.version}-${version}`;
  const outcomes = await remembered(what, deciding, { again }, async () => {
    const found = await runTests({ pack, tree, python: environmentFor(pack, version), show });
    return [...found];
  });
  return new Map(outcomes);
}

async function runTests(context) {
  const { pack } = context;
  const work = mkdtempSync(join(tmpdir(), "tlsfix-outcomes-"));
  const until = Date.now() + 1000 * (pack.within ?? RUN_LIMIT);
  const task = { ...context, work, log: join(work, "outcomes"), until };
  try {
    if (pack.startup) writeFileSync(join(work, "sitecustomize.py"), pack.startup.code);
    if (pack.isolate) await eachAlone(task);
    else await pytest(task, pack.tests);
    const outcomes = read(task);
    if (outcomes.size === 0) throw new Error(`${pack.name}: no test was found; --verbose shows why`);
    return outcomes;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Every test in a process of its own, two at a time, so that one that hangs stops no other. */
async function eachAlone(task) {
  await pytest(task, ["--collect-only", ...task.pack.tests]);
  const ids = [...read(task).keys()];
  const worker = async () => {
    for (let id = ids.shift(); id && Date.now() < task.until; id = ids.shift()) await pytest(task, [id]);
  };
  await Promise.all([worker(), worker()]);
  if (ids.length > 0) throw new Error(`${task.pack.name}: ${ids.length} tests were not reached in time`);
}

/** A test that failed in any of its phases failed; one that was only collected hung until it was killed. */
function read({ log, tree }) {
  const outcomes = new Map();
  const rank = ["hung", "skipped", "passed", "failed"];
  for (const line of existsSync(log) ? readFileSync(log, "utf8").split("\n").filter(Boolean) : []) {
    const [id, noted, said] = JSON.parse(line);
    const outcome = noted === "collected" ? "hung" : noted;
    const known = outcomes.get(id)?.outcome;
    if (known === undefined || rank.indexOf(outcome) > rank.indexOf(known)) {
      outcomes.set(id, { outcome, said: plain(said, tree) });
    }
  }
  return outcomes;
}

/** A message without what differs from run to run. */
const plain = (said, tree) =>
  said
    .replaceAll(tree, "")
    .replaceAll(/0x[0-9a-f]+/g, "0x…")
    .replaceAll(/\b\d{4,}\b/g, "…")
    .replaceAll(/\/tmp\/[\w./-]+/g, "/tmp/…");

function pytest({ pack, tree, python, work, log, until, show }, args) {
  const path = [work, scripts, ...(pack.path ?? ["."]).map((folder) => join(tree, folder))];
  const env = { ...process.env, ...pack.environment, CORPUS_OUTCOMES: log, PYTHONPATH: path.join(delimiter) };
  for (const name of TRUST_OF_THIS_MACHINE) delete env[name];
  const common = ["-m", "pytest", "-q", "-p", "outcomes_plugin", "-p", "no:cacheprovider"];
  const all = [...common, ...(pack.arguments ?? []), ...args];
  const left = Math.max(1000, until - Date.now());
  const timeout = Math.min(left, 1000 * (pack.limit ?? PROCESS_LIMIT));
  const options = { cwd: tree, env, timeout, killSignal: "SIGKILL", maxBuffer: 1 << 28 };
  return new Promise((resolve) => {
    execFile(python, all, options, (_, stdout, stderr) => {
      if (show) show(stdout.slice(-20_000), stderr.slice(-2000));
      resolve();
    });
  });
}
