import { constant } from "./constants.ts";
import type { Protocol, Value, VerifyMode } from "./values.ts";
import { EVERY_VERSION, NO_VERSION, type Version, type VersionSet, versionSet } from "./versions.ts";

/** The bits of the `OP_NO_*` flags (measured, 2.7 and 3.6 to 3.13: that of SSL 2 is no bit any more). */
const FLAGS: readonly (readonly [number, Version])[] = [
  [0x02000000, "SSLv3"],
  [0x04000000, "TLSv1"],
  [0x10000000, "TLSv1_1"],
  [0x08000000, "TLSv1_2"],
  [0x20000000, "TLSv1_3"],
];

const SETTINGS = new Set(["minimum_version", "maximum_version", "options", "verify_mode", "check_hostname"]);

/** A number as Python spells it; nothing for one that is too large to be told from others. */
export function integer(text: string): Value | undefined {
  const value = Number(text.replaceAll("_", "").replace(/l$/i, ""));
  return Number.isSafeInteger(value) ? { kind: "integer", value } : undefined;
}

/** A text that names something of `ssl`, or a setting of a context; nothing for any other. */
export function naming(text: string): Value | undefined {
  const isNaming = NAMESPACES.some((namespace) => constant(`${namespace}.${text}`) !== undefined);
  return isNaming || SETTINGS.has(text) ? { kind: "text", text } : undefined;
}

const NAMESPACES = ["ssl", "ssl.TLSVersion"];

/** The enumerations of `ssl`; their members are numbers too (measured, 3.6 to 3.13; `TLSVersion` from 3.7 on). */
const ENUMERATIONS: ReadonlyMap<string, (value: Value) => Value | undefined> = new Map([
  ["ssl.TLSVersion", asVersion],
  ["ssl._SSLMethod", asProtocol],
  ["ssl.VerifyMode", asVerifyMode],
  ["ssl.Options", (value: Value) => (flagsOf(value) === undefined ? undefined : value)],
]);

/** Whether a name is that of an enumeration of `ssl` whose members configure contexts. */
export function isEnumeration(name: string): boolean {
  return ENUMERATIONS.has(name);
}

/** `ssl.TLSVersion(769)`: the member with that value, or the one that it is. */
export function memberOf(enumeration: string, value: Value): Value | undefined {
  return ENUMERATIONS.get(enumeration)?.(value);
}

/** `ssl.TLSVersion["TLSv1"]`: the member with that name. */
export function memberNamed(enumeration: string, name: string): Value | undefined {
  return ENUMERATIONS.has(enumeration) ? constant(`${enumeration}.${name}`) : undefined;
}

/** Whether a value is a member of an enumeration of `ssl`, or a number: `.value` and `int()` give the same. */
export function isNumeric({ kind }: Value): boolean {
  return NUMERIC.has(kind);
}

const NUMERIC: ReadonlySet<Value["kind"]> = new Set(["version", "protocol", "verify", "options", "integer"]);

/** The flags known to be set and to be unset in a value for `options`; nothing where none is known. */
export function flagsOf(value: Value): { readonly on: VersionSet; readonly off: VersionSet } | undefined {
  if (value.kind === "options") return value;
  if (value.kind !== "integer") return undefined;
  const on = FLAGS.reduce(
    // A negative number has all the bits that its complement lacks.
    (set, [bit, version]) => (Math.floor(value.value / bit) % 2 !== 0 ? set | versionSet(version) : set),
    NO_VERSION,
  );
  return { on, off: EVERY_VERSION & ~on };
}

const MODES: readonly VerifyMode[] = ["CERT_NONE", "CERT_OPTIONAL", "CERT_REQUIRED"];

/** What a value means for `verify_mode`; `True` is 1 there, which is `CERT_OPTIONAL` (measured, 2.7 and 3.6 to 3.13). */
export function verifyModeOf(value: Value): VerifyMode | "unknown" {
  if (value.kind === "verify") return value.mode;
  if (value.kind === "boolean") return value.value ? "CERT_OPTIONAL" : "CERT_NONE";
  return (value.kind === "integer" ? MODES[value.value] : undefined) ?? "unknown";
}

/** What a value means for a setting that is on or off. */
export function switchOf(value: Value): boolean | "unknown" {
  if (value.kind === "boolean") return value.value;
  return value.kind === "integer" ? value.value !== 0 : "unknown";
}

function asVerifyMode(value: Value): Value | undefined {
  const mode = verifyModeOf(value);
  return mode === "unknown" ? undefined : { kind: "verify", mode };
}

/** The numbers of `TLSVersion`, which a limit takes as well (measured, 3.7 to 3.13). */
const VERSION_NUMBERS: ReadonlyMap<number, Version> = new Map([
  [-2, "SSLv2"],
  [768, "SSLv3"],
  [769, "TLSv1"],
  [770, "TLSv1_1"],
  [771, "TLSv1_2"],
  [772, "TLSv1_3"],
  [-1, "TLSv1_3"],
]);

/** A limit that is given by its number, as the version that it is. */
export function asVersion(value: Value): Value | undefined {
  if (value.kind === "version") return value;
  const version = value.kind === "integer" ? VERSION_NUMBERS.get(value.value) : undefined;
  return version === undefined ? undefined : { kind: "version", version };
}

/** The numbers of the protocols that `SSLContext` takes (measured, 2.7 and 3.6 to 3.13; 16 and 17 from 3.6 on). */
const PROTOCOL_NUMBERS: ReadonlyMap<number, Protocol> = new Map([
  [2, "TLS"],
  [3, "TLSv1"],
  [4, "TLSv1_1"],
  [5, "TLSv1_2"],
  [16, "TLS_CLIENT"],
  [17, "TLS_SERVER"],
]);

/** A protocol that is given by its number, as the one that it is. */
export function asProtocol(value: Value): Value | undefined {
  if (value.kind === "protocol") return value;
  const protocol = value.kind === "integer" ? PROTOCOL_NUMBERS.get(value.value) : undefined;
  return protocol === undefined ? undefined : { kind: "protocol", protocol };
}
