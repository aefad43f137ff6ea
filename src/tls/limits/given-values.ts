import { functionOf, literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** The call that takes the expression as an argument of its own. */
export function argumentCall(node: SyntaxNode): SyntaxNode | undefined {
  const argument = node.parent?.type === "keyword_argument" ? node.parent : node;
  const list = argument.parent;
  return list?.type === "argument_list" && list.parent?.type === "call" ? list.parent : undefined;
}

/**
 * Whether the program only asks about an expression: builtins that look at it, tests that compare with it, a
 * variable that nothing but such a question reads. What another rule is about is none of ours either.
 */
export function isQuestion(module: PythonModule, node: SyntaxNode): boolean {
  if (isAsked(module, node)) return true;
  const name = node.parent?.type === "assignment" ? node.parent.field("left") : undefined;
  if (name?.type !== "identifier" || functionOf(name) === undefined) return false;
  const found = module.scopes.lookup(name.text, name);
  const reads = found === undefined ? [] : module.scopes.uses(name.text, found.scope);
  return reads.length > 0 && reads.every((read) => isCompared(read) || isAsserted(read));
}

function isAsked(module: PythonModule, node: SyntaxNode): boolean {
  if (isCompared(node) || isAsserted(node)) return true;
  const callee = argumentCall(node)?.field("function");
  if (callee === undefined || isFallback(module, node, callee)) return false;
  if (/^(?:hasattr|getattr|isinstance|print|repr|str|int)$/.test(callee.text)) return true;
  if (/\.(?:append|add|index|get|remove|discard)$/.test(callee.text)) return true;
  if (/^(?:\w+\.)*_?ha(?:s|ve)_\w+$/.test(callee.text)) return true;
  return module.names.resolve(callee).some(({ name }) => name === "ssl.wrap_socket");
}

/**
 * Whether an argument is what the call gives where it finds nothing: `options.get(name, …)`, `getattr(object, name, …)`.
 * What stands for a name that an old `ssl` may lack is a question about Python.
 */
function isFallback(module: PythonModule, node: SyntaxNode, callee: SyntaxNode): boolean {
  const all = node.parent?.named ?? [];
  if (callee.text === "getattr") return all[2] === node && !module.names.is(all[0], "ssl");
  return /\.(?:get|pop|setdefault)$/.test(callee.text) && all[1] === node;
}

/** Why other lines would do otherwise without a constant: what it is assigned to is compared with versions. */
export function comparisonOf(module: PythonModule, node: SyntaxNode): string | undefined {
  let at = node;
  while (at.parent?.type === "conditional_expression" || at.parent?.type === "parenthesized_expression")
    at = at.parent;
  const name = at.parent?.type === "assignment" ? at.parent.field("left") : undefined;
  const found = name?.type === "identifier" ? module.scopes.lookup(name.text, name) : undefined;
  if (name === undefined || found === undefined) return undefined;
  for (const use of module.scopes.uses(name.text, found.scope)) {
    const comparison = isCompared(use) ? use.ancestor("comparison_operator") : undefined;
    if (comparison?.named.some((side) => isVersionConstant(module, side)) === true)
      return `other lines hang on it (${comparison.text.replace(/\s+/g, " ")}); change them together`;
  }
  return undefined;
}

function isVersionConstant(module: PythonModule, node: SyntaxNode): boolean {
  return /^(?:ssl\.(?:TLSVersion\.|PROTOCOL_)|OpenSSL\.SSL\.\w+_(?:METHOD|VERSION)$)/.test(
    module.names.qualified(node) ?? "",
  );
}

/**
 * Why a test around a constant would fail without it: an assertion of the same function, or of the module where it
 * stands in none, names it, or it must raise. `name` is that of the constant.
 */
export function expectationOf(
  module: PythonModule,
  node: SyntaxNode,
  name = module.names.qualified(node),
): string | undefined {
  if (mustRaise(node)) return "the test around it expects an exception";
  const around = functionOf(node) ?? module.root;
  if (name === undefined) return undefined;
  for (const one of module.identifiers(name.slice(name.lastIndexOf(".") + 1), around)) {
    const expression = one.parent?.type === "attribute" ? one.parent : one;
    if (expression === node || !module.names.is(expression, name)) continue;
    if (functionOf(expression) === functionOf(node) && isExpected(expression))
      return `the test around it expects ${expression.text} to be there still; change both`;
  }
  return undefined;
}

/** Whether an assertion compares something with an expression. */
export function isExpected(expression: SyntaxNode): boolean {
  return isAsserted(expression) || (isCompared(expression) && isInAssert(expression));
}

/** Whether a test expects what is done with an expression to fail, or to warn. */
export function mustRaise(node: SyntaxNode): boolean {
  const call = argumentCall(node)?.field("function")?.text ?? "";
  if (EXPECTS_RAISE.test(`${call}(`)) return true;
  for (let at = node.parent; at !== undefined && at.type !== "function_definition"; at = at.parent) {
    const items =
      at.type === "with_statement" ? at.named.find(({ type }) => type === "with_clause") : undefined;
    if (items !== undefined && EXPECTS_RAISE.test(items.text)) return true;
    if (at.type === "try_statement" && failsAfter(at, node)) return true;
  }
  return false;
}

/** `try: … except …: pass else: self.fail()`, and the same at the end of the body, around a node in the body. */
function failsAfter(statement: SyntaxNode, node: SyntaxNode): boolean {
  const body = statement.field("body");
  if (body === undefined || node.start < body.start || body.end < node.end) return false;
  const after = statement.named.find(({ type }) => type === "else_clause");
  return [after, body.named.at(-1)].some((one) => /\b(?:self|pytest)\.fail\s*\(/.test(one?.text ?? ""));
}

const EXPECTS_RAISE = /\b(?:assert(?:Raises|Warns)\w*|raises|warns)\s*\(/;

/** Assertions of unittest, pytest, nose and hamcrest, and the calls that a mock is asked for. */
const ASSERTIONS =
  /^(?:assert\w*|(?:fail_?)?(?:un)?equals?|eq_|ok_|call|has_calls|any_call|approx|assert_that|equal_to)$/i;

/** Whether an assertion looks at an expression, in whatever literal or call of a mock it stands. */
function isAsserted(node: SyntaxNode): boolean {
  for (let up = node.parent; up !== undefined; up = up.parent) {
    if (up.type === "call") {
      const callee = up.field("function");
      const name = (callee?.type === "attribute" ? callee.field("attribute") : callee)?.text ?? "";
      if (!ASSERTIONS.test(name)) return false;
      // `assertRaises(Error, make, PROTOCOL_TLSv1)` gives it to what it calls.
      return !/raises|warns/i.test(name);
    }
    if (!HOLDERS.has(up.type)) return false;
  }
  return false;
}

const CONTAINERS = new Set(["parenthesized_expression", "pair", "dictionary", "list", "tuple", "set"]);
const HOLDERS = new Set([...CONTAINERS, "keyword_argument", "argument_list"]);

/** Whether an expression, or the literal container that holds it, is compared. */
function isCompared(node: SyntaxNode): boolean {
  let at = node;
  while (at.parent !== undefined && CONTAINERS.has(at.parent.type)) at = at.parent;
  return at.parent?.type === "comparison_operator";
}

function isInAssert(node: SyntaxNode): boolean {
  return node.ancestor("assert_statement", "block", "module")?.type === "assert_statement";
}

/** Whether an expression is given to something: assigned, returned, passed, or a default; tables and tests give nothing. */
export function isValue(node: SyntaxNode): boolean {
  const parent = node.parent;
  switch (parent?.type) {
    case "parenthesized_expression":
      return isValue(parent);
    case "conditional_expression":
      return parent.named[1] !== node && isValue(parent);
    case "boolean_operator":
      return isValue(parent);
    case "assignment":
      return parent.field("right") === node && isKept(parent.field("left")) && !isMember(parent);
    case "keyword_argument":
    case "argument_list":
    case "default_parameter":
    case "typed_default_parameter":
    case "return_statement":
      return true;
    case "pair":
      return isOption(parent.field("key"));
    default:
      return false;
  }
}

/** Whether an assignment gives its value to something: `options["ssl_version"] = …` does, `TABLE["TLSv1"] = …` does not. */
function isKept(target: SyntaxNode | undefined): boolean {
  return target?.type !== "subscript" || isOption(target.field("subscript"));
}

/**
 * Whether an assignment makes a member of an enumeration, which is a table of names too; one with the value of another
 * would be that one.
 */
function isMember(assignment: SyntaxNode): boolean {
  const block = assignment.parent?.parent;
  const owner = block?.type === "block" ? block.parent : undefined;
  const bases = owner?.type === "class_definition" ? owner.field("superclasses") : undefined;
  return (
    bases?.named.some(({ text }) => /(?:^|[.])(?:(?:Int|Str|Re)?Enum|(?:Int)?Flag)$/.test(text)) ?? false
  );
}

/** `{"ssl_version": …}` is an option; `{"TLSv1": …}` is a table of names. */
function isOption(key: SyntaxNode | undefined): boolean {
  const text = key === undefined ? undefined : literalString(key);
  return (
    text !== undefined && /^(?:ssl|tls)_?(?:version|protocol|method)$|^(?:min|max)imum_version$/i.test(text)
  );
}
