import type { Argument, BoundCall } from "../../python/call.ts";
import { bindCall } from "../../python/call.ts";
import { isNone, literalBoolean, spelling, statementOf, unwrap } from "../../python/expressions.ts";
import { isFirstOnLine } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { AS_BEFORE } from "./recipe.ts";

/**
 * The preserving form of a call of `ssl.wrap_socket`, read back: the statements that build its context, and what
 * the arguments of the old call were.
 */
export interface Preserved {
  /** The name of the context. */
  readonly context: string;
  /** The call that makes the context. */
  readonly creation: SyntaxNode;
  /** Everything from the making of the context up to the statement that wraps the socket. */
  readonly statements: readonly SyntaxNode[];
  /** `context.wrap_socket(…)`, with the arguments of the old call. */
  readonly bound: BoundCall;
  /** The parameters of files and ciphers that are taken only where they are not empty. */
  readonly guarded: ReadonlySet<string>;
  /** Where the check of the host name, or all of verification, is off. */
  readonly cause: SyntaxNode;
  /** No certificate is verified; else the chain is, or may be, but not for which host. */
  readonly acceptsAnything: boolean;
}

const found = new WeakMap<PythonModule, readonly Preserved[]>();

/** Every preserving form of the module; known by the comment that it carries where verification is off. */
export function preservedForms(module: PythonModule): readonly Preserved[] {
  const known = found.get(module);
  if (known !== undefined) return known;
  const forms = module.text.includes(AS_BEFORE.trim()) ? allForms(module) : [];
  found.set(module, forms);
  return forms;
}

function allForms(module: PythonModule): Preserved[] {
  const forms = [...module.identifiers("wrap_socket")].flatMap((node) => {
    const callee = node.parent;
    const call = callee?.parent;
    const isCall = call?.type === "call" && call.field("function") === callee;
    return isCall ? (formOf(module, call) ?? []) : [];
  });
  return forms.filter((form) => isOnlyUsedIn(module, form, forms));
}

/** Another use of the context would come to verify too; one of another context that has the name after it would not. */
function isOnlyUsedIn(module: PythonModule, form: Preserved, forms: readonly Preserved[]): boolean {
  const lookup = module.scopes.lookup(form.context, form.creation);
  if (lookup === undefined) return false;
  const own = forms.filter(({ context }) => context === form.context);
  const isOurs = (node: SyntaxNode) =>
    own.some(({ statements, bound }) =>
      [...statements, bound.callee].some((part) => part.start <= node.start && node.end <= part.end),
    );
  return module.scopes
    .references(form.context, lookup.scope)
    .every((node) => isOurs(node) || isOfAnother(node, form.context, own));
}

/** Whether the name was given to another context before, in the block that the node stands in. */
function isOfAnother(node: SyntaxNode, name: string, forms: readonly Preserved[]): boolean {
  const user = statementOf(node);
  const inner = node.ancestor("lambda", "function_definition");
  if (inner !== user.ancestor("lambda", "function_definition")) return false;
  const block = user.parent?.named ?? [];
  const made = block.slice(0, block.indexOf(user) + 1).flatMap((statement) => madeIn(statement, name) ?? []);
  const last = made.at(-1);
  return last !== undefined && !forms.some(({ creation }) => creation === last);
}

/** The context that a statement makes and gives the name. */
function madeIn(statement: SyntaxNode, name: string): SyntaxNode | undefined {
  const inner = statement.type === "expression_statement" ? statement.named[0] : undefined;
  if (inner?.type !== "assignment" || inner.field("left")?.text !== name) return undefined;
  const made = inner.field("right");
  const spelt = made?.type === "call" ? made.field("function")?.text : undefined;
  return spelt !== undefined && /\b(?:SSLContext|create_default_context)$/.test(spelt) ? made : undefined;
}

/** What the statements before a call say, one by one. */
interface Reading {
  creation?: SyntaxNode;
  cause?: SyntaxNode;
  mode?: SyntaxNode;
  check?: SyntaxNode;
  readonly given: Map<string, SyntaxNode>;
  readonly guarded: Set<string>;
}

function formOf(module: PythonModule, call: SyntaxNode): Preserved | undefined {
  const callee = call.field("function");
  const context = callee?.field("object");
  const bound = bindCall(call, SIGNATURES["ssl.SSLContext.wrap_socket"]);
  if (context?.type !== "identifier" || bound === undefined || bound.byParameter.has("server_hostname"))
    return undefined;
  const isOpen = bound.splat !== undefined || bound.keywordSplats.length > 0 || bound.unknown.length > 0;
  if (isOpen || literalBoolean(bound.byParameter.get("server_side")?.value ?? call) === true)
    return undefined;
  const name = context.text;
  const reading: Reading = { given: new Map(), guarded: new Set() };
  const statements = statementsBefore(module, statementOf(call), name, reading);
  const { creation, check, mode } = reading;
  if (statements === undefined || creation === undefined) return undefined;
  if (check === undefined || mode === undefined || !isMarked(module, statements)) return undefined;
  const role = roleArgument(creation, bound);
  if (role === "no") return undefined;
  const byParameter = new Map(bound.byParameter);
  for (const [parameter, value] of reading.given)
    byParameter.set(parameter, { node: value, value, keyword: parameter });
  const isOff = module.names.is(mode, "ssl.CERT_NONE");
  const arguments_: Argument[] = [...byParameter.values()];
  return {
    context: name,
    creation,
    statements,
    bound: { ...bound, arguments: arguments_, byParameter },
    guarded: reading.guarded,
    cause: isOff ? (mode.parent ?? mode) : check,
    acceptsAnything: isOff,
  };
}

/** The form is one for clients, or for the role that the call itself is given when the program runs. */
function roleArgument(creation: SyntaxNode, bound: BoundCall): "client" | "runtime" | "no" {
  const [protocol] = creation.field("arguments")?.named ?? [];
  const side = bound.byParameter.get("server_side")?.value;
  const inner = protocol === undefined ? undefined : unwrap(protocol);
  if (inner?.type !== "conditional_expression")
    return side === undefined || literalBoolean(side) === false ? "client" : "no";
  const condition = inner.named[1];
  const isSame = condition !== undefined && side !== undefined && spelling(condition) === spelling(side);
  return isSame ? "runtime" : "no";
}

/** The statements that build the context, in their order; nothing where one is none of ours. */
function statementsBefore(
  module: PythonModule,
  user: SyntaxNode,
  name: string,
  reading: Reading,
): SyntaxNode[] | undefined {
  const block = user.parent?.named.filter(({ type }) => type !== "comment") ?? [];
  const found: SyntaxNode[] = [];
  for (let i = block.indexOf(user) - 1; i >= 0; i--) {
    const statement = block[i];
    if (statement === undefined || !isFirstOnLine(module.text, statement.start)) return undefined;
    if (!read(module, statement, name, undefined, reading)) return undefined;
    found.unshift(statement);
    if (reading.creation !== undefined) return found;
  }
  return undefined;
}

/** Reads one statement; whether it is one that the form has. */
function read(
  module: PythonModule,
  statement: SyntaxNode,
  name: string,
  guard: SyntaxNode | undefined,
  reading: Reading,
): boolean {
  if (statement.type === "if_statement" && guard === undefined) {
    const condition = statement.field("condition");
    const body = statement.field("consequence")?.named.filter(({ type }) => type !== "comment") ?? [];
    if (condition === undefined || statement.named.filter(({ type }) => type !== "comment").length !== 2)
      return false;
    return body.length > 0 && body.every((inner) => read(module, inner, name, condition, reading));
  }
  const inner = statement.type === "expression_statement" ? statement.named[0] : undefined;
  if (inner?.type === "call") return readLoad(inner, name, guard, reading);
  if (guard !== undefined || inner === undefined) return false;
  if (inner.type === "augmented_assignment") return isMember(inner.field("left"), name) === "options";
  return inner.type === "assignment" && readAssignment(module, inner, name, reading);
}

function readAssignment(
  module: PythonModule,
  assignment: SyntaxNode,
  name: string,
  reading: Reading,
): boolean {
  const left = assignment.field("left");
  const right = assignment.field("right");
  if (left === undefined || right === undefined) return false;
  if (left.type === "identifier") {
    const isCreation =
      left.text === name &&
      right.type === "call" &&
      module.names.is(right.field("function"), "ssl.SSLContext");
    if (isCreation) reading.creation = right;
    return isCreation;
  }
  switch (isMember(left, name)) {
    case "minimum_version":
    case "maximum_version":
      return true;
    case "check_hostname":
      reading.check = assignment;
      return right.type === "false";
    case "verify_mode":
      reading.mode = right;
      if (!module.names.is(right, "ssl.CERT_NONE")) reading.given.set("cert_reqs", right);
      return true;
    default:
      return false;
  }
}

const LOADS: ReadonlyMap<string, readonly (readonly [keyword: string, parameter: string])[]> = new Map([
  ["load_verify_locations", [["cafile", "ca_certs"]]],
  [
    "load_cert_chain",
    [
      ["certfile", "certfile"],
      ["keyfile", "keyfile"],
    ],
  ],
  ["set_ciphers", [["", "ciphers"]]],
]);

/** `context.load_cert_chain(certfile=a, keyfile=b)`, under `if a:` or not. */
function readLoad(call: SyntaxNode, name: string, guard: SyntaxNode | undefined, reading: Reading): boolean {
  const parts = LOADS.get(isMember(call.field("function"), name) ?? "");
  const list = call.field("arguments")?.named ?? [];
  if (parts === undefined || list.length === 0) return false;
  for (const [i, argument] of list.entries()) {
    const keyword = argument.type === "keyword_argument" ? (argument.field("name")?.text ?? "") : "";
    const value = argument.type === "keyword_argument" ? argument.field("value") : argument;
    const parameter = parts.find(([known]) => known === keyword)?.[1];
    if (parameter === undefined || value === undefined || isNone(value)) return false;
    if (i === 0 && guard !== undefined && spelling(guard) !== spelling(value)) return false;
    reading.given.set(parameter, value);
    if (i === 0 && guard !== undefined) reading.guarded.add(parameter);
  }
  return true;
}

function isMember(node: SyntaxNode | undefined, name: string): string | undefined {
  if (node?.type !== "attribute" || node.field("object")?.text !== name) return undefined;
  return node.field("attribute")?.text;
}

function isMarked(module: PythonModule, statements: readonly SyntaxNode[]): boolean {
  const start = statements[0]?.start ?? 0;
  const end = statements.at(-1)?.end ?? 0;
  const line = module.text.indexOf("\n", end);
  return module.text.slice(start, line < 0 ? undefined : line).includes(AS_BEFORE.trim());
}
