import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { constant } from "../model/constants.ts";
import { OBSOLETE } from "../model/versions.ts";
import { spelledConstant } from "./spelt-constants.ts";

/** Whether a statement `context.options &= …` spells out the flag of an old version that it clears. */
export function clearsSpeltFlags(module: PythonModule, statement: SyntaxNode): boolean {
  return (invertedFlags(statement.field("right")) ?? []).some((flag) => {
    const value = constant(spelledConstant(module, flag) ?? "");
    return value?.kind === "options" && (value.on & OBSOLETE) !== 0;
  });
}

/** The flags of `~A`, `~(A | B)` and `~A & ~B`; nothing where the mask is anything else. */
export function invertedFlags(mask: SyntaxNode | undefined): readonly SyntaxNode[] | undefined {
  if (mask === undefined) return undefined;
  if (mask.type === "parenthesized_expression") return invertedFlags(mask.named[0]);
  if (mask.type === "unary_operator" && mask.text.startsWith("~"))
    return alternatives(mask.field("argument"), "|");
  if (mask.type !== "binary_operator" || mask.field("operator")?.text !== "&") return undefined;
  const left = invertedFlags(mask.field("left"));
  const right = invertedFlags(mask.field("right"));
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}

/** The operands of a chain of one operator. */
export function alternatives(
  node: SyntaxNode | undefined,
  operator: string,
): readonly SyntaxNode[] | undefined {
  if (node === undefined) return undefined;
  if (node.type === "parenthesized_expression") return alternatives(node.named[0], operator);
  if (node.type !== "binary_operator") return [node];
  if (node.field("operator")?.text !== operator) return undefined;
  const left = alternatives(node.field("left"), operator);
  const right = alternatives(node.field("right"), operator);
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}
