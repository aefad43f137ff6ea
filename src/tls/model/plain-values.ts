import { constant } from "./constants.ts";
import type { Value, VerifyMode } from "./values.ts";
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
  return constant(`ssl.${text}`) !== undefined || SETTINGS.has(text) ? { kind: "text", text } : undefined;
}

/** The flags known to be set and to be unset in a value for `options`; nothing where none is known. */
export function flagsOf(value: Value): { readonly on: VersionSet; readonly off: VersionSet } | undefined {
  if (value.kind === "options") return value;
  if (value.kind !== "integer") return undefined;
  const on = FLAGS.reduce(
    (set, [bit, version]) => (Math.floor(value.value / bit) % 2 === 1 ? set | versionSet(version) : set),
    NO_VERSION,
  );
  return { on, off: EVERY_VERSION & ~on };
}

const MODES: readonly VerifyMode[] = ["CERT_NONE", "CERT_OPTIONAL", "CERT_REQUIRED"];

/** What a value means for `verify_mode`. */
export function verifyModeOf(value: Value): VerifyMode | "unknown" {
  if (value.kind === "verify") return value.mode;
  return (value.kind === "integer" ? MODES[value.value] : undefined) ?? "unknown";
}

/** What a value means for a setting that is on or off. */
export function switchOf(value: Value): boolean | "unknown" {
  if (value.kind === "boolean") return value.value;
  return value.kind === "integer" ? value.value !== 0 : "unknown";
}
