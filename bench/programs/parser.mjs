import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Language, Parser } from "web-tree-sitter";
import { ROOT } from "../root.mjs";

/** The parser and the grammar that ship, bare. */
export async function loadParser() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(join(ROOT, "vendor", "tree-sitter-python.wasm"))));
  return parser;
}
