import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The file that an address of a report means: an absolute one, or one relative to the first of the folders that
 * has it. A report made on another machine names folders that are not here; then the end of the path decides.
 */
export function fileOfUri(uri: string, folders: readonly string[]): string | undefined {
  const path = pathOfUri(uri);
  if (path === undefined) return undefined;
  if (!isAbsolute(path))
    return folders.map((folder) => resolve(folder, path)).find((file) => existsSync(file));
  return existsSync(path) ? resolve(path) : endOf(path, folders);
}

function pathOfUri(uri: string): string | undefined {
  if (/^file:/i.test(uri)) {
    try {
      return fileURLToPath(uri);
    } catch {
      // Another machine's host or drive: its path is of use all the same.
      return decoded(uri.replace(/^file:\/\/[^/]*/i, ""));
    }
  }
  return /^[a-z][a-z\d+.-]+:/i.test(uri) ? undefined : decoded(uri.replaceAll("\\", "/"));
}

/** A path that was never encoded may have a bare percent sign. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function endOf(path: string, folders: readonly string[]): string | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  for (let from = 1; from < parts.length; from += 1) {
    for (const folder of folders) {
      const file = join(folder, ...parts.slice(from));
      if (existsSync(file)) return file;
    }
  }
  return undefined;
}
