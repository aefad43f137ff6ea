import { switchAround } from "../connections/unverified-clients.ts";
import type { ContextLife, ContextSetting } from "../model/context-life.ts";
import { OBSOLETE, versionSet } from "../model/versions.ts";

/**
 * Why a minimum takes something from the program's users: an option of its own, by its name, decides whether a context
 * speaks old versions. Nothing where a condition asks what this Python has.
 */
export function chosenVersions(life: ContextLife): string | undefined {
  for (const setting of life.settings) {
    const condition = switchesOldOff(setting) ? switchAround(setting.node, life.creation) : undefined;
    if (condition !== undefined && speaksOfOld(condition.text))
      return `the program itself chooses whether old versions are spoken, by ${condition.text.replace(/\s+/g, " ")}`;
  }
  return undefined;
}

/** TLS 1.0 or 1.1 off by flags, or TLS 1.2 as the minimum; one above that is about newer versions. */
function switchesOldOff({ name, values }: ContextSetting): boolean {
  if (name === "minimum_version")
    return values.every((value) => value.kind === "version" && value.version === "TLSv1_2");
  return name === "options" && values.some((value) => value.kind === "options" && (value.on & OLD) !== 0);
}

/** SSL 2 and 3 are spoken by no OpenSSL that a Python of the targets is built with. */
const OLD = OBSOLETE & versionSet("TLSv1", "TLSv1_1");

/** Whether a condition or a name speaks of old versions, and does not ask what this Python has. */
export function speaksOfOld(text: string): boolean {
  return SPEAKS_OF_OLD.test(text) && !PROBES.test(text);
}

const SPEAKS_OF_OLD =
  /legacy|obsolete|deprecat|insecure|compat|weak|(?:^|[^a-z])old(?!est)|tls_?v?(?:10|11|1)(?!\d|[._][23])|ssl_?v?[23](?!\d)|1[._][01]/i;
const PROBES = /\b(?:hasattr|getattr)\s*\(|version_info|\bHAS_|\bOP_NO_|\bTLSVersion\b|OPENSSL_VERSION/;
