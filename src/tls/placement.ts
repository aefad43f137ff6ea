import { isPure, statementOf } from "../python/expressions.ts";
import type { Names } from "../python/names.ts";
import type { SyntaxNode } from "../python/node.ts";

/**
 * Why no statement can be put before the one that holds `call` and do the same as if it ran right before the call;
 * nothing where one can.
 */
export function obstacleBefore(call: SyntaxNode): string | undefined {
  const statement = statementOf(call);
  let child = call;
  for (let node = call.parent; node !== undefined && child !== statement; node = node.parent) {
    const obstacle = obstacleIn(node, child);
    if (obstacle !== undefined) return obstacle;
    child = node;
  }
  return undefined;
}

function obstacleIn(node: SyntaxNode, child: SyntaxNode): string | undefined {
  switch (node.type) {
    case "lambda":
      return "no statement can stand in a lambda";
    case "list_comprehension":
    case "set_comprehension":
    case "dictionary_comprehension":
    case "generator_expression":
      return "no statement can stand in a comprehension";
    case "conditional_expression":
      return node.named[1] === child ? undefined : "the call is made only if a condition holds";
    case "boolean_operator":
      return node.field("left") === child ? undefined : "the call is made only if a condition holds";
    case "while_statement":
      return "the condition of a loop is evaluated again and again";
    case "elif_clause":
    case "except_clause":
    case "case_clause":
      return "no statement can stand before this clause";
    case "with_clause":
      return node.named[0] === child ? undefined : "another context manager is entered first";
    case "type":
      return "it stands in an annotation";
    default:
      return undefined;
  }
}

/** Whether the values, read before the statement instead of in the call, are what they were. */
export function canReadEarlier(call: SyntaxNode, values: readonly SyntaxNode[], names: Names): boolean {
  return values.every((value) => isPure(value, names) || isFirstToAct(call, value, names));
}

/** Whether nothing that acts runs in the statement before the value is evaluated. */
function isFirstToAct(call: SyntaxNode, value: SyntaxNode, names: Names): boolean {
  for (const node of statementOf(call).walk()) {
    if (node.start >= value.start) return true;
    const acts = node.type === "call" || node.type === "await" || node.type === "yield";
    const isAround = node.start <= value.start && value.end <= node.end;
    if (acts && !isAround && !isPure(node, names)) return false;
  }
  return true;
}
