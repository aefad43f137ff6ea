import { flagsOf, switchOf, verifyModeOf } from "./plain-values.ts";
import type { Protocol, Value, Values, VerifyMode } from "./values.ts";
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
type Limit =
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
  readonly verifyMode: VerifyMode | "unknown";
  readonly checkHostname: boolean | "unknown";
  /** Whether authorities to trust were loaded. */
  readonly hasTrust: boolean | "unknown";
  /** Whether a setting on the way may have raised: `verify_mode = CERT_NONE` while the host name is checked. */
  readonly raised: boolean;
}

/** The states that a context may be in, by the paths that lead here. */
export type ContextStates = readonly ContextState[];

const DEFAULT: Limit = { kind: "default" };
const NOT_KNOWN: Limit = { kind: "unknown" };
/** Since 3.6 and 2.7.9 every new context of `ssl` has these set (measured). */
const BORN_DISABLED = versionSet("SSLv2", "SSLv3");

const UNVERIFIED = { verifyMode: "CERT_NONE", checkHostname: false, hasTrust: false } as const;
const VERIFIED = { verifyMode: "CERT_REQUIRED", checkHostname: true, hasTrust: true } as const;
const NOT_KNOWN_TO_VERIFY = {
  verifyMode: "unknown",
  checkHostname: "unknown",
  hasTrust: "unknown",
} as const;

/** `SSLContext(protocol)`. */
export function bareContext(protocol: Protocol | "unknown"): ContextState {
  const verification =
    protocol === "unknown"
      ? NOT_KNOWN_TO_VERIFY
      : protocol === "TLS_CLIENT"
        ? { ...VERIFIED, hasTrust: false }
        : UNVERIFIED;
  const [disabled, maybeDisabled] = [BORN_DISABLED, BORN_DISABLED];
  const limits = { minimum: DEFAULT, maximum: DEFAULT, disabled, maybeDisabled };
  return { protocol, ...limits, ...verification, raised: false };
}

/** `create_default_context()`, with the purpose `CLIENT_AUTH`, or with one that is not known. */
export function defaultContext(purpose: "SERVER_AUTH" | "CLIENT_AUTH" | "unknown"): ContextState {
  const base = bareContext("TLS");
  if (purpose === "unknown") return { ...base, ...NOT_KNOWN_TO_VERIFY };
  return purpose === "CLIENT_AUTH" ? base : { ...base, ...VERIFIED };
}

/** A context whose versions are Python's defaults and whose verification is out of view. */
export function privateContext(): ContextState {
  return { ...bareContext("TLS"), ...NOT_KNOWN_TO_VERIFY };
}

/** pyOpenSSL's `Context(method)`: whether the library was built with SSL 2 and 3 is not known. */
export function pyOpenSslContext(protocol: Protocol | "unknown"): ContextState {
  return { ...bareContext(protocol), ...UNVERIFIED, disabled: NO_VERSION };
}

/** A context that code out of view may have configured. */
export function outOfView(state: ContextState): ContextState {
  return {
    ...state,
    ...NOT_KNOWN_TO_VERIFY,
    minimum: NOT_KNOWN,
    maximum: NOT_KNOWN,
    maybeDisabled: EVERY_VERSION,
  };
}

/** Whether what is not in view may have set the limits of a context. */
export function isOutOfView({ minimum, maximum, maybeDisabled }: ContextState): boolean {
  return minimum.kind === "unknown" || maximum.kind === "unknown" || maybeDisabled === EVERY_VERSION;
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

/** What an assignment to an attribute makes of a context, by the attribute's name. */
export const SETTERS: ReadonlyMap<string, (state: ContextState, value: Value) => ContextState> = new Map([
  ["minimum_version", setMinimum],
  ["maximum_version", setMaximum],
  ["options", setOptions],
  ["verify_mode", setVerifyMode],
  ["check_hostname", setCheckHostname],
]);

/** Gives a client the key that it shares with the server, by which both are proven, with no certificate (Python 3.13). */
export const SHARES_KEY = "set_psk_client_callback";

/** What a call of a method without a result makes of a context. */
export const METHODS: ReadonlyMap<string, (state: ContextState, value: Value) => ContextState> = new Map([
  ["load_default_certs", loadTrust],
  ["load_verify_locations", loadTrust],
  ["set_default_verify_paths", loadTrust],
  ["set_options", addOptions],
  ["set_min_proto_version", setMinimum],
  ["set_max_proto_version", setMaximum],
  ["set_verify", setVerifyMode],
  [SHARES_KEY, (state) => state],
]);

function setMinimum(state: ContextState, value: Value): ContextState {
  return { ...state, minimum: value.kind === "version" ? limit(from(value.version)) : NOT_KNOWN };
}

function setMaximum(state: ContextState, value: Value): ContextState {
  return { ...state, maximum: value.kind === "version" ? limit(upTo(value.version)) : NOT_KNOWN };
}

function limit(allowed: VersionSet): Limit {
  return { kind: "set", allowed };
}

function setOptions(state: ContextState, value: Value): ContextState {
  const flags = flagsOf(value);
  if (flags === undefined) return { ...state, disabled: NO_VERSION, maybeDisabled: EVERY_VERSION };
  return { ...state, disabled: flags.on, maybeDisabled: EVERY_VERSION & ~flags.off };
}

function addOptions(state: ContextState, value: Value): ContextState {
  const { on, off } = flagsOf(value) ?? { on: NO_VERSION, off: NO_VERSION };
  const maybeDisabled = EVERY_VERSION & (state.maybeDisabled | ~off);
  return { ...state, disabled: state.disabled | on, maybeDisabled };
}

function setVerifyMode(state: ContextState, value: Value): ContextState {
  const verifyMode = verifyModeOf(value);
  const isRefused = state.checkHostname !== false && (verifyMode === "CERT_NONE" || verifyMode === "unknown");
  return { ...state, verifyMode, raised: state.raised || isRefused };
}

/** `check_hostname = True` on a context that verifies nothing makes it verify (3.7 and later; before it raised). */
function setCheckHostname(state: ContextState, value: Value): ContextState {
  const checkHostname = switchOf(value);
  const isRaised = checkHostname === true && state.verifyMode === "CERT_NONE";
  const verifyMode = isRaised ? "CERT_REQUIRED" : state.verifyMode;
  const isMaybeRaised = checkHostname === "unknown" && verifyMode === "CERT_NONE";
  return { ...state, checkHostname, verifyMode: isMaybeRaised ? "unknown" : verifyMode };
}

function loadTrust(state: ContextState): ContextState {
  return { ...state, hasTrust: true };
}

/** What reading `context.options` gives. */
export function optionsOf(state: ContextState): Value {
  return { kind: "options", on: state.disabled, off: ~state.maybeDisabled };
}

function isSame(a: ContextState, b: ContextState): boolean {
  return (
    a === b ||
    (a.protocol === b.protocol &&
      isSameLimit(a.minimum, b.minimum) &&
      isSameLimit(a.maximum, b.maximum) &&
      a.disabled === b.disabled &&
      a.maybeDisabled === b.maybeDisabled &&
      a.verifyMode === b.verifyMode &&
      a.checkHostname === b.checkHostname &&
      a.hasTrust === b.hasTrust &&
      a.raised === b.raised)
  );
}

function isSameLimit(a: Limit, b: Limit): boolean {
  return a.kind === b.kind && (a.kind !== "set" || b.kind !== "set" || a.allowed === b.allowed);
}

function holds(states: ContextStates, state: ContextState): boolean {
  return states.some((other) => isSame(other, state));
}

const MAX_STATES = 16;
/** Many callers of one function come together where it uses what it makes: no path goes on from there. */
const MAX_STATES_AT_USE = 96;

/** The states in which a context is used, or set, by whatever way the place is reached. */
export function uniteAtUse(a: ContextStates, b: ContextStates): ContextStates {
  return unite(a, b, MAX_STATES_AT_USE);
}

/** Every state of either; beyond a number verification, then everything, counts as configured out of view. */
export function unite(a: ContextStates, b: ContextStates, most = MAX_STATES): ContextStates {
  if (a === b) return a;
  const more = b.filter((state) => !holds(a, state));
  if (more.length === 0) return a;
  const all = [...a, ...more];
  if (all.length <= most) return all;
  const versions = distinct(all.map((state) => ({ ...state, ...NOT_KNOWN_TO_VERIFY })));
  return versions.length <= most / 2 ? versions : distinct(all.map(outOfView));
}

export function sameStates(a: ContextStates, b: ContextStates): boolean {
  return a === b || (a.length === b.length && b.every((state) => holds(a, state)));
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
  if (states.length < 2) return states;
  const found = states.filter((state, i) => states.findIndex((other) => isSame(other, state)) === i);
  return found.length === states.length ? states : found;
}
