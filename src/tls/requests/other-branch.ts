import type { SyntaxNode } from "../../python/node.ts";

/**
 * The condition by which the program chooses between two values of one setting: another branch of the same `if` has
 * the same statement, up to the value.
 */
export function choiceBetweenBranches(setting: SyntaxNode, value: SyntaxNode): SyntaxNode | undefined {
  const start = setting.text.slice(0, value.start - setting.start);
  for (let at = setting; at.parent !== undefined && at.type !== "function_definition"; at = at.parent) {
    const choice = at.type === "if_statement" ? at : undefined;
    const branches = (choice?.named ?? []).filter(({ type }) => BRANCHES.has(type));
    const others = branches.filter((one) => !(one.start <= setting.start && setting.end <= one.end));
    if (others.some(({ text }) => text.includes(start))) return choice?.field("condition");
  }
  return undefined;
}

const BRANCHES = new Set(["block", "elif_clause", "else_clause"]);
