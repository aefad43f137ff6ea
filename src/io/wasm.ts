import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ParserModules } from "../core/analyzer.ts";

let compiled: Promise<ParserModules> | undefined;

/**
 * The parser's two WebAssembly modules: beside the built program, or in a clone where it is run from source. They are
 * compiled once in a thread, beside whatever it does meanwhile.
 */
export function compileParser(): Promise<ParserModules> {
  compiled ??= compileBoth();
  return compiled;
}

async function compileBoth(): Promise<ParserModules> {
  const [runtime, grammar] = await Promise.all([
    compile("./web-tree-sitter.wasm", "../../node_modules/web-tree-sitter/web-tree-sitter.wasm"),
    compile("./tree-sitter-python.wasm", "../../vendor/tree-sitter-python.wasm"),
  ]);
  return { runtime, grammar };
}

/** Compiles the first of the files that is there. */
function compile(...candidates: readonly string[]): Promise<WebAssembly.Module> {
  const files = candidates.map((candidate) => fileURLToPath(new URL(candidate, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`none of these files is there: ${files.join(", ")}`);
  return WebAssembly.compile(readFileSync(found));
}
