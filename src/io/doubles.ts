import { realpathSync } from "node:fs";
import { basename } from "node:path";
import { type WalkedFile, withSlash } from "./found-file.ts";

/**
 * The files without those that are another one once more: a link beside the file that it leads to, and where
 * `mayRepeat` any file that was reached by two ways.
 */
export function withoutDoubles(
  files: readonly WalkedFile[],
  links: ReadonlySet<string>,
  mayRepeat: boolean,
): readonly WalkedFile[] {
  const linked = new Map([...links].map((link) => [link, realPath(link)]));
  const names = new Set([...linked.values()].map((path) => basename(path)));
  const realOf = realPaths(linked);
  const seen = new Map<string, WalkedFile>();
  const suspects = new Set<WalkedFile>();
  for (const file of files) {
    const isLink = linked.size > 0 && linked.has(file.absolute);
    if (!mayRepeat && !isLink && !names.has(file.name)) continue;
    suspects.add(file);
    const real = realOf(file);
    if (!seen.has(real) || !isLink) seen.set(real, file);
  }
  const kept = new Set(seen.values());
  return files.filter((file) => !suspects.has(file) || kept.has(file));
}

function realPaths(linked: ReadonlyMap<string, string>): (file: WalkedFile) => string {
  const folders = new Map<string, string>();
  const realFolder = (folder: string): string => {
    const known = folders.get(folder) ?? withSlash(realPath(folder));
    folders.set(folder, known);
    return known;
  };
  // Only a link can have another name than its own in the folder that it is in.
  return ({ absolute, folder, name }) => linked.get(absolute) ?? realFolder(folder.inside) + name;
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
