import type { SyntaxNode } from "./node.ts";

/** Context managers after which a body that raised goes on. */
const SWALLOWS = /\b(?:suppress|raises|assertRaises\w*)\s*\(/;

/** Whether a body under this item of a `with` may raise, and the program goes on after it. */
export function swallows(item: SyntaxNode): boolean {
  return SWALLOWS.test(item.text);
}

/** `case _:` and `case name:`. */
export function matchesAll(pattern: SyntaxNode): boolean {
  const [only] = pattern.named;
  return pattern.text === "_" || (only?.type === "dotted_name" && only.named.length === 1);
}

/** Whether a handler takes every exception. */
export function catchesAll(handler: SyntaxNode): boolean {
  const caught = handler.named[0];
  return caught?.type === "block" || /^(?:Base)?Exception\b/.test(caught?.text ?? "");
}
