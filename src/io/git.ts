import { spawnSync } from "node:child_process";
import { relative, sep } from "node:path";
import { findRepositoryTop } from "./ignore-files.ts";

const PATIENCE_MS = 10_000;

/** Which of the files have changes that are in no commit. None where git, or a repository, is not there. */
export function uncommitted(files: readonly string[]): readonly string[] {
  const tops = new Map(files.map((file) => [file, findRepositoryTop(file)]));
  const changed = new Set([...new Set(tops.values())].flatMap((top) => (top ? changedIn(top) : [])));
  return files.filter((file) => {
    const top = tops.get(file);
    return top !== undefined && changed.has(`${top}/${relative(top, file).split(sep).join("/")}`);
  });
}

function changedIn(top: string): readonly string[] {
  const args = ["--no-optional-locks", "status", "--porcelain", "-z", "--untracked-files=no", "--no-renames"];
  const { status, stdout } = spawnSync("git", args, { cwd: top, timeout: PATIENCE_MS, encoding: "utf8" });
  if (status !== 0) return [];
  return stdout.split("\0").map((entry) => `${top}/${entry.slice("XY ".length)}`);
}
