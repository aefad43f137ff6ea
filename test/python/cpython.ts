import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A CPython on this machine. */
export interface CPython {
  readonly command: string;
  /** `[3, 13]` */
  readonly version: readonly [number, number];
  /** The folder of its standard library. */
  readonly library: string;
}

const ASK = "import sys, sysconfig; print(*sys.version_info[:2], sysconfig.get_paths()['stdlib'], sep='\\n')";

function describe(command: string): CPython | undefined {
  const { status, stdout } = spawnSync(command, ["-I", "-c", ASK], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const [major, minor, library] = stdout.trim().split("\n");
  if (library === undefined) return undefined;
  return { command, version: [Number(major), Number(minor)], library };
}

function commands(): string[] {
  const minors = [14, 13, 12, 11, 10, 9, 8].map((minor) => `python3.${minor}`);
  const { PYENV_ROOT = join(homedir(), ".pyenv") } = process.env;
  const versions = join(PYENV_ROOT, "versions");
  const pyenv = existsSync(versions)
    ? readdirSync(versions).map((v) => join(versions, v, "bin", "python3"))
    : [];
  return ["python3", "python", ...minors, ...pyenv.filter((path) => existsSync(path))];
}

/** One CPython 3 of each version found on the PATH or in pyenv, the newest first. */
export const cpythons: readonly CPython[] = (() => {
  const byVersion = new Map<string, CPython>();
  for (const command of commands()) {
    const python = describe(command);
    if (python !== undefined && python.version[0] === 3 && !byVersion.has(python.version.join("."))) {
      byVersion.set(python.version.join("."), python);
    }
  }
  return [...byVersion.values()].sort((a, b) => b.version[1] - a.version[1]);
})();

/** Runs Python with a JSON value on its standard input and reads one from its output. */
export function askPython(python: CPython, args: readonly string[], input: unknown): unknown {
  const run = spawnSync(python.command, ["-I", ...args], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (run.status !== 0) throw new Error(`${python.command} ${args.join(" ")}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}
