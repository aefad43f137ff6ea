import type { SyntaxNode } from "../python/node.ts";
import type { Version, VersionSet } from "./versions.ts";

/** What a context is made for: it negotiates, in any role or in one, or is pinned to one version. */
export type Protocol = "TLS" | "TLS_CLIENT" | "TLS_SERVER" | Version;

/** `verify_mode`. */
export type VerifyMode = "CERT_NONE" | "CERT_OPTIONAL" | "CERT_REQUIRED";

/** What an expression may stand for, as far as TLS is concerned. */
export type Value =
  | { readonly kind: "context"; readonly id: string }
  | { readonly kind: "protocol"; readonly protocol: Protocol }
  | { readonly kind: "version"; readonly version: Version }
  /** A value for `options`: the `OP_NO_*` bits known to be set, and those known to be unset. */
  | { readonly kind: "options"; readonly on: VersionSet; readonly off: VersionSet }
  | { readonly kind: "verify"; readonly mode: VerifyMode }
  | { readonly kind: "qualified"; readonly name: string }
  /** A function of this file, with what it is bound to, and what `functools.partial` gave it. */
  | {
      readonly kind: "function";
      readonly node: SyntaxNode;
      readonly receiver?: Receiver;
      readonly given?: readonly Given[];
    }
  | ClassValue
  | ObjectValue
  /** A truth value; one that a `gate` gave is a question about the version of Python. */
  | { readonly kind: "boolean"; readonly value: boolean; readonly isGate?: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** A class of this file. */
export interface ClassValue {
  readonly kind: "class";
  readonly node: SyntaxNode;
}

/** An object of a class of this file, by where it is made. */
export interface ObjectValue {
  readonly kind: "object";
  readonly id: string;
  readonly node: SyntaxNode;
}

/** What the first parameter of a method stands for. */
export type Receiver = ObjectValue | ClassValue | { readonly kind: "context"; readonly id: string };

/** All that an expression may stand for; never empty. */
export type Values = readonly Value[];

/** What a call gives. */
export interface Given {
  readonly keyword: string | undefined;
  /** `*args` and `**options` stand for any parameter. */
  readonly isSplat: boolean;
  readonly value: SyntaxNode;
  readonly values: Values;
}

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
    case "verify":
      return value.mode;
    case "qualified":
      return `q${value.name}`;
    case "function": {
      const receiver = value.receiver === undefined ? "" : identity(value.receiver);
      return `d${value.node.tree}/${value.node.start}${receiver}/${value.given?.[0]?.value.start ?? ""}`;
    }
    case "class":
      return `d${value.node.tree}/${value.node.start}`;
    case "object":
      return `i${value.id}`;
    case "boolean":
      return `b${value.value}`;
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

/** Whether a name that holds such values matters wherever it stands. */
export function isTelling(values: Values): boolean {
  return values.some(({ kind, ...value }) => {
    if (kind === "qualified") return "name" in value && /^(?:ssl|OpenSSL)\b/.test(value.name);
    if (kind === "boolean") return "isGate" in value && value.isGate === true;
    return kind !== "unknown" && kind !== "none" && kind !== "class";
  });
}

/** A receiver among the values, where there is but one of them. */
export function onlyReceiver(values: Values): Receiver | undefined {
  const [only] = values;
  if (values.length !== 1) return undefined;
  return only?.kind === "object" || only?.kind === "class" || only?.kind === "context" ? only : undefined;
}

/** The contexts among the values. */
export function contextIds(values: Values): string[] {
  return values.flatMap((value) => (value.kind === "context" ? [value.id] : []));
}

/** Whether a value is true in a condition; `undefined` where that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "boolean":
      return value.value;
    case "none":
      return false;
    case "context":
    case "function":
    case "class":
    case "object":
      return true;
    default:
      return undefined;
  }
}
