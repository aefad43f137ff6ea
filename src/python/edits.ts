import type { Edit } from "../core/edit.ts";
import type { SyntaxNode } from "./node.ts";
import { addEntries, removeEntries, type SeparatedList, separatedList, separatorAt } from "./separated.ts";
import { addOnNewLine } from "./wider-call.ts";

/** An argument and what replaces it: the whole argument, a keyword's name included. */
export interface Replacement {
  readonly argument: SyntaxNode;
  readonly text: string;
}

/** What becomes of a call. Changes that are made at once keep their commas right; one by one they would clash. */
export interface CallChange {
  readonly callee?: string;
  readonly remove?: readonly SyntaxNode[];
  readonly replace?: readonly Replacement[];
  /** New keyword arguments, as they are written: `context=context`. */
  readonly add?: readonly string[];
}

/**
 * The disjoint edits that change a call in place: comments, commas and lines stay as they are. A keyword that is
 * added takes the place of an argument that goes, where one can; else it comes last, but before `**options`
 * (Python 2.7 allows no keyword after it; after `*args` it does).
 */
export function changeCall(text: string, call: SyntaxNode, change: CallChange): Edit[] {
  const { callee, remove = [], replace = [], add = [] } = change;
  const edits = callee === undefined ? [] : [replaceCallee(call, callee)];
  const generator = generatorArgument(call);
  if (generator !== undefined) return [...edits, ...changeGenerator(generator, change)];
  const list = argumentList(call);
  if (list === undefined) return edits;
  const texts = new Map(replace.map(({ argument, text: replacement }) => [argument.start, replacement]));
  const gone = new Set(remove);
  const heir = add.length > 0 ? heirOf(list, gone) : undefined;
  if (heir !== undefined) {
    gone.delete(heir);
    texts.set(heir.start, add.join(separatorAt(text, heir)));
  }
  for (const { node } of list.entries) {
    const replacement = texts.get(node.start);
    if (replacement !== undefined) edits.push({ start: node.start, end: node.end, text: replacement });
  }
  edits.push(...removeEntries(text, list, gone));
  if (heir === undefined) edits.push(...addKeywords(text, call, list, gone, add));
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Adds a keyword argument: `addKeyword(text, call, "context=context")`. */
export function addKeyword(text: string, call: SyntaxNode, keyword: string): Edit[] {
  return changeCall(text, call, { add: [keyword] });
}

/** Removes an argument with its comma. */
export function removeArgument(text: string, call: SyntaxNode, argument: SyntaxNode): Edit[] {
  return changeCall(text, call, { remove: [argument] });
}

/** Replaces an argument, the name of a keyword included. */
export function replaceArgument(
  text: string,
  call: SyntaxNode,
  argument: SyntaxNode,
  replacement: string,
): Edit[] {
  return changeCall(text, call, { replace: [{ argument, text: replacement }] });
}

/** Replaces what is called; the space before the parenthesis stays. */
function replaceCallee(call: SyntaxNode, callee: string): Edit {
  const node = call.field("function") ?? call;
  return { start: node.start, end: node.end, text: callee };
}

/** Gives a positional argument its name. No positional argument may follow it. */
export function toKeyword(text: string, call: SyntaxNode, argument: SyntaxNode, name: string): Edit[] {
  const value = argument.type === "named_expression" ? `(${argument.text})` : argument.text;
  return replaceArgument(text, call, argument, keyword(text, call, name, value));
}

/** Spells a keyword argument as the call's other keywords are spelt: `name=value`, or `name = value`. */
export function keyword(text: string, call: SyntaxNode, name: string, value: string): string {
  for (const { node } of argumentList(call)?.entries ?? []) {
    const keyName = node.type === "keyword_argument" ? node.field("name") : undefined;
    if (keyName === undefined) continue;
    const equals = /^[ \t]*=[ \t]*/.exec(text.slice(keyName.end))?.[0];
    if (equals !== undefined) return name + (equals === "=" ? "=" : " = ") + value;
  }
  return `${name}=${value}`;
}

/** The arguments of a call, as a list that keeps its commas and comments. */
function argumentList(call: SyntaxNode): SeparatedList | undefined {
  const node = call.field("arguments");
  if (node?.type !== "argument_list") return undefined;
  const close = node.children.at(-1);
  const inside = { start: node.start + 1, end: close?.type === ")" ? close.start : node.end };
  return separatedList(node.children, inside, isArgument);
}

function isArgument(node: SyntaxNode): boolean {
  return node.isNamed && node.type !== "comment" && node.type !== "line_continuation";
}

/** `f(x for x in y)`: the parentheses belong to the call and to the generator. */
function generatorArgument(call: SyntaxNode): SyntaxNode | undefined {
  const node = call.field("arguments");
  return node?.type === "generator_expression" ? node : undefined;
}

function changeGenerator(generator: SyntaxNode, change: CallChange): Edit[] {
  const { remove = [], replace = [], add = [] } = change;
  const replacement = replace[0]?.text;
  if (remove.length === 0 && replacement === undefined) {
    if (add.length === 0) return [];
    const { start, end } = generator;
    return [
      { start, end: start, text: "(" },
      { start: end, end, text: `, ${add.join(", ")})` },
    ];
  }
  const kept = remove.length > 0 || replacement === undefined ? [] : [replacement];
  return [{ start: generator.start, end: generator.end, text: `(${[...kept, ...add].join(", ")})` }];
}

/** The last argument that goes and after which no positional one stays: a keyword can take its place. */
function heirOf({ entries }: SeparatedList, gone: ReadonlySet<SyntaxNode>): SyntaxNode | undefined {
  const lastPositional = entries.findLastIndex(({ node }) => !gone.has(node) && isPositional(node));
  return entries.findLast(({ node }, i) => i > lastPositional && gone.has(node))?.node;
}

function isPositional(node: SyntaxNode): boolean {
  return !["keyword_argument", "list_splat", "dictionary_splat"].includes(node.type);
}

function addKeywords(
  text: string,
  call: SyntaxNode,
  list: SeparatedList,
  gone: ReadonlySet<SyntaxNode>,
  added: readonly string[],
): readonly Edit[] {
  const isLast = list.entries.at(-1)?.node.type !== "dictionary_splat";
  const parted = gone.size === 0 && isLast ? addOnNewLine(text, call, list, added) : undefined;
  if (parted !== undefined) return parted;
  const entries = list.entries.filter(({ node }) => !gone.has(node));
  return addEntries(text, { ...list, entries }, added, (node) => node.type === "dictionary_splat");
}
