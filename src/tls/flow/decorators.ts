import type { SyntaxNode } from "../../python/node.ts";

/** Whether one of the decorators of a function reads like `pattern`. */
export function hasDecorator(fn: SyntaxNode, pattern: RegExp): boolean {
  if (fn.parent?.type !== "decorated_definition") return false;
  return fn.parent.named.some((node) => node.type === "decorator" && pattern.test(node.named[0]?.text ?? ""));
}
