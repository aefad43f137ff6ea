import { Language, Parser } from "web-tree-sitter";
import type { Span } from "../core/edit.ts";
import { type RawNode, SyntaxNode, type TreeLife } from "./node.ts";

/** A parsed text. `close` frees the parser's memory; nodes not visited before it cannot be visited after. */
export interface SyntaxTree {
  readonly source: string;
  readonly root: SyntaxNode;
  /** Where the text does not parse: ERROR and missing nodes, in the order of the text. */
  readonly errors: readonly Span[];
  close(): void;
}

/** One of the two parsers, loaded. */
export interface PythonParser {
  readonly name: "wasm" | "native";
  /** The tree of a text, or `undefined` where parsing took longer than `deadline` milliseconds. */
  parse(source: string, deadline?: number): SyntaxTree | undefined;
}

interface RawTree {
  readonly rootNode: RawNode;
  delete?(): void;
}

interface RawParser {
  parse(source: string, oldTree: null, options: { progressCallback: () => boolean }): RawTree | null;
  reset(): void;
}

let nextTree = 0;

const DEFAULT_DEADLINE_MS = 20_000;

/** The parser that ships. `runtime` is web-tree-sitter's own module, `grammar` that of tree-sitter-python. */
export async function loadWasmParser(wasm: {
  readonly runtime: Uint8Array;
  readonly grammar: Uint8Array;
}): Promise<PythonParser> {
  await Parser.init({ wasmBinary: wasm.runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm.grammar));
  // web-tree-sitter declares `null` among the parameters' alternatives in its own words; the shape is the same.
  return engine("wasm", parser as unknown as RawParser);
}

/** The native parser, an optional peer. Rejects where it is not installed or cannot be loaded here. */
export async function loadNativeParser(): Promise<PythonParser> {
  const [{ default: NativeParser }, { default: grammar }] = await Promise.all([
    import("tree-sitter"),
    import("tree-sitter-python"),
  ]);
  const parser = new NativeParser();
  // Where the peer is installed its own types count, which know the grammar's package no better.
  parser.setLanguage(grammar as never);
  return engine("native", parser as RawParser);
}

function engine(name: PythonParser["name"], parser: RawParser): PythonParser {
  return {
    name,
    parse(source, deadline = DEFAULT_DEADLINE_MS) {
      const limit = performance.now() + deadline;
      const raw = parser.parse(source, null, { progressCallback: () => performance.now() > limit });
      if (raw === null) {
        parser.reset();
        return undefined;
      }
      const life: TreeLife = { id: nextTree++, source, open: true };
      const root = new SyntaxNode(raw.rootNode, life, undefined, 0);
      let errors: readonly Span[] | undefined;
      return {
        source,
        root,
        get errors() {
          errors ??= errorSpans(root);
          return errors;
        },
        close() {
          life.open = false;
          raw.delete?.();
        },
      };
    },
  };
}

function errorSpans(root: SyntaxNode): Span[] {
  if (!root.hasError) return [];
  const spans: Span[] = [];
  for (const node of root.walk((n) => n.hasError && n.type !== "ERROR")) {
    if (node.type === "ERROR" || node.isMissing) spans.push({ start: node.start, end: node.end });
  }
  return spans;
}
