import { bindCall } from "../../python/call.ts";
import { functionOf, pathOf, spelling, statementOf, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isStatement } from "../../python/removal.ts";
import { usesOf } from "../../python/uses.ts";
import { decideGate } from "../reach/gates.ts";
import { type Assigned, assignmentsTo, isInside } from "./socket-evidence.ts";

/** The program's own check of a connection: `ssl.match_hostname(sock.getpeercert(), host)`. */
export interface HostMatch {
  /** The call of `match_hostname`. */
  readonly call: SyntaxNode;
  /** The call that made the socket whose certificate it is. */
  readonly wrap: SyntaxNode;
  readonly host: SyntaxNode;
  /** The assignment `certificate = sock.getpeercert()`, where there is one. */
  readonly certificate: SyntaxNode | undefined;
  /** The one condition between the two; a test of the certificate itself is none. */
  readonly condition: SyntaxNode | undefined;
  /**
   * Whether it follows each time (under the condition), and its failure leaves the function as that of the
   * wrapping call would: then a check during the handshake is the same check.
   */
  readonly isCertain: boolean;
  /** Why it is not certain. */
  readonly because?: string;
}

/** The check that follows a wrapping call in its function; the first where there are several. */
export function hostMatchAfter(module: PythonModule, wrap: SyntaxNode): HostMatch | undefined {
  for (const { node, certainty } of usesOf(module, "ssl.match_hostname")) {
    const call = node.parent;
    if (certainty !== "sure" || call?.type !== "call" || call.field("function") !== node) continue;
    if (call.start < wrap.end) continue;
    const match = hostMatchOf(module, call);
    if (match?.wrap === wrap) return match;
  }
  return undefined;
}

/** What a call of `match_hostname` compares. */
export interface Comparison {
  readonly host: SyntaxNode;
  /** The socket that was asked for its certificate, and the call that asked. */
  readonly socket: SyntaxNode;
  readonly asked: SyntaxNode;
  /** The assignment `certificate = sock.getpeercert()`, where there is one. */
  readonly certificate: SyntaxNode | undefined;
}

/** Reads `match_hostname(sock.getpeercert(), host)`, with the certificate in a variable or not. */
export function comparisonOf(module: PythonModule, call: SyntaxNode): Comparison | undefined {
  const bound = bindCall(call, { positional: ["cert", "hostname"] });
  const host = bound?.byParameter.get("hostname")?.value;
  const certificate = bound?.byParameter.get("cert")?.value;
  if (host === undefined || certificate === undefined) return undefined;
  const named = pathOf(certificate);
  const assigned = named === undefined ? undefined : lastBefore(module, named, call);
  const asked = named === undefined ? unwrap(certificate) : assigned?.value;
  const callee = asked?.type === "call" ? asked.field("function") : undefined;
  if (asked === undefined || callee?.field("attribute")?.text !== "getpeercert") return undefined;
  if ((asked.field("arguments")?.named.length ?? 0) > 0) return undefined;
  const socket = callee.field("object");
  return socket && { host, socket, asked, certificate: assigned?.target.parent };
}

/** What a call of `match_hostname` checks; nothing where the function does not show the wrapping call. */
export function hostMatchOf(module: PythonModule, call: SyntaxNode): HostMatch | undefined {
  const comparison = comparisonOf(module, call);
  if (comparison === undefined) return undefined;
  const { host, socket, asked, certificate } = comparison;
  const wrap = wrapOf(module, pathOf(socket), asked);
  if (wrap === undefined) return undefined;
  const name = certificate?.field("left");
  return { call, wrap, host, certificate, ...wayBetween(module, wrap, call, name && spelling(name)) };
}

const MAX_COPIES = 4;

/** The call whose result a variable holds at a place, through copies: `tls = wrap(…)`, `self.sock = tls`. */
function wrapOf(module: PythonModule, path: string | undefined, place: SyntaxNode): SyntaxNode | undefined {
  let name = path;
  let at = place;
  for (let i = 0; i < MAX_COPIES && name !== undefined; i++) {
    const assigned = lastBefore(module, name, at);
    const value = assigned?.value === undefined ? undefined : unwrap(assigned.value);
    if (assigned === undefined || value === undefined) return undefined;
    if (value.type === "call") return value;
    name = pathOf(value);
    at = assigned.target;
  }
  return undefined;
}

/** The assignment that a variable has its value from at a place of the same function, whatever way was taken. */
function lastBefore(module: PythonModule, path: string, place: SyntaxNode): Assigned | undefined {
  const region = functionOf(place) ?? module.root;
  const before = assignmentsTo(module, region, path).filter(
    ({ target }) => target.start < place.start && (functionOf(target) ?? module.root) === region,
  );
  const last = before.sort((a, b) => a.target.start - b.target.start).at(-1);
  return last !== undefined && comesBefore(last.target, place) ? last : undefined;
}

/** Whether a place is only reached through a statement: it stands before it, or in a `try` whose handlers leave. */
export function comesBefore(node: SyntaxNode, place: SyntaxNode): boolean {
  let statement = statementOf(node);
  for (;;) {
    const block = statement.parent;
    if (block === undefined) return false;
    if (isInside(place, block)) return true;
    const owner = block.parent;
    if (owner === undefined) return false;
    const isTry = owner.type === "try_statement" && owner.field("body") === block;
    if (!isTry && owner.type !== "with_statement") return false;
    if (isTry && isInside(place, owner)) return isInElse(owner, place);
    if (isTry && !handlersOf(owner).every(leaves)) return false;
    statement = owner;
  }
}

function isInElse(owner: SyntaxNode, place: SyntaxNode): boolean {
  return owner.named.some((part) => part.type === "else_clause" && isInside(place, part));
}

function handlersOf(owner: SyntaxNode): SyntaxNode[] {
  return owner.named.filter((part) => part.type === "except_clause");
}

const LEAVING = ["return_statement", "raise_statement", "continue_statement", "break_statement"];

function leaves(handler: SyntaxNode): boolean {
  return LEAVING.includes(lastOf(handler)?.type ?? "");
}

function lastOf(clause: SyntaxNode): SyntaxNode | undefined {
  return clause.named.findLast((child) => child.type === "block")?.named.at(-1);
}

type Way = Pick<HostMatch, "isCertain" | "condition" | "because">;

function uncertain(because: string): Way {
  return { isCertain: false, condition: undefined, because };
}

const ANSWERED =
  "a name that does not match has an answer of its own there, other than a handshake that fails";
const LEFT = "the function may be left, or a round of a loop cut short, between the connection and the check";
const CONDITIONS = "it stands behind more than one plain condition";

/** What stands between the wrapping call and the check. */
function wayBetween(
  module: PythonModule,
  wrap: SyntaxNode,
  call: SyntaxNode,
  certificate: string | undefined,
): Way {
  if (!isStatement(call)) return uncertain("it is part of an expression");
  if (mayLeave(wrap, call)) return uncertain(LEFT);
  if (!isRaisedFurther(wrap, call))
    return uncertain("a handshake that fails is handled otherwise than a name that does not match");
  let condition: SyntaxNode | undefined;
  let child = statementOf(call);
  for (let node = child.parent; node !== undefined && !isInside(wrap, node); node = node.parent) {
    const asked = conditionAt(module, node, child);
    if (asked === undefined) return uncertain(node.type === "try_statement" ? ANSWERED : CONDITIONS);
    if (asked !== "none" && spelling(asked) !== certificate) {
      if (condition !== undefined) return uncertain(CONDITIONS);
      condition = asked;
    }
    child = node;
  }
  return { isCertain: true, condition };
}

/** The condition under which `child` runs in the statement around it; nothing where that is not as simple. */
function conditionAt(
  module: PythonModule,
  node: SyntaxNode,
  child: SyntaxNode,
): SyntaxNode | "none" | undefined {
  switch (node.type) {
    case "block":
    case "with_statement":
      return "none";
    case "else_clause":
      return node.parent?.type === "try_statement" || isTaken(module, node) ? "none" : undefined;
    case "try_statement":
      if (child.type === "else_clause") return "none";
      return node.field("body") === child && handlersOf(node).every(raisesAgain) ? "none" : undefined;
    case "if_statement": {
      if (child.type === "else_clause") return "none";
      const condition = node.field("condition");
      if (node.field("consequence") !== child || condition === undefined) return undefined;
      return decideGate(condition, module) === true ? "none" : condition;
    }
    default:
      return undefined;
  }
}

/** `if sys.version_info < (3, 2): … else:`, of which every Python that counts takes the `else`. */
function isTaken(module: PythonModule, clause: SyntaxNode): boolean {
  const owner = clause.parent;
  const condition = owner?.type === "if_statement" ? owner.field("condition") : undefined;
  if (owner === undefined || condition === undefined) return false;
  const isOnly = owner.named.every((part) => part.type !== "elif_clause");
  return isOnly && decideGate(condition, module) === false;
}

/** Whether the function may be left, or a round of a loop cut short, after the wrapping and before the check. */
function mayLeave(wrap: SyntaxNode, call: SyntaxNode): boolean {
  const region = functionOf(call)?.field("body") ?? statementOf(call).parent;
  if (region === undefined) return true;
  const isBetween = (node: SyntaxNode) => node.start < call.start && node.end > wrap.end;
  for (const node of region.walk((n) => isBetween(n) && n.type !== "function_definition")) {
    const isLeaving = LEAVING.includes(node.type) && node.type !== "raise_statement";
    if (isLeaving && isBetween(node) && !isInHandlerOf(node, wrap)) return true;
  }
  return false;
}

/** A handler around the wrapping call runs where that has failed. */
function isInHandlerOf(node: SyntaxNode, wrap: SyntaxNode): boolean {
  const handler = node.ancestor("except_clause");
  const body = handler?.parent?.field("body");
  return body !== undefined && isInside(wrap, body);
}

/** `except CertificateError: sock.close(); raise`. */
function raisesAgain(handler: SyntaxNode): boolean {
  const last = lastOf(handler);
  return last?.type === "raise_statement" && last.named.length === 0;
}

/** Whether the handlers around the wrapping call, and not around the check, end in an exception too. */
function isRaisedFurther(wrap: SyntaxNode, call: SyntaxNode): boolean {
  for (let node = wrap.parent, child = wrap; node !== undefined; child = node, node = node.parent) {
    if (isInside(call, node) && node.type !== "try_statement") return true;
    if (node.type !== "try_statement" || node.field("body") !== child || isInside(call, child)) continue;
    if (!handlersOf(node).every((handler) => lastOf(handler)?.type === "raise_statement")) return false;
  }
  return true;
}
