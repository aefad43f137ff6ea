import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import { changeCall } from "../../python/edits.ts";
import { isPure, unwrap } from "../../python/expressions.ts";
import { type Layout, layoutOf } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { insertStatementsBefore } from "../../python/statements.ts";
import type { Role } from "../sockets.ts";
import { argumentOf, callText, commentsByArgument, type KeptArgument } from "./call-text.ts";
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
  readonly isPythonTwo: boolean;
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
  if (moved.some((node) => !isPure(node, module.names) || !isKnownBefore(module, node, use.node)))
    return "nowhere";
  return moved.length > 0 && mayChange(input, moved) ? "nowhere" : place;
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
  const recipe = contextRecipe(
    {
      ...input,
      target: module.target,
      context,
      ...(dynamic === undefined ? {} : { serverSide: dynamic.node.text }),
    },
    speller,
  );
  const lines = withComments(use.node, recipe.lines, layout);
  const inserted = insertStatementsBefore(module.text, use.node, lines, layout);
  if (inserted === undefined) return undefined;
  const edits = [...inserted, ...callEdits(input, context, layout)];
  return { edits, imports: recipe.needs, form: place === "enclosing" ? "enclosing" : "statements" };
}

function isReadable(node: SyntaxNode): boolean {
  return ["identifier", "attribute"].includes(unwrap(node).type);
}

/** Before an enclosing statement the name must stay the context's own: a later one would change whom it trusts. */
function contextName({ module, use }: RewriteInput, place: Place): string {
  if (place !== "enclosing") return module.names.fresh(use.node, "context", "ssl_context", "wrap_context");
  return module.names.fresh(use.node, `tls_context_${ordinal(module, use.node)}`).replace(/_1$/, "");
}

/** Which of the file's lambdas and comprehensions that wrap sockets this is, from 1. */
function ordinal(module: PythonModule, call: SyntaxNode): number {
  let count = 1;
  for (const identifier of module.identifiers("wrap_socket")) if (identifier.start < call.start) count++;
  return count;
}

/** The recipe's lines, with the comments of the arguments that they take over. */
function withComments(call: SyntaxNode, lines: readonly RecipeLine[], layout: Layout): string[] {
  const comments = commentsByArgument(call);
  const taken = new Set<SyntaxNode>();
  const written = lines.map((line) => {
    const argument = line.from === undefined ? undefined : argumentOf(call, line.from);
    const own = argument === undefined || taken.has(argument) ? [] : (comments.get(argument) ?? []);
    if (argument !== undefined) taken.add(argument);
    const text = (line.isNested === true ? layout.indent : "") + oneLine(line.text);
    if (own.length === 1 && !text.includes("#")) return [`${text}  ${own[0]}`];
    return [...own, text];
  });
  return [...orphans(call, comments, taken), ...written.flat()];
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

function callEdits(input: RewriteInput, context: string, layout: Layout): Edit[] {
  const { module, use, host } = input;
  const kept: KeptArgument[] = [];
  for (const [parameter, argument] of use.bound.byParameter) {
    if (!KEPT.has(parameter)) continue;
    const isKeyword = argument.keyword !== undefined || parameter === "sock";
    const text = isKeyword ? argument.node.text : `${parameter}=${argument.node.text}`;
    kept.push({ text: text.includes("\n") ? oneLine(text) : text, from: argument.node });
  }
  if (host !== undefined) kept.push({ text: `server_hostname=${host}` });
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
  const add = strength === "verify" && host !== undefined ? [`server_hostname=${host}`] : [];
  const call = changeCall(module.text, use.node, { callee: helper.name, remove: gone as SyntaxNode[], add });
  return { edits: [...helper.edits, ...call], imports: helper.needs, form: "helper" };
}

function helperOf({ module, use, isPythonTwo }: RewriteInput, layout: Layout): Helper {
  return helperFor(module, layout, isPythonTwo, use.function, use.node);
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
export function rewriteValue(module: PythonModule, use: WrapUse, isPythonTwo: boolean): Rewritten | string {
  const layout = layoutOf(module.root, module.text);
  const helper = helperFor(module, layout, isPythonTwo, use.function, use.node);
  if (use.node.start < (helper.edits[0]?.start ?? 0))
    return "the function is used before the place where a helper could be written";
  const edit = { start: use.function.start, end: use.function.end, text: helper.name };
  return { edits: [...helper.edits, edit], imports: helper.needs, form: "helper" };
}
