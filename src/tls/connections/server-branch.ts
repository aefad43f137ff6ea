import type { SyntaxNode } from "../../python/node.ts";

/** How code asks whether it is the server. Plain `server` and `client` are as often hosts and objects. */
const SERVER = /^(?:\w+\.)*_?(?:is_?server(?:_?side)?|server_?(?:side|mode)|as_server)$/i;
const CLIENT = /^(?:\w+\.)*_?(?:is_?client(?:_?side)?|client_?(?:side|mode)|as_client)$/i;

/** Whether a statement is run for servers alone: `if server_side:`, the `else:` of `if not self.is_server:`. */
export function isForServers(statement: SyntaxNode): boolean {
  for (let at = statement; at.parent !== undefined && at.type !== "function_definition"; at = at.parent) {
    const { parent } = at;
    const isMet = parent.field("consequence") === at;
    const isElse = at.type === "else_clause" && parent.type === "if_statement";
    const condition = isMet || isElse ? parent.field("condition") : undefined;
    if (condition !== undefined && saysServer(condition, isMet)) return true;
  }
  return false;
}

/** Whether a condition that is met, or is not, says that this is the server. */
function saysServer(condition: SyntaxNode, isMet: boolean): boolean {
  if (condition.type === "parenthesized_expression" || condition.type === "not_operator") {
    const inner = condition.named[0];
    return inner !== undefined && saysServer(inner, (condition.type === "not_operator") !== isMet);
  }
  const isBoth = condition.type === "boolean_operator" && condition.field("operator")?.text === "and";
  if (isBoth && isMet) return condition.named.some((side) => saysServer(side, isMet));
  return (isMet ? SERVER : CLIENT).test(condition.text);
}
