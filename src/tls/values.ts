import type { SyntaxNode } from "../python/node.ts";
import { isVersion, type Version, type VersionSet, versionSet } from "./versions.ts";

/** What `SSLContext(protocol)` makes of a context: it negotiates, or is pinned to one version. */
export type Protocol = "TLS" | "TLS_CLIENT" | "TLS_SERVER" | Version;

/** What an expression may stand for, as far as TLS is concerned. */
export type Value =
  | { readonly kind: "context"; readonly id: string }
  | { readonly kind: "protocol"; readonly protocol: Protocol }
  | { readonly kind: "version"; readonly version: Version }
  /** A value for `options`: the `OP_NO_*` bits known to be set, and those known to be unset. */
  | { readonly kind: "options"; readonly on: VersionSet; readonly off: VersionSet }
  | { readonly kind: "qualified"; readonly name: string }
  | { readonly kind: "function"; readonly node: SyntaxNode }
  | { readonly kind: "class"; readonly node: SyntaxNode }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "verify"; readonly mode: "CERT_NONE" | "CERT_OPTIONAL" | "CERT_REQUIRED" }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** All that an expression may stand for; never empty. */
export type Values = readonly Value[];

export const UNKNOWN: Values = [{ kind: "unknown" }];

const MAX_VALUES = 8;

function identity(value: Value): string {
  switch (value.kind) {
    case "context":
      return `c${value.id}`;
    case "protocol":
      return `p${value.protocol}`;
    case "version":
      return `v${value.version}`;
    case "options":
      return `o${value.on}/${value.off}`;
    case "qualified":
      return `q${value.name}`;
    case "function":
    case "class":
      return `d${value.node.start}`;
    case "boolean":
      return `b${value.value}`;
    case "verify":
      return value.mode;
    case "none":
    case "unknown":
      return value.kind;
  }
}

/** Everything that either may stand for. */
export function union(a: Values, b: Values): Values {
  if (a === b) return a;
  const known = new Set(a.map(identity));
  const more = b.filter((value) => !known.has(identity(value)));
  if (more.length === 0) return a;
  return a.length + more.length > MAX_VALUES ? UNKNOWN : [...a, ...more];
}

export function sameValues(a: Values, b: Values): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const known = new Set(a.map(identity));
  return b.every((value) => known.has(identity(value)));
}

/** Whether nothing is known of the value. */
export function isUnknown(values: Values): boolean {
  return values.every((value) => value.kind === "unknown");
}

/** The contexts among the values. */
export function contextIds(values: Values): string[] {
  return values.flatMap((value) => (value.kind === "context" ? [value.id] : []));
}

const NEGOTIATING: ReadonlyMap<string, Protocol> = new Map([
  ["PROTOCOL_TLS", "TLS"],
  ["PROTOCOL_SSLv23", "TLS"],
  ["PROTOCOL_TLS_CLIENT", "TLS_CLIENT"],
  ["PROTOCOL_TLS_SERVER", "TLS_SERVER"],
]);

/** The value of a member of the module `ssl`, where it is one of those that configure a context. */
export function sslConstant(qualified: string): Value | undefined {
  const member = /^ssl\.(?:(?:_SSLMethod|Options|VerifyMode)\.)?(\w+)$/.exec(qualified)?.[1];
  if (member === undefined) return tlsVersion(qualified);
  const negotiating = NEGOTIATING.get(member);
  if (negotiating !== undefined) return { kind: "protocol", protocol: negotiating };
  const pinned = member.startsWith("PROTOCOL_") ? member.slice("PROTOCOL_".length) : "";
  if (isVersion(pinned)) return { kind: "protocol", protocol: pinned };
  if (member.startsWith("OP_")) return { kind: "options", on: optionBits(member), off: ~optionBits(member) };
  if (member === "CERT_NONE" || member === "CERT_OPTIONAL" || member === "CERT_REQUIRED")
    return { kind: "verify", mode: member };
  return undefined;
}

function tlsVersion(qualified: string): Value | undefined {
  const name = /^ssl\.TLSVersion\.(\w+)$/.exec(qualified)?.[1];
  if (name === undefined) return undefined;
  if (name === "MINIMUM_SUPPORTED") return { kind: "version", version: "SSLv2" };
  if (name === "MAXIMUM_SUPPORTED") return { kind: "version", version: "TLSv1_3" };
  return isVersion(name) ? { kind: "version", version: name } : undefined;
}

function optionBits(member: string): VersionSet {
  const version = member.slice("OP_NO_".length);
  return member.startsWith("OP_NO_") && isVersion(version) ? versionSet(version) : 0;
}
