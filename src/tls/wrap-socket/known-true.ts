import { spelling, unwrap } from "../../python/expressions.ts";
import type { SyntaxNode } from "../../python/node.ts";

/**
 * Whether an enclosing `if` says that the value is not empty: `if self.certfile:`, `if certfile and keyfile:`.
 * Only the branch that the condition guards counts, and only where nothing between sets the variable anew.
 */
export function isKnownTrue(value: SyntaxNode): boolean {
  const inner = unwrap(value);
  if (inner.type !== "identifier" && inner.type !== "attribute" && inner.type !== "subscript") return false;
  const text = spelling(inner);
  let child: SyntaxNode = inner;
  for (let node = inner.parent; node !== undefined; node = node.parent) {
    if (node.type === "function_definition" || node.type === "lambda" || node.type === "class_definition")
      return false;
    const guards = node.type === "if_statement" || node.type === "elif_clause";
    if (guards && node.field("consequence") === child && holds(node.field("condition"), text)) {
      return !isSetBetween(child, inner, text);
    }
    if (node.type === "conditional_expression" && node.named[0] === child && holds(node.named[1], text))
      return true;
    child = node;
  }
  return false;
}

function holds(condition: SyntaxNode | undefined, text: string): boolean {
  if (condition === undefined) return false;
  const inner = unwrap(condition);
  if (inner.type === "boolean_operator" && inner.field("operator")?.text === "and") {
    return holds(inner.field("left"), text) || holds(inner.field("right"), text);
  }
  return spelling(inner) === text;
}

function isSetBetween(block: SyntaxNode, use: SyntaxNode, text: string): boolean {
  for (const node of block.walk((n) => n.start < use.start)) {
    if (node.type === "assignment" && node.start < use.start) {
      const left = node.field("left");
      if (left !== undefined && spelling(left) === text) return true;
    }
  }
  return false;
}
