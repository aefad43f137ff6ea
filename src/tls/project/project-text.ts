import type { Saying, Told } from "../../core/analyzer.ts";
import type { Span } from "../../core/edit.ts";
import { LineIndex } from "../../core/lines.ts";
import type { Neighbour, Place, ProjectFacts } from "../../python/module.ts";
import type { PythonVersion } from "../../python/version.ts";
import type { KnownModule, KnownModules } from "./known-modules.ts";
import type { Slice } from "./slices.ts";

/** What the other files of a run say to one of them, as it is written down. */
export interface ProjectText {
  /** The file that replaces the function which makes the context of every HTTPS connection without one. */
  readonly patchedIn?: string;
  /** The dotted names that the file imports, each with the number of the module that it stands for. */
  readonly imports?: readonly (readonly [name: string, module: number])[];
  /** Of each module that the file has to do with the same; -1 is the file itself. */
  readonly modules?: readonly (readonly (readonly [name: string, module: number])[])[];
}

/** The facts that a text holds, with modules that are parsed when they are first asked for. */
export interface OpenProject {
  readonly facts: ProjectFacts;
  /** Frees what was parsed. */
  close(): void;
}

/** Reads what was written down. */
export function openProject(known: KnownModules, told: Told | undefined, target: PythonVersion): OpenProject {
  const text: ProjectText = told === undefined ? {} : JSON.parse(told.text);
  const { patchedIn, imports = [], modules = [] } = text;
  const others = told?.others ?? [];
  const taken: KnownModule[] = [];
  let neighbours: readonly Neighbour[] | undefined;
  const neighbour = ({ path, text: said }: Saying, number: number): Neighbour => {
    const names = modules[number] ?? [];
    const pieces = new Pieces(path, JSON.parse(said) as readonly Slice[]);
    const one = known.take(path, pieces.text, target);
    taken.push(one);
    return {
      module: one.module,
      placeOf: (span) => pieces.placeOf(span),
      imports: new Map(names.map(([name, at]) => [name, at < 0 ? "this" : at])),
    };
  };
  const open = () => {
    neighbours ??= others.map(neighbour);
    return neighbours;
  };
  const facts: ProjectFacts = {
    httpsContextPatchedIn: patchedIn,
    ...(others.length === 0 ? {} : { neighbours: open, imports: new Map(imports) }),
  };
  const close = () => {
    for (const one of taken.splice(0)) known.giveBack(one);
  };
  return { facts, close };
}

/** The pieces of a file one after the other, and where each comes from. */
class Pieces {
  readonly text: string;
  readonly #path: string;
  readonly #slices: readonly Slice[];
  readonly #starts: readonly number[];

  constructor(path: string, slices: readonly Slice[]) {
    this.#path = path;
    this.#slices = slices;
    const starts: number[] = [];
    let text = "";
    for (const [, , piece] of slices) {
      starts.push(text.length);
      text += piece.endsWith("\n") ? piece : `${piece}\n`;
    }
    this.text = text;
    this.#starts = starts;
  }

  placeOf({ start, end }: Span): Place {
    const index = Math.max(
      0,
      this.#starts.findLastIndex((at) => at <= start),
    );
    const [offset, line, text] = this.#slices[index] ?? [0, 1, ""];
    const from = this.#starts[index] ?? 0;
    const lines = new LineIndex(text);
    const [first, last] = [lines.position(start - from), lines.position(end - from)];
    return {
      path: this.#path,
      start: start - from + offset,
      end: end - from + offset,
      lines: {
        line: line + first.line - 1,
        column: first.column,
        endLine: line + last.line - 1,
        endColumn: last.column,
      },
    };
  }
}
