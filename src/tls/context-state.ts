import type { Protocol, Value, Values } from "./values.ts";
import {
  EVERY_VERSION,
  from,
  isVersion,
  NO_VERSION,
  OBSOLETE,
  upTo,
  type VersionSet,
  versionSet,
} from "./versions.ts";

/** Where a limit of a context comes from: Python's default, a value that the code sets, or one not known. */
export type Limit =
  | { readonly kind: "default" }
  | { readonly kind: "set"; readonly allowed: VersionSet }
  | { readonly kind: "unknown" };

/** What is known of one context on one path of the program. */
export interface ContextState {
  readonly protocol: Protocol | "unknown";
  readonly minimum: Limit;
  readonly maximum: Limit;
  /** The `OP_NO_*` flags known to be set, and those that may be. */
  readonly disabled: VersionSet;
  readonly maybeDisabled: VersionSet;
}

/** The states that a context may be in, by the paths that lead here; in a fixed order. */
export type ContextStates = readonly ContextState[];

const DEFAULT: Limit = { kind: "default" };
const NOT_KNOWN: Limit = { kind: "unknown" };
/** Since 3.6 and 2.7.9 every new context has these set (measured). */
const BORN_DISABLED = versionSet("SSLv2", "SSLv3");

/** A context as it is made. */
export function fresh(protocol: Protocol | "unknown"): ContextState {
  return {
    protocol,
    minimum: DEFAULT,
    maximum: DEFAULT,
    disabled: BORN_DISABLED,
    maybeDisabled: BORN_DISABLED,
  };
}

/** A context that code out of view may have configured. */
export function outOfView(state: ContextState): ContextState {
  return { ...state, minimum: NOT_KNOWN, maximum: NOT_KNOWN, maybeDisabled: EVERY_VERSION };
}

/** Whether the protocol takes a minimum: on a pinned one the assignment raises (T3). */
export function takesMinimum({ protocol }: Pick<ContextState, "protocol">): boolean {
  return protocol === "TLS" || protocol === "TLS_CLIENT" || protocol === "TLS_SERVER";
}

/** The versions that are certainly spoken; none where it hangs on what is not known. */
export function spokenVersions(state: ContextState): VersionSet {
  if (state.protocol === "unknown") return NO_VERSION;
  if (isVersion(state.protocol)) return versionSet(state.protocol) & ~state.maybeDisabled;
  if (state.minimum.kind === "unknown" || state.maximum.kind === "unknown") return NO_VERSION;
  return allowedBy(state.minimum) & allowedBy(state.maximum) & ~state.maybeDisabled;
}

/** The old versions that a context which negotiates certainly speaks. */
export function obsoleteVersions(state: ContextState): VersionSet {
  return takesMinimum(state) ? OBSOLETE & spokenVersions(state) : NO_VERSION;
}

function allowedBy(limit: Limit): VersionSet {
  return limit.kind === "set" ? limit.allowed : EVERY_VERSION;
}

/** `context.minimum_version = value`. */
export function setMinimum(state: ContextState, value: Value): ContextState {
  return { ...state, minimum: value.kind === "version" ? limit(from(value.version)) : NOT_KNOWN };
}

/** `context.maximum_version = value`. */
export function setMaximum(state: ContextState, value: Value): ContextState {
  return { ...state, maximum: value.kind === "version" ? limit(upTo(value.version)) : NOT_KNOWN };
}

function limit(allowed: VersionSet): Limit {
  return { kind: "set", allowed };
}

/** `context.options = value`. */
export function setOptions(state: ContextState, value: Value): ContextState {
  if (value.kind !== "options") return { ...state, disabled: NO_VERSION, maybeDisabled: EVERY_VERSION };
  return { ...state, disabled: value.on, maybeDisabled: EVERY_VERSION & ~value.off };
}

/** What reading `context.options` gives. */
export function optionsOf(state: ContextState): Value {
  return { kind: "options", on: state.disabled, off: ~state.maybeDisabled };
}

function identity(state: ContextState): string {
  const { protocol, minimum, maximum, disabled, maybeDisabled } = state;
  const limits = [minimum, maximum].map((l) => (l.kind === "set" ? l.allowed : l.kind));
  return [protocol, ...limits, disabled, maybeDisabled].join();
}

const MAX_STATES = 12;

/** Every state of either; beyond a dozen the context counts as configured out of view. */
export function unite(a: ContextStates, b: ContextStates): ContextStates {
  if (a === b) return a;
  const known = new Set(a.map(identity));
  const more = b.filter((state) => !known.has(identity(state)));
  if (more.length === 0) return a;
  const all = [...a, ...more];
  return all.length > MAX_STATES ? distinct(all.map(outOfView)) : all;
}

export function sameStates(a: ContextStates, b: ContextStates): boolean {
  if (a === b) return true;
  const known = new Set(a.map(identity));
  return a.length === b.length && b.every((state) => known.has(identity(state)));
}

/** The states after a change that any of `values` may make. */
export function changed(
  states: ContextStates,
  values: Values,
  change: (state: ContextState, value: Value) => ContextState,
): ContextStates {
  return distinct(states.flatMap((state) => values.map((value) => change(state, value))));
}

export function distinct(states: ContextStates): ContextStates {
  const byIdentity = new Map(states.map((state) => [identity(state), state]));
  return byIdentity.size === states.length ? states : [...byIdentity.values()];
}
