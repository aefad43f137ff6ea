import { assignedValue, type Binding } from "../../python/bindings.ts";
import { argumentsOf } from "../../python/call.ts";
import {
  classOf,
  functionOf,
  isNone,
  isPure,
  literalString,
  pathOf,
  spelling,
  unwrap,
} from "../../python/expressions.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { areExclusive, assignmentsTo, type Evidence, isInside, type SocketSight } from "./socket-evidence.ts";

/** The expression of the host name at the call, or the reason why there is none. */
export interface HostAnswer {
  readonly text?: string;
  readonly because?: string;
}

const MAX_STEPS = 6;

/** The host of the address that a socket is connected to, as an expression that is good at the wrapping call. */
export function hostOfAddress(sight: SocketSight, evidence: Evidence): HostAnswer {
  if (evidence.address === undefined) return { because: "the connected address is not written out" };
  const host = addressHost(sight, evidence.address, evidence, 0);
  if (host === undefined)
    return { because: `the host is not part of \`${short(evidence.address)}\` in what the file shows` };
  return usableHost(sight, host.node, evidence.at, host.suffix);
}

interface HostPart {
  readonly node: SyntaxNode;
  /** `[0]`, where only the pair has a name. */
  readonly suffix: string;
}

function addressHost(
  sight: SocketSight,
  address: SyntaxNode,
  evidence: Evidence,
  step: number,
): HostPart | undefined {
  const inner = unwrap(address);
  if (step > MAX_STEPS) return undefined;
  if (inner.type === "tuple" || inner.type === "list" || inner.type === "expression_list") {
    const first = inner.named[0];
    if (inner.named.length < 2 || first === undefined || first.type === "list_splat") return undefined;
    return { node: nameBehind(sight, first, step), suffix: "" };
  }
  const looked = addrinfoHost(sight, inner, step);
  if (looked !== undefined) return { node: looked, suffix: "" };
  if (inner.type === "identifier") return namedAddress(sight, inner, evidence, step);
  if (inner.type === "attribute" && pathOf(inner) !== undefined)
    return attributeAddress(sight, inner, evidence, step);
  return undefined;
}

function namedAddress(
  sight: SocketSight,
  name: SyntaxNode,
  evidence: Evidence,
  step: number,
): HostPart | undefined {
  const found = sight.module.scopes.lookup(name.text, name);
  const only = found?.bindings.length === 1 ? found.bindings[0] : undefined;
  if (only?.kind === "assignment" && only.value !== undefined) {
    const part = addressHost(sight, only.value, evidence, step + 1);
    if (part !== undefined) return part;
  }
  return found !== undefined && isPairOfInternet(sight, evidence) ? { node: name, suffix: "[0]" } : undefined;
}

/** `self.address`: what it is set to, if that is spelt in `self`, else its first item. */
function attributeAddress(
  sight: SocketSight,
  path: SyntaxNode,
  evidence: Evidence,
  step: number,
): HostPart | undefined {
  const region = functionOf(path) ?? sight.module.root;
  const assigned = assignmentsTo(sight.module, region, pathOf(path) ?? "");
  const only = assigned.length === 1 ? assigned[0]?.value : undefined;
  if (only !== undefined) {
    const part = addressHost(sight, only, evidence, step + 1);
    if (part !== undefined) return part;
  }
  return isPairOfInternet(sight, evidence) ? { node: path, suffix: "[0]" } : undefined;
}

/** `create_connection` takes pairs only; `connect` does where the socket's family is in view and is IP. */
function isPairOfInternet(sight: SocketSight, evidence: Evidence): boolean {
  if (evidence.isPair === true) return true;
  const { module, sock } = sight;
  const region = functionOf(sight.call) ?? module.root;
  const path = pathOf(sock);
  const values =
    path === undefined ? [sock] : assignmentsTo(module, region, path).map((assigned) => assigned.value);
  const made = values.filter(
    (value) => value !== undefined && module.names.is(unwrap(value).field("function"), "socket.socket"),
  );
  return made.length > 0 && made.every((value) => value !== undefined && isInternet(sight, unwrap(value)));
}

function isInternet(sight: SocketSight, call: SyntaxNode): boolean {
  const given = argumentsOf(call);
  const family =
    given.find((argument) => argument.keyword === "family") ??
    given.find((argument) => argument.keyword === undefined);
  if (family === undefined) return true;
  const name = sight.module.names.qualified(family.value) ?? spelling(family.value);
  return /(^|\.)AF_INET6?$/.test(name);
}

/** The name that was looked up, where an address comes from `getaddrinfo` or a host from `gethostbyname`. */
function addrinfoHost(sight: SocketSight, node: SyntaxNode, step: number): SyntaxNode | undefined {
  const inner = unwrap(node);
  if (step > MAX_STEPS) return undefined;
  if (inner.type === "call") return lookedUp(sight, inner, "getaddrinfo");
  if (inner.type === "subscript") {
    const base = inner.field("value");
    return base === undefined ? undefined : addrinfoHost(sight, base, step + 1);
  }
  if (inner.type !== "identifier") return undefined;
  const found = sight.module.scopes.lookup(inner.text, inner);
  if (found === undefined) return undefined;
  const sources = found.bindings
    .filter((binding) => binding.value === undefined || !isNone(binding.value))
    .map((binding) => addrinfoSource(sight, binding, step + 1));
  const first = sources[0];
  if (first === undefined || sources.some((s) => s === undefined || spelling(s) !== spelling(first)))
    return undefined;
  return first;
}

function addrinfoSource(sight: SocketSight, binding: Binding, step: number): SyntaxNode | undefined {
  if (binding.kind !== "for" && binding.kind !== "assignment") return undefined;
  const value =
    binding.kind === "for"
      ? binding.statement.field("right")
      : (binding.value ?? assignedValue(binding.statement));
  return value === undefined ? undefined : addrinfoHost(sight, value, step);
}

function lookedUp(
  sight: SocketSight,
  call: SyntaxNode,
  ...functions: readonly string[]
): SyntaxNode | undefined {
  const callee = call.field("function");
  const name = sight.module.names.qualified(callee) ?? "";
  const last = callee?.type === "attribute" ? callee.field("attribute")?.text : undefined;
  const isIt = functions.some((f) => name === `socket.${f}` || last === f);
  return isIt ? argumentsOf(call)[0]?.value : undefined;
}

/** Steps from an address that was looked up back to the name that was asked for. */
function nameBehind(sight: SocketSight, host: SyntaxNode, step: number): SyntaxNode {
  const inner = unwrap(host);
  if (step > MAX_STEPS) return inner;
  if (inner.type === "call") {
    const asked = lookedUp(sight, inner, "gethostbyname", "getaddrinfo");
    return asked === undefined ? inner : nameBehind(sight, asked, step + 1);
  }
  const resolved = addrinfoHost(sight, inner, step);
  if (resolved !== undefined) return resolved;
  if (inner.type !== "identifier") return inner;
  const bindings = sight.module.scopes.lookup(inner.text, inner)?.bindings ?? [];
  if (bindings.length > 1) return nameGivenOrLookedUp(bindings) ?? inner;
  const only = bindings[0]?.value;
  if (only === undefined || unwrap(only).type !== "call") return inner;
  const behind = nameBehind(sight, only, step + 1);
  return behind === unwrap(only) ? inner : behind;
}

/**
 * What a variable stands for that is given a name on one path, and on all others what a call makes of that name:
 * `address = host` … `else: address = resolve(host)`. The certificate is for the name.
 */
function nameGivenOrLookedUp(bindings: readonly Binding[]): SyntaxNode | undefined {
  const values = bindings.map(({ value }) => (value === undefined ? undefined : unwrap(value)));
  const [name, ...more] = values.filter((value) => value !== undefined && value.type !== "call");
  const calls = values.filter((value) => value?.type === "call");
  if (name === undefined || calls.length === 0 || calls.length + more.length + 1 < values.length)
    return undefined;
  const asked = calls.map((call) => call?.field("arguments")?.named[0]);
  const isName = (node: SyntaxNode | undefined) =>
    node !== undefined && spelling(unwrap(node)) === spelling(name);
  return [...more, ...asked].every(isName) ? name : undefined;
}

/** Whether the host expression can be written at the call, and means there what it means at the connection. */
export function usableHost(sight: SocketSight, host: SyntaxNode, place: SyntaxNode, suffix = ""): HostAnswer {
  const inner = unwrap(host);
  const literal = literalString(inner);
  if (isNone(inner) || literal === "") return { because: "the socket is connected to an empty host name" };
  if (!isPure(inner, sight.module.names))
    return { because: `\`${short(inner)}\` cannot be evaluated a second time` };
  if (/prox(y|ies)/i.test(inner.text)) return { because: `\`${short(inner)}\` is the address of a proxy` };
  if (literal === undefined && inner.type === "string" && !inner.text.includes("{"))
    return { because: "the host is not plain text" };
  const never = literal === undefined ? undefined : neverMatches(sight, literal);
  if (never !== undefined) return { because: never };
  const changed = changedBetween(sight, inner, place);
  if (changed !== undefined) {
    const kept = suffix === "" ? keptOnSelf(sight, inner, place) : undefined;
    return kept === undefined ? { because: changed } : { text: kept };
  }
  return { text: inner.text + suffix };
}

const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+|[\da-f:]*::?[\da-f:.]*)$/i;

/** Why no certificate can be for a host that is written so (T16, T21). */
function neverMatches({ module }: SocketSight, host: string): string | undefined {
  if (/\.$|[\s[\]/]|^[^:]+:\d+$/.test(host)) return `no certificate is for a host written \`${host}\``;
  const isAddress = ADDRESS.test(host);
  return isAddress && module.target.major < 3
    ? `Python 2.7 never finds an address such as \`${host}\` in a certificate`
    : undefined;
}

/** Why an expression of another place, such as that of the connection, is not good at the call's; nothing where it is. */
export function changedBetween(sight: SocketSight, host: SyntaxNode, place: SyntaxNode): string | undefined {
  const { module, call } = sight;
  const region = functionOf(call) ?? module.root;
  if (!isInside(place, region)) return sharedOnly(sight, host);
  const from = Math.min(call.start, place.start);
  const to = Math.max(call.start, place.start);
  for (const node of host.walk()) {
    const path =
      node.type === "identifier" && node.parent?.type !== "attribute" ? node.text : attributePath(node);
    if (path === undefined) continue;
    const assigned = assignmentsTo(module, region, path);
    const isBetween = assigned.some(
      ({ target }) => from <= target.start && target.start < to && !areExclusive(target, call),
    );
    if (isBetween) return `\`${path}\` is set between the call and the connection`;
    const isLocal = !path.includes(".") && module.scopes.lookup(path, call)?.scope.node === region;
    if (isLocal && !assigned.some(({ target }) => target.start < call.start))
      return `\`${path}\` is not set before the call`;
  }
  return undefined;
}

function attributePath(node: SyntaxNode): string | undefined {
  return node.type === "attribute" ? pathOf(node) : undefined;
}

/** From another function only what hangs on `self`, or is global, can be read at the call. */
function sharedOnly(sight: SocketSight, host: SyntaxNode): string | undefined {
  for (const node of host.walk()) {
    if (
      node.type !== "identifier" ||
      (node.parent?.type === "attribute" && node.parent.field("object") !== node)
    )
      continue;
    const there = sight.module.scopes.lookup(node.text, node);
    const here = sight.module.scopes.lookup(node.text, sight.call);
    const isSelf = node.text === "self" && here?.bindings[0]?.kind === "parameter";
    if (!isSelf && (there === undefined || there.scope !== here?.scope)) {
      return `\`${node.text}\` is known only where the socket is connected`;
    }
  }
  return undefined;
}

/** `self.host = host` in the method that connects: the same host, where other methods can read it. */
function keptOnSelf(sight: SocketSight, host: SyntaxNode, place: SyntaxNode): string | undefined {
  const method = functionOf(place);
  const own = functionOf(sight.call);
  if (method === undefined || own === undefined || method === own) return undefined;
  if (classOf(method) === undefined || classOf(method) !== classOf(own) || host.type !== "identifier")
    return undefined;
  for (const node of sight.module.identifiers(host.text, method)) {
    const holder = node.parent;
    if (holder?.type !== "assignment" || holder.field("right") !== node) continue;
    const path = pathOf(holder.field("left"));
    if (path !== undefined && /^self\.\w+$/.test(path) && isSetOnce(sight, path, holder)) return path;
  }
  return undefined;
}

/** Whether no other place of the class sets the attribute. */
function isSetOnce(sight: SocketSight, path: string, only: SyntaxNode): boolean {
  const owner = only.ancestor("class_definition");
  if (owner === undefined) return false;
  return assignmentsTo(sight.module, owner, path).every(({ target }) => isInside(target, only));
}

function short(node: SyntaxNode): string {
  const text = spelling(node);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
