import { remembered } from "../../core/remembered.ts";
import { literalString, unwrap } from "../../python/expressions.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Scope, Scopes } from "../../python/scopes.ts";
import type { Program } from "../program/program.ts";

const MAX_ELEMENTS = 8;

/** The names and values of `**options`. */
type Options = readonly (readonly [string, SyntaxNode])[];

/** What an expression takes from a table that is written out: some of the elements, and perhaps nothing. */
interface Taken {
  readonly elements: readonly SyntaxNode[];
  /** `table.get(name)` gives nothing where the name is not there. */
  readonly mayBeNothing: boolean;
}

/** What expressions take from tables that are written out, whatever runs: found once, however often a program is run. */
export class Tables {
  readonly #program: Program;
  readonly #taken = new Map<SyntaxNode, Taken | undefined>();
  readonly #options = new Map<SyntaxNode, Options | undefined>();
  readonly #elements = new Map<SyntaxNode, readonly SyntaxNode[] | undefined>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** What `table[name]`, `table.get(name)` and `table.get(name, other)` may give; nothing where an expression is none of them. */
  takenBy(node: SyntaxNode): Taken | undefined {
    return remembered(this.#taken, node, (access) => taken(access, this.#program));
  }

  /** The names and values of `**options`, where those are written out. */
  options(splat: SyntaxNode): Options | undefined {
    return remembered(this.#options, splat, (one) => optionsOf(one, this.#program));
  }

  /** What a loop goes through: the elements of a table, or the values of a dictionary. */
  elementsOfLoop(source: SyntaxNode): readonly SyntaxNode[] | undefined {
    return remembered(this.#elements, source, (one) => elementsOfLoop(one, this.#program));
  }
}

function taken(node: SyntaxNode, program: Program): Taken | undefined {
  const access = accessOf(node);
  const table = tableOf(access?.container, program);
  if (access === undefined || table === undefined) return undefined;
  const { key, fallback, isGet } = access;
  const elements = [...withKey(table, key), ...(fallback === undefined ? [] : [fallback])];
  if (elements.length === 0) return undefined;
  return { elements, mayBeNothing: isGet && fallback === undefined };
}

function optionsOf(splat: SyntaxNode, program: Program): Options | undefined {
  const table = splat.type === "dictionary_splat" ? tableOf(splat.named[0], program) : undefined;
  if (table?.type !== "dictionary") return undefined;
  const all = table.named.map((pair) => {
    const name = literalString(pair.field("key") ?? pair);
    const value = pair.field("value");
    return name === undefined || value === undefined ? undefined : ([name, value] as const);
  });
  return all.every((one) => one !== undefined) ? all : undefined;
}

function elementsOfLoop(source: SyntaxNode, program: Program): readonly SyntaxNode[] | undefined {
  const callee = source.type === "call" ? source.field("function") : undefined;
  const isOfValues =
    callee?.field("attribute")?.text === "values" && source.field("arguments")?.named.length === 0;
  const table = tableOf(isOfValues ? callee?.field("object") : source, program);
  return table === undefined || (table.type === "dictionary") !== isOfValues ? undefined : elementsOf(table);
}

/**
 * A dictionary, list, tuple or set that is written out, or that a name stands for which is bound once and only read:
 * nothing but its own elements is ever in it. Nothing where an element is made at that place, which happens once.
 */
function tableOf(node: SyntaxNode | undefined, program: Program): SyntaxNode | undefined {
  const inner = node === undefined ? undefined : unwrap(node);
  if (inner === undefined || isTable(inner)) return inner;
  const named = placeOf(inner, program);
  const [binding, ...others] = named === undefined ? [] : named.scopes.bindings(named.scope, named.name);
  if (named === undefined || binding?.kind !== "assignment" || others.length > 0) return undefined;
  const value = binding.value === undefined ? undefined : unwrap(binding.value);
  if (value === undefined || !isTable(value)) return undefined;
  const isFixed = value.type === "tuple" || named.scopes.uses(named.name, named.scope).every(isOnlyRead);
  return isFixed ? value : undefined;
}

/** Where a name is bound: in the module of the node, or in another one of the program that it is imported from. */
function placeOf(
  node: SyntaxNode,
  program: Program,
): { readonly scopes: Scopes; readonly scope: Scope; readonly name: string } | undefined {
  const imported = program.imported(node);
  const [name, ...more] = imported?.path ?? [];
  if (imported !== undefined && name !== undefined && more.length === 0) {
    const found = program.exported(imported.part, name);
    const scopes = found?.part.module.scopes;
    return found === undefined || scopes === undefined
      ? undefined
      : { scopes, scope: scopes.module, name: found.name };
  }
  if (node.type !== "identifier") return undefined;
  const scopes = program.scopes(node);
  const found = scopes.lookup(node.text, node);
  return found === undefined ? undefined : { scopes, scope: found.scope, name: node.text };
}

function elementsOf(table: SyntaxNode): readonly SyntaxNode[] {
  if (table.type !== "dictionary") return table.named;
  return table.named.flatMap((pair) => pair.field("value") ?? []);
}

interface Access {
  readonly container: SyntaxNode;
  readonly key: SyntaxNode;
  readonly fallback?: SyntaxNode | undefined;
  readonly isGet: boolean;
}

function accessOf(node: SyntaxNode): Access | undefined {
  if (node.type === "subscript") {
    const container = node.field("value");
    const [key, ...others] = node.named.filter((one) => one !== container);
    if (container === undefined || key === undefined || others.length > 0 || key.type === "slice")
      return undefined;
    return { container, key, isGet: false };
  }
  const callee = node.type === "call" ? node.field("function") : undefined;
  const container = callee?.field("object");
  if (container === undefined || callee?.field("attribute")?.text !== "get") return undefined;
  const [key, fallback, ...others] = node.field("arguments")?.named ?? [];
  if (key === undefined || others.length > 0 || fallback?.type === "keyword_argument") return undefined;
  return { container, key, fallback, isGet: true };
}

/** The elements under a key: one where the table and the key are written so that it shows which. */
function withKey(table: SyntaxNode, key: SyntaxNode): readonly SyntaxNode[] {
  const name = literalString(key);
  if (table.type !== "dictionary" || name === undefined) return elementsOf(table);
  const names = table.named.map((pair) => literalString(pair.field("key") ?? pair));
  if (names.includes(undefined)) return elementsOf(table);
  const at = names.lastIndexOf(name);
  const value = table.named[at]?.field("value");
  return value === undefined ? [] : [value];
}

function isTable({ type, named }: SyntaxNode): boolean {
  if (!TABLES.has(type) || named.length === 0 || named.length > MAX_ELEMENTS) return false;
  if (type !== "dictionary") return named.every(isFound);
  return named.every((pair) => {
    const value = pair.type === "pair" ? pair.field("value") : undefined;
    return value !== undefined && isFound(value);
  });
}

const TABLES = new Set(["dictionary", "list", "tuple", "set", "expression_list"]);

/** Whether an element is found, not made: reading it again gives the same. */
function isFound({ type }: SyntaxNode): boolean {
  return FOUND.has(type);
}

const FOUND = new Set(["identifier", "attribute", "lambda", "string", "integer", "none", "true", "false"]);

/** Whether a use of a name leaves what it stands for as it is. */
function isOnlyRead(use: SyntaxNode): boolean {
  const parent = use.parent;
  switch (parent?.type) {
    case "subscript":
      return parent.field("value") === use && !isTarget(parent);
    case "attribute":
      return READERS.has(parent.field("attribute")?.text ?? "") && parent.parent?.type === "call";
    case "for_statement":
    case "for_in_clause":
      return parent.field("right") === use;
    case "keyword_argument":
      return parent.field("name")?.text === "choices";
    case "comparison_operator":
    case "dictionary_splat":
    case "list_splat":
      return true;
    case "argument_list":
      return /^(?:len|sorted|list|tuple|set|enumerate|iter|reversed|repr|str)$/.test(
        parent.parent?.field("function")?.text ?? "",
      );
    default:
      return false;
  }
}

const READERS = new Set(["get", "keys", "values", "items", "copy", "index", "count"]);

function isTarget(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent?.type === "assignment" || parent?.type === "augmented_assignment")
    return parent.field("left") === node;
  return (
    parent?.type === "delete_statement" ||
    parent?.type === "pattern_list" ||
    parent?.type === "expression_list"
  );
}
