import type { Names } from "./names.ts";
import type { SyntaxNode } from "./node.ts";

/** An expression without the parentheses around it. */
export function unwrap(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.type === "parenthesized_expression" && inner.named.length === 1) {
    const only = inner.named[0];
    if (only === undefined) break;
    inner = only;
  }
  return inner;
}

/** `True` or `False` where the expression says so literally. */
export function literalBoolean(node: SyntaxNode): boolean | undefined {
  switch (unwrap(node).type) {
    case "true":
      return true;
    case "false":
      return false;
    case "integer":
      return Number(unwrap(node).text) !== 0;
    default:
      return undefined;
  }
}

/** Whether the expression is the literal `None`. */
export function isNone(node: SyntaxNode): boolean {
  return unwrap(node).type === "none";
}

/** The text of a plain string literal (no interpolation, no escapes but that of a line's end), else nothing. */
export function literalString(node: SyntaxNode): string | undefined {
  const inner = unwrap(node);
  if (inner.type !== "string") return undefined;
  const [, prefix = "", , written] = /^([bBuUrR]{0,2})('''|"""|'|")([\s\S]*)\2$/.exec(inner.text) ?? [];
  const body = /r/i.test(prefix) ? written : written?.replace(/\\\r?\n/g, "");
  return body === undefined || body.includes("\\") ? undefined : body;
}

const ALWAYS_PURE = new Set([
  "identifier",
  "string",
  "concatenated_string",
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
]);

const PURE_IF_PARTS_ARE = new Set([
  "attribute",
  "subscript",
  "slice",
  "parenthesized_expression",
  "boolean_operator",
  "not_operator",
  "comparison_operator",
  "conditional_expression",
  "unary_operator",
  "binary_operator",
  "tuple",
  "list",
  "dictionary",
  "pair",
  "interpolation",
  "format_specifier",
]);

/** Functions of the standard library that only compute a value from their arguments. */
const PURE_CALLS = new Set([
  "os.path.join",
  "os.path.abspath",
  "os.path.realpath",
  "os.path.dirname",
  "os.path.basename",
  "os.path.expanduser",
  "os.path.normpath",
  "certifi.where",
  "str",
  "int",
  "bool",
  "len",
  "getattr",
  "isinstance",
]);

/**
 * Whether evaluating the expression earlier, later or twice makes no difference in what it does.
 * Reading an attribute or an item counts as pure, a call does not unless it is known to compute only.
 */
export function isPure(node: SyntaxNode, names: Names): boolean {
  if (node.type === "string") {
    return node.named.every((part) => part.type !== "interpolation" || partsArePure(part, names));
  }
  if (ALWAYS_PURE.has(node.type)) return true;
  if (PURE_IF_PARTS_ARE.has(node.type)) return partsArePure(node, names);
  if (node.type === "call") return isPureCall(node, names);
  return false;
}

function partsArePure(node: SyntaxNode, names: Names): boolean {
  return node.named.every((part) => part.type === "type_conversion" || isPure(part, names));
}

function isPureCall(call: SyntaxNode, names: Names): boolean {
  const callee = call.field("function");
  const list = call.field("arguments");
  if (callee === undefined || list?.type !== "argument_list") return false;
  const builtin =
    callee.type === "identifier" && !names.scopes.isBound(callee.text, callee) ? callee.text : undefined;
  const name = builtin ?? names.qualified(callee);
  if (name === undefined || !PURE_CALLS.has(name)) return false;
  return list.named.every((argument) =>
    argument.type === "keyword_argument"
      ? isPure(argument.field("value") ?? argument, names)
      : isPure(argument, names),
  );
}

/** Whether the value is certainly true (`yes`), certainly false (`no`), or known only when the program runs. */
export type Truth = "yes" | "no" | "unknown";

/** The truth value of an expression, as far as the expression alone tells. */
export function truthOf(node: SyntaxNode, names: Names): Truth {
  const inner = unwrap(node);
  const literal = literalBoolean(inner);
  if (literal !== undefined) return literal ? "yes" : "no";
  switch (inner.type) {
    case "none":
      return "no";
    case "string":
      return literalString(inner) === "" ? "no" : hasFixedText(inner) ? "yes" : "unknown";
    case "concatenated_string":
      return inner.named.some((part) => truthOf(part, names) === "yes") ? "yes" : "unknown";
    case "binary_operator":
      return truthOfOperator(inner, names);
    case "identifier":
      return inner.text === "__file__" ? "yes" : truthOfName(inner, names);
    case "call":
      return truthOfCall(inner, names);
    case "tuple":
    case "list":
    case "dictionary":
      return inner.named.length > 0 ? "yes" : "no";
    default:
      return "unknown";
  }
}

/** A name that is bound once, to a value that tells. */
function truthOfName(name: SyntaxNode, names: Names): Truth {
  const bindings = names.scopes.lookup(name.text, name)?.bindings ?? [];
  const only = bindings.length === 1 ? bindings[0] : undefined;
  if (only?.kind !== "assignment" || only.value === undefined || only.value.type === "identifier")
    return "unknown";
  return truthOf(only.value, names) === "yes" ? "yes" : "unknown";
}

/** Whether a string holds characters that no interpolation can take away. */
function hasFixedText(string: SyntaxNode): boolean {
  return string.named.some((part) => part.type === "string_content" && part.text.length > 0);
}

/** `"/etc/" + name` and `"%s.pem" % name` are never empty; a path, `folder / "ca.pem"`, is always true. */
function truthOfOperator(node: SyntaxNode, names: Names): Truth {
  const operator = node.field("operator")?.text;
  const sides = [node.field("left"), node.field("right")].filter((side) => side !== undefined);
  if (operator === "+") return sides.some((side) => truthOf(side, names) === "yes") ? "yes" : "unknown";
  if (operator === "/") return sides.some(({ type }) => type === "string") ? "yes" : "unknown";
  const left = sides[0];
  if (operator !== "%" || left === undefined) return "unknown";
  return (literalString(left) ?? "").replace(/%\w|%\(\w+\)\w/g, "") === "" ? "unknown" : "yes";
}

function truthOfCall(call: SyntaxNode, names: Names): Truth {
  const callee = call.field("function");
  const name = names.qualified(callee);
  if (name === "certifi.where" || name === "pathlib.Path") return "yes";
  const [only, ...others] = call.field("arguments")?.named ?? [];
  const isText = name === "os.fspath" || (callee?.text === "str" && name === undefined);
  if (isText && only !== undefined && others.length === 0)
    return truthOf(only, names) === "yes" ? "yes" : "unknown";
  if (name === undefined || !name.startsWith("os.path.")) return "unknown";
  if (name === "os.path.abspath" || name === "os.path.realpath" || name === "os.path.normpath") return "yes";
  if (name !== "os.path.join") return "unknown";
  const parts = call.field("arguments")?.named ?? [];
  return parts.some((part) => truthOf(part, names) === "yes") ? "yes" : "unknown";
}

/** The expression's text with white space folded, to tell whether two are spelt alike. */
export function spelling(node: SyntaxNode): string {
  return node.text.replace(/\s+/g, " ").replace(/\s*([.,()[\]])\s*/g, "$1");
}

/**
 * The path of a variable: a name, or attributes of a name (`self.sock`, `server.socket`); nothing for
 * expressions whose value may differ each time.
 */
export function pathOf(node: SyntaxNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  const inner = unwrap(node);
  if (inner.type === "identifier") return inner.text;
  if (inner.type !== "attribute") return undefined;
  const base = pathOf(inner.field("object"));
  return base === undefined ? undefined : `${base}.${inner.field("attribute")?.text ?? ""}`;
}

/** The statement that holds a node: the node's nearest ancestor (or itself) that stands in a block. */
export function statementOf(node: SyntaxNode): SyntaxNode {
  let statement = node;
  while (
    statement.parent !== undefined &&
    statement.parent.type !== "block" &&
    statement.parent.type !== "module"
  ) {
    statement = statement.parent;
  }
  return statement;
}

/** The function whose body holds the node, if any; a lambda is no body. */
export function functionOf(node: SyntaxNode): SyntaxNode | undefined {
  let child = node;
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    if (parent.type === "function_definition" && parent.field("body") === child) return parent;
    child = parent;
  }
  return undefined;
}

/** The class whose body holds the function, where the function is one of its methods. */
export function classOf(method: SyntaxNode): SyntaxNode | undefined {
  const definition = method.parent?.type === "decorated_definition" ? method.parent : method;
  const block = definition.parent;
  return block?.type === "block" && block.parent?.type === "class_definition" ? block.parent : undefined;
}
