import { argumentsOf } from "../../python/call.ts";
import { classOf, functionOf, pathOf, spelling, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { hostOfAddress, usableHost } from "./hosts.ts";
import { localFunction } from "./local-functions.ts";
import { classEvidence } from "./socket-classes.ts";
import { type Evidence, evidenceIn, type SocketSight } from "./socket-evidence.ts";
import type { SocketFacts } from "./socket-facts.ts";

/**
 * What the callers of the function around the call show, where the socket is a parameter of it, and what
 * a local function shows that made the socket.
 */
export function callerEvidence(sight: SocketSight, paths: ReadonlySet<string>): SocketFacts | undefined {
  return fromMaker(sight, paths) ?? fromCallers(sight);
}

/** The socket is a parameter: every caller in the file connects it, and passes the host along or keeps it on `self`. */
function fromCallers(sight: SocketSight): SocketFacts | undefined {
  const around = functionOf(sight.call);
  const name = pathOf(sight.sock);
  if (around === undefined || name === undefined) return undefined;
  const parameters = parameterNames(around);
  const position = parameters.indexOf(name);
  if (position < 0) return undefined;
  const calls = callsOf(sight.module, around);
  if (calls.length === 0) return undefined;
  const hosts = new Set<string>();
  for (const call of calls) {
    const passed = argumentFor(call, parameters, position, around);
    if (passed === undefined) return undefined;
    const connects = connectsAt({ module: sight.module, sock: unwrap(passed), call });
    if (connects.length === 0) return undefined;
    hosts.add(hostAtCaller(sight, call, passed, connects, parameters, around) ?? "");
  }
  const [only] = hosts;
  const host =
    hosts.size === 1 && only !== undefined && only !== ""
      ? { text: only }
      : { because: `the callers of \`${around.field("name")?.text}\` know the host, it does not` };
  return { role: "client", listens: false, host };
}

/** How the socket that a caller passes is connected: in that function, or where it is an attribute, in its class. */
function connectsAt(caller: SocketSight): Evidence[] {
  const { evidence, paths } = evidenceIn(caller);
  const local = evidence.filter(({ kind }) => kind === "connects");
  if (local.length > 0) return local;
  const inClass = classEvidence(caller, paths);
  const mayServe = [...evidence, ...inClass].some(({ kind }) => kind !== "connects" && kind !== "made");
  return mayServe ? [] : inClass.filter(({ kind }) => kind === "connects");
}

function hostAtCaller(
  sight: SocketSight,
  call: SyntaxNode,
  passed: SyntaxNode,
  connects: readonly Evidence[],
  parameters: readonly string[],
  around: SyntaxNode,
): string | undefined {
  const answers = new Set(
    connects.map((e) => hostOfAddress({ module: sight.module, sock: unwrap(passed), call }, e).text),
  );
  const [host] = answers;
  if (answers.size !== 1 || host === undefined) return undefined;
  const given = argumentsOf(call).find((argument) => spelling(argument.value) === host);
  if (given !== undefined) {
    const index = parameters.findIndex((_, i) => argumentFor(call, parameters, i, around) === given.value);
    return parameters[index];
  }
  const isShared = /^self(\.\w+)+$/.test(host) && classOf(around) !== undefined;
  return isShared ? host : undefined;
}

/** The socket comes from a function of this file that connects it: `sock = self._open(host, port)`. */
function fromMaker(sight: SocketSight, paths: ReadonlySet<string>): SocketFacts | undefined {
  const made = makerCall(sight, paths);
  if (made === undefined) return undefined;
  const maker = localFunction(sight.module, made);
  if (maker === undefined) return undefined;
  for (const statement of maker.walk((node) => node === maker || node.type !== "function_definition")) {
    const returned = statement.type === "return_statement" ? statement.named[0] : undefined;
    if (returned === undefined) continue;
    const inside: SocketSight = { module: sight.module, sock: unwrap(returned), call: statement };
    const connects = evidenceIn(inside).evidence.filter((evidence) => evidence.kind === "connects");
    const first = connects[0];
    if (first === undefined) continue;
    const host = hostOfAddress(inside, first).text;
    const text = host === undefined ? undefined : atCall(sight, made, maker, host);
    const because = `\`${maker.field("name")?.text}\` connects the socket, and its host is not known here`;
    return { role: "client", listens: false, host: text === undefined ? { because } : { text } };
  }
  return undefined;
}

function makerCall(sight: SocketSight, paths: ReadonlySet<string>): SyntaxNode | undefined {
  const own = callOf(sight.sock);
  if (own !== undefined) return own;
  for (const path of paths) {
    const bindings = sight.module.scopes.lookup(path, sight.call)?.bindings ?? [];
    const made = bindings.map(({ value }) => callOf(value)).find((value) => value !== undefined);
    if (made !== undefined && made.start < sight.call.start) return made;
  }
  return undefined;
}

/** The call that an expression is, or awaits. */
function callOf(value: SyntaxNode | undefined): SyntaxNode | undefined {
  const inner = value?.type === "await" ? value.named[0] : value;
  return inner?.type === "call" ? inner : undefined;
}

/** A host expression of the maker's, as its caller would write it. */
function atCall(sight: SocketSight, made: SyntaxNode, maker: SyntaxNode, host: string): string | undefined {
  const parameters = parameterNames(maker);
  const index = parameters.indexOf(host);
  if (index >= 0) {
    const argument = argumentFor(made, parameters, index, maker);
    return argument === undefined ? undefined : usableHost(sight, argument, made).text;
  }
  const isShared =
    /^self(\.\w+)+$/.test(host) &&
    classOf(maker) !== undefined &&
    /^(?:self\.|super\()/.test(made.field("function")?.text ?? "");
  return isShared ? host : undefined;
}

/** The names of a function's plain parameters, `self` included. */
export function parameterNames(definition: SyntaxNode): string[] {
  return (definition.field("parameters")?.named ?? []).map((parameter) => {
    if (parameter.type === "identifier") return parameter.text;
    const name = parameter.field("name") ?? parameter.named[0];
    return name?.type === "identifier" ? name.text : "";
  });
}

function argumentFor(
  call: SyntaxNode,
  parameters: readonly string[],
  index: number,
  definition: SyntaxNode,
): SyntaxNode | undefined {
  const given = argumentsOf(call);
  const isMethod = classOf(definition) !== undefined && call.field("function")?.type === "attribute";
  const keyword = given.find((argument) => argument.keyword === parameters[index]);
  if (keyword !== undefined) return keyword.value;
  const positional = given.filter((argument) => argument.keyword === undefined);
  return positional[isMethod ? index - 1 : index]?.value;
}

/** The calls of a local function or method in its file: by its name, or on `self`. */
function callsOf(module: PythonModule, definition: SyntaxNode): SyntaxNode[] {
  const name = definition.field("name");
  if (name === undefined) return [];
  const isMethod = classOf(definition) !== undefined;
  const found: SyntaxNode[] = [];
  for (const node of module.identifiers(name.text)) {
    const callee = isMethod ? node.parent : node;
    const call = callee?.parent;
    if (call?.type !== "call" || call.field("function") !== callee) continue;
    if (
      isMethod
        ? callee?.type === "attribute" && callee.field("attribute") === node
        : localFunction(module, call) === definition
    ) {
      found.push(call);
    }
  }
  return found;
}
