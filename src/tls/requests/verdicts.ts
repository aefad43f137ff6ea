import { functionOf, literalBoolean, literalString, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** What a value says of verification. */
export type Verdict = "off" | "on" | "unknown";

/**
 * What a literal, or a constant of `ssl`, says for a parameter of `call`. `None` is the default, but for httpx, which
 * verified nothing then before 0.28 (measured on 0.16.1 and 0.28.1); to requests what is empty is false.
 */
export function verdictOf(value: SyntaxNode, parameter: string, names: Names, call?: SyntaxNode): Verdict {
  if (value.type === "none") {
    return names.qualified(call?.field("function"))?.startsWith("httpx.") === true ? "off" : "on";
  }
  if (EMPTY.has(value.type) && value.named.length === 0) return "off";
  if (names.is(value, "ssl.CERT_NONE")) return "off";
  if (names.is(value, "ssl.CERT_REQUIRED")) return "on";
  const boolean = literalBoolean(value);
  if (boolean !== undefined) return boolean ? "on" : "off";
  const text = literalString(value);
  if (text === undefined) return "unknown";
  if (parameter === "cert_reqs") return /^(?:CERT_)?NONE$/.test(text) ? "off" : "on";
  return text === "" ? "off" : "on";
}

const EMPTY = new Set(["list", "tuple", "dictionary"]);

/** The binding that gives a variable a value that switches verification off, if it has but that one. */
export function switchedOffBy(
  module: PythonModule,
  value: SyntaxNode,
  parameter: string,
): SyntaxNode | undefined {
  if (value.type === "attribute") return attributeOffBy(module, value, parameter);
  if (value.type !== "identifier") return undefined;
  const bindings = module.scopes.lookup(value.text, value)?.bindings ?? [];
  const [only] = bindings;
  if (only === undefined || bindings.length > 1) return undefined;
  const given = only.kind === "parameter" ? only.statement.field("value") : only.value;
  if (given === undefined || verdictOf(given, parameter, module.names) !== "off") return undefined;
  return only.node;
}

/** What gives an attribute of the object, or of its class, such a value, where the module sets it at that one place. */
function attributeOffBy(module: PythonModule, value: SyntaxNode, parameter: string): SyntaxNode | undefined {
  const owner = functionOf(value)?.ancestor("class_definition");
  const object = value.field("object")?.text;
  const self = functionOf(value)?.field("parameters")?.named[0]?.text;
  const name = value.field("attribute")?.text;
  if (owner === undefined || name === undefined || object === undefined) return undefined;
  if (object !== self && object !== owner.field("name")?.text) return undefined;
  const [only, ...others] = [...module.identifiers(name)].flatMap((node) => settingOf(node) ?? []);
  const given = only?.field("right");
  if (only?.ancestor("class_definition") !== owner || given === undefined || others.length > 0)
    return undefined;
  if (verdictOf(given, parameter, module.names) === "off") return only.field("left");
  return given.type === "identifier" ? switchedOffBy(module, given, parameter) : undefined;
}

/** The assignment to an attribute of that name, or to a name in the body of a class. */
function settingOf(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  const isOfObject = parent?.type === "attribute" && parent.field("attribute") === node;
  const target = isOfObject ? parent : node;
  const assignment = target.parent;
  if (assignment === undefined || !/assignment$/.test(assignment.type) || assignment.field("left") !== target)
    return undefined;
  const body = assignment.ancestor("class_definition", "function_definition", "lambda");
  return isOfObject || body?.type === "class_definition" ? assignment : undefined;
}

/** The condition by which a program verifies or not: `verify=True if strict else False`. */
export function choosingBy(value: SyntaxNode, parameter: string, names: Names): SyntaxNode | undefined {
  const choice = unwrap(value);
  if (choice.type !== "conditional_expression") return undefined;
  const [then, condition, otherwise] = choice.named;
  const sides = [then, otherwise].filter((side) => side !== undefined);
  const isOff = (side: SyntaxNode) => verdictOf(side, parameter, names) === "off";
  return sides.some(isOff) && !sides.every(isOff) ? condition : undefined;
}
