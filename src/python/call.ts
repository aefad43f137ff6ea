import type { SyntaxNode } from "./node.ts";

/** One argument of a call. */
export interface Argument {
  /** The whole argument, with its keyword. */
  readonly node: SyntaxNode;
  readonly value: SyntaxNode;
  /** As it is given, or by its position in the signature once bound. */
  readonly keyword?: string;
}

/** Parameter names in order; those after `*` take keywords only. */
export interface Signature {
  readonly positional: readonly string[];
  readonly keywordOnly?: readonly string[];
}

/** A call whose arguments stand for parameters. */
export interface BoundCall {
  readonly call: SyntaxNode;
  readonly callee: SyntaxNode;
  readonly arguments: readonly Argument[];
  /** The argument for each parameter that is given explicitly. */
  readonly byParameter: ReadonlyMap<string, Argument>;
  /** `*args`: parameters from this position on may be given by it. */
  readonly splat: SyntaxNode | undefined;
  /** `**options`. */
  readonly keywordSplats: readonly SyntaxNode[];
  /** Keywords that the signature lacks, and positional arguments beyond its end. */
  readonly unknown: readonly Argument[];
}

/** The arguments of a call as written, splats left out. */
export function argumentsOf(call: SyntaxNode): readonly Argument[] {
  const list = call.field("arguments");
  if (list === undefined) return [];
  if (list.type === "generator_expression") return [{ node: list, value: list }];
  const found: Argument[] = [];
  for (const node of list.named) {
    if (node.type === "list_splat" || node.type === "dictionary_splat") continue;
    if (node.type === "keyword_argument") {
      const value = node.field("value");
      const keyword = node.field("name")?.text;
      if (value !== undefined && keyword !== undefined) found.push({ node, value, keyword });
    } else {
      found.push({ node, value: node });
    }
  }
  return found;
}

/** Binds a call's arguments to a signature. */
export function bindCall(call: SyntaxNode, signature: Signature): BoundCall | undefined {
  const callee = call.field("function");
  const list = call.field("arguments");
  if (callee === undefined || list === undefined) return undefined;
  const all = argumentsOf(call);
  const byParameter = new Map<string, Argument>();
  const unknown: Argument[] = [];
  const splat = list.named.find((node) => node.type === "list_splat");
  let position = 0;
  for (const argument of all) {
    const isPositional = argument.keyword === undefined;
    if (isPositional && splat !== undefined && splat.start < argument.node.start) {
      unknown.push(argument);
      continue;
    }
    const name = isPositional ? signature.positional[position++] : argument.keyword;
    const isKnown =
      name !== undefined &&
      (signature.positional.includes(name) || signature.keywordOnly?.includes(name) === true);
    if (isKnown && !byParameter.has(name)) byParameter.set(name, argument);
    else unknown.push(argument);
  }
  const keywordSplats = list.named.filter((node) => node.type === "dictionary_splat");
  return { call, callee, arguments: all, byParameter, splat, keywordSplats, unknown };
}
