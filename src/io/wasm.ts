import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The parser's two WebAssembly modules: beside the built program, or in a clone where it is run from source. */
export function readWasm(): { readonly runtime: Uint8Array; readonly grammar: Uint8Array } {
  return {
    runtime: readFirst("./web-tree-sitter.wasm", "../../node_modules/web-tree-sitter/web-tree-sitter.wasm"),
    grammar: readFirst("./tree-sitter-python.wasm", "../../vendor/tree-sitter-python.wasm"),
  };
}

function readFirst(...candidates: readonly string[]): Uint8Array {
  const files = candidates.map((candidate) => fileURLToPath(new URL(candidate, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`none of these files is there: ${files.join(", ")}`);
  return readFileSync(found);
}
