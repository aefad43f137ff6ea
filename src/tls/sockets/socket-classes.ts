import { argumentsOf } from "../../python/call.ts";
import { basesOf as directBases, heirsOf } from "../../python/class-family.ts";
import { classOf, functionOf, pathOf, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { HostAnswer } from "./hosts.ts";
import { localClass, localFunction } from "./local-functions.ts";
import {
  assignmentsTo,
  type Evidence,
  evidenceAbout,
  evidenceIn,
  methodCalls,
  type SocketSight,
} from "./socket-evidence.ts";

/** What the other methods of the class around the call do with a socket that hangs on `self`. */
export function classEvidence(sight: SocketSight, paths: ReadonlySet<string>): Evidence[] {
  const method = functionOf(sight.call);
  const owner = method === undefined ? undefined : classOf(method);
  const own = [...paths].filter((path) => path.includes("."));
  const found: Evidence[] = [];
  for (const path of own) found.push(...serverEvidence(sight, path, owner));
  if (owner === undefined || method === undefined) return found;
  const onSelf = own.filter((path) => path.startsWith("self."));
  for (const other of [owner, ...inheritedFrom(sight.module, owner)].flatMap(methodsOf)) {
    if (other !== method) found.push(...evidenceAbout(sight.module, other, new Set(onSelf), sight.call));
  }
  found.push(...onSelf.flatMap((path) => makerEvidence(sight, owner, path)));
  if (found.length === 0) found.push(...heirEvidence(sight, owner, onSelf));
  if (own.some((path) => path.startsWith("self.")) && isDispatcher(sight.module, owner)) {
    found.push(...dispatcherEvidence(sight.module, owner));
  }
  return found;
}

/** All classes of the file that a class inherits from. */
function inheritedFrom({ scopes }: PythonModule, owner: SyntaxNode): SyntaxNode[] {
  const found = new Set<SyntaxNode>();
  const waiting = [owner];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const base of directBases(at, scopes)) {
      if (found.has(base) || base === owner) continue;
      found.add(base);
      waiting.push(base);
    }
  }
  return [...found];
}

/** `self.sock = self.open_socket()`: what that method shows of the socket that it returns. */
function makerEvidence({ module }: SocketSight, owner: SyntaxNode, path: string): Evidence[] {
  return assignmentsTo(module, owner, path).flatMap(({ value }) => {
    const inner = value === undefined ? undefined : unwrap(value);
    const maker = inner?.type === "call" ? localFunction(module, inner) : undefined;
    return [...(maker?.walk((n) => n === maker || n.type !== "function_definition") ?? [])].flatMap(
      (node) => {
        const returned = node.type === "return_statement" ? node.named[0] : undefined;
        if (returned === undefined) return [];
        return evidenceIn({ module, sock: unwrap(returned), call: node }).evidence.filter(
          ({ kind }) => kind === "connects",
        );
      },
    );
  });
}

/** The classes that inherit from this one all connect the socket: to what, is not known here. */
function heirEvidence(sight: SocketSight, owner: SyntaxNode, paths: readonly string[]): Evidence[] {
  const { module, call } = sight;
  const heirs = [...heirsOf(owner, module.scopes)].filter((heir) => heir !== owner);
  const all = heirs
    .flatMap(methodsOf)
    .flatMap((method) => evidenceAbout(module, method, new Set(paths), call));
  const shown = all.filter(({ kind }) => kind !== "made");
  if (!shown.every(({ kind }) => kind === "connects")) return [];
  return shown.map(({ kind, at }) => ({ kind, at }));
}

/** The functions that stand in a class body. */
function methodsOf(owner: SyntaxNode): SyntaxNode[] {
  return (owner.field("body")?.named ?? [])
    .map((node) => (node.type === "decorated_definition" ? node.field("definition") : node))
    .filter((node): node is SyntaxNode => node?.type === "function_definition");
}

const SERVER_CLASSES =
  /^(?:http\.server\.(?:Threading)?HTTPServer|socketserver\.\w*Server|wsgiref\.simple_server\.(?:WSGIServer|make_server)|xmlrpc\.server\.\w+Server|SimpleXMLRPCServer\.\w+Server|DocXMLRPCServer\.\w+Server)$/;

/** `httpd.socket`, where `httpd` is one of the standard library's servers, listens. */
function serverEvidence(sight: SocketSight, path: string, owner: SyntaxNode | undefined): Evidence[] {
  if (!path.endsWith(".socket")) return [];
  const holder = path.slice(0, -".socket".length);
  if (holder === "self") {
    const isServer =
      owner !== undefined && basesOf(sight.module, owner).some((base) => SERVER_CLASSES.test(base));
    return isServer ? [{ kind: "listens", at: sight.sock }] : [];
  }
  const made = sight.module.scopes.lookup(holder.split(".")[0] ?? "", sight.call)?.bindings.at(-1)?.value;
  const callee = made?.type === "call" ? made.field("function") : undefined;
  const name = sight.module.names.qualified(callee) ?? "";
  const local = callee === undefined ? undefined : localClass(sight.module, callee);
  const bases = local === undefined ? [name] : basesOf(sight.module, local);
  return bases.some((base) => SERVER_CLASSES.test(base)) ? [{ kind: "listens", at: sight.sock }] : [];
}

function isDispatcher(module: PythonModule, owner: SyntaxNode): boolean {
  return basesOf(module, owner).some((base) => /^(asyncore|asynchat)\./.test(base));
}

/** `self.connect(address)` and `self.listen(n)` of an `asyncore.dispatcher` are its socket's. */
function dispatcherEvidence(module: PythonModule, owner: SyntaxNode): Evidence[] {
  const found: Evidence[] = [];
  for (const { call, receiver } of methodCalls(module, owner, "connect")) {
    const address = argumentsOf(call)[0]?.value;
    if (pathOf(receiver) === "self" && address !== undefined)
      found.push({ kind: "connects", at: call, address });
  }
  for (const { call, receiver } of methodCalls(module, owner, "listen")) {
    if (pathOf(receiver) === "self") found.push({ kind: "listens", at: call });
  }
  return found;
}

/** The qualified names of all base classes, through base classes of the same file. */
export function basesOf(module: PythonModule, owner: SyntaxNode, depth = 0): string[] {
  const found: string[] = [];
  for (const base of owner.field("superclasses")?.named ?? []) {
    const local = localClass(module, base);
    if (local !== undefined && local !== owner && depth < 8) found.push(...basesOf(module, local, depth + 1));
    for (const resolution of module.names.resolve(base)) found.push(resolution.name);
  }
  return found;
}

const HTTP_CONNECTIONS = /^(?:http\.client\.HTTPS?Connection|urllib3\.connection\.\w*HTTPS?Connection)$/;

/** In a subclass of `HTTPSConnection` the name to verify is the tunnel's, where there is one. */
export function classHost(sight: SocketSight): HostAnswer | undefined {
  const method = functionOf(sight.call);
  const owner = method === undefined ? undefined : classOf(method);
  if (owner === undefined) return undefined;
  const isHttp = basesOf(sight.module, owner).some((base) => HTTP_CONNECTIONS.test(base));
  return isHttp && selfIsBound(sight) ? { text: "self._tunnel_host or self.host" } : undefined;
}

function selfIsBound(sight: SocketSight): boolean {
  return sight.module.scopes.lookup("self", sight.call)?.bindings[0]?.kind === "parameter";
}

/** Also `sock.sendall(proxy_request)`, where the request to the proxy is made elsewhere. */
const TUNNEL = /\b_tunnel(?:_host)?\b|["']CONNECT\b|\.send(?:all)?\([^)\n]*[Pp]rox(?:y|ies)/;

/** What a connection through an HTTP tunnel or a proxy verifies; nothing where no sign of one is in view. */
export function tunnelHost(sight: SocketSight): HostAnswer | undefined {
  const inSubclass = classHost(sight);
  if (inSubclass !== undefined) return inSubclass;
  const region = functionOf(sight.call);
  if (region === undefined || !TUNNEL.test(region.text)) return undefined;
  return { because: "the connection may go through a proxy, whose address is not the host to verify" };
}
