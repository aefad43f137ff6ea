import type { Edit, Span } from "../../core/edit.ts";
import { bindCall } from "../../python/call.ts";
import { isPure, pathOf, spelling, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isStatement, removeStatements } from "../../python/removal.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { contextsOf } from "../contexts.ts";
import type { ContextLife } from "../model/context-life.ts";
import { changedBetween } from "../sockets/hosts.ts";
import { isSetAtStart, wrapsOnSelf } from "../sockets/matched-elsewhere.ts";
import { comesBefore, comparisonOf, type HostMatch, hostMatchOf } from "../sockets/matched-hosts.ts";
import { helperCallOf, helperChecksHost } from "../wrap-socket/wrap-helper.ts";

/** A check by `match_hostname` that the context has made during the handshake, for the same socket and host. */
export type CheckedMatch = Pick<HostMatch, "call" | "certificate">;

/** The check that a call of `match_hostname` repeats, if it does. */
export function checkedBefore(module: PythonModule, call: SyntaxNode): CheckedMatch | undefined {
  if (!isStatement(call)) return undefined;
  const match = hostMatchOf(module, call);
  if (match === undefined) return checkedElsewhere(module, call);
  const { wrap, host } = match;
  const sight = { module, sock: wrap, call: wrap };
  const isSame = isNamed(module, wrap, host) && changedBetween(sight, host, call) === undefined;
  return isSame && checksHost(module, match) ? match : undefined;
}

/** Another method of the class wraps the socket, for the host that the object has for life. */
function checkedElsewhere(module: PythonModule, call: SyntaxNode): CheckedMatch | undefined {
  const comparison = comparisonOf(module, call);
  const path = pathOf(comparison?.socket);
  if (comparison === undefined || path === undefined || !isSetAtStart(module, comparison.host))
    return undefined;
  const { host, certificate } = comparison;
  const wraps = wrapsOnSelf(module, path, call);
  const isChecked = (wrap: SyntaxNode) =>
    isNamed(module, wrap, host) && checksHost(module, { wrap, condition: undefined });
  return wraps.length > 0 && wraps.every(isChecked) ? { call, certificate } : undefined;
}

function isNamed(module: PythonModule, wrap: SyntaxNode, host: SyntaxNode): boolean {
  const name = nameGiven(module, wrap);
  return name !== undefined && spelling(name) === spelling(host);
}

/** The `server_hostname` of a call that wraps a socket. */
function nameGiven(module: PythonModule, wrap: SyntaxNode): SyntaxNode | undefined {
  const helper = helperCallOf(module, wrap);
  if (helper !== undefined) return helper.bound.byParameter.get("server_hostname")?.value;
  if (wrap.field("function")?.field("attribute")?.text !== "wrap_socket") return undefined;
  return bindCall(wrap, SIGNATURES["ssl.SSLContext.wrap_socket"])?.byParameter.get("server_hostname")?.value;
}

type Wrapped = Pick<HostMatch, "wrap" | "condition">;

function checksHost(module: PythonModule, match: Wrapped): boolean {
  const helper = helperCallOf(module, match.wrap);
  if (helper !== undefined) return helperChecksHost(module, helper);
  const lives = contextsOf(module).filter((life) => usesAt(life, match.wrap).length > 0);
  return lives.length > 0 && lives.every((life) => isOn(life, match) || isOnAlike(module, life, match));
}

function usesAt({ uses }: ContextLife, wrap: SyntaxNode) {
  return uses.filter(({ kind, node }) => kind === "connect" && node === wrap);
}

function isOn(life: ContextLife, { wrap }: Wrapped): boolean {
  return usesAt(life, wrap).every(({ states }) => states.every((state) => state.checkHostname === true));
}

/** `context.check_hostname = X` as the last word on it before, and `if X:` around the check. */
function isOnAlike(module: PythonModule, { settings }: ContextLife, match: Wrapped): boolean {
  const { condition, wrap } = match;
  const last = settings
    .filter(({ name, node }) => name === "check_hostname" && node.start < wrap.start)
    .sort((a, b) => a.node.start - b.node.start)
    .at(-1)?.node;
  const value = last?.field("right");
  if (condition === undefined || value === undefined || !comesBefore(value, wrap)) return false;
  const sight = { module, sock: value, call: value };
  return (
    spelling(value) === spelling(condition) &&
    isPure(value, module.names) &&
    changedBetween(sight, value, condition) === undefined
  );
}

/** The edits that remove a check, with the `if` and the `try` that held nothing else, and the certificate asked for it. */
export function removalOfCheck(
  module: PythonModule,
  match: CheckedMatch,
): { readonly edits: readonly Edit[]; readonly guard: Span } {
  const check = statementOf(match.call);
  const certificate = certificateStatement(module, match);
  const gone = new Set(certificate === undefined ? [check] : [check, certificate]);
  const statements = [...gone].map((statement) => emptied(module, statement, gone));
  const clauses = statements.filter((statement) => statement.type === "else_clause");
  const whole = statements.filter((statement) => !clauses.includes(statement));
  const edits = [
    ...removeStatements(module.text, [...new Set(whole)]),
    ...clauses.map((clause) => ({ start: clause.previous?.end ?? clause.start, end: clause.end, text: "" })),
  ];
  const start = Math.min(...statements.map((statement) => statement.start));
  const end = Math.max(...statements.map((statement) => statement.end));
  return { edits, guard: { start, end } };
}

/** `certificate = sock.getpeercert()`, where nothing but the check reads it. */
function certificateStatement(
  module: PythonModule,
  { certificate, call }: CheckedMatch,
): SyntaxNode | undefined {
  const target = certificate?.field("left");
  if (certificate === undefined || target?.type !== "identifier") return undefined;
  const scope = module.scopes.lookup(target.text, target);
  if (scope === undefined || scope.bindings.length !== 1 || scope.scope === module.scopes.module)
    return undefined;
  const isInCheck = (node: SyntaxNode) => call.start <= node.start && node.end <= call.end;
  const isAlone = module.scopes.uses(target.text, scope.scope).every(isInCheck);
  const statement = statementOf(certificate);
  return isAlone && statement.named[0] === certificate ? statement : undefined;
}

/** The outermost statement that holds nothing but what goes. */
function emptied(module: PythonModule, innermost: SyntaxNode, gone: ReadonlySet<SyntaxNode>): SyntaxNode {
  let statement = innermost;
  for (;;) {
    const block = statement.parent;
    const owner = block?.parent;
    const isEmpty = block?.named.every((node) => node === statement || gone.has(node)) === true;
    if (owner === undefined || !isEmpty) return statement;
    if (owner.type === "else_clause" && owner.parent?.type === "if_statement")
      return holdsComment(owner) ? statement : owner;
    if (!isIdle(module, owner, block)) return statement;
    statement = owner;
  }
}

/** Whether a statement does nothing once its body is gone, and holds nothing that must be kept. */
function isIdle(module: PythonModule, owner: SyntaxNode, body: SyntaxNode | undefined): boolean {
  if (holdsComment(owner)) return false;
  if (owner.type === "if_statement") {
    const condition = owner.field("condition");
    return owner.named.length === 2 && condition !== undefined && isPure(condition, module.names);
  }
  if (owner.type !== "try_statement" || owner.field("body") !== body) return false;
  const handlers = owner.named.filter((part) => part !== body);
  return handlers.every((part) => part.type === "except_clause" && !isMissed(module, part));
}

function holdsComment(node: SyntaxNode): boolean {
  return [...node.walk()].some(({ type }) => type === "comment");
}

/** Whether the rest of the function would notice that a handler is gone: by a name that it binds, or a `yield`. */
function isMissed(module: PythonModule, handler: SyntaxNode): boolean {
  for (const node of handler.walk()) {
    if (node.type === "yield" || node.type === "await") return true;
    if (node.type !== "identifier") continue;
    const found = module.scopes.lookup(node.text, node);
    const isBound = found?.bindings.some(({ node: bound }) => bound === node) === true;
    if (!isBound || found === undefined) continue;
    const outside = module.scopes
      .uses(node.text, found.scope)
      .some((use) => use.start < handler.start || use.end > handler.end);
    if (outside) return true;
  }
  return false;
}
