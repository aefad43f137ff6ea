import { Language, Parser, type Tree } from "web-tree-sitter";
import type { ParserModules } from "../core/analyzer.ts";
import type { Span } from "../core/edit.ts";
import { NativeNodes, type NativeTree } from "./native-nodes.ts";
import type { NodeSource, SyntaxNode } from "./node.ts";
import { maskOldNames } from "./old-names.ts";
import { type NodeFunctions, NodeMemory, WasmTree } from "./wasm-nodes.ts";

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

interface RawParser<T> {
  parse(source: string, oldTree: null, options: { progressCallback: () => boolean }): T | null;
  reset(): void;
}

const DEFAULT_DEADLINE_MS = 20_000;

/** The parser that ships. */
export async function loadWasmParser(modules: ParserModules): Promise<PythonParser> {
  runtime ??= startRuntime(modules.runtime);
  const { functions, memory } = await runtime;
  const language = Language.loadSync(modules.grammar);
  const nodes = new NodeMemory(functions, memory, language);
  const parser = new Parser();
  parser.setLanguage(language);
  return engine("wasm", parser, (tree, source) => {
    return new WasmTree(source, () => tree.delete(), nodes, addressOf(tree));
  });
}

/** web-tree-sitter's own module, as it runs: there is one of it in a process. */
interface Runtime {
  readonly functions: NodeFunctions;
  readonly memory: WebAssembly.Memory;
}

let runtime: Promise<Runtime> | undefined;

/** Starts the module; web-tree-sitter hands over what it imports, and takes what came of it. */
function startRuntime(module: WebAssembly.Module): Promise<Runtime> {
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: { readonly env: { readonly memory: WebAssembly.Memory } },
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => {
      WebAssembly.instantiate(module, imports).then((instance) => {
        started = { functions: instance.exports as unknown as NodeFunctions, memory: imports.env.memory };
        done(instance, module);
      }, reject);
    };
    let started: Runtime | undefined;
    Parser.init({ instantiateWasm }).then(() => {
      if (started === undefined) reject(new Error("web-tree-sitter did not start its module"));
      else resolve(started);
    }, reject);
  });
}

/** Where a tree stands in the module's memory. web-tree-sitter keeps it under an index, and hides it from its types. */
function addressOf(tree: Tree): number {
  return (tree as unknown as { readonly 0: number })[0];
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
  return engine("native", parser as RawParser<NativeTree>, (tree, source) => new NativeNodes(source, tree));
}

function engine<T>(
  name: PythonParser["name"],
  parser: RawParser<T>,
  opened: (tree: T, source: string) => NodeSource,
): PythonParser {
  return {
    name,
    parse(source, deadline = DEFAULT_DEADLINE_MS) {
      const limit = performance.now() + deadline;
      const read = (text: string) => {
        const tree = parser.parse(text, null, { progressCallback: () => performance.now() > limit });
        if (tree !== null) return opened(tree, source);
        parser.reset();
        return undefined;
      };
      const plain = read(source);
      if (plain === undefined) return undefined;
      const masked = plain.root.hasError ? maskOldNames(source) : undefined;
      const other = masked === undefined ? undefined : read(masked);
      const isMasked = other !== undefined && !other.root.hasError;
      const [nodes, unused] = isMasked ? [other, plain] : [plain, other];
      unused?.close();
      const { root } = nodes;
      let errors: readonly Span[] | undefined;
      return {
        source,
        root,
        get errors() {
          errors ??= errorSpans(root);
          return errors;
        },
        close() {
          nodes.close();
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
