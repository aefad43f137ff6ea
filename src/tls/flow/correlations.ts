import { contains } from "../../core/edit.ts";
import { remembered } from "../../core/remembered.ts";
import { functionOf, pathOf, spelling, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Program } from "../program/program.ts";

/** A question that a body asks more than once, and whose answer cannot change in between. */
export interface Question {
  readonly key: string;
  /** Whether the condition asks the opposite of what the key says. */
  readonly isNegated: boolean;
}

/** Finds the conditions of a program that ask the same thing again: `if use_tls:` … `if use_tls:`. */
export class Correlations {
  readonly #program: Program;
  readonly #questions = new Map<SyntaxNode, Question | undefined>();
  readonly #isStable = new Map<string, boolean>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** What a condition asks, where its body asks it again and nothing that it reads is assigned meanwhile. */
  questionOf(condition: SyntaxNode): Question | undefined {
    return remembered(this.#questions, condition, this.#find);
  }

  readonly #find = (condition: SyntaxNode): Question | undefined => {
    const asked = askedBy(condition);
    if (asked === undefined) return undefined;
    const { module } = this.#program.of(condition);
    const owner = functionOf(condition) ?? module.root;
    const key = `${owner.tree}/${owner.start} ${asked.text}`;
    const isStable = remembered(this.#isStable, key, () => isAskedAgain(asked, owner, module));
    return isStable ? { key, isNegated: asked.isNegated } : undefined;
  };
}

function isAskedAgain({ text, path }: Asked, owner: SyntaxNode, module: PythonModule): boolean {
  const [head = ""] = path.split(/[.[]/, 1);
  const places: SyntaxNode[] = [];
  for (const node of module.identifiers(head, owner)) {
    const condition = conditionAround(node);
    if (condition === undefined || askedBy(condition)?.text !== text) continue;
    if ((functionOf(condition) ?? module.root) === owner) places.push(condition);
  }
  const [first, ...more] = places;
  const last = more.at(-1);
  if (first === undefined || last === undefined) return false;
  const span = { start: first.start, end: last.end };
  for (const place of places) {
    for (let node = place.parent; node !== undefined && node !== owner; node = node.parent) {
      if (node.type !== "for_statement" && node.type !== "while_statement") continue;
      span.start = Math.min(span.start, node.start);
      span.end = Math.max(span.end, node.end);
    }
  }
  return !isAssigned(path, head, first, span, module);
}

/** Whether a name, or an attribute or element on the way to what is read, is bound in a range. */
function isAssigned(
  path: string,
  head: string,
  at: SyntaxNode,
  span: { readonly start: number; readonly end: number },
  module: PythonModule,
): boolean {
  const bindings = module.scopes.lookup(head, at)?.bindings ?? [];
  if (bindings.some(({ node }) => contains(span, node))) return true;
  if (path === head) return false;
  for (const node of module.identifiers(head, span)) {
    let whole = node;
    while (whole.parent !== undefined && isPart(whole.parent, whole)) {
      whole = whole.parent;
      if (isTarget(whole) && isPrefix(spelling(whole), path)) return true;
    }
  }
  return false;
}

interface Asked {
  readonly text: string;
  readonly path: string;
  readonly isNegated: boolean;
}

/** `x`, `x is None`, `x == "value"`: what is read, and what is asked of it. */
function askedBy(condition: SyntaxNode): Asked | undefined {
  const node = unwrap(condition);
  const own = readPath(node);
  if (own !== undefined) return { text: own, path: own, isNegated: false };
  const [left, right] = node.named;
  if (node.type !== "comparison_operator" || node.named.length !== 2) return undefined;
  if (left === undefined || right === undefined || !CONSTANTS.has(right.type)) return undefined;
  const path = readPath(left);
  const operator = node.children
    .filter((child) => child !== left && child !== right)
    .map((child) => child.text)
    .join(" ");
  const meaning = OPERATORS.get(operator);
  if (path === undefined || meaning === undefined) return undefined;
  return { text: `${path} ${meaning.operator} ${right.text}`, path, isNegated: meaning.isNegated };
}

const CONSTANTS = new Set(["none", "true", "false", "string", "integer"]);

const OPERATORS: ReadonlyMap<string, { readonly operator: string; readonly isNegated: boolean }> = new Map([
  ["is", { operator: "is", isNegated: false }],
  ["is not", { operator: "is", isNegated: true }],
  ["==", { operator: "==", isNegated: false }],
  ["!=", { operator: "==", isNegated: true }],
]);

/** A name, attributes of one, and elements of those by a literal. */
function readPath(node: SyntaxNode): string | undefined {
  if (node.type !== "subscript") return pathOf(node);
  const [container, index, more] = node.named;
  if (container === undefined || index?.type !== "string" || more !== undefined) return undefined;
  const base = readPath(container);
  return base === undefined ? undefined : `${base}[${index.text}]`;
}

/** The whole condition that starts with an identifier. */
function conditionAround(identifier: SyntaxNode): SyntaxNode | undefined {
  let node = identifier;
  while (node.parent !== undefined && isPart(node.parent, node)) node = node.parent;
  if (node.parent?.type === "comparison_operator" && node.parent.named[0] === node) node = node.parent;
  while (node.parent?.type === "parenthesized_expression") node = node.parent;
  const parent = node.parent;
  switch (parent?.type) {
    case "if_statement":
    case "elif_clause":
    case "while_statement":
      return parent.field("condition") === node ? node : undefined;
    case "conditional_expression":
      return parent.named[1] === node ? node : undefined;
    case "not_operator":
    case "boolean_operator":
    case "assert_statement":
      return node;
    default:
      return undefined;
  }
}

function isPart(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (parent.type === "attribute") return parent.field("object") === child;
  return parent.type === "subscript" && parent.field("value") === child;
}

function isTarget(node: SyntaxNode): boolean {
  let at = node;
  while (at.parent?.type === "pattern_list" || at.parent?.type === "tuple_pattern") at = at.parent;
  const parent = at.parent;
  if (parent?.type === "delete_statement") return true;
  return parent?.field("left") === at && /assignment$|^for_statement$/.test(parent.type);
}

function isPrefix(target: string, path: string): boolean {
  return path === target || path.startsWith(`${target}.`) || path.startsWith(`${target}[`);
}
