import type { SyntaxNode } from "../../python/node.ts";

/** What decorates a function or class, the outermost first: `name`, `name(…)`. */
export function decoratorsOf(definition: SyntaxNode): readonly SyntaxNode[] {
  const { parent } = definition;
  if (parent?.type !== "decorated_definition") return [];
  return parent.named.flatMap(({ type, named }) => (type === "decorator" ? named.slice(0, 1) : []));
}

/** Whether one of the decorators of a function reads like `pattern`. */
export function hasDecorator(fn: SyntaxNode, pattern: RegExp): boolean {
  return decoratorsOf(fn).some(({ text }) => pattern.test(text));
}
