import type { Span } from "../core/edit.ts";
import { LineIndex } from "../core/lines.ts";
import { type Neighbour, type Place, type ProjectFacts, PythonModule } from "../python/module.ts";
import type { PythonParser, SyntaxTree } from "../python/parse.ts";
import type { PythonVersion } from "../python/version.ts";
import type { Slice } from "./slices.ts";

/** What the other files of a run say to one of them, as it is written down. */
export interface ProjectText {
  /** The file that replaces the function which makes the context of every HTTPS connection without one. */
  readonly patchedIn?: string;
  /** The dotted names that the file imports, each with the number of the module that it stands for. */
  readonly imports?: readonly (readonly [name: string, module: number])[];
  readonly modules?: readonly {
    readonly path: string;
    /** As above; -1 is the file itself. */
    readonly imports: readonly (readonly [name: string, module: number])[];
    readonly slices: readonly Slice[];
  }[];
}

/** The facts that a text holds, with modules that are parsed when they are first asked for. */
export interface OpenProject {
  readonly facts: ProjectFacts;
  /** Frees what was parsed. */
  close(): void;
}

/** Reads what was written down. */
export function openProject(
  parser: PythonParser,
  written: string | undefined,
  target: PythonVersion,
): OpenProject {
  const text: ProjectText = written === undefined ? {} : JSON.parse(written);
  const { patchedIn, imports = [], modules = [] } = text;
  const trees: SyntaxTree[] = [];
  let neighbours: readonly Neighbour[] | undefined;
  const parsed = () => modules.map((one) => neighbour(parser, one, target, trees));
  const open = () => {
    neighbours ??= parsed();
    return neighbours;
  };
  const facts: ProjectFacts = {
    httpsContextPatchedIn: patchedIn,
    ...(modules.length === 0 ? {} : { neighbours: open, imports: new Map(imports) }),
  };
  const close = () => {
    for (const tree of trees) tree.close();
  };
  return { facts, close };
}

type WrittenModule = NonNullable<ProjectText["modules"]>[number];

function neighbour(
  parser: PythonParser,
  { path, imports, slices }: WrittenModule,
  target: PythonVersion,
  trees: SyntaxTree[],
): Neighbour {
  const pieces = new Pieces(path, slices);
  const tree = parser.parse(pieces.text) ?? parser.parse("");
  if (tree === undefined) throw new Error("the parser does not take an empty text");
  trees.push(tree);
  return {
    module: new PythonModule(tree, { path, target, project: { httpsContextPatchedIn: undefined } }),
    placeOf: (span) => pieces.placeOf(span),
    imports: new Map(imports.map(([name, at]) => [name, at < 0 ? "this" : at])),
  };
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
