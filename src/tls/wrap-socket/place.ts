import { isComprehension } from "../../python/bindings.ts";
import { functionOf, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/**
 * Where the statements of a context can go for a call.
 * - `before`: right before the call's statement, which evaluates the call once, whatever happens.
 * - `enclosing`: before the statement, but the call runs later, or several times.
 * - `nowhere`: a condition decides whether the call runs, or the statement stands in a class body.
 */
export type Place = "before" | "enclosing" | "nowhere";

/** Where the context of a call can be built. */
export function placeOf(call: SyntaxNode): Place {
  const statement = statementOf(call);
  if (isClassBody(statement)) return "nowhere";
  let place: Place = "before";
  let child: SyntaxNode = call;
  for (let node = call.parent; node !== undefined && child !== statement; node = node.parent) {
    const step = stepThrough(node, child);
    if (step === "nowhere") return "nowhere";
    if (step === "enclosing") place = "enclosing";
    child = node;
  }
  return place;
}

function isClassBody(statement: SyntaxNode): boolean {
  const around = statement.ancestor("function_definition", "class_definition");
  return around?.type === "class_definition" && functionOf(statement) !== around;
}

function stepThrough(node: SyntaxNode, child: SyntaxNode): Place {
  if (isComprehension(node)) return isFirstIterable(node, child) ? "before" : "enclosing";
  switch (node.type) {
    case "lambda":
      return node.field("body") === child ? "enclosing" : "before";
    case "boolean_operator":
      return node.field("right") === child ? "nowhere" : "before";
    case "conditional_expression":
      return node.named[1] === child ? "before" : "nowhere";
    case "comparison_operator":
      return node.named.indexOf(child) > 1 ? "nowhere" : "before";
    case "while_statement":
      return "enclosing";
    case "elif_clause":
    case "case_clause":
    case "except_clause":
      return "nowhere";
    case "assert_statement":
      return node.named[0] === child ? "before" : "nowhere";
    default:
      return "before";
  }
}

/** The iterable of the first `for` is evaluated outside, once. */
function isFirstIterable(comprehension: SyntaxNode, child: SyntaxNode): boolean {
  const first = comprehension.named.find((clause) => clause.type === "for_in_clause");
  return child === first;
}

/** Whether every name in the expression means before the statement what it means at the call. */
export function isKnownBefore(module: PythonModule, expression: SyntaxNode, call: SyntaxNode): boolean {
  const statement = statementOf(call);
  for (const node of expression.walk()) {
    if (node.type !== "identifier" || isMemberName(node)) continue;
    const found = module.scopes.lookup(node.text, node);
    if (found === undefined) continue;
    const outside = module.scopes.lookup(node.text, statement);
    if (found.scope !== outside?.scope) return false;
    const isBoundInside = found.bindings.some(
      (binding) =>
        statement.start <= binding.node.start &&
        binding.node.start < call.start &&
        binding.kind !== "assignment",
    );
    if (isBoundInside) return false;
  }
  return true;
}

function isMemberName(node: SyntaxNode): boolean {
  const parent = node.parent;
  if (parent?.type === "attribute") return parent.field("object") !== node;
  return parent?.type === "keyword_argument" && parent.field("name") === node;
}
