import { functionOf, isNone } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/**
 * Why a host name that a connection is given may be None: it is a parameter with that default, which nothing between
 * replaces. A context that checks the name would raise then.
 */
export function whyAbsent(module: PythonModule, host: SyntaxNode): string | undefined {
  if (host.type !== "identifier") return undefined;
  const bindings = module.scopes.lookup(host.text, host)?.bindings ?? [];
  const parameter = bindings.find(({ kind }) => kind === "parameter")?.statement;
  const initial = parameter?.field("value");
  if (parameter === undefined || initial === undefined || !isNone(initial)) return undefined;
  const isReplaced = bindings.some(({ statement }) => statement !== parameter && replaces(statement, host));
  if (isReplaced || isAskedFor(host)) return undefined;
  return `${host.text} is None unless a caller gives it, and a name is needed where it is checked`;
}

/** Whether a statement gives a name to what had none: `host = host or other`, `if host is None: host = other`, `host = other`. */
function replaces(statement: SyntaxNode, { text: name }: SyntaxNode): boolean {
  const around = functionOf(statement);
  for (let at = statement.parent; at !== undefined && at !== around; at = at.parent) {
    const condition = at.field("condition");
    if (condition !== undefined) return isAbsence(condition.text, name);
  }
  return true;
}

function isAbsence(condition: string, name: string): boolean {
  return new RegExp(`\\bnot\\s+${name}\\b|\\b${name}\\s+is\\s+None\\b|\\b${name}\\s*==\\s*None\\b`).test(
    condition,
  );
}

/** Whether a condition around a use asks for the name. */
function isAskedFor(host: SyntaxNode): boolean {
  const around = functionOf(host);
  for (let at = host.parent; at !== undefined && at !== around; at = at.parent) {
    const condition = at.type === "if_statement" ? at.field("condition") : undefined;
    if (condition !== undefined && new RegExp(`\\b${host.text}\\b`).test(condition.text)) return true;
  }
  return false;
}
