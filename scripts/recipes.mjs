// Runs the recipes of docs/large-trees.md over a generated tree, over real trees and over folders that are named, and
// checks that each gives what one whole run gives. Usage: node scripts/recipes.mjs [--generated] [FOLDER...]
// With --generated the real trees of this machine are left out.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { copyFiles, filesBelow } from "../bench/inputs/files.mjs";
import { InputFolder } from "../bench/inputs/folder.mjs";
import { monorepo } from "../bench/inputs/monorepo.mjs";
import { pythons } from "./evidence.mjs";
import { recipesIn, scriptsIn } from "./recipe-text.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { generated: { type: "boolean" } },
});
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), "tlsfix-recipes-"));
const recipes = recipesIn(join(root, "docs", "large-trees.md"));
const problems = [];
const skipped = [];

/** `tlsfix`, and an `npx` that runs what is named after it, as commands. */
function commands() {
  const folder = join(work, "bin");
  mkdirSync(folder);
  const write = (name, text) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  write("tlsfix", `exec "${process.execPath}" "${join(root, "bin", "tlsfix.js")}" "$@"`);
  write("npx", 'exec "$@"');
  return `${folder}${delimiter}${process.env.PATH}`;
}

const PATH = commands();

/** Runs a script as CI does: it ends with its first failure. */
function sh(script, cwd, env = {}) {
  const result = spawnSync("sh", ["-e"], {
    cwd,
    input: script,
    encoding: "utf8",
    env: { ...process.env, PATH, ...env },
    maxBuffer: 1 << 30,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const recipe = (name) => {
  const text = recipes.get(name);
  if (text === undefined) throw new Error(`docs/large-trees.md has no recipe ${name}`);
  return text;
};

/** Says what went wrong, and goes on. */
function expect(what, isTrue, detail = "") {
  if (!isTrue) problems.push(`${what} ${detail}`.trim());
}

const same = (one, other) => existsSync(one) && readFileSync(one).equals(readFileSync(other));
const sameTree = (one, other) => spawnSync("diff", ["-rq", one, other], { encoding: "utf8" }).stdout;

const hasParallel = spawnSync("parallel", ["--version"], { encoding: "utf8" }).stdout?.startsWith("GNU");

/** What one whole run says of a tree, in each format, and what it makes of it. */
function wholeOf(name, tree) {
  const reports = join(work, `${name}-whole`);
  mkdirSync(reports);
  const { status } = sh(`tlsfix -q --output-format json --output-file ${reports}/json`, tree);
  sh(`tlsfix -q --exit-zero --output-format sarif --output-file ${reports}/sarif`, tree);
  const statistics = sh("tlsfix -q --exit-zero --statistics", tree).stdout;
  const { findings } = JSON.parse(readFileSync(join(reports, "json"), "utf8"));
  return {
    status,
    statistics,
    findings: findings.length,
    json: join(reports, "json"),
    sarif: join(reports, "sarif"),
  };
}

function copyOf(tree, name) {
  const to = join(work, name);
  cpSync(tree, to, { recursive: true });
  return to;
}

function matrix(name, tree, whole) {
  const yaml = recipe("github-matrix");
  const parts = /^\s*part: \[(.*)\]$/m.exec(yaml)[1].split(", ");
  const [check, merge, fail] = scriptsIn(yaml, "run");
  for (const part of parts) {
    const ran = sh(check.replaceAll("${{ matrix.part }}", part), tree);
    expect(`${name}: part ${part} of the matrix`, ran.status === 0, ran.stderr);
  }
  const merged = sh(merge, tree);
  expect(
    `${name}: the merge of the matrix`,
    merged.status === 0 && same(join(tree, "tlsfix.sarif"), whole.sarif),
    merged.stderr,
  );
  const last = sh(fail, tree);
  expect(
    `${name}: the last step of the matrix`,
    last.status === whole.status && last.stdout === whole.statistics,
    last.stderr,
  );
  sh("rm part-*.sarif tlsfix.sarif", tree);
}

function parallelShards(name, tree, whole) {
  const ran = sh(recipe("gnu-parallel-shards"), tree);
  expect(
    `${name}: GNU parallel`,
    ran.status === whole.status && same(join(tree, "report.json"), whole.json),
    ran.stderr,
  );
  sh("rm part-*.json report.json", tree);
}

function parallelDiff(name, tree, fixed) {
  const copy = copyOf(tree, `${name}-patched`);
  const ran = sh(recipe("gnu-parallel-diff"), copy, { GIT_CEILING_DIRECTORIES: work });
  sh("rm part-*.patch all.patch", copy);
  const difference = sameTree(copy, fixed);
  expect(`${name}: patches by GNU parallel`, ran.status === 0 && difference === "", ran.stderr + difference);
}

function kubernetes(name, tree, whole) {
  const yaml = recipe("kubernetes");
  const [script] = scriptsIn(yaml, "args");
  const completions = Number(/^\s*completions: (\d+)$/m.exec(yaml)[1]);
  const PARTS = /name: PARTS\n\s*value: "(\d+)"/.exec(yaml)[1];
  expect(`${name}: Kubernetes has as many pods as parts`, String(completions) === PARTS);
  const reports = join(work, `${name}-kubernetes`);
  for (let index = 0; index < completions; index++) {
    const ran = sh(script.replaceAll("/reports/", `${reports}/`), tree, {
      PARTS,
      JOB_COMPLETION_INDEX: String(index),
    });
    expect(`${name}: index ${index} of the job`, ran.status === 0, ran.stderr);
  }
  const merged = sh(`tlsfix merge ${reports}/part-*.json --output-file ${reports}/report`, tree);
  expect(
    `${name}: the merge of the job`,
    merged.status === whole.status && same(join(reports, "report"), whole.json),
    merged.stderr,
  );
}

/** The projects of a tree as repositories: GNU parallel over them, and what runs inside one of many. */
function repositories(name, tree, projects) {
  const folder = join(work, `${name}-repositories`);
  for (const run of ["parallel", "script", "step", "alone"]) {
    for (const project of projects)
      cpSync(join(tree, project), join(folder, run, "repositories", basename(project)), { recursive: true });
  }
  const names = projects.map((project) => basename(project));
  const each = (run, script) => {
    for (const one of names) {
      const ran = sh(script, join(folder, run, "repositories", one));
      expect(`${name}: ${run} in ${one}`, ran.status === 0, ran.stderr);
    }
  };
  each("alone", "tlsfix --fix --exit-zero -q > /dev/null");
  const [step] = scriptsIn(recipe("sourcegraph"), "run");
  each("script", recipe("multi-gitter-script"));
  each("step", step);
  if (hasParallel) {
    const ran = sh(recipe("gnu-parallel-repositories"), join(folder, "parallel"));
    const reports = readdirSync(join(folder, "parallel", "reports")).sort();
    const wanted = names.map((one) => `${one}.json`).sort();
    expect(
      `${name}: GNU parallel over repositories`,
      ran.status === 0 && String(reports) === String(wanted),
      ran.stderr,
    );
  }
  for (const run of ["script", "step", ...(hasParallel ? ["parallel"] : [])]) {
    const difference = sameTree(join(folder, run, "repositories"), join(folder, "alone", "repositories"));
    expect(`${name}: what ${run} made of the repositories`, difference === "", difference);
  }
}

/** Every standard library of this machine, without its own tests, each a project. */
function standardLibraries() {
  const to = join(work, "standard-libraries");
  const isLeftOut = (path, { name }) =>
    ["test", "tests", "site-packages", "dist-packages", "__pycache__", "idlelib", "lib2to3"].includes(name) ||
    !/(?:\.py|^[^.]*)$/.test(basename(path));
  for (const { version, stdlib, isSystem } of pythons()) {
    const folder = join(to, `${isSystem ? "system-" : ""}${version}`);
    copyFiles(
      filesBelow(stdlib, isLeftOut).filter((path) => path.endsWith(".py")),
      stdlib,
      folder,
    );
    writeFileSync(join(folder, "setup.cfg"), "");
  }
  return to;
}

function tryTree(name, source, projects) {
  console.error(`recipes: ${name}`);
  const tree = copyOf(source, name);
  const whole = wholeOf(name, tree);
  expect(`${name}: there is something to find`, whole.findings > 0);
  matrix(name, tree, whole);
  kubernetes(name, tree, whole);
  if (hasParallel) {
    parallelShards(name, tree, whole);
    const fixed = copyOf(tree, `${name}-fixed`);
    sh("tlsfix --fix --exit-zero -q > /dev/null", fixed);
    expect(`${name}: there is something to fix`, sameTree(fixed, tree) !== "");
    parallelDiff(name, tree, fixed);
  }
  if (projects.length > 0) repositories(name, tree, projects);
  console.log(`${name}: ${whole.findings} findings`);
}

try {
  const inputs = new InputFolder(join(work, "inputs"));
  const generated = monorepo(inputs, 1600);
  const projects = ["libraries", "services"].flatMap((part) =>
    readdirSync(join(generated, part)).map((one) => join(part, one)),
  );
  tryTree("generated", generated, projects);
  if (!values.generated) tryTree("standard-libraries-copy", standardLibraries(), []);
  for (const [at, folder] of positionals.entries()) tryTree(`named-${at + 1}`, folder, []);
} finally {
  rmSync(work, { recursive: true, force: true });
}
if (!hasParallel) skipped.push("GNU parallel is not on this machine: its three recipes were NOT run");
for (const text of skipped) console.log(`SKIPPED ${text}`);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(problems.length === 0 ? "No problems." : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
