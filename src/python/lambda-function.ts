import type { Edit, Span } from "../core/edit.ts";
import { hoisting, hoistingWithin } from "./hoist.ts";
import { indentAt, isFirstOnLine, layoutOf, lineEnd, lineStart, statementAt } from "./layout.ts";
import type { PythonModule } from "./module.ts";
import type { SyntaxNode } from "./node.ts";
import { insertStatementsBefore } from "./statements.ts";

/** What is to become of a value that a lambda makes. */
export interface InLambda {
  readonly module: PythonModule;
  readonly lambda: SyntaxNode;
  readonly value: SyntaxNode;
  /** The value as it is to be written. */
  readonly text: string;
  /** The name for the value in the function, and the statements that configure it. */
  readonly name: string;
  readonly lines: readonly string[];
}

/** A function with statements in the place of a lambda, or why there can be none. */
export type NamedFunction =
  | {
      readonly kind: "edits";
      readonly edits: readonly Edit[];
      readonly guard: Span;
      /** Functions with a name of their own come into a scope one at a time, so that no two get the same. */
      readonly group?: string;
    }
  | { readonly kind: "impossible"; readonly because: string };

/**
 * Writes a lambda as a function: `make = lambda: value` becomes `def make():`, any other gets a function in front of
 * its statement, and the name of that stands where the lambda stood.
 */
export function namedFunction(made: InLambda): NamedFunction {
  const { module, lambda, value } = made;
  const body = lambda.field("body");
  const inside = hoistingWithin(value, lambda, module);
  if (inside !== undefined) return { kind: "impossible", because: inside };
  if (
    body === undefined ||
    /[\n#]/.test(lambda.text) ||
    [...body.walk()].some(({ type }) => ACTING.has(type))
  )
    return { kind: "impossible", because: "it is made inside a lambda that does not fit into a function" };
  const target = assignedName(lambda);
  return target === undefined ? inFront(made, body) : inPlace(made, body, target);
}

/** What means something else in a function than in the lambda, or is hard to read there. */
const ACTING = new Set(["yield", "await", "named_expression"]);

/** `name = lambda: …`, as a statement of its own. */
function assignedName(lambda: SyntaxNode): string | undefined {
  const assignment = lambda.parent;
  if (assignment?.type !== "assignment" || assignment.parent?.type !== "expression_statement")
    return undefined;
  const left = assignment.field("left");
  const isPlain = assignment.field("type") === undefined && assignment.field("right") === lambda;
  return isPlain && left?.type === "identifier" ? left.text : undefined;
}

function inPlace(made: InLambda, body: SyntaxNode, target: string): NamedFunction {
  const { module, lambda } = made;
  const { text } = module;
  const statement = statementAt(lambda);
  const { newline } = layoutOf(module.root, text);
  const isAlone = statement.previous?.type !== ";" && statement.next?.type !== ";";
  if (!isAlone || isOneLineSuite(module, statement))
    return { kind: "impossible", because: "it is made inside a lambda that shares its line" };
  const indent = indentAt(text, statement.start);
  const { start, end } = statement;
  const last = lineEnd(text, end);
  const edits = [
    { start, end, text: functionLines(made, body, target).join(newline + indent) },
    { start: last, end: last, text: newline.repeat(gapAfter(module, statement)) },
  ];
  const above = lineStart(text, start);
  const gap = { start: above, end: above, text: newline.repeat(gapBefore(module, statement)) };
  const needed = [gap, ...edits].filter((edit) => edit.text !== "");
  return { kind: "edits", edits: needed, guard: { start: above, end: last } };
}

/** How many blank lines Python's style wants around a function. */
function wantedGap(statement: SyntaxNode): number {
  return statement.parent?.type === "module" ? 2 : 1;
}

/** How many blank lines are lacking above a function that starts where a statement does; a comment above belongs to it. */
function gapBefore({ text }: PythonModule, statement: SyntaxNode): number {
  let { previous } = statement;
  if (previous?.type === "comment" && isFirstOnLine(text, previous.start)) return 0;
  while (previous?.type === "comment") previous = previous.previous;
  if (previous === undefined) return 0;
  const between = text.slice(previous.end, statement.start).split("\n").length - 1;
  return Math.max(0, wantedGap(statement) + 1 - between);
}

/** How many blank lines are lacking below a function that takes the place of a statement. */
function gapAfter({ text }: PythonModule, statement: SyntaxNode): number {
  let { next } = statement;
  while (next?.type === "comment" && !text.slice(statement.end, next.start).includes("\n")) next = next.next;
  if (next === undefined) return 0;
  const between = text.slice(statement.end, next.start).split("\n").length - 1;
  return Math.max(0, wantedGap(statement) + 1 - between);
}

/** Whether a block stands on the line of its colon. */
function isOneLineSuite(module: PythonModule, statement: SyntaxNode): boolean {
  const block = statement.parent;
  const colon = block?.parent?.children.findLast((child) => child.type === ":" && child.end <= block.start);
  return colon !== undefined && !module.text.slice(colon.end, statement.start).includes("\n");
}

/** The class in whose body a lambda stands, with its decorators: the outermost, since what a class binds is an attribute. */
function classAround(lambda: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (
    let node = lambda.parent;
    node !== undefined && node.type !== "function_definition";
    node = node.parent
  )
    if (node.type === "class_definition")
      found = node.parent?.type === "decorated_definition" ? node.parent : node;
  return found;
}

/** The function in front of a class: nothing that the body of a lambda says is looked up in the class itself. */
function inFrontOfClass(made: InLambda, body: SyntaxNode, owner: SyntaxNode): NamedFunction {
  const { module, lambda } = made;
  // Before the class its names mean nothing: those of the heads of its functions, and those that are private to it.
  const isOfClass =
    /\b__\w+\b(?<!__)/.test(lambda.text) || lambda.field("parameters")?.text.includes("=") === true;
  const isInBody = lambda.ancestor("block")?.parent?.type === "class_definition";
  if (isOfClass || !isInBody)
    return { kind: "impossible", because: "it is made inside a lambda that may use names of the class" };
  const name = module.names.fresh(owner, "make_context");
  const lines = functionLines(made, body, name);
  const inserted = insertStatementsBefore(module.text, owner, lines, layoutOf(module.root, module.text));
  if (inserted === undefined)
    return { kind: "impossible", because: "no statement can be put before the class" };
  const { start, end } = lambda;
  return {
    kind: "edits",
    edits: [...inserted, { start, end, text: name }],
    guard: { start: owner.start, end },
    group: `functions in ${module.scopes.at(owner).node.start}`,
  };
}

function inFront(made: InLambda, body: SyntaxNode): NamedFunction {
  const { module, lambda } = made;
  const owner = classAround(lambda);
  if (owner !== undefined) return inFrontOfClass(made, body, owner);
  const place = hoisting(lambda, module);
  if (place.kind === "impossible") return place;
  const wish =
    body.start === made.value.start && body.end === made.value.end ? "make_context" : "with_context";
  const name = module.names.fresh(lambda.parent ?? lambda, wish);
  const blank = (count: number): string[] => Array.from({ length: count }, () => "");
  const { statement } = place;
  const lines = [
    ...blank(gapBefore(module, statement)),
    ...functionLines(made, body, name),
    ...blank(wantedGap(statement)),
  ];
  const inserted = insertStatementsBefore(module.text, lambda, lines, layoutOf(module.root, module.text));
  if (inserted === undefined)
    return {
      kind: "impossible",
      because: "no statement can be put before the one with the lambda that makes it",
    };
  const { start, end } = statement;
  const clean = inserted.map((edit) => ({ ...edit, text: edit.text.replace(/[ \t]+(?=\r?\n)/g, "") }));
  const replaced = { start: lambda.start, end: lambda.end, text: name };
  const scope = module.scopes.at(lambda).node;
  return {
    kind: "edits",
    edits: [...clean, replaced],
    guard: { start, end },
    group: `functions in ${scope.start}`,
  };
}

function functionLines({ module, lambda, value, text, name, lines }: InLambda, body: SyntaxNode, as: string) {
  const { indent } = layoutOf(module.root, module.text);
  const parameters = lambda.field("parameters")?.text ?? "";
  const before = module.text.slice(body.start, value.start);
  const after = module.text.slice(value.end, body.end);
  const inner = [`${name} = ${text}`, ...lines, `return ${before}${name}${after}`];
  return [`def ${as}(${parameters}):`, ...inner.map((line) => indent + line)];
}
