import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import { argumentsOf } from "../../python/call.ts";
import { changeCall, keyword } from "../../python/edits.ts";
import { isPure, unwrap } from "../../python/expressions.ts";
import { type Layout, layoutOf, statementIndent } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { insertStatementsBefore } from "../../python/statements.ts";
import type { Role } from "../sockets.ts";
import {
  argumentOf,
  callText,
  commentsByArgument,
  type KeptArgument,
  lineLimit,
  realigned,
} from "./call-text.ts";
import { type Helper, helperFor } from "./helper.ts";
import type { WrapOptions } from "./options.ts";
import { isKnownBefore, type Place, placeOf } from "./place.ts";
import { contextRecipe, type RecipeLine, Speller, type Strength } from "./recipe.ts";
import type { WrapUse } from "./uses.ts";

/** What a rewrite of one call depends on. */
export interface RewriteInput {
  readonly module: PythonModule;
  readonly use: WrapUse & { readonly kind: "call" };
  readonly options: WrapOptions;
  readonly role: Role;
  readonly strength: Strength;
  /** The expression for `server_hostname`, in the verifying strength. */
  readonly host: string | undefined;
}

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

/** The place for statements, if the arguments can be evaluated there. */
function placeFor(input: RewriteInput): Place {
  const { use, options, module } = input;
  if (use.bound.splat !== undefined || use.bound.keywordSplats.length > 0) return "nowhere";
  if (needsRuntimeRole(input) && input.strength === "verify") return "nowhere";
  const place = placeOf(use.node);
  const moved = movedArguments(options);
  if (place === "enclosing") {
    const readsFiles = options.certfile !== undefined || options.caCerts !== undefined;
    const areConstant = moved.every((node) => isConstant(module, node));
    return readsFiles ||
      !areConstant ||
      (options.serverSide?.value === undefined && options.serverSide !== undefined)
      ? "nowhere"
      : place;
  }
  if (moved.some((node) => !isKnownBefore(module, node, use.node))) return "nowhere";
  if (moved.some((node) => !isPure(node, module.names))) return isAlone(input) ? place : "nowhere";
  return moved.length > 0 && mayChange(input, moved) ? "nowhere" : place;
}

/** Whether nothing that does something is evaluated in the statement before the moved arguments. */
function isAlone({ module, use, options }: RewriteInput): boolean {
  if (options.sock === undefined || !isPure(options.sock, module.names)) return false;
  let node: SyntaxNode | undefined = use.node.parent;
  while (node?.type === "parenthesized_expression" || node?.type === "assignment") node = node.parent;
  return node?.type === "expression_statement" || node?.type === "return_statement";
}

/** The arguments whose evaluation moves in front of the statement. */
function movedArguments(options: WrapOptions): SyntaxNode[] {
  const { certfile, keyfile, caCerts, ciphers, certReqs } = options;
  const dynamicSide =
    options.serverSide !== undefined && options.serverSide.value === undefined
      ? [options.serverSide.node]
      : [];
  return [
    ...[certfile, keyfile, caCerts, ciphers, certReqs].flatMap((given) =>
      given === undefined ? [] : [given.node],
    ),
    ...dynamicSide,
  ];
}

function isConstant(module: PythonModule, node: SyntaxNode): boolean {
  const inner = unwrap(node);
  if (["string", "integer", "true", "false", "none"].includes(inner.type)) return !inner.text.includes("{");
  return module.names.qualified(inner)?.startsWith("ssl.") === true;
}

/**
 * Whether something that runs before the call, in its statement, may change what the moved arguments read: a
 * call of the program's own code before the wrapping call, with arguments that hang on objects.
 */
function mayChange(input: RewriteInput, moved: readonly SyntaxNode[]): boolean {
  const sock = input.options.sock;
  if (sock === undefined) return false;
  const readsObjects = moved.some(
    (node) => unwrap(node).type !== "identifier" && !isConstant(input.module, node),
  );
  if (!readsObjects) return false;
  for (const node of sock.walk()) {
    if (node.type === "call" && !isStandardCall(input.module, node)) return true;
  }
  return false;
}

function isStandardCall(module: PythonModule, call: SyntaxNode): boolean {
  const callee = call.field("function");
  const name = module.names.qualified(callee) ?? "";
  const method = callee?.type === "attribute" ? callee.field("attribute")?.text : undefined;
  return (
    name.startsWith("socket.") ||
    name.startsWith("os.path.") ||
    ["accept", "dup", "detach", "makefile"].includes(method ?? "")
  );
}

function needsRuntimeRole({ options }: RewriteInput): boolean {
  return options.serverSide !== undefined && options.serverSide.value === undefined;
}

function statementForm(input: RewriteInput, place: Place): Rewritten | undefined {
  const { module, use, options } = input;
  const layout = layoutOf(module.root, module.text);
  const context = contextName(input, place);
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
  const lines = withComments(input, [...bound.lines, ...recipe.lines], layout);
  const inserted = insertStatementsBefore(module.text, use.node, lines, layout);
  if (inserted === undefined) return undefined;
  const edits = [...inserted, ...callEdits(input, context, layout)];
  return { edits, imports: recipe.needs, form: place === "enclosing" ? "enclosing" : "statements" };
}

/**
 * Arguments that do something when they are evaluated go into variables first, in their order, so that each
 * is evaluated once; a single one that is used once stays where it is used.
 */
function bindImpure(input: RewriteInput): {
  readonly options: WrapOptions;
  readonly lines: readonly RecipeLine[];
} {
  const { module, use, options } = input;
  const parts = {
    keyfile: options.keyfile,
    certfile: options.certfile,
    cert_reqs: options.certReqs,
    ca_certs: options.caCerts,
    ciphers: options.ciphers,
  };
  const impure = Object.entries(parts)
    .flatMap(([name, part]) =>
      part === undefined || isPure(part.node, module.names) ? [] : [{ name, node: part.node }],
    )
    .sort((a, b) => a.node.start - b.node.start);
  const [first] = impure;
  if (first === undefined || (impure.length === 1 && isUsedOnce(input, first.name)))
    return { options, lines: [] };
  const bound = new Map(
    impure.map(({ name, node }) => [node, module.names.fresh(use.node, name, `ssl_${name}`)]),
  );
  const rename = <T extends { readonly node: SyntaxNode; readonly text: string }>(
    part: T | undefined,
  ): T | undefined => (part === undefined ? undefined : { ...part, text: bound.get(part.node) ?? part.text });
  return {
    options: {
      ...options,
      keyfile: rename(options.keyfile),
      certfile: rename(options.certfile),
      certReqs: rename(options.certReqs),
      caCerts: rename(options.caCerts),
      ciphers: rename(options.ciphers),
    },
    lines: impure.map(({ node }) => ({ text: `${bound.get(node)} = ${node.text}`, from: node })),
  };
}

function isUsedOnce({ options, role, strength }: RewriteInput, name: string): boolean {
  const isVerifying = strength === "verify" && role === "client";
  switch (name) {
    case "keyfile":
      return true;
    case "cert_reqs":
      return !isVerifying;
    case "certfile":
      return role === "server" || options.certfile?.truth === "yes";
    case "ca_certs":
      return isVerifying || options.caCerts?.truth === "yes";
    default:
      return options.ciphers?.truth === "yes";
  }
}

function isReadable(node: SyntaxNode): boolean {
  return ["identifier", "attribute"].includes(unwrap(node).type);
}

/** Before an enclosing statement the name must stay the context's own: a later one would change whom it trusts. */
function contextName({ module, use }: RewriteInput, place: Place): string {
  if (place !== "enclosing") return module.names.fresh(use.node, "context", "ssl_context", "wrap_context");
  const earlier = enclosingBefore(module, use.node);
  return module.names.fresh(use.node, earlier === 0 ? "tls_context" : `tls_context_${earlier + 1}`);
}

/** How many lambdas, comprehensions and loop conditions of the file wrap sockets before this one. */
function enclosingBefore(module: PythonModule, call: SyntaxNode): number {
  let count = 0;
  for (const identifier of module.identifiers("wrap_socket")) {
    if (identifier.start >= call.start) break;
    if (placeOf(identifier.ancestor("call") ?? identifier) === "enclosing") count++;
  }
  return count;
}

/** The recipe's lines, with the comments of the arguments that they take over. */
function withComments(input: RewriteInput, lines: readonly RecipeLine[], layout: Layout): string[] {
  const { module, use } = input;
  const call = use.node;
  const limit = lineLimit(module.text, call);
  const indent = statementIndent(module.text, call).replaceAll("\t", "        ").length;
  const comments = commentsByArgument(call);
  const taken = new Set<SyntaxNode>();
  const written = lines.map((line) => {
    const argument = line.from === undefined ? undefined : argumentOf(call, line.from);
    const own = argument === undefined || taken.has(argument) ? [] : (comments.get(argument) ?? []);
    if (argument !== undefined) taken.add(argument);
    const nesting = line.isNested === true ? layout.indent : "";
    const text = fitted(nesting, oneLine(line.text), limit - indent, layout);
    if (own.length === 1 && !text.includes("#")) return [`${text}  ${own[0]}`];
    return [...own, text];
  });
  return [...orphans(call, comments, taken), ...written.flat()].flatMap((text) => text.split(layout.newline));
}

/** Comments of arguments that are gone without a line of their own. */
function orphans(
  call: SyntaxNode,
  comments: ReadonlyMap<SyntaxNode, readonly string[]>,
  taken: ReadonlySet<SyntaxNode>,
): string[] {
  const kept = new Set(keptNodes(call));
  return [...comments]
    .filter(([argument]) => !taken.has(argument) && !kept.has(argument))
    .flatMap(([, own]) => own);
}

const KEPT = new Set(["sock", "server_side", "do_handshake_on_connect", "suppress_ragged_eofs"]);

function keptNodes(call: SyntaxNode): SyntaxNode[] {
  return (call.field("arguments")?.named ?? []).filter((argument, i) =>
    argument.type === "keyword_argument"
      ? KEPT.has(argument.field("name")?.text ?? "")
      : [0, 3, 7, 8].includes(i),
  );
}

/** An argument's text on one line, where it holds no string that spans lines. */
function oneLine(text: string): string {
  if (!text.includes("\n") || /"""|'''|#/.test(text)) return text;
  return text
    .replace(/\s*\\?\r?\n\s*/g, " ")
    .replace(/([([{]) /g, "$1")
    .replace(/,? ([)\]}])/g, "$1");
}

/** A call that is too long for a line, with its arguments aligned below each other, or on a line of their own. */
function fitted(nesting: string, text: string, width: number, layout: Layout): string {
  const parts = /^([\w.]+(?: = [\w.]+)?\()(.+)\)$/.exec(text);
  const [, head, inside] = parts ?? [];
  if (nesting.length + text.length <= width || head === undefined || inside === undefined)
    return nesting + text;
  const list = splitArguments(inside);
  const column = nesting.length + head.length;
  const isAligned = list.length > 1 && list.every((argument) => column + argument.length + 1 <= width);
  const newline = layout.newline;
  if (isAligned) return `${nesting}${head}${list.join(`,${newline}${" ".repeat(column)}`)})`;
  return `${nesting}${head}${newline}${nesting}${layout.indent}${inside}${newline}${nesting})`;
}

/** Parts `certfile=a, keyfile=b` at the commas that stand in no brackets and no string. */
function splitArguments(text: string): string[] {
  if (/["'#]/.test(text)) return /^(certfile=.+), (keyfile=.+)$/.exec(text)?.slice(1) ?? [text];
  const list: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      list.push(text.slice(start, i));
      start = i + 2;
    }
  }
  return [...list, text.slice(start)];
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
    kept.push({ text: text.includes("\n") ? oneLine(text) : text, from: argument.node });
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
  if (use.node.start < (helper.edits[0]?.start ?? 0))
    return "the call stands before the place where a helper could be written";
  const remove = [droppedVersion(module, options, use)];
  if (strength === "verify" && options.certReqs?.requirement === "none")
    remove.push(argumentOf(use.node, options.certReqs.node));
  const gone = remove.filter((node) => node !== undefined && node.type === "keyword_argument");
  const add =
    strength === "verify" && host !== undefined
      ? [keyword(module.text, use.node, "server_hostname", host)]
      : [];
  const changed = changeCall(module.text, use.node, {
    callee: helper.name,
    remove: gone.filter((node) => node !== undefined),
    add,
  });
  const call = realigned(module.text, use.node, helper.name, changed);
  return { edits: [...helper.edits, call], imports: helper.needs, form: "helper" };
}

function helperOf({ module, use }: RewriteInput, layout: Layout): Helper {
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
  if (use.node.start < (helper.edits[0]?.start ?? 0))
    return "the function is used before the place where a helper could be written";
  const partial = partialOf(module, use.function);
  const version = partial === undefined ? undefined : ignoredVersion(module, partial);
  const edits =
    partial === undefined || version === undefined
      ? [{ start: use.function.start, end: use.function.end, text: helper.name }]
      : changeCall(module.text, partial, {
          remove: [version],
          replace: [{ argument: use.function, text: helper.name }],
        });
  return { edits: [...helper.edits, ...edits], imports: helper.needs, form: "helper" };
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
