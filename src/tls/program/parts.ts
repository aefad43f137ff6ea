import type { ImportedName } from "../../python/import-names.ts";
import type { Neighbour, PythonModule } from "../../python/module.ts";
import type { Relevance } from "./relevance.ts";

/** A module of the program that is run. */
export interface Part {
  readonly module: PythonModule;
  readonly relevance: Relevance;
  /** Where it stands, for another module than the one that is checked. */
  readonly neighbour?: Neighbour;
  /** The names that its text imports, from wherever. */
  readonly imported: readonly ImportedName[];
  /** The modules that dotted names stand for in it. */
  readonly imports: ReadonlyMap<string, Part>;
}

/** A name of another module, and the attributes that are read of it. */
export interface Imported {
  readonly part: Part;
  readonly path: readonly string[];
}

/** The module that the longest part of a dotted name stands for. */
export function linked(part: Part, written: string): Imported | undefined {
  if (part.imports.size === 0) return undefined;
  const dots = /^\.*/.exec(written)?.[0] ?? "";
  for (let end = written.length; end > dots.length; end = written.lastIndexOf(".", end - 1)) {
    const other = part.imports.get(written.slice(0, end));
    const rest = written.slice(end).replace(/^\./, "");
    if (other !== undefined) return { part: other, path: rest === "" ? [] : rest.split(".") };
  }
  // `from . import name`: the dots alone are the package.
  const around = dots === "" ? undefined : part.imports.get(dots);
  return around === undefined ? undefined : { part: around, path: written.slice(dots.length).split(".") };
}
