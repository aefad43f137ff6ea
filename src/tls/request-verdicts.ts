import { literalBoolean, literalString } from "../python/expressions.ts";
import type { PythonModule } from "../python/module.ts";
import type { Names } from "../python/names.ts";
import type { SyntaxNode } from "../python/node.ts";

/** What a value says of verification. */
export type Verdict = "off" | "on" | "unknown";

/** What a literal, or a constant of `ssl`, says for a parameter. */
export function verdictOf(value: SyntaxNode, parameter: string, names: Names): Verdict {
  if (value.type === "none") return "on";
  if (names.is(value, "ssl.CERT_NONE")) return "off";
  if (names.is(value, "ssl.CERT_REQUIRED")) return "on";
  const boolean = literalBoolean(value);
  if (boolean !== undefined) return boolean ? "on" : "off";
  const text = literalString(value);
  if (text === undefined) return "unknown";
  if (parameter === "cert_reqs") return /^(?:CERT_)?NONE$/.test(text) ? "off" : "on";
  return text === "" ? "off" : "on";
}

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
