import { literalBoolean, literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** What a value says of verification. */
export type Verdict = "off" | "on" | "unknown";

/**
 * What a literal, or a constant of `ssl`, says for a parameter of `call`. `None` is the default, but for httpx, which
 * verified nothing then before 0.28 (measured on 0.16.1 and 0.28.1); to requests what is empty is false.
 */
export function verdictOf(value: SyntaxNode, parameter: string, names: Names, call?: SyntaxNode): Verdict {
  if (value.type === "none") {
    return names.qualified(call?.field("function"))?.startsWith("httpx.") === true ? "off" : "on";
  }
  if (EMPTY.has(value.type) && value.named.length === 0) return "off";
  if (names.is(value, "ssl.CERT_NONE")) return "off";
  if (names.is(value, "ssl.CERT_REQUIRED")) return "on";
  const boolean = literalBoolean(value);
  if (boolean !== undefined) return boolean ? "on" : "off";
  const text = literalString(value);
  if (text === undefined) return "unknown";
  if (parameter === "cert_reqs") return /^(?:CERT_)?NONE$/.test(text) ? "off" : "on";
  return text === "" ? "off" : "on";
}

const EMPTY = new Set(["list", "tuple", "dictionary"]);

/** The binding that gives a variable a value that switches verification off, if it has but that one. */
export function switchedOffBy(
  module: PythonModule,
  value: SyntaxNode,
  parameter: string,
): SyntaxNode | undefined {
  if (value.type !== "identifier") return undefined;
  const bindings = module.scopes.lookup(value.text, value)?.bindings ?? [];
  const [only] = bindings;
  if (only === undefined || bindings.length > 1) return undefined;
  const given = only.kind === "parameter" ? only.statement.field("value") : only.value;
  if (given === undefined || verdictOf(given, parameter, module.names) !== "off") return undefined;
  return only.node;
}
