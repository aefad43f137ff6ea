import type { SyntaxNode } from "../../python/node.ts";
import type { Version, VersionSet } from "./versions.ts";

/** What a context is made for: it negotiates, in any role or in one, or is pinned to one version. */
export type Protocol = "TLS" | "TLS_CLIENT" | "TLS_SERVER" | Version;

/** `verify_mode`. */
export type VerifyMode = "CERT_NONE" | "CERT_OPTIONAL" | "CERT_REQUIRED";

/** What an expression may stand for, as far as TLS is concerned. */
export type Value =
  | { readonly kind: "context"; readonly id: number }
  | { readonly kind: "protocol"; readonly protocol: Protocol }
  | { readonly kind: "version"; readonly version: Version }
  /** A value for `options`: the `OP_NO_*` bits known to be set, and those known to be unset. */
  | { readonly kind: "options"; readonly on: VersionSet; readonly off: VersionSet }
  | { readonly kind: "verify"; readonly mode: VerifyMode }
  /** Something of another module; with what `functools.partial` gave it. */
  | { readonly kind: "qualified"; readonly name: string; readonly given?: readonly Given[] }
  | FunctionValue
  | ClassValue
  | ObjectValue
  /** A truth value; one that a `gate` gave is a question about the version of Python. */
  | { readonly kind: "boolean"; readonly value: boolean; readonly isGate?: boolean }
  /** A number that is written out. */
  | { readonly kind: "integer"; readonly value: number }
  /** A text that names something of `ssl`, or a setting of a context. */
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "none" }
  | { readonly kind: "unknown" };

/** A function of this file, with what it is bound to, and what `functools.partial` gave it. */
export interface FunctionValue {
  readonly kind: "function";
  readonly node: SyntaxNode;
  /** It stands for itself, and not for what its decorators make of it. */
  readonly isBare?: boolean;
  readonly receiver?: Receiver;
  readonly given?: readonly Given[];
}

/** A class of this file. */
export interface ClassValue {
  readonly kind: "class";
  readonly node: SyntaxNode;
}

/** An object of a class of this file, by where it is made. */
export interface ObjectValue {
  readonly kind: "object";
  readonly id: number;
  readonly node: SyntaxNode;
}

/** What the first parameter of a method stands for. */
export type Receiver = ObjectValue | ClassValue | { readonly kind: "context"; readonly id: number };

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

/** Whether two values are the same thing. */
function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case "context":
    case "object":
      return b.kind === a.kind && a.id === b.id;
    case "protocol":
      return b.kind === "protocol" && a.protocol === b.protocol;
    case "version":
      return b.kind === "version" && a.version === b.version;
    case "options":
      return b.kind === "options" && a.on === b.on && a.off === b.off;
    case "verify":
      return b.kind === "verify" && a.mode === b.mode;
    case "qualified":
      return b.kind === "qualified" && a.name === b.name && a.given?.[0]?.value === b.given?.[0]?.value;
    case "function":
      return b.kind === "function" && a.node === b.node && isSameBinding(a, b);
    case "class":
      return b.kind === "class" && a.node === b.node;
    case "boolean":
      return b.kind === "boolean" && a.value === b.value;
    case "integer":
      return b.kind === "integer" && a.value === b.value;
    case "text":
      return b.kind === "text" && a.text === b.text;
    case "none":
    case "unknown":
      return a.kind === b.kind;
  }
}

function isSameBinding(a: FunctionValue, b: FunctionValue): boolean {
  if (a.given?.[0]?.value !== b.given?.[0]?.value || a.isBare !== b.isBare) return false;
  if (a.receiver === undefined || b.receiver === undefined) return a.receiver === b.receiver;
  return isSame(a.receiver, b.receiver);
}

// Asked for each value that is joined: without a function of its own for each question.
function holds(values: Values, value: Value): boolean {
  for (const other of values) if (isSame(other, value)) return true;
  return false;
}

/** Everything that either may stand for. */
export function union(a: Values, b: Values): Values {
  if (a === b || isWithin(b, a)) return a;
  const more = b.filter((value) => !holds(a, value));
  return a.length + more.length > MAX_VALUES ? UNKNOWN : [...a, ...more];
}

export function sameValues(a: Values, b: Values): boolean {
  return a === b || (a.length === b.length && isWithin(b, a));
}

/** Whether all of some values are among others. */
function isWithin(some: Values, others: Values): boolean {
  for (const value of some) if (!holds(others, value)) return false;
  return true;
}

/** Whether nothing is known of the value. */
export function isNothing(values: Values): boolean {
  return values.every((value) => value.kind === "unknown");
}

/** Whether nothing is known of the value that has to do with TLS; a number alone has not. */
export function isUnknown(values: Values): boolean {
  return values.every((value) => value.kind === "unknown" || value.kind === "integer");
}

/** Whether a name that holds such values matters wherever it stands. */
export function isTelling(values: Values): boolean {
  return values.some((value) => {
    if (value.kind === "qualified") return /^(?:ssl|OpenSSL)\b/.test(value.name);
    if (value.kind === "boolean") return value.isGate === true;
    return !UNTOLD.has(value.kind);
  });
}

const UNTOLD: ReadonlySet<Value["kind"]> = new Set(["unknown", "none", "class", "integer"]);

/** A receiver among the values, where there is but one of them. */
export function onlyReceiver(values: Values): Receiver | undefined {
  const [only] = values;
  if (values.length !== 1) return undefined;
  return only?.kind === "object" || only?.kind === "class" || only?.kind === "context" ? only : undefined;
}

/** The contexts among the values. */
export function contextIds(values: Values): readonly number[] {
  const [only] = values;
  if (values.length === 1) return only?.kind === "context" ? [only.id] : NO_IDS;
  return values.flatMap((value) => (value.kind === "context" ? [value.id] : []));
}

const NO_IDS: readonly number[] = [];

/** Whether a context is among the values. */
export function holdsContext(values: Values, id: number): boolean {
  for (const value of values) if (value.kind === "context" && value.id === id) return true;
  return false;
}

/** Whether a value is true in a condition; `undefined` where that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "boolean":
      return value.value;
    case "none":
      return false;
    case "protocol":
      return value.protocol !== "SSLv2";
    case "verify":
      return value.mode !== "CERT_NONE";
    case "integer":
      return value.value !== 0;
    case "text":
    case "version":
    case "context":
    case "function":
    case "class":
    case "object":
      return true;
    default:
      return undefined;
  }
}
