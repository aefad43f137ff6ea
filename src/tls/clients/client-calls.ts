import { type BoundCall, bindCall } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { signatureOf } from "../../python/signatures.ts";
import { type Instance, Instances } from "../instances.ts";
import { type Client, clientNamed, STARTER_WORDS, STARTING_CLASSES, starterOf } from "./clients.ts";
import { type Construction, constructionsOf, type How } from "./constructions.ts";

/** A call of a client that speaks TLS, with its arguments. */
export interface ClientCall {
  readonly client: Client;
  readonly call: SyntaxNode;
  readonly how: How | "start";
  readonly bound: BoundCall;
  /** Where a constructor is called. */
  readonly construction?: Construction;
  /** Where TLS is started: the connection on which it is. */
  readonly connection?: Instance;
}

/** The calls of these classes' constructors, and of the methods that start TLS on a connection in view. */
export function* clientCalls(module: PythonModule, classes: readonly string[]): Generator<ClientCall> {
  for (const construction of constructionsOf(module, ...classes)) {
    const client = clientNamed(construction.name);
    const { call, how, bound } = construction;
    if (client !== undefined) yield { client, call, how, bound, construction };
  }
  yield* startCalls(module);
}

/** `connection.starttls(…)` and `.stls(…)`, where the class of the connection is in view. */
function* startCalls(module: PythonModule): Generator<ClientCall> {
  const instances = new Instances(module, STARTING_CLASSES);
  for (const word of STARTER_WORDS) {
    for (const identifier of module.identifiers(word)) {
      const attribute = identifier.parent;
      const call = attribute?.parent;
      if (attribute?.type !== "attribute" || attribute.field("attribute") !== identifier) continue;
      if (call?.type !== "call" || call.field("function") !== attribute) continue;
      yield* startCall(module, call, attribute, instances);
    }
  }
}

function* startCall(
  module: PythonModule,
  call: SyntaxNode,
  attribute: SyntaxNode,
  instances: Instances,
): Generator<ClientCall> {
  const object = attribute.field("object");
  const connection = object === undefined ? undefined : instances.of(object);
  const method = attribute.field("attribute")?.text ?? "";
  const starters = new Set(connection?.classes.map((name) => starterOf(name, method)));
  const [starter] = starters;
  const client = starter === undefined || starters.size > 1 ? undefined : clientNamed(starter);
  if (client === undefined || connection === undefined) return;
  if (connection.made.some((made) => hasOwnMethod(module, made.field("function"), method))) return;
  const bound = bindCall(call, signatureOf(client.name, module.target.major) ?? { positional: [] });
  if (bound !== undefined) yield { client, call, how: "start", bound, connection };
}

const MAX_BASES = 8;

/** Whether a class of this file, or one of this file that it inherits from, has a method of its own by this name. */
function hasOwnMethod(
  module: PythonModule,
  name: SyntaxNode | undefined,
  method: string,
  depth = 0,
): boolean {
  if (name?.type !== "identifier" || depth > MAX_BASES) return false;
  const bindings = module.scopes.lookup(name.text, name)?.bindings ?? [];
  return bindings.some(({ kind, statement }) => {
    if (kind !== "class") return false;
    const body = statement.field("body")?.named ?? [];
    const functions = body.map((one) =>
      one.type === "decorated_definition" ? one.field("definition") : one,
    );
    if (functions.some((one) => one?.type === "function_definition" && one.field("name")?.text === method))
      return true;
    const bases = statement.field("superclasses")?.named ?? [];
    return bases.some((base) => base.text !== name.text && hasOwnMethod(module, base, method, depth + 1));
  });
}
