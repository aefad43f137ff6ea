import { type BoundCall, bindCall, type Signature } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { signatureOf } from "../../python/signatures.ts";
import { type Certainty, usesOf } from "../../python/uses.ts";

/** How the arguments of a class, or of a function, are given. */
export type How =
  /** `HTTPSConnection(host)`, or that of a subclass without a constructor of its own. */
  | "call"
  /** `HTTPSConnection.__init__(self, host)` */
  | "init"
  /** `super().__init__(host)` in a subclass */
  | "super"
  /** `functools.partial(HTTPSConnection, host)` */
  | "partial";

/** One place that gives arguments to a class or function of the standard library. */
export interface Construction {
  /** The canonical qualified name of the class or function: `http.client.HTTPSConnection`. */
  readonly name: string;
  readonly how: How;
  readonly call: SyntaxNode;
  /** Its arguments by the parameters of the class, `self` and the like left out. */
  readonly bound: BoundCall;
  /** Whether it may be another class that is called. */
  readonly certainty: Certainty;
  /** The subclass that is made, or whose constructor this is. */
  readonly subclass?: SyntaxNode;
}

/** Every place of the module that gives arguments to one of these classes or functions. */
export function* constructionsOf(
  module: PythonModule,
  ...qualified: readonly string[]
): Generator<Construction> {
  for (const { node, name, certainty } of usesOf(module, ...qualified)) {
    yield* constructionsAt({ module, name, certainty, depth: 0 }, node);
  }
}

/** A class that inherits from one of the standard library alone, directly or through `base`, a class of this file. */
export interface Subclass {
  readonly definition: SyntaxNode;
  readonly base: Subclass | undefined;
}

/** The classes of the module that inherit from one of these, and from no other; each after its base. */
export function* subclassesOf(module: PythonModule, ...qualified: readonly string[]): Generator<Subclass> {
  for (const { node, certainty } of usesOf(module, ...qualified)) {
    if (certainty === "sure") yield* subclassesAt(module, node, undefined, 0);
  }
}

function* subclassesAt(
  module: PythonModule,
  name: SyntaxNode,
  base: Subclass | undefined,
  depth: number,
): Generator<Subclass> {
  const definition = name.parent?.type === "argument_list" ? name.parent.parent : undefined;
  if (definition?.type !== "class_definition" || depth > MAX_DEPTH) return;
  if (definition.field("superclasses")?.named.length !== 1) return;
  const subclass = { definition, base };
  yield subclass;
  for (const node of namesOfClass(module, definition)) yield* subclassesAt(module, node, subclass, depth + 1);
}

interface Origin {
  readonly module: PythonModule;
  readonly name: string;
  readonly certainty: Certainty;
  readonly subclass?: SyntaxNode;
  /** How many classes stand between; a class may by mistake inherit from itself. */
  readonly depth: number;
}

const MAX_DEPTH = 8;

function* constructionsAt(origin: Origin, node: SyntaxNode): Generator<Construction> {
  const parent = node.parent;
  if (parent?.type === "call" && parent.field("function") === node) {
    yield* construction(origin, "call", parent, []);
  } else if (parent?.type === "attribute" && parent.field("attribute")?.text === "__init__") {
    const call = parent.parent;
    const isCalled = call?.type === "call" && call.field("function") === parent;
    const subclass = parent.ancestor("class_definition");
    if (isCalled) yield* construction(withSubclass(origin, subclass), "init", call, ["self"]);
  } else if (parent?.type === "argument_list" && parent.parent?.type === "class_definition") {
    yield* subclassConstructions(origin, parent.parent);
  } else if (parent?.type === "argument_list" && parent.named[0] === node) {
    const call = parent.parent;
    const isPartial =
      call?.type === "call" && origin.module.names.is(call.field("function"), "functools.partial");
    if (isPartial) yield* construction(origin, "partial", call, ["func"]);
  }
}

function withSubclass(origin: Origin, subclass: SyntaxNode | undefined): Origin {
  return subclass === undefined ? origin : { ...origin, subclass };
}

function* construction(
  origin: Origin,
  how: How,
  call: SyntaxNode,
  before: readonly string[],
): Generator<Construction> {
  const { module, name, certainty, subclass } = origin;
  const signature = signatureOf(name, module.target.major) ?? { positional: [] };
  const bound = bindCall(call, shifted(signature, before));
  if (bound === undefined) return;
  const found = { name, how, call, bound, certainty };
  yield subclass === undefined ? found : { ...found, subclass };
}

function shifted(signature: Signature, before: readonly string[]): Signature {
  return { ...signature, positional: [...before, ...signature.positional] };
}

/** `super().__init__(…)` in a subclass, and the calls of one that has no constructor of its own. */
function* subclassConstructions(origin: Origin, subclass: SyntaxNode): Generator<Construction> {
  if (origin.depth > MAX_DEPTH) return;
  const inner = { ...origin, subclass, depth: origin.depth + 1 };
  for (const call of superInits(origin.module, subclass)) yield* construction(inner, "super", call, []);
  const bases = subclass.field("superclasses")?.named ?? [];
  if (bases.length !== 1 || methodOf(subclass, "__init__") || methodOf(subclass, "__new__")) return;
  for (const node of namesOfClass(origin.module, subclass)) yield* constructionsAt(inner, node);
}

/** Where a class is named, but for its definition. */
function* namesOfClass(module: PythonModule, definition: SyntaxNode): Generator<SyntaxNode> {
  const name = definition.field("name");
  if (name === undefined) return;
  for (const node of module.scopes.mentions(name.text)) {
    if (node === name) continue;
    const bindings = module.scopes.lookup(name.text, node)?.bindings ?? [];
    if (bindings.length === 1 && bindings[0]?.statement === definition) yield node;
  }
}

function* superInits(module: PythonModule, subclass: SyntaxNode): Generator<SyntaxNode> {
  for (const node of module.scopes.mentions("super", subclass)) {
    if (node.ancestor("class_definition") !== subclass) continue;
    const init = node.parent?.parent;
    const call = init?.parent;
    const isInit = init?.type === "attribute" && init.field("attribute")?.text === "__init__";
    if (isInit && call?.type === "call" && call.field("function") === init) yield call;
  }
}

/** A method that a class itself defines. */
function methodOf(definition: SyntaxNode, name: string): SyntaxNode | undefined {
  for (const statement of definition.field("body")?.named ?? []) {
    const method = statement.type === "decorated_definition" ? statement.field("definition") : statement;
    if (method?.type === "function_definition" && method.field("name")?.text === name) return method;
  }
  return undefined;
}

/** Whether the subclass, if there is one, connects by itself, without the class that it inherits from. */
export function connectsItself(module: PythonModule, { subclass }: Construction): boolean {
  const connect = subclass === undefined ? undefined : methodOf(subclass, "connect");
  if (connect === undefined) return false;
  for (const node of module.identifiers("connect")) {
    const isInside = connect.start < node.start && node.end <= connect.end;
    const isOwn = node === connect.field("name");
    const object = node.parent?.type === "attribute" ? node.parent.field("object") : undefined;
    if (isInside && !isOwn && object !== undefined && isBase(module, object)) return false;
  }
  return true;
}

function isBase(module: PythonModule, object: SyntaxNode): boolean {
  if (object.type === "call") return object.field("function")?.text === "super";
  return module.names.is(object, "http.client.HTTPSConnection");
}

/** Whether a constructor hands on options of its own, which may hold a context: its callers are looked at. */
export function handsOnOptions({ how, call, bound }: Construction): boolean {
  if (how === "call" || bound.keywordSplats.length === 0) return false;
  const parameters = call.ancestor("function_definition")?.field("parameters")?.named ?? [];
  return parameters.some((parameter) => parameter.type === "dictionary_splat_pattern");
}
