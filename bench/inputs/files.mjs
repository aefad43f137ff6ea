// Python files of a tree, and what copying them takes.
import { copyFileSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";

const PYTHON = new Set([".py", ".pyi", ".pyw"]);

/** Every regular file below a folder, in order, as paths from it; links are not followed. */
export function filesBelow(top, leaveOut = () => false) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
      const path = join(folder, entry.name);
      if (leaveOut(path, entry)) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.push(relative(top, path));
    }
  };
  visit(top);
  return found;
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);

export const isPython = (path) => PYTHON.has(extname(path));

export const pythonFilesBelow = (top) => filesBelow(top).filter(isPython);

/** Copies files, given by their paths from `from`, to the same places below `to`. */
export function copyFiles(paths, from, to) {
  const made = new Set();
  for (const path of paths) {
    const folder = dirname(join(to, path));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    copyFileSync(join(from, path), join(to, path));
  }
}

/** How many files a list has, and how many bytes are in them. */
export function sizeOf(top, paths) {
  return { files: paths.length, bytes: paths.reduce((sum, path) => sum + statSync(join(top, path)).size, 0) };
}
