import { assignedValue, type Binding } from "./bindings.ts";
import { familyOf } from "./class-family.ts";
import { classOf, unwrap } from "./expressions.ts";
import type { SyntaxNode } from "./node.ts";
import type { Scopes } from "./scopes.ts";

/**
 * What may be held under a name that is no variable of its own: a class or instance attribute, a parameter with a
 * default, what a local function returns. Each source is a value, or a binding that gives one; `undefined` where
 * something that this file does not show may be held as well.
 */
export type Sources = readonly (SyntaxNode | Binding)[] | undefined;

/** The values of an attribute of the own class, wherever the file sets it: `self._ssl`, `cls._ssl`, `Client._ssl`. */
export function attributeSources(attribute: SyntaxNode, scopes: Scopes): Sources {
  const object = attribute.field("object");
  const name = attribute.field("attribute")?.text ?? "";
  const owner = object === undefined ? undefined : ownerOf(object, scopes);
  if (owner === undefined) return undefined;
  const family = familyOf(owner, scopes);
  const found: (SyntaxNode | Binding)[] = [];
  for (const one of family) {
    const body = one.field("body");
    const first = body?.named[0];
    if (first !== undefined) found.push(...scopes.bindings(scopes.at(first), name));
  }
  for (const node of scopes.attributes(name)) {
    const target = targetOf(node);
    if (target === "read") continue;
    const holder = node.field("object");
    const other = holder === undefined ? undefined : ownerOf(holder, scopes);
    if (other !== undefined && !family.has(other)) continue;
    if (target === "unknown") return undefined;
    found.push(target);
  }
  return found;
}

/** The class of this file whose attribute `object.name` is, for an `object` that is surely of it. */
function ownerOf(object: SyntaxNode, scopes: Scopes): SyntaxNode | undefined {
  if (object.type === "attribute" && object.field("attribute")?.text === "__class__")
    return ownerOf(object.field("object") ?? object, scopes);
  if (object.type === "call" && object.field("function")?.text === "type") {
    const only = object.field("arguments")?.named ?? [];
    return only.length === 1 && only[0] !== undefined ? ownerOf(only[0], scopes) : undefined;
  }
  if (object.type !== "identifier") return undefined;
  const bindings = scopes.lookup(object.text, object)?.bindings ?? [];
  const only = bindings.length === 1 ? bindings[0] : undefined;
  if (only?.kind === "class") return only.statement;
  return only?.kind === "parameter" ? classOfSelf(only) : undefined;
}

/** The class of a method whose first parameter this is. */
function classOfSelf({ statement }: Binding): SyntaxNode | undefined {
  const parameters = statement.parent;
  const method = parameters?.parent;
  if (method?.type !== "function_definition" || parameters?.named[0] !== statement) return undefined;
  if (hasDecorator(method, "staticmethod")) return undefined;
  return classOf(method);
}

function hasDecorator(definition: SyntaxNode, name: string): boolean {
  const around = definition.parent;
  if (around?.type !== "decorated_definition") return false;
  return around.named.some((child) => child.type === "decorator" && child.named[0]?.text === name);
}

const PATTERNS = new Set(["pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern"]);
const BINDERS = new Set(["augmented_assignment", "for_statement", "for_in_clause"]);

/** What an attribute is set to where it stands; it may only be read there. */
function targetOf(attribute: SyntaxNode): SyntaxNode | "read" | "unknown" {
  const parent = attribute.parent;
  if (parent?.type === "assignment" && parent.field("left") === attribute)
    return assignedValue(parent) ?? "read";
  if (parent !== undefined && BINDERS.has(parent.type))
    return parent.field("left") === attribute ? "unknown" : "read";
  if (parent?.type === "as_pattern_target") return "unknown";
  if (parent?.type === "call" && parent.field("function") === attribute) return "read";
  if (parent === undefined || !PATTERNS.has(parent.type)) return "read";
  const assignment = parent.parent;
  const values = assignment?.type === "assignment" ? assignedValue(assignment) : undefined;
  const isPaired =
    values !== undefined &&
    (values.type === "expression_list" || values.type === "tuple") &&
    values.named.length === parent.named.length &&
    values.named.every((value) => value.type !== "list_splat");
  return (isPaired ? values.named[parent.named.indexOf(attribute)] : undefined) ?? "unknown";
}

/** The default of a parameter, and what the calls of its function in this file pass for it. */
export function parameterSources({ name, statement }: Binding, scopes: Scopes): Sources {
  const fallback = statement.type.endsWith("default_parameter") ? statement.field("value") : undefined;
  const parameters = statement.parent;
  const definition = parameters?.parent;
  if (fallback === undefined || definition === undefined) return undefined;
  if (definition.type === "lambda") return [fallback];
  if (definition.type !== "function_definition") return undefined;
  const own = definition.field("name")?.text ?? "";
  const owner = classOf(definition);
  const called = own === "__init__" ? (owner?.field("name")?.text ?? own) : own;
  const index = parameters?.named.indexOf(statement) ?? 0;
  const position = owner === undefined || hasDecorator(definition, "staticmethod") ? index : index - 1;
  const found: SyntaxNode[] = [fallback];
  for (const call of callsOf(called, scopes)) {
    const given = givenFor(call, name, position);
    if (given === "unknown") return undefined;
    if (given !== undefined) found.push(given);
  }
  return found;
}

/** Every call of something of that name: a function, a method of any object, a class. */
function* callsOf(name: string, scopes: Scopes): Generator<SyntaxNode> {
  const callees = [...scopes.mentions(name), ...scopes.attributes(name)];
  for (const callee of callees) {
    const call = callee.parent;
    if (call?.type === "call" && call.field("function") === callee) yield call;
  }
}

function givenFor(call: SyntaxNode, name: string, position: number): SyntaxNode | "unknown" | undefined {
  let at = 0;
  for (const argument of call.field("arguments")?.named ?? []) {
    if (argument.type === "comment") continue;
    if (argument.type === "keyword_argument") {
      if (argument.field("name")?.text === name) return argument.field("value");
    } else if (argument.type === "list_splat" || argument.type === "dictionary_splat") return "unknown";
    else if (at++ === position) return argument;
  }
  return undefined;
}

/** What a function of this file that takes nothing returns: `def _ssl(): import ssl; return ssl`. */
export function callSources(call: SyntaxNode, scopes: Scopes): Sources {
  const callee = call.field("function");
  if (callee?.type !== "identifier" || (call.field("arguments")?.named.length ?? 0) > 0) return undefined;
  const bindings = scopes.lookup(callee.text, callee)?.bindings ?? [];
  const only = bindings.length === 1 ? bindings[0] : undefined;
  if (only?.kind !== "function" || only.statement.parent?.type === "decorated_definition") return undefined;
  return returnedBy(only.statement);
}

/** What a property of a class returns. */
export function propertySources({ kind, statement }: Binding): Sources {
  const isProperty = kind === "function" && hasDecorator(statement, "property");
  return isProperty ? returnedBy(statement) : undefined;
}

const NESTED = new Set(["function_definition", "class_definition", "lambda"]);

function returnedBy(definition: SyntaxNode): Sources {
  const found: SyntaxNode[] = [];
  const body = definition.field("body");
  for (const node of body?.walk((inner) => !NESTED.has(inner.type)) ?? []) {
    if (node.type === "yield") return undefined;
    if (node.type !== "return_statement") continue;
    const [value] = node.named;
    if (value === undefined) return undefined;
    found.push(unwrap(value));
  }
  return found.length === 0 || isAsync(definition) ? undefined : found;
}

function isAsync(definition: SyntaxNode): boolean {
  return definition.children[0]?.type === "async";
}
