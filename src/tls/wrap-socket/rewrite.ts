import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import { argumentsOf } from "../../python/call.ts";
import { changeCall, keyword } from "../../python/edits.ts";
import { isPure, unwrap } from "../../python/expressions.ts";
import { type Layout, layoutOf } from "../../python/layout.ts";
import { oneLine } from "../../python/line-breaks.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { insertStatementsBefore } from "../../python/statements.ts";
import { argumentOf, callText, type KeptArgument, realigned } from "./call-text.ts";
import { contextLines, KEPT } from "./context-lines.ts";
import { bindImpure, needsRuntimeRole, placeFor, type RewriteInput } from "./evaluation.ts";
import { foldedCall } from "./folding.ts";
import { type Helper, helperFor } from "./helper.ts";
import type { WrapOptions } from "./options.ts";
import { type Place, placeOf } from "./place.ts";
import { helperInstead, replaceForm } from "./preserved-edits.ts";
import { contextRecipe, Speller } from "./recipe.ts";
import type { WrapUse } from "./uses.ts";
import { MODULE_PARAMETER } from "./wrap-helper.ts";

/** A rewrite as data, or why this form does not fit. */
export type Rewritten = Pick<Fix, "edits" | "imports"> & {
  readonly form: "statements" | "enclosing" | "helper";
};

/** The rewrite of a call in the first form that fits; a reason where none does. */
export function rewriteCall(input: RewriteInput): Rewritten | string {
  const place = placeFor(input);
  if (place === "nowhere") return helperForm(input);
  return statementForm(input, place) ?? helperForm(input);
}

function statementForm(input: RewriteInput, place: Place): Rewritten | undefined {
  const { module, use, options, preserved } = input;
  const layout = layoutOf(module.root, module.text);
  const context = preserved?.context ?? contextName(input, place);
  const speller = new Speller(module.names, use.node, use.function);
  const dynamic = needsRuntimeRole(input) ? options.serverSide : undefined;
  if (dynamic !== undefined && !isReadable(dynamic.node)) return undefined;
  const bound = bindImpure(input);
  const recipe = contextRecipe(
    {
      ...input,
      options: bound.options,
      target: module.target,
      isPythonTwo: module.isPythonTwo,
      context,
      ...(dynamic === undefined ? {} : { serverSide: dynamic.node.text }),
    },
    speller,
  );
  const lines = contextLines(input, [...bound.lines, ...recipe.lines], layout);
  const inserted =
    preserved === undefined
      ? insertStatementsBefore(module.text, use.node, lines, layout)
      : replaceForm(module, preserved, lines, layout);
  if (inserted === undefined) return undefined;
  const edits = [...inserted, ...callEdits(input, context, layout)];
  return { edits, imports: recipe.needs, form: place === "enclosing" ? "enclosing" : "statements" };
}

function isReadable(node: SyntaxNode): boolean {
  return ["identifier", "attribute"].includes(unwrap(node).type);
}

/**
 * Before an enclosing statement the name must stay the context's own: a later one would change whom it trusts. Several
 * are named in one pass, none of which sees the others: so each has its number, and no other begins with that.
 */
function contextName({ module, use }: RewriteInput, place: Place): string {
  if (place !== "enclosing") return module.names.fresh(use.node, "context", "ssl_context", "wrap_context");
  const number = enclosingBefore(module, use.node) + 1;
  const numbered = `tls_context_${number}`;
  return number === 1
    ? module.names.fresh(use.node, "tls_context", numbered)
    : module.names.fresh(use.node, numbered);
}

/** How many lambdas, comprehensions and loop conditions of the file wrap sockets before this one. */
function enclosingBefore(module: PythonModule, call: SyntaxNode): number {
  const words = ["wrap_socket", "SSLSocket"].flatMap((word) => [...module.identifiers(word)]);
  return words.filter(
    (word) => word.start < call.start && placeOf(word.ancestor("call") ?? word) === "enclosing",
  ).length;
}

function callEdits(input: RewriteInput, context: string, layout: Layout): Edit[] {
  const { module, use, host } = input;
  const kept: KeptArgument[] = [];
  for (const [parameter, argument] of use.bound.byParameter) {
    if (!KEPT.has(parameter)) continue;
    const isKeyword = argument.keyword !== undefined || parameter === "sock";
    const text = isKeyword
      ? argument.node.text
      : keyword(module.text, use.node, parameter, argument.node.text);
    kept.push({ text: oneLine(text), from: argument.node });
  }
  if (host !== undefined) kept.push({ text: keyword(module.text, use.node, "server_hostname", host) });
  const text = callText(module.text, use.node, `${context}.wrap_socket`, kept, layout);
  return [{ start: use.node.start, end: use.node.end, text }];
}

/** The helper in place of `ssl.wrap_socket`; the arguments stay where they are. */
function helperForm(input: RewriteInput): Rewritten | string {
  const { module, use, options, strength, host } = input;
  const layout = layoutOf(module.root, module.text);
  const helper = helperOf(input, layout);
  if (typeof helper === "string") return helper;
  if (use.node.start < (helper.edits[0]?.start ?? 0))
    return "the call stands before the place where a helper could be written";
  if (input.preserved !== undefined) {
    const edits = helperInstead(input, input.preserved, helper, layout);
    return { edits: [...helper.edits, ...edits], imports: helper.needs, form: "helper" };
  }
  const remove = [droppedVersion(module, options, use)];
  if (strength === "verify" && options.certReqs?.requirement === "none")
    remove.push(argumentOf(use.node, options.certReqs.node));
  const gone = remove.filter((node) => node !== undefined && node.type === "keyword_argument");
  const handed: readonly (readonly [string, string | undefined])[] = [
    [MODULE_PARAMETER, helper.module],
    ["server_hostname", strength === "verify" ? host : undefined],
  ];
  const add = handed.flatMap(([name, value]) =>
    value === undefined ? [] : [keyword(module.text, use.node, name, value)],
  );
  const changed = changeCall(module.text, use.node, {
    callee: helper.name,
    remove: gone.filter((node) => node !== undefined),
    add,
  });
  const aligned = realigned(module.text, use.node, helper.name, changed);
  const call = foldedCall(module.text, use.node, aligned, layout);
  return { edits: [...helper.edits, call], imports: helper.needs, form: "helper" };
}

function helperOf({ module, use }: RewriteInput, layout: Layout): Helper | string {
  return helperFor(module, layout, use.function, use.node);
}

/** `ssl_version` goes where reading it does nothing: some of its constants no longer exist. */
function droppedVersion(
  module: PythonModule,
  options: WrapOptions,
  use: WrapUse & { kind: "call" },
): SyntaxNode | undefined {
  const version = options.version;
  return version !== undefined && isPure(version.node, module.names)
    ? argumentOf(use.node, version.node)
    : undefined;
}

/** The helper in place of the function as a value: a callback, a partial, an alias. */
export function rewriteValue(module: PythonModule, use: WrapUse): Rewritten | string {
  const layout = layoutOf(module.root, module.text);
  const helper = helperFor(module, layout, use.function, use.node);
  if (typeof helper === "string") return helper;
  if (use.node.start < (helper.edits[0]?.start ?? 0))
    return "the function is used before the place where a helper could be written";
  const partial = partialOf(module, use.function);
  const version = partial === undefined ? undefined : ignoredVersion(module, partial);
  if (partial === undefined) {
    const { text, needs } = asValue(module, use, helper);
    const edits = [{ start: use.function.start, end: use.function.end, text }];
    return { edits: [...helper.edits, ...edits], imports: [...helper.needs, ...needs], form: "helper" };
  }
  const edits = changeCall(module.text, partial, {
    remove: version === undefined ? [] : [version],
    replace: [{ argument: use.function, text: helper.name }],
    add: helper.module === undefined ? [] : [keyword(module.text, partial, MODULE_PARAMETER, helper.module)],
  });
  return { edits: [...helper.edits, ...edits], imports: helper.needs, form: "helper" };
}

/** The helper as a value; where it is to have another module than its own, with that. */
function asValue(module: PythonModule, use: WrapUse, helper: Helper) {
  if (helper.module === undefined) return { text: helper.name, needs: [] };
  const partial = module.names.spell("functools", "partial", use.function);
  const text = `${partial.text}(${helper.name}, ${MODULE_PARAMETER}=${helper.module})`;
  return { text, needs: partial.need === undefined ? [] : [partial.need] };
}

/** The `functools.partial` whose function this is. */
function partialOf(module: PythonModule, value: SyntaxNode): SyntaxNode | undefined {
  const call = value.parent?.type === "argument_list" ? value.parent.parent : undefined;
  const isFirst = call?.field("arguments")?.named[0] === value;
  return isFirst && module.names.is(call?.field("function"), "functools.partial") ? call : undefined;
}

function ignoredVersion(module: PythonModule, partial: SyntaxNode): SyntaxNode | undefined {
  const version = argumentsOf(partial).find((argument) => argument.keyword === "ssl_version");
  return version !== undefined && isPure(version.value, module.names) ? version.node : undefined;
}
