import { readFileSync } from "node:fs";
import { loadWasmParser, type PythonParser, type SyntaxTree } from "../../src/python/parse.ts";

const modules = new URL("../../node_modules/", import.meta.url);
let loaded: PythonParser | undefined;

/** The parser that ships, loaded once per test process. */
export async function loadParser(): Promise<PythonParser> {
  loaded ??= await loadWasmParser({
    runtime: new WebAssembly.Module(readFileSync(new URL("web-tree-sitter/web-tree-sitter.wasm", modules))),
    grammar: new WebAssembly.Module(
      readFileSync(new URL("tree-sitter-python/tree-sitter-python.wasm", modules)),
    ),
  });
  return loaded;
}

/** Parses `source`, hands the tree to `use` and closes it. */
export async function withTree<T>(source: string, use: (tree: SyntaxTree) => T): Promise<T> {
  const tree = (await loadParser()).parse(source);
  if (tree === undefined) throw new Error("parsing took too long");
  try {
    return use(tree);
  } finally {
    tree.close();
  }
}
