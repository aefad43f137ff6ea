// Trees that nobody made for this: the standard libraries of this machine, and what is installed beside them.
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pythons } from "../../scripts/evidence.mjs";
import { copyFiles, filesBelow } from "./files.mjs";

/** What no checker reads and a repository does not hold. */
const BINARY = /\.(?:pyc|pyo|so|a|o|dll|exe|zip|gz|bz2|whl|dylib|lib|node|jar|bin|egg)$/;
const isLeftOut = (path, entry) => entry.name === "__pycache__" || BINARY.test(path);

/** One folder a CPython, or one each of the `newest` so many: its standard library without what is installed in it. */
export function standardLibraries(inputs, { newest } = {}) {
  const found = pythons().map(({ version, stdlib, isSystem }) => ({
    name: `${isSystem ? "system-" : ""}${version}`,
    folder: stdlib,
  }));
  return copied(
    inputs,
    "standard-libraries",
    limited(found, newest),
    (path, entry) => isLeftOut(path, entry) || /^(?:site|dist)-packages$/.test(entry.name),
  );
}

/**
 * One folder an installation, or one each of the last so many: the packages of every CPython, and of every virtual
 * environment on PATH.
 */
export function sitePackages(inputs, { newest } = {}) {
  const installed = pythons().map(({ version, purelib, isSystem }) => ({
    name: `${isSystem ? "system-" : ""}${version}`,
    folder: purelib,
  }));
  const found = [...installed, ...environmentsOnPath()].filter(({ folder }) => existsSync(folder));
  return copied(inputs, "site-packages", limited(found, newest), isLeftOut);
}

/** All of them, or the last so many. */
const limited = (found, newest) => (newest === undefined ? found : found.slice(-newest));

function environmentsOnPath() {
  const tops = (process.env.PATH ?? "").split(delimiter).map((folder) => dirname(folder));
  const environments = [...new Set(tops)].filter((top) => existsSync(join(top, "pyvenv.cfg")));
  const question = "import sysconfig; print(sysconfig.get_path('purelib'))";
  return environments.flatMap((top, at) => {
    const { status, stdout } = spawnSync(join(top, "bin", "python"), ["-c", question], { encoding: "utf8" });
    return status === 0 ? [{ name: `environment-${at + 1}`, folder: stdout.trim() }] : [];
  });
}

function copied(inputs, name, sources, leaveOut) {
  const unique = new Map(sources.map((source) => [realpathSync(source.folder), source]));
  const listed = [...unique].map(([folder, source]) => ({
    name: source.name,
    folder,
    files: filesBelow(folder, leaveOut),
  }));
  const key = listed.map(({ folder, files }) => [folder, files.length]);
  return inputs.input(`${name}-${listed.length}`, key, (to) => {
    for (const { name: part, folder, files } of listed) copyFiles(files, folder, join(to, part));
  });
}
