import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The interpreters on this machine, by their minor version; tests say which they were run without. */
export function pythons(...versions: readonly string[]): { version: string; path: string | undefined }[] {
  return versions.map((version) => ({ version, path: find(version) }));
}

function find(version: string): string | undefined {
  const name = `python${version}`;
  const installed = spawnSync("pyenv", ["versions", "--bare"], { encoding: "utf8" }).stdout ?? "";
  const full = installed.split("\n").find((line) => line.trim().startsWith(`${version}.`));
  const { PYENV_ROOT: root = join(homedir(), ".pyenv") } = process.env;
  const managed = join(root, "versions", full?.trim() ?? version, "bin", "python");
  if (existsSync(managed)) return managed;
  return spawnSync(name, ["--version"]).status === 0 ? name : undefined;
}

/** Runs a program over many inputs in one process; it reads JSON from `cases` and leaves its answer in `answer`. */
export function ask<Answer>(python: string, program: string, cases: unknown): Answer {
  const script = `import json, sys
cases = json.load(sys.stdin)
${program}
json.dump(answer, sys.stdout)
`;
  const { status, stdout, stderr } = spawnSync(python, ["-W", "ignore", "-c", script], {
    input: JSON.stringify(cases),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${python}: ${stderr}`);
  return JSON.parse(stdout) as Answer; // The program's own word.
}
