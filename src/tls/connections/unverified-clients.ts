import { argumentsOf } from "../../python/call.ts";
import { functionOf, literalString, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { contextsOf } from "../contexts.ts";
import type { ContextLife, ContextSetting, ContextUse, Factory } from "../model/context-life.ts";
import { type ContextState, SHARES_KEY } from "../model/context-state.ts";
import { switchOf, verifyModeOf } from "../model/plain-values.ts";
import type { Value } from "../model/values.ts";
import type { Role } from "../sockets/socket-facts.ts";
import { roleOf, roleOfUse } from "./context-role.ts";
import { isForServers } from "./server-branch.ts";
import { asConnected, certReqsOf, poolCall, URLLIB3_FACTORY } from "./urllib3.ts";

/** A context of a client that accepts certificates which it should not. */
export interface UnverifiedClient {
  readonly module: PythonModule;
  readonly life: ContextLife;
  readonly role: Role;
  /** The settings that switch verification off; none where it was never on. */
  readonly causes: readonly ContextSetting[];
  /** The setting that may as well verify, where that is what keeps the context from it. */
  readonly chosen?: ContextSetting;
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
  if (!MAKERS.has(life.factory)) return undefined;
  const causes = life.settings.filter((setting) => isCause(setting) && !isForServers(setting.node));
  const weak = countedUses(life)
    .flatMap((use) => weakStates(module, use))
    .filter((state) => !isOfServer(life, causes, state));
  if (weak.length === 0 || isLeftToCallers(life) || isSetByRequests(life)) return undefined;
  if (mayBeTold(life) || life.settings.some(({ name }) => name === SHARES_KEY)) return undefined;
  const role = clientRole(module, life, causes);
  if (role === "server" || (role === "unknown" && causes.length === 0)) return undefined;
  const unchosen = causes.length > 0 ? weak : weak.filter((state) => choiceOf(life, state) === undefined);
  if (unchosen.length > 0)
    return { module, life, role, causes, acceptsAnything: unchosen.some(acceptsAnyCertificate) };
  const choices = new Set(weak.flatMap((state) => choiceOf(life, state) ?? []));
  const chosen = [...choices].find((setting) => isOwnChoice(module, setting));
  if (chosen === undefined) return undefined;
  return { module, life, role, causes, chosen, acceptsAnything: chosen.name === "verify_mode" };
}

/** Whether what is weak in a state is what was set for servers alone. */
function isOfServer(life: ContextLife, causes: readonly ContextSetting[], state: ContextState): boolean {
  const name = acceptsAnyCertificate(state) ? "verify_mode" : "check_hostname";
  const isSet = (setting: ContextSetting) => setting.name === name && isCause(setting);
  return life.settings.some(isSet) && !causes.some(isSet);
}

const MAKERS: ReadonlySet<Factory> = new Set([
  "ssl.SSLContext",
  "ssl.create_default_context",
  URLLIB3_FACTORY,
]);

/** Whether it is made with a `cert_reqs` that may as well be one that verifies: the program chooses. */
function mayBeTold(life: ContextLife): boolean {
  return (
    certReqsOf(life) !== undefined &&
    !life.settings.some(isCause) &&
    life.uses.some(({ states }) => states.some(({ verifyMode }) => verifyMode !== "CERT_NONE"))
  );
}

/** The settings that make a context verify that does not by itself, on some paths if it is found all the same. */
export function verifyingSettings({ life, causes, acceptsAnything }: UnverifiedClient): ContextSetting[] {
  const decisive = acceptsAnything ? "verify_mode" : "check_hostname";
  if (causes.length > 0) return [];
  return life.settings.filter(({ name, values }) => name === decisive && !values.some(isOff));
}

function acceptsAnyCertificate({ verifyMode }: ContextState): boolean {
  return verifyMode === "CERT_NONE";
}

/** The setting of a weak state that may be given a value that verifies as well as one that does not. */
function choiceOf(life: ContextLife, state: ContextState): ContextSetting | undefined {
  const name = acceptsAnyCertificate(state) ? "verify_mode" : "check_hostname";
  return life.settings.find(
    (setting) =>
      setting.name === name &&
      setting.values.some(isOff) &&
      !setting.values.every(isOff) &&
      (isBornVerifying(life) || switchAround(setting.node, life.creation) === undefined),
  );
}

/** Whether it verified when it was made, so that only a setting can have changed that. */
function isBornVerifying(life: ContextLife): boolean {
  const { factory, protocols } = life;
  if (factory === "ssl.create_default_context") return true;
  if (factory === URLLIB3_FACTORY) return certReqsOf(life) === undefined;
  return protocols.every((value) => value.kind === "protocol" && value.protocol === "TLS_CLIENT");
}

/**
 * Whether the values that a setting may have are all written in view, or those that the program has by itself do not
 * verify; else callers choose, and nothing shows that any of them chooses so.
 */
function isOwnChoice(module: PythonModule, { node, values }: ContextSetting): boolean {
  if (values.every(({ kind }) => kind !== "unknown")) return true;
  const value = node.type === "assignment" ? node.field("right") : undefined;
  const parameters = functionOf(node)?.field("parameters")?.named ?? [];
  const parameter = parameters.find((one) => one.field("name")?.text === value?.text);
  const initial = value?.type === "identifier" ? parameter?.field("value") : undefined;
  return initial !== undefined && (initial.type === "false" || module.names.is(initial, "ssl.CERT_NONE"));
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

/**
 * Whether an adapter of requests takes the context for its connections: `verify` decides there, since urllib3 sets
 * `verify_mode` to what requests says before each one, and compares the host itself (measured with requests 2.34).
 */
function isSetByRequests(life: ContextLife): boolean {
  return countedUses(life).every(({ kind, node }) => {
    const method = kind === "connect" ? undefined : functionOf(node)?.field("name")?.text;
    if (ADAPTING.has(method ?? "") || isMounting(node)) return true;
    return kind === "store" && isAdapter(life.creation.ancestor("class_definition"));
  });
}

/** The methods of an adapter that make its pools. */
const ADAPTING: ReadonlySet<string> = new Set(["init_poolmanager", "proxy_manager_for"]);

/** Whether a class makes the pools of an adapter itself, with what it keeps. */
function isAdapter(owner: SyntaxNode | undefined): boolean {
  const methods = (owner?.field("body")?.named ?? []).map((node) => node.field("definition") ?? node);
  return methods.some((node) => ADAPTING.has(node.field("name")?.text ?? ""));
}

/** `session.mount("https://", adapter)`. */
function isMounting(call: SyntaxNode): boolean {
  const [prefix] = call.type === "call" ? argumentsOf(call) : [];
  const isMount = call.field("function")?.field("attribute")?.text === "mount";
  return isMount && prefix !== undefined && literalString(prefix.value)?.startsWith("http") === true;
}

const VERIFYING = new Set(["verify_mode", "check_hostname", "set_verify"]);

/** The uses at which it matters what a context verifies. */
export function countedUses({ uses }: ContextLife): ContextUse[] {
  const real = uses.filter(({ kind }) => kind !== "end" && kind !== "lend");
  return real.length > 0 ? real : [...uses];
}

/** The weak states at a use; code out of view that is given the context may load authorities before it connects. */
function weakStates(module: PythonModule, use: ContextUse): ContextState[] {
  const isClients = use.kind === "connect" || roleOfUse(module, use) === "client";
  const pool = poolCall(module, use);
  return use.states.filter((state) => {
    const seen = pool === undefined ? state : asConnected(pool, state);
    return isWeak(isClients ? seen : { ...seen, hasTrust: "unknown" });
  });
}

/**
 * Whether a state accepts a certificate that is not valid, or not for the host. One that verifies the certificate but
 * has no authorities to trust refuses every server, whatever the host.
 */
export function isWeak({ verifyMode, checkHostname, hasTrust }: ContextState): boolean {
  if (verifyMode === "CERT_NONE") return true;
  return checkHostname === false && verifyMode !== "unknown" && hasTrust !== false;
}

function isCause({ name, values }: ContextSetting): boolean {
  return (name === "check_hostname" || name === "verify_mode") && values.every(isOff);
}

/** `False` for `check_hostname`, `CERT_NONE` for `verify_mode`, or 0 for either. */
function isOff(value: Value): boolean {
  return switchOf(value) === false || verifyModeOf(value) === "CERT_NONE";
}

/** The role; a context for servers is told by how it is made, one whose host check is switched off by that. */
function clientRole(module: PythonModule, life: ContextLife, causes: readonly ContextSetting[]): Role {
  const made = life.protocols.flatMap((value) => (value.kind === "protocol" ? [value.protocol] : []));
  if (made.length !== life.protocols.length) return "server";
  if (made.includes("TLS_SERVER")) return "server";
  const role = roleOf(module, life);
  if (role !== "unknown") return role;
  if (made.every((protocol) => protocol === "TLS_CLIENT")) return "client";
  if (life.factory === "ssl.create_default_context") return purposeRole(module, life);
  if (life.factory === URLLIB3_FACTORY) return "client";
  return causes.some(({ name }) => name === "check_hostname") ? "unknown" : "server";
}

/** The role that the purpose says; one that is not written down may be either. */
function purposeRole(module: PythonModule, life: ContextLife): Role {
  const given = purposeOf(life);
  if (given === undefined || module.names.is(given, "ssl.Purpose.SERVER_AUTH")) return "client";
  return serverPurpose(module, life) === undefined ? "unknown" : "server";
}

/** The purpose, as it is written, of a default context that is made for servers. */
export function serverPurpose(module: PythonModule, life: ContextLife): string | undefined {
  if (life.factory !== "ssl.create_default_context") return undefined;
  const given = purposeOf(life);
  return module.names.is(given, "ssl.Purpose.CLIENT_AUTH") ? given?.text : undefined;
}

function purposeOf({ creation }: ContextLife): SyntaxNode | undefined {
  return argumentsOf(creation).find(({ keyword }) => (keyword ?? "purpose") === "purpose")?.value;
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
      !asksForContext(condition, setting) &&
      !holdsInSameBranch(node, setting, creation)
    )
      return condition;
    child = node;
  }
  return undefined;
}

/** `if context:`, `if context is not None:`, around a setting of that context. */
function asksForContext(condition: SyntaxNode, setting: SyntaxNode): boolean {
  const context = setting.field("left")?.field("object")?.text;
  return condition.text === context || condition.text === `${context} is not None`;
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
