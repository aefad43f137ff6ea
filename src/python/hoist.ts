import { isComprehension } from "./bindings.ts";
import { argumentsOf } from "./call.ts";
import { isPure, statementOf } from "./expressions.ts";
import type { PythonModule } from "./module.ts";
import type { Names } from "./names.ts";
import type { SyntaxNode } from "./node.ts";

/** Where a value is evaluated once and unconditionally, as a part of a statement before which lines can stand. */
export type Hoisting =
  | { readonly kind: "possible"; readonly statement: SyntaxNode }
  | { readonly kind: "impossible"; readonly because: string };

/**
 * Whether `value` can be evaluated before the statement that holds it. Its operands must be pure where anything
 * else of the statement is evaluated before it; the making of the value itself may move.
 */
export function hoisting(value: SyntaxNode, module: PythonModule): Hoisting {
  let child = value;
  let node = value.parent;
  while (node !== undefined && !isSuite(node)) {
    const reason = HEADS.get(node.type) ?? obstacle(node, child);
    if (reason !== undefined) return { kind: "impossible", because: reason };
    child = node;
    node = node.parent;
  }
  const operands = value.field("arguments");
  const isFirst = child.start === value.start || isWhole(child, value);
  if (!isFirst && !argumentsOf(value).every((argument) => isPure(argument.value, module.names)))
    return impossible("its arguments would be evaluated before what stands in front of it");
  if (operands !== undefined && bindsAny(child, operands))
    return impossible("its arguments use a name that the same statement binds");
  if (module.scopes.at(child).node.type === "class_definition")
    return impossible("a name for it would become an attribute of the class");
  return { kind: "possible", statement: child };
}

/**
 * Why a value that the body of a lambda makes could not be made before the rest of that body; nothing where it can.
 */
export function hoistingWithin(
  value: SyntaxNode,
  lambda: SyntaxNode,
  module: PythonModule,
): string | undefined {
  let child = value;
  for (let node = value.parent; node !== undefined && node !== lambda; node = node.parent) {
    const reason = obstacle(node, child);
    if (reason !== undefined) return reason;
    child = node;
  }
  const isFirst = child.start === value.start;
  return isFirst || argumentsOf(value).every((argument) => isPure(argument.value, module.names))
    ? undefined
    : "its arguments would be evaluated before what stands in front of it";
}

/** What a definition evaluates before it: lines in front of it would stand between it and what belongs to it. */
const HEADS: ReadonlyMap<string, string> = new Map([
  ["default_parameter", "it is made in a default argument, where no statement can stand"],
  ["typed_default_parameter", "it is made in a default argument, where no statement can stand"],
  ...["decorator", "decorated_definition", "function_definition", "class_definition"].map(
    (type): [string, string] => [
      type,
      "it is made in the head of a definition, where no statement can stand",
    ],
  ),
]);

function impossible(because: string): Hoisting {
  return { kind: "impossible", because };
}

function isSuite(node: SyntaxNode): boolean {
  return node.type === "block" || node.type === "module";
}

/**
 * Why no statement can be put before the one that holds `call` and do the same as if it ran right before the call;
 * nothing where one can.
 */
export function obstacleBefore(call: SyntaxNode): string | undefined {
  const statement = statementOf(call);
  let child = call;
  for (let node = call.parent; node !== undefined && child !== statement; node = node.parent) {
    const isSecond = node.type === "with_clause" && node.named[0] !== child;
    const reason = isSecond ? "another context manager is entered first" : obstacle(node, child);
    if (reason !== undefined) return reason;
    child = node;
  }
  return undefined;
}

/** Whether the values, read before the statement instead of in the call, are what they were. */
export function canReadEarlier(values: readonly SyntaxNode[], names: Names): boolean {
  return values.every((value) => isPure(value, names) || isFirstToAct(value, names));
}

/** Whether nothing that acts runs in the statement before the value is evaluated. */
export function isFirstToAct(value: SyntaxNode, names: Names): boolean {
  for (const node of statementOf(value).walk()) {
    if (node.start >= value.start) return true;
    const acts = node.type === "call" || node.type === "await" || node.type === "yield";
    const isAround = node.start <= value.start && value.end <= node.end;
    if (acts && !isAround && !isPure(node, names)) return false;
  }
  return true;
}

/** Why lines before the statement would not run exactly when `child` is evaluated in `node`. */
function obstacle(node: SyntaxNode, child: SyntaxNode): string | undefined {
  switch (node.type) {
    case "lambda":
      return "it is made inside a lambda, where no statement can stand";
    case "elif_clause":
    case "while_statement":
    case "case_clause":
    case "except_clause":
    case "assert_statement":
      return "it is made in a condition that is not always evaluated, or more than once";
    case "boolean_operator":
      return node.field("left") === child ? undefined : "it is made only on one side of a condition";
    case "conditional_expression":
      return node.named[1] === child ? undefined : "it is made only on one side of a condition";
    case "comparison_operator":
      return node.named.indexOf(child) <= 1 ? undefined : "it is made in a chained comparison";
    case "type":
      return "it stands in an annotation";
    default:
      return isComprehension(node)
        ? "it is made inside a comprehension, where no statement can stand"
        : undefined;
  }
}

/** Whether the statement does nothing but make the value, and assign or return it. */
function isWhole(statement: SyntaxNode, value: SyntaxNode): boolean {
  let node = value.parent;
  while (node?.type === "assignment" || node?.type === "parenthesized_expression") node = node.parent;
  return node === statement && (node.type === "expression_statement" || node.type === "return_statement");
}

/** Whether the statement binds, by `as` or `:=`, a name that the operands read. */
function bindsAny(statement: SyntaxNode, operands: SyntaxNode): boolean {
  const head = statement.field("body") ?? statement.field("consequence");
  const bound = new Set<string>();
  for (const node of statement.walk((n) => n !== head)) {
    if (node.type === "as_pattern_target") bound.add(node.text);
    else if (node.type === "named_expression") bound.add(node.field("name")?.text ?? "");
  }
  if (bound.size === 0) return false;
  return [...operands.walk()].some((node) => node.type === "identifier" && bound.has(node.text));
}
