// What realworld.mjs and corpus.mjs share: running the tool over a tree that nobody here wrote, and checking
// what it wrote without trusting it.

import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tool = join(root, "bin", "tlsfix.js");
const megabytes = 1 << 20;

/** Runs a command to its end; output as bytes, since patches hold any encoding. */
export function run(command, args, { cwd, input, env } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    input,
    env: { ...process.env, ...env },
    maxBuffer: 1024 * megabytes,
  });
  if (result.error) throw result.error;
  return result;
}

export const tlsfix = (args, options) => run(process.execPath, [tool, ...args], options);

/** Every CPython of this machine: pyenv's and the system's, the oldest first, the system's before pyenv's. */
export function pythons() {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
  const names = existsSync(versions) ? readdirSync(versions) : [];
  const mine = names.map((name) => join(versions, name, "bin", "python"));
  const system = existsSync("/usr/bin")
    ? readdirSync("/usr/bin")
        .filter((name) => /^python3\.\d+$/.test(name))
        .map((name) => join("/usr/bin", name))
    : [];
  const found = [...system, ...mine].filter(existsSync).flatMap(describePython);
  return found.sort((one, other) => numberOf(one.version) - numberOf(other.version));
}

/** A version as a number that orders: 3.9 before 3.10. */
export function numberOf(version) {
  const [major, minor] = version.split(".").map(Number);
  return major * 1000 + minor;
}

const question = `import json, platform, sys, sysconfig
print(json.dumps([platform.python_implementation(), "%d.%d" % sys.version_info[:2],
                  sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")]))`;

function describePython(path) {
  const { status, stdout } = run(path, ["-c", question]);
  if (status !== 0) return [];
  const [implementation, version, stdlib, purelib] = JSON.parse(stdout);
  const isSystem = path.startsWith("/usr/");
  return implementation === "CPython" ? [{ path, version, stdlib, purelib, isSystem }] : [];
}

const compiler = `import io, json, sys
good = []
for name in json.load(sys.stdin):
    try:
        with io.open(name, "rb") as file:
            compile(file.read(), name, "exec")
        good.append(name)
    except Exception:
        pass
print(json.dumps(good))`;

/** Those of `files` that `python` compiles. Nothing is run or written. */
function compiling(python, folder, files) {
  const { status, stdout, stderr } = run(python, ["-W", "ignore", "-c", compiler], {
    cwd: folder,
    input: JSON.stringify(files),
  });
  if (status !== 0) throw new Error(`${python}: ${stderr}`);
  return new Set(JSON.parse(stdout));
}

/**
 * Paths in a patch start at the top of the repository that the tree lies in, if it lies in one, else at the tree.
 * `prefix` leads from there to the tree.
 */
function topOf(folder) {
  for (let top = folder; dirname(top) !== top; top = dirname(top)) {
    if (existsSync(join(top, ".git"))) return { top, prefix: relative(top, folder) };
  }
  return { top: folder, prefix: "" };
}

/** The files that a patch changes, as git reads it; from `top`. */
function filesOf(patch, { top }) {
  const { status, stdout, stderr } = run("git", ["apply", "--numstat", "-z", "-"], outside(top, patch));
  if (status !== 0) throw new Error(String(stderr));
  return String(stdout)
    .split("\0")
    .filter(Boolean)
    .map((line) => line.split("\t").slice(2).join("\t"));
}

/** What git is to do in a folder that need not be a repository, with a patch. */
const outside = (folder, input) => ({
  cwd: folder,
  input,
  env: { GIT_CEILING_DIRECTORIES: dirname(folder) },
});

const options = (tree) => [
  ...["--no-ignore", "--exclude", tree.exclude ?? "nothing-is-left-out", "-q"],
  ...(tree.select ? ["--select", tree.select.join(",")] : []),
];
const targetOf = (tree) => (tree.target ? ["--target-version", tree.target] : []);

/**
 * Runs the tool over a tree at one strength, and checks what it does: the patch applies, the same text comes out
 * of `--fix` on a copy, what compiled compiles, a second run changes nothing.
 */
export function checkTree(tree, strength) {
  const problems = [];
  const complain = (text) => problems.push(`${tree.name} (${strength}): ${text}`);
  const common = [...options(tree), ...targetOf(tree)];
  const unsafe = strength === "unsafe" ? ["--unsafe-fixes"] : [];
  const diff = tlsfix(["--diff", ...unsafe, ...common, "."], { cwd: tree.folder });
  const failed = readErrors(diff, complain);
  const place = topOf(tree.folder);
  const named = diff.stdout.length === 0 ? [] : filesOf(diff.stdout, place);
  const changed = named.map((file) => relative(place.prefix, file));
  if (diff.status !== 0 && diff.status !== 1) complain(`exit status ${diff.status}`);
  const request = { tree, place, patch: diff.stdout, changed, common, unsafe, complain };
  const fixed = changed.length > 0 ? checkFixed(request) : [];
  return { problems, patch: diff.stdout, changed, fixed, failed };
}

/** With --quiet, the error stream has one line for each file that could not be done, and nothing else. */
function readErrors({ stderr }, complain) {
  const lines = String(stderr).split("\n").filter(Boolean);
  const errors = lines.filter((line) => line.startsWith("error: "));
  for (const line of lines.filter((line) => !line.startsWith("error: "))) complain(`stderr: ${line}`);
  return errors.map((line) => line.slice("error: ".length));
}

function checkFixed({ tree, place, patch, changed, common, unsafe, complain }) {
  const work = mkdtempSync(join(tmpdir(), "tlsfix-tree-"));
  try {
    const check = run("git", ["apply", "--check", "-"], outside(place.top, patch));
    if (check.status !== 0) complain(`git apply --check: ${check.stderr}`);
    const patched = copy(tree.folder, changed, join(work, "patched"));
    const fixed = copy(tree.folder, pythonFilesOf(tree), join(work, "fixed"));
    const depth = place.prefix === "" ? 1 : place.prefix.split(sep).length + 1;
    run("git", ["apply", `-p${depth}`, "-"], outside(patched, patch));
    const report = fix(fixed, [...unsafe, ...common], complain);
    for (const file of changed) {
      if (!same(join(patched, file), join(fixed, file))) complain(`${file}: --fix wrote other than --diff`);
    }
    checkCompiling(tree, fixed, changed, complain);
    const texts = changed.map((file) => readFileSync(join(fixed, file)));
    fix(fixed, [...unsafe, ...common], complain);
    for (const [at, file] of changed.entries()) {
      if (!texts[at].equals(readFileSync(join(fixed, file)))) complain(`${file}: a second run changes it`);
    }
    return report.files.flatMap((file) => file.fixed ?? []);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fix(folder, args, complain) {
  const result = tlsfix(["--fix", "--output-format", "json", ...args, "."], { cwd: folder });
  readErrors(result, complain);
  return JSON.parse(result.stdout);
}

const same = (one, other) => readFileSync(one).equals(readFileSync(other));

/** What says which Pythons a project supports, and how it is to be checked. */
const PROJECT_FILES = ["pyproject.toml", "setup.cfg", "setup.py", "tlsfix.toml", ".tlsfix.toml"];

function projectFilesOf(folder, files) {
  const folders = new Set();
  for (const file of files) {
    for (let at = dirname(file); ; at = dirname(at)) {
      folders.add(at);
      if (at === ".") break;
    }
  }
  const candidates = [...folders].flatMap((at) => PROJECT_FILES.map((name) => join(at, name)));
  return candidates.filter((file) => existsSync(join(folder, file)));
}

/** What a change in one file is may hang on what others define, or import from it: all of them have to be there. */
function pythonFilesOf({ folder, exclude = "" }) {
  const left = new Set(exclude.split(","));
  return readdirSync(folder, { recursive: true }).filter((file) => {
    if (!/\.pyi?$/.test(file) || file.split(sep).some((part) => left.has(part))) return false;
    return statSync(join(folder, file), { throwIfNoEntry: false })?.isFile() === true;
  });
}

function copy(folder, files, to) {
  for (const file of [...new Set([...files, ...projectFilesOf(folder, files)])]) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(folder, file), join(to, file), { dereference: true });
  }
  return to;
}

function checkCompiling(tree, fixed, changed, complain) {
  for (const python of tree.pythons) {
    const before = compiling(python, tree.folder, changed);
    const after = compiling(python, fixed, changed);
    for (const file of changed) {
      if (before.has(file) && !after.has(file)) complain(`${file}: no longer compiles with ${python}`);
    }
  }
}

/** The findings of a tree as they are, and what could be done about each. */
export function findings(tree) {
  const args = ["--output-format", "json", ...options(tree), ...targetOf(tree), "."];
  const { stdout, status, stderr } = tlsfix(args, { cwd: tree.folder });
  if (status !== 0 && status !== 1) throw new Error(`${tree.name}: ${stderr}`);
  return JSON.parse(stdout).findings;
}

/** `safe`, `unsafe` or the reason why there is no fix; code in a reason is left out, so that reasons can be counted. */
export function fateOf({ remedies }) {
  const fixes = remedies.filter(({ kind }) => kind === "fix").map(({ applicability }) => applicability);
  if (fixes.includes("safe")) return "safe";
  if (fixes.includes("unsafe")) return "unsafe";
  return (remedies[0]?.because ?? "no reason given").replaceAll(/`[^`]*`/g, "`…`");
}

/** Counts of equal values, the most frequent first. */
export function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}

/** Columns of text, as wide as their widest cell. */
export function table(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => String(row[at]).length)));
  const line = (row) => row.map((cell, at) => pad(cell, widths[at], at > 0)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}

const pad = (cell, width, right) => (right ? String(cell).padStart(width) : String(cell).padEnd(width));
