import type { Edit, Span } from "../core/edit.ts";
import { spellOut } from "./chosen-value.ts";
import { hoisting } from "./hoist.ts";
import { namedFunction } from "./lambda-function.ts";
import { layoutOf, statementAt } from "./layout.ts";
import type { PythonModule } from "./module.ts";
import type { SyntaxNode } from "./node.ts";
import { insertStatementsAfter, insertStatementsBefore } from "./statements.ts";

/** The edits that configure a value right after it is made, or why none can. */
export type Configuration =
  | {
      readonly kind: "edits";
      readonly edits: readonly Edit[];
      /** What nothing else may touch meanwhile. */
      readonly guard: Span;
      /** The name under which the value is configured. */
      readonly name: string;
      /** The group of the fix: its settings depend on each other, or a name that it brings must be new. */
      readonly group: string;
    }
  | { readonly kind: "impossible"; readonly because: string };

/** The statements that configure the value called `name`. */
export type Lines = (name: string) => readonly string[];

type Placement = Configuration | Omit<Extract<Configuration, { readonly kind: "edits" }>, "group">;

/** A change to the text of the value itself. */
export type Rewriting = Edit | undefined;

/**
 * Puts statements right after `value` is made and before anything else can see it. A value that is given a name
 * is configured under it; any other gets a local name first, so that an attribute, a callee or a caller is
 * handed the value only when it is whole.
 */
export function configure(
  value: SyntaxNode,
  lines: Lines,
  module: PythonModule,
  rewriting?: Rewriting,
): Configuration {
  const whole = unwrapped(value);
  const targets = targetsOf(whole);
  const name = targets?.findLast((target) => target.type === "identifier")?.text;
  const change: Change = { module, whole, lines, rewriting };
  const placed: Placement =
    name === undefined
      ? (named(change) ?? inLambda(change) ?? optional(change) ?? introduced(change))
      : after(change, name);
  return placed.kind === "edits" ? { group: `context ${value.start}`, ...placed } : placed;
}

interface Change {
  readonly module: PythonModule;
  /** The value with the parentheses around it. */
  readonly whole: SyntaxNode;
  readonly lines: Lines;
  readonly rewriting: Rewriting;
}

/** The value as it is to be written. */
function textOf({ whole, rewriting }: Change): string {
  if (rewriting === undefined) return whole.text;
  const { start, end, text } = rewriting;
  return whole.text.slice(0, start - whole.start) + text + whole.text.slice(end - whole.start);
}

/** The value with the parentheses around it. */
function unwrapped(value: SyntaxNode): SyntaxNode {
  let node = value;
  while (node.parent?.type === "parenthesized_expression") node = node.parent;
  return node;
}

/** What a value is assigned to, where a statement does nothing else with it. */
function targetsOf(value: SyntaxNode): readonly SyntaxNode[] | undefined {
  const targets: SyntaxNode[] = [];
  let node = value;
  while (node.parent?.type === "assignment" && node.parent.field("right") === node) {
    const left = node.parent.field("left");
    if (left !== undefined) targets.push(left);
    node = node.parent;
  }
  return targets.length > 0 && node.parent?.type === "expression_statement" ? targets : undefined;
}

function after({ module, whole, lines, rewriting }: Change, name: string): Placement {
  const inserted = insertStatementsAfter(module.text, whole, lines(name), layoutOf(module.root, module.text));
  if (inserted === undefined)
    return { kind: "impossible", because: "no statement can be put after the one that makes it" };
  const { start, end } = statementAt(whole);
  const edits = rewriting === undefined ? inserted : [rewriting, ...inserted];
  return { kind: "edits", edits, guard: { start, end }, name };
}

/** A value that its statement makes and lets go is given a name there. */
function named(change: Change): Placement | undefined {
  const { module, whole } = change;
  if (whole.parent?.type !== "expression_statement") return undefined;
  const name = module.names.fresh(whole, ...wishes(whole));
  const placed = after(change, name);
  if (placed.kind === "impossible") return placed;
  const { start } = whole;
  return { ...placed, edits: [{ start, end: start, text: `${name} = ` }, ...placed.edits] };
}

/** The lambda that makes the value becomes a function; what stands in its parameters is not made by it. */
function inLambda(change: Change): Placement | undefined {
  const { module, whole, lines } = change;
  const lambda = whole.ancestor("lambda", "expression_statement", "block", "module");
  if (lambda?.type !== "lambda" || (lambda.field("body")?.start ?? lambda.end) > whole.start)
    return undefined;
  // A variable of the new function: only what the lambda itself says can be in its way.
  const isFree = (wish: string) => !new RegExp(`\\b${wish}\\b`).test(lambda.text);
  const wanted = wishes(whole);
  const name = wanted.find(isFree) ?? module.names.fresh(whole, ...wanted);
  const text = textOf(change);
  const made = namedFunction({ module, lambda, value: whole, text, name, lines: lines(name) });
  return made.kind === "impossible" ? made : { ...made, name };
}

/** Names the value in front of its statement, and puts the name where the value stood. */
function introduced(change: Change): Placement {
  const { module, whole, lines } = change;
  const place = hoisting(whole, module);
  if (place.kind === "impossible") return place;
  const walrus = nameInPlace(whole, place.statement);
  const name = walrus?.name ?? module.names.fresh(whole, ...wishes(whole));
  const before = [`${name} = ${textOf(change)}`, ...lines(name)];
  const inserted = insertStatementsBefore(module.text, whole, before, layoutOf(module.root, module.text));
  if (inserted === undefined)
    return { kind: "impossible", because: "no statement can be put before the one that makes it" };
  const { start, end } = place.statement;
  const old = walrus?.whole ?? whole;
  const replaced = { start: old.start, end: old.end, text: name };
  return { kind: "edits", edits: together(inserted, replaced), guard: { start, end }, name };
}

/** The name that `:=` gives the value where it is made, which nothing before it in its statement says. */
function nameInPlace(
  value: SyntaxNode,
  statement: Span,
): { readonly name: string; readonly whole: SyntaxNode } | undefined {
  const walrus = value.parent?.type === "named_expression" ? value.parent : undefined;
  const name = walrus?.field("name")?.text;
  if (walrus === undefined || name === undefined) return undefined;
  const root = statementAt(walrus);
  const before = root.text.slice(statement.start - root.start, walrus.start - root.start);
  return new RegExp(`\\b${name}\\b`).test(before) ? undefined : { name, whole: unwrapped(walrus) };
}

/** One side of a condition: only the new value is to change. */
function optional(change: Change): Placement | undefined {
  const { module, whole, lines, rewriting } = change;
  const newName = (goal: SyntaxNode) => module.names.fresh(whole, ...wishes(goal));
  const made = spellOut({ module, value: whole, text: textOf(change), rewriting, lines, newName });
  return made === undefined ? undefined : { kind: "edits", ...made };
}

/** The names that a reader would expect: that of the attribute or keyword that the value goes to, first. */
function wishes(value: SyntaxNode): string[] {
  const parent = value.parent;
  const attribute = targetsOf(value)
    ?.find((target) => target.type === "attribute")
    ?.field("attribute")?.text;
  const keyword = parent?.type === "keyword_argument" ? parent.field("name")?.text : undefined;
  const wanted = (attribute ?? keyword)?.replace(/^_+/, "").toLowerCase();
  const isGood = wanted !== undefined && /context|ctx/.test(wanted);
  return [...(isGood ? [wanted] : []), "context", "ssl_context", "tls_context"];
}

/** An edit that ends where the next one starts becomes one with it. */
function together(inserted: readonly Edit[], replaced: Edit): Edit[] {
  const last = inserted.at(-1);
  if (last === undefined || last.end !== replaced.start) return [...inserted, replaced];
  return [
    ...inserted.slice(0, -1),
    { start: last.start, end: replaced.end, text: last.text + replaced.text },
  ];
}
