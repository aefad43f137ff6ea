import type { Edit } from "../../core/edit.ts";
import { keyword } from "../../python/edits.ts";
import { indentAt, type Layout, lineEnd, lineStart } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { removeStatements } from "../../python/removal.ts";
import type { RewriteInput } from "./evaluation.ts";
import { foldedCall } from "./folding.ts";
import type { Helper } from "./helper.ts";
import type { Preserved } from "./preserved.ts";
import { AS_BEFORE, EITHER } from "./recipe.ts";
import { MODULE_PARAMETER } from "./wrap-helper.ts";

/** Puts other statements in the place of those of a preserving form; comments that are not ours come first. */
export function replaceForm(
  { text }: PythonModule,
  { statements }: Preserved,
  lines: readonly string[],
  layout: Layout,
): Edit[] | undefined {
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const indent = indentAt(text, first.start);
  const start = lineStart(text, first.start);
  const end = lineEnd(text, last.end);
  const all = [...remarks(text, statements), ...lines];
  return [{ start, end, text: all.map((line) => indent + line).join(layout.newline) }];
}

const OURS = [AS_BEFORE.trim(), EITHER.trim()];

/** The comments among the statements that the form did not bring, but for those on what is no longer switched off. */
function remarks(text: string, statements: readonly SyntaxNode[]): string[] {
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = lineEnd(text, last.end);
  const found: string[] = [];
  for (const node of first.parent?.walk((n) => n.end > first.start && n.start < end) ?? []) {
    if (node.type !== "comment" || node.start < first.start || node.start > end) continue;
    const line = text.slice(lineStart(text, node.start), node.start);
    const isOff = /\.(?:check_hostname|verify_mode)\s*=/.test(line);
    if (!isOff && !OURS.some((own) => node.text.startsWith(own))) found.push(node.text.trimEnd());
  }
  return found;
}

const ORDER = ["sock", "keyfile", "certfile", "server_side", "cert_reqs", "ca_certs"];

/** A call of the helper in the place of a preserving form, with the arguments that the form was made of. */
export function helperInstead(input: RewriteInput, form: Preserved, helper: Helper, layout: Layout): Edit[] {
  const { module, use, host } = input;
  const named = [...form.bound.byParameter].sort(([one], [other]) => rank(one) - rank(other));
  const list = named.map(([parameter, { value }]) =>
    parameter === "sock" ? value.text : keyword(module.text, use.node, parameter, value.text),
  );
  if (helper.module !== undefined) list.push(keyword(module.text, use.node, MODULE_PARAMETER, helper.module));
  if (host !== undefined) list.push(keyword(module.text, use.node, "server_hostname", host));
  const { start, end } = use.node;
  const call = { start, end, text: `${helper.name}(${list.join(", ")})` };
  return [...removeStatements(module.text, form.statements), foldedCall(module.text, use.node, call, layout)];
}

function rank(parameter: string): number {
  const at = ORDER.indexOf(parameter);
  return at < 0 ? ORDER.length : at;
}
