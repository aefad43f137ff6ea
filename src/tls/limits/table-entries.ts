import type { Binding } from "../../python/bindings.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isValue } from "./given-values.ts";

/** A version that stands in a table: `PROTOCOLS = {"tlsv1": ssl.PROTOCOL_TLSv1}`, `for version in [ssl.PROTOCOL_TLSv1]:`. */
export interface TableEntry {
  readonly table: SyntaxNode;
  /** What the table is called, where it has a name. */
  readonly name: string | undefined;
  /** The words that it is offered by; none where the program goes through all of them. */
  readonly key: SyntaxNode | undefined;
}

/** The entry of a table that a node is; one that is an option of its own (`{"ssl_version": …}`) is none. */
export function entryOf(node: SyntaxNode): TableEntry | undefined {
  const pair = node.parent?.type === "pair" && !isValue(node) ? node.parent : undefined;
  const key = pair?.field("key");
  const table = pair?.parent ?? (LISTS.has(node.parent?.type ?? "") ? node.parent : undefined);
  if (table === undefined || (pair !== undefined && key === undefined)) return undefined;
  const assignment = table.parent;
  const target = assignment?.type === "assignment" ? assignment.field("left") : undefined;
  const name = target?.type === "identifier" ? target.text : undefined;
  if (pair !== undefined && name === undefined) return undefined;
  return { table, name, key };
}

const LISTS = new Set(["list", "tuple", "set"]);

/** Whether an expression is taken from a table: it names it, or is a variable that stands for something that does. */
export function isTakenFrom(value: SyntaxNode, { table, name }: TableEntry, module: PythonModule): boolean {
  const speaksOf = (node: SyntaxNode) =>
    [...node.walk()].some((one) => one === table || (name !== undefined && one.text === name));
  if (speaksOf(value)) return true;
  const bindings =
    value.type === "identifier" ? module.scopes.lookup(value.text, value)?.bindings : undefined;
  return bindings?.some((binding) => sourcesOf(binding).some(speaksOf)) ?? false;
}

/** What a name is bound to, or goes through. */
function sourcesOf({ kind, value, statement }: Binding): readonly SyntaxNode[] {
  const source = kind === "for" ? statement.field("right") : value;
  return source === undefined ? [] : [source];
}
