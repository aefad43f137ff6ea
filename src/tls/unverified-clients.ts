import { functionOf, statementOf } from "../python/expressions.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import type { ContextLife, ContextSetting, ContextUse } from "./context-life.ts";
import { roleOf } from "./context-role.ts";
import type { ContextState } from "./context-state.ts";
import { contextsOf } from "./contexts.ts";
import type { Role } from "./sockets.ts";

/** A context of a client that accepts certificates which it should not. */
export interface UnverifiedClient {
  readonly module: PythonModule;
  readonly life: ContextLife;
  readonly role: Role;
  /** The settings that switch verification off; none where it was never on. */
  readonly causes: readonly ContextSetting[];
  /** Nothing is verified; else the chain is, but not for which host. */
  readonly acceptsAnything: boolean;
}

const known = new WeakMap<PythonModule, readonly UnverifiedClient[]>();

/** The contexts of a module that serve clients and do not verify. */
export function unverifiedClients(module: PythonModule): readonly UnverifiedClient[] {
  let found = known.get(module);
  if (found === undefined) {
    found = contextsOf(module).flatMap((life) => unverifiedClient(module, life) ?? []);
    known.set(module, found);
  }
  return found;
}

function unverifiedClient(module: PythonModule, life: ContextLife): UnverifiedClient | undefined {
  if (life.factory !== "ssl.SSLContext" && life.factory !== "ssl.create_default_context") return undefined;
  const weak = countedUses(life).flatMap((use) => use.states.filter(isWeak));
  if (weak.length === 0 || isLeftToCallers(life)) return undefined;
  const causes = life.settings.filter(isCause);
  const role = clientRole(module, life, causes);
  if (role === "server" || (role === "unknown" && causes.length === 0)) return undefined;
  const acceptsAnything = weak.some((state) => state.verifyMode === "CERT_NONE");
  return { module, life, role, causes, acceptsAnything };
}

/**
 * Whether another function than the one that makes the context sets what it verifies to what it is given, or another
 * file of the project sets it at all.
 */
export function isLeftToCallers({ creation, settings }: ContextLife): boolean {
  return settings.some(({ name, node, values }) => {
    if (!VERIFYING.has(name)) return false;
    if (node.tree !== creation.tree) return true;
    return functionOf(node) !== functionOf(creation) && values.some((value) => value.kind === "unknown");
  });
}

const VERIFYING = new Set(["verify_mode", "check_hostname", "set_verify"]);

/** The uses at which it matters what a context verifies. */
export function countedUses({ uses }: ContextLife): ContextUse[] {
  const real = uses.filter(({ kind }) => kind !== "end" && kind !== "lend");
  return real.length > 0 ? real : [...uses];
}

/** Whether a state accepts a certificate that is not valid, or not for the host. */
export function isWeak(state: ContextState): boolean {
  return (
    state.verifyMode === "CERT_NONE" || (state.checkHostname === false && state.verifyMode !== "unknown")
  );
}

function isCause({ name, values }: ContextSetting): boolean {
  if (name === "check_hostname") return values.every((value) => value.kind === "boolean" && !value.value);
  if (name !== "verify_mode") return false;
  return values.every((value) => value.kind === "verify" && value.mode === "CERT_NONE");
}

/** The role; a context for servers is told by how it is made, one whose host check is switched off by that. */
function clientRole(module: PythonModule, life: ContextLife, causes: readonly ContextSetting[]): Role {
  const made = life.protocols.flatMap((value) => (value.kind === "protocol" ? [value.protocol] : []));
  if (made.length !== life.protocols.length) return "server";
  if (made.includes("TLS_SERVER")) return "server";
  const role = roleOf(module, life);
  if (role !== "unknown") return role;
  if (made.every((protocol) => protocol === "TLS_CLIENT")) return "client";
  if (life.factory === "ssl.create_default_context") return purposeRole(life);
  return causes.some(({ name }) => name === "check_hostname") ? "unknown" : "server";
}

function purposeRole({ creation }: ContextLife): Role {
  const purpose = creation.field("arguments")?.text ?? "";
  return /CLIENT_AUTH/.test(purpose) ? "server" : "client";
}

/** The condition of the program's own, around a setting but not around the context's making. */
export function switchAround(setting: SyntaxNode, creation: SyntaxNode): SyntaxNode | undefined {
  let child = setting;
  for (let node = setting.parent; node !== undefined; node = node.parent) {
    if (node.start <= creation.start && creation.end <= node.end && node.type !== "if_statement")
      return undefined;
    const condition = node.field("condition");
    const isBranch = node.type === "if_statement" || node.type === "elif_clause";
    if (
      isBranch &&
      condition !== undefined &&
      condition !== child &&
      !holdsInSameBranch(node, setting, creation)
    )
      return condition;
    child = node;
  }
  return undefined;
}

function holdsInSameBranch(choice: SyntaxNode, a: SyntaxNode, b: SyntaxNode): boolean {
  const part = (node: SyntaxNode) => choice.named.find((c) => c.start <= node.start && node.end <= c.end);
  const branch = part(a);
  return branch !== undefined && branch === part(b);
}

/** Whether a setting is a plain statement of the function that makes the context. */
export function isPlainSetting({ node }: ContextSetting, { creation }: ContextLife): boolean {
  if (node.type !== "assignment" || node.field("right")?.type === "assignment") return false;
  return statementOf(node).named[0] === node && functionOf(node) === functionOf(creation);
}
