import { isStdlibModule } from "./stdlib.ts";

/** Where the folders of a project's packages may lie, from a folder above the module that imports. */
const ROOTS = ["", "src/", "lib/"];

/**
 * The file of a project that a dotted name stands for in another of its files; paths have "/" between folders.
 * A relative import says where it is; an absolute one is looked for from the folders above, the nearest first.
 */
export function fileOf(
  written: string,
  importer: string,
  hasFile: (path: string) => boolean,
): string | undefined {
  const dots = /^\.*/.exec(written)?.[0].length ?? 0;
  const folders = importer.split("/").slice(0, -1);
  const below = written.slice(dots).replaceAll(".", "/");
  if (dots > 0) {
    if (dots - 1 > folders.length) return undefined;
    return moduleAt(folders.slice(0, folders.length - (dots - 1)), "", below, hasFile);
  }
  if (below === "" || isStdlibModule(written)) return undefined;
  for (let count = folders.length; count >= 0; count--) {
    for (const root of ROOTS) {
      const found = moduleAt(folders.slice(0, count), root, below, hasFile);
      if (found !== undefined && found !== importer) return found;
    }
  }
  return undefined;
}

function moduleAt(
  folders: readonly string[],
  root: string,
  below: string,
  hasFile: (path: string) => boolean,
): string | undefined {
  const base = folders.map((folder) => `${folder}/`).join("") + root;
  const names = below === "" ? [`${base}__init__.py`] : [`${base}${below}.py`, `${base}${below}/__init__.py`];
  return names.find(hasFile);
}
