import { classOf, functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { argumentCall } from "./given-values.ts";

/**
 * Whether an expression is given to a class of the file that does nothing but keep it: the constructor puts it on a
 * private attribute, and nothing in the file reads that. Such a class stands in for a context in a test.
 */
export function isOnlyKept(module: PythonModule, argument: SyntaxNode): boolean {
  const callee = argumentCall(argument)?.field("function");
  const own = callee?.type === "identifier" ? classNamed(module, callee) : undefined;
  const parameter = own === undefined ? undefined : parameterFor(constructorOf(own), argument);
  if (own === undefined || parameter === undefined) return false;
  const scope = module.scopes.lookup(parameter.text, parameter)?.scope;
  const reads = scope === undefined ? [] : module.scopes.uses(parameter.text, scope);
  return reads.length > 0 && reads.every((read) => isKeptUnread(module, read));
}

/** The class that a name stands for, which inherits from nothing that is out of view. */
function classNamed(module: PythonModule, name: SyntaxNode): SyntaxNode | undefined {
  const bindings = module.scopes.lookup(name.text, name)?.bindings ?? [];
  const [only] = bindings.length === 1 ? bindings : [];
  const made = only?.statement.type === "class_definition" ? only.statement : undefined;
  const bases = made?.field("superclasses")?.named ?? [];
  return bases.every(({ text }) => text === "object") ? made : undefined;
}

function constructorOf(own: SyntaxNode): SyntaxNode | undefined {
  return own
    .field("body")
    ?.named.find(
      (member) => member.type === "function_definition" && member.field("name")?.text === "__init__",
    );
}

/** The parameter of a constructor that takes an argument, by its place or by its name. */
function parameterFor(made: SyntaxNode | undefined, argument: SyntaxNode): SyntaxNode | undefined {
  const names = (made?.field("parameters")?.named ?? []).map(nameOfParameter);
  if (names.includes(undefined)) return undefined;
  const isKeyword = argument.parent?.type === "keyword_argument";
  const keyword = isKeyword ? argument.parent?.field("name")?.text : undefined;
  const list = isKeyword ? argument.parent?.parent : argument.parent;
  if (keyword !== undefined) return names.find((name) => name?.text === keyword);
  const before = list?.named.filter(({ start }) => start < argument.start) ?? [];
  const isPlain = before.every(({ type }) => type !== "list_splat" && type !== "keyword_argument");
  return isPlain ? names[before.length + 1] : undefined;
}

/** The name of a parameter that takes one argument. */
function nameOfParameter(parameter: SyntaxNode): SyntaxNode | undefined {
  if (parameter.type === "identifier") return parameter;
  const inner = parameter.type === "typed_parameter" ? parameter.named[0] : parameter.field("name");
  return inner?.type === "identifier" ? inner : undefined;
}

/** `self._method = method`, where nothing in the file reads an attribute of that name. */
function isKeptUnread(module: PythonModule, read: SyntaxNode): boolean {
  const assignment = read.parent?.type === "assignment" ? read.parent : undefined;
  const target = assignment?.field("right") === read ? assignment.field("left") : undefined;
  const attribute = target?.type === "attribute" ? target.field("attribute") : undefined;
  if (attribute === undefined || !attribute.text.startsWith("_")) return false;
  if (target?.field("object")?.text !== selfOf(read)) return false;
  return [...module.identifiers(attribute.text)].every((one) => one.start === attribute.start);
}

/** The name of the first parameter of the method around an expression. */
function selfOf(node: SyntaxNode): string | undefined {
  const method = functionOf(node);
  if (method === undefined || classOf(method) === undefined) return undefined;
  return method.field("parameters")?.named[0]?.text;
}
