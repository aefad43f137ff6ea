import { lstatSync, statSync } from "node:fs";

/** What a path leads to, links followed. */
export type PathKind = "file" | "folder" | "other" | "loop" | "missing";

/** What a path leads to. */
export function kindOf(path: string): PathKind {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return "file";
    return stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ELOOP") return "loop";
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    if (code === "EACCES" || code === "ENAMETOOLONG") return "other";
    throw error;
  }
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  return kindOf(path) === "folder";
}

/** Whether a path itself is a link. */
export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
