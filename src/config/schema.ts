import type { KnownNames } from "./config.ts";
import { CONFIG_KEYS, type KeyKind } from "./keys.ts";

/** The JSON schema of the configuration, which editors complete and check keys by. */
export function configSchema(known: KnownNames): Readonly<Record<string, unknown>> {
  const properties = CONFIG_KEYS.map(({ name, kind, description }) => [
    name,
    { description, ...typeOf(kind, known) },
  ]);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "tlsfix",
    description: "The keys of tlsfix.toml, .tlsfix.toml, and [tool.tlsfix] in pyproject.toml.",
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(properties),
    definitions: { rule: { type: "string", enum: ["ALL", ...known.rules] } },
  };
}

const RULES = { type: "array", items: { $ref: "#/definitions/rule" } };

function typeOf(kind: KeyKind, { formats }: KnownNames): Readonly<Record<string, unknown>> {
  switch (kind) {
    case "rules":
      return RULES;
    case "file":
      return { type: "string" };
    case "patterns":
      return { type: "array", items: { type: "string" } };
    case "switch":
      return { type: "boolean" };
    case "version":
      return { type: "string", pattern: "^(py)?(2\\.?7|3\\.?([4-9]|1[0-9]))$" };
    case "format":
      return { type: "string", enum: formats };
    case "rules by pattern":
      return { type: "object", additionalProperties: RULES };
  }
}
