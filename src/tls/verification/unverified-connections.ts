import type { Edit } from "../../core/edit.ts";
import { argumentsOf, bindCall } from "../../python/call.ts";
import { addKeyword } from "../../python/edits.ts";
import { isNone, pathOf, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { removeStatements } from "../../python/removal.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { clientCalls } from "../clients/client-calls.ts";
import { UNVERIFIED_CLASSES } from "../clients/clients.ts";
import { hostTrap } from "../clients/host-traps.ts";
import { roleOfUse } from "../connections/context-role.ts";
import { TAKES_CERTIFICATE, takesCertificate } from "../connections/taken-certificate.ts";
import { contextsOf } from "../contexts.ts";
import type { ContextLife } from "../model/context-life.ts";
import { traceSocket } from "../sockets.ts";

/** What stands in a fix until the user gives the host name. */
export const ASKED_HOST = "SERVER_HOSTNAME";

/** What a program that uses a context must change with it, should the context come to verify. */
export interface Consequences {
  readonly edits: readonly Edit[];
  /** What may still go wrong. */
  readonly doubt?: string;
  /** Why the host name of a connection is not in view: the user must give it. */
  readonly unknownHost?: string;
}

type Answer = Consequences | { readonly obstacle: string };

const NOTHING: Consequences = { edits: [] };

/** What follows for the uses of the context that `call` makes; an obstacle where it could not verify there. */
export function consequences(module: PythonModule, call: SyntaxNode): Answer {
  const life = contextsOf(module).find(({ creation }) => creation === call);
  if (life !== undefined && takesCertificate(module, life)) return { obstacle: TAKES_CERTIFICATE };
  const server = serverAt(module, call, life);
  if (server !== undefined)
    return {
      obstacle: `line ${server} is a server's, whose context is ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)`,
    };
  const paths = pathsOf(call);
  const answers = [
    ...(call.parent?.type === "attribute" ? wrapCalls([call.parent]) : []).map((wrap) => named(module, wrap)),
    ...paths.flatMap((path) => consequencesFor(module, path, call)),
    ...handed(module, call, paths),
  ];
  return answers.reduce(joined, NOTHING);
}

/**
 * The line on which a server takes the context, if one does and the purpose does not say so. It would ask its clients for
 * certificates to Python 3.9, and raise from 3.10 on, as the unverified one does there too (measured, 3.8 to 3.13).
 */
function serverAt(module: PythonModule, call: SyntaxNode, life: ContextLife | undefined): number | undefined {
  const purpose = argumentsOf(call).find(({ keyword }) => keyword === "purpose")?.value;
  if (life === undefined || module.names.is(purpose, "ssl.Purpose.CLIENT_AUTH")) return undefined;
  const use = life.uses.find((one) => one.elsewhere === undefined && roleOfUse(module, one) === "server");
  return use === undefined ? undefined : lineOf(module, use.node);
}

/** The variables that the call is assigned to: `a = self.b = call`. */
function pathsOf(call: SyntaxNode): string[] {
  const paths: string[] = [];
  let value = call;
  for (let up = call.parent; up?.type === "assignment" && up.field("right") === value; up = up.parent) {
    const path = pathOf(up.field("left"));
    if (path !== undefined) paths.push(path);
    value = up;
  }
  return paths;
}

function consequencesFor(module: PythonModule, path: string, call: SyntaxNode): Answer[] {
  const wraps = wrapCalls([...attributesOf(module, path, "wrap_socket", call)]);
  return [...wraps.map((wrap) => named(module, wrap)), unset(module, path, call)];
}

function joined(one: Answer, other: Answer): Answer {
  if ("obstacle" in one) return one;
  if ("obstacle" in other) return other;
  return { ...one, ...other, edits: [...one.edits, ...other.edits] };
}

/** The calls among these attributes that wrap a socket. */
function wrapCalls(attributes: readonly SyntaxNode[]): SyntaxNode[] {
  return attributes.flatMap((attribute) => {
    const wrap = attribute.parent;
    const isCall = wrap?.type === "call" && wrap.field("function") === attribute;
    return isCall && attribute.field("attribute")?.text === "wrap_socket" ? [wrap] : [];
  });
}

/** A connection is given the name of its host, without which a context that verifies refuses to go. */
function named(module: PythonModule, wrap: SyntaxNode): Answer {
  const bound = bindCall(wrap, SIGNATURES["ssl.SSLContext.wrap_socket"]);
  const side = bound?.byParameter.get("server_side");
  const host = bound?.byParameter.get("server_hostname");
  if (bound === undefined || side?.value.type === "true") return NOTHING;
  if (host !== undefined && !isNone(host.value)) return NOTHING;
  const sock = bound.byParameter.get("sock");
  const line = lineOf(module, wrap);
  if (host !== undefined || side !== undefined || sock === undefined || bound.splat !== undefined) {
    return { obstacle: `wrap_socket() on line ${line} gives no server_hostname that is in view` };
  }
  if (bound.keywordSplats.length > 0) return NOTHING;
  const facts = traceSocket(module, sock.value, wrap);
  if (facts.role === "server") {
    return {
      obstacle: `the socket on line ${line} is a server's, whose context is one for Purpose.CLIENT_AUTH`,
    };
  }
  const edits = addKeyword(module.text, wrap, `server_hostname=${facts.host.text ?? ASKED_HOST}`);
  if (facts.host.text !== undefined) return { edits };
  const reason = facts.host.because ?? "the host is not in view";
  return { edits, unknownHost: `wrap_socket() on line ${line} needs a server_hostname, and ${reason}` };
}

/** `context.verify_mode = CERT_NONE` raises while the host name is checked, unless that is switched off before. */
function unset(module: PythonModule, path: string, near: SyntaxNode): Answer {
  const [first] = settings(module, path, "verify_mode", near);
  if (first === undefined || module.names.is(first.field("right"), "ssl.CERT_REQUIRED")) return NOTHING;
  const checks = settings(module, path, "check_hostname", near);
  if (checks.some((check) => check.start < first.start)) return NOTHING;
  const modes = settings(module, path, "verify_mode", near);
  const isOff = (mode: SyntaxNode) =>
    module.names.is(mode.field("right"), "ssl.CERT_NONE") && statementOf(mode).named[0] === mode;
  if (modes.every(isOff)) return { edits: removeStatements(module.text, modes.map(statementOf)) };
  return {
    obstacle: `line ${lineOf(module, first)} sets verify_mode, which raises while the host name is checked`,
  };
}

/** A mail or FTP client that is given the context, and may know no host to check. */
function handed(module: PythonModule, call: SyntaxNode, paths: readonly string[]): Answer[] {
  return [...clientCalls(module, UNVERIFIED_CLASSES)].flatMap((client): Answer[] => {
    const given = client.bound.byParameter.get(client.client.context)?.value;
    const isIt = given === call || paths.some((path) => isHeldIn(module, given, path, call));
    if (!isIt) return [];
    const trap = hostTrap(module, client);
    if (trap === undefined) return [];
    return [trap.isCertain ? { obstacle: trap.because } : { edits: [], doubt: trap.because }];
  });
}

/** Whether the expression reads the variable where it is the same one. */
function isHeldIn(
  module: PythonModule,
  given: SyntaxNode | undefined,
  path: string,
  near: SyntaxNode,
): boolean {
  const { start, end } = regionOf(module, path, near);
  return given !== undefined && start <= given.start && given.end <= end && pathOf(given) === path;
}

function settings(module: PythonModule, path: string, name: string, near: SyntaxNode): SyntaxNode[] {
  return [...attributesOf(module, path, name, near)].flatMap((attribute) => {
    const parent = attribute.parent;
    return parent?.type === "assignment" && parent.field("left") === attribute ? [parent] : [];
  });
}

/** `path.name`, in the function, or for `self.path` the class, that holds `near`. */
function* attributesOf(
  module: PythonModule,
  path: string,
  name: string,
  near: SyntaxNode,
): Generator<SyntaxNode> {
  for (const node of module.identifiers(name, regionOf(module, path, near))) {
    const attribute = node.parent;
    if (attribute?.type === "attribute" && pathOf(attribute.field("object")) === path) yield attribute;
  }
}

function regionOf(module: PythonModule, path: string, near: SyntaxNode): SyntaxNode {
  return near.ancestor(path.includes(".") ? "class_definition" : "function_definition") ?? module.root;
}

function lineOf(module: PythonModule, node: SyntaxNode): number {
  return module.text.slice(0, node.start).split("\n").length;
}
