import { fileURLToPath } from "node:url";
import type { PythonModule } from "../../src/python/module.ts";
import type { SyntaxNode } from "../../src/python/node.ts";
import { isName, type Scope } from "../../src/python/scopes.ts";
import { askPython, type CPython } from "./cpython.ts";

/** The grammar takes `print >> x` for Python 2's statement and `type(x).y = z` for an alias: no names to us. */
const UNSEEN: ReadonlySet<string> = new Set(["print", "type"]);

/** What the oracle says of one text: each name with its line, column and binding scope. */
export type OracleAnswer =
  | { readonly error: string }
  | { readonly names: readonly (readonly [line: number, column: number, name: string, scope: string])[] };

const ORACLE = fileURLToPath(new URL("symtable_oracle.py", import.meta.url));

export function askOracle(python: CPython, texts: readonly string[]): readonly OracleAnswer[] {
  return askPython(python, [ORACLE], texts) as readonly OracleAnswer[];
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ["function_definition", "function"],
  ["class_definition", "class"],
  ["lambda", "lambda"],
  ["type_parameter", "types"],
]);
const DEFINITIONS = ["function_definition", "class_definition", "type_alias_statement"];

/** Our scopes in the oracle's words. */
class Places {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  offset(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column;
  }

  label(scope: Scope | undefined): string {
    if (scope === undefined) return "unbound";
    if (scope.node.type === "module") return "module";
    const opener = scope.node.type === "type_parameter" ? scope.node.ancestor(...DEFINITIONS) : scope.node;
    const at = opener?.start ?? 0;
    let line = this.#starts.findIndex((start) => start > at);
    if (line < 0) line = this.#starts.length;
    return `${KINDS.get(scope.node.type) ?? "comprehension"} ${line}:${at - (this.#starts[line - 1] ?? 0)}`;
  }
}

/** Whether Python gives the parts of an f-string places of their own; before 3.12 the oracle leaves them out. */
const placesFormatted = (python: CPython): boolean => python.version[1] >= 12;

/** Where our answers differ from Python's: names that one of the two does not see, or binds elsewhere. */
export function differences(module: PythonModule, answer: OracleAnswer, python: CPython): string[] {
  if ("error" in answer) return [];
  const places = new Places(module.text);
  const ours = new Map<number, SyntaxNode>();
  for (const node of module.root.walk())
    if (node.type === "identifier" && isName(node)) ours.set(node.start, node);
  const found: string[] = [];
  for (const [line, column, name, theirs] of answer.names) {
    const offset = places.offset(line, column);
    const node = ours.get(offset);
    ours.delete(offset);
    if (node === undefined && UNSEEN.has(name)) continue;
    const label = node === undefined ? "no name" : places.label(module.scopes.lookup(node.text, node)?.scope);
    if (label !== theirs) found.push(`${line}:${column} ${name}: ${label}, Python says ${theirs}`);
  }
  for (const node of ours.values()) {
    if (!placesFormatted(python) && node.ancestor("interpolation") !== undefined) continue;
    found.push(`offset ${node.start} ${node.text}: no name for Python`);
  }
  return found;
}
