import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type ProjectFacts, PythonModule } from "../src/python/module.ts";
import { loadWasmParser } from "../src/python/parse.ts";
import type { PythonVersion } from "../src/python/version.ts";

const require = createRequire(import.meta.url);

/** The parser that ships, from the packages that it is vendored from. */
export const parser = await loadWasmParser({
  runtime: new WebAssembly.Module(readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm"))),
  grammar: new WebAssembly.Module(
    readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  ),
});

const NO_FACTS: ProjectFacts = { httpsContextPatchedIn: undefined };

/** Parses a text as a module; the tree stays open, which a test can afford. */
export function moduleOf(
  text: string,
  target: PythonVersion = { major: 3, minor: 8 },
  project: ProjectFacts = NO_FACTS,
): PythonModule {
  const tree = parser.parse(text);
  if (tree === undefined) throw new Error("the parser gave up");
  return new PythonModule(tree, { path: "test.py", target, project });
}
