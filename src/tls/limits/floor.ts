import type { Edit, Span } from "../../core/edit.ts";
import type { ImportNeed } from "../../core/fix.ts";
import { configure } from "../../python/configure.ts";
import { statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast, versionText } from "../../python/version.ts";
import { contextsOf } from "../contexts.ts";
import type { ContextLife, ContextUse, Factory } from "../model/context-life.ts";
import { type ContextState, obsoleteVersions, spokenVersions, takesMinimum } from "../model/context-state.ts";
import type { Value } from "../model/values.ts";
import {
  from,
  isVersion,
  NO_VERSION,
  OBSOLETE,
  VERSIONS,
  type VersionSet,
  versionSet,
} from "../model/versions.ts";
import { clearsSpeltFlags } from "./flag-masks.ts";
import { livesIf } from "./hypotheses.ts";
import { Limits } from "./limits.ts";

/** A context that may still speak an old version because nothing says what the oldest one is. */
export interface LowContext {
  readonly module: PythonModule;
  readonly life: ContextLife;
  /** The uses that show it: every connection in view, else the first other use. */
  readonly uses: readonly [ContextUse, ...ContextUse[]];
  /** The old versions that are spoken at the first of them. */
  readonly spoken: VersionSet;
}

/** How the floor is put in, or why it cannot be. */
export type FloorPlan =
  | {
      readonly kind: "edits";
      readonly edits: readonly Edit[];
      readonly imports: readonly ImportNeed[];
      readonly guard: Span;
      readonly group: string;
      readonly title: string;
    }
  | { readonly kind: "impossible"; readonly because: string };

/** The contexts of some factories that no minimum keeps from speaking TLS 1.1 or older. */
export function lowContexts(module: PythonModule, factories: readonly Factory[]): readonly LowContext[] {
  const known = lows.get(module) ?? new Map<string, readonly LowContext[]>();
  lows.set(module, known);
  const found = known.get(factories.join()) ?? findLowContexts(module, factories);
  known.set(factories.join(), found);
  return found;
}

const lows = new WeakMap<PythonModule, Map<string, readonly LowContext[]>>();

function findLowContexts(module: PythonModule, factories: readonly Factory[]): readonly LowContext[] {
  const found: LowContext[] = [];
  for (const life of contextsOf(module)) {
    const [use, ...others] = factories.includes(life.factory) ? revealing(module, life) : [];
    if (use !== undefined && !isOnlyCleared(module, life)) {
      const low = use.states.filter((state) => lacksFloor(state, life));
      const spoken = low.reduce((all, state) => all | obsoleteVersions(state), NO_VERSION);
      found.push({ module, life, uses: [use, ...others], spoken });
    }
  }
  return found;
}

/** The statements `context.options &= ~OP_NO_…` of a context, which another rule finds where they spell the flags. */
function clearings(module: PythonModule, { settings }: ContextLife): readonly SyntaxNode[] {
  const nodes = settings.flatMap(({ name, node }) => (name === "options" ? [node] : []));
  return nodes.filter(
    (node) =>
      node.type === "augmented_assignment" &&
      node.field("operator")?.text === "&=" &&
      clearsSpeltFlags(module, node),
  );
}

/** Whether a context speaks old versions only because flags that switched them off are cleared again. */
function isOnlyCleared(module: PythonModule, life: ContextLife): boolean {
  return clearings(module, life).length > 0 && !isLowAsFlagged(module, life);
}

/** Whether a context would lack a floor as well if it kept all its flags. */
function isLowAsFlagged(module: PythonModule, life: ContextLife): boolean {
  const known = lowAsFlagged.get(life) ?? findLowAsFlagged(module, life);
  lowAsFlagged.set(life, known);
  return known;
}

const lowAsFlagged = new WeakMap<ContextLife, boolean>();

function findLowAsFlagged(module: PythonModule, life: ContextLife): boolean {
  const kept = livesIf(module, [{ life, ignored: new Set(clearings(module, life)) }]).get(life);
  return kept !== undefined && revealing(module, kept).length > 0;
}

/**
 * Whether the want of a minimum is all that is wrong with a context whose flags are cleared: it speaks old versions
 * with the flags too, and with a minimum it speaks none. Before 3.7 the flags are the minimum.
 */
export function clearsInVain(module: PythonModule, life: ContextLife): boolean {
  if (!isAtLeast(module.target, 3, 7)) return false;
  return lowContexts(module, reportedFactories(module)).some((low) => low.life === life);
}

/** The factories whose contexts are reported for want of a minimum, by the module's settings. */
export function reportedFactories({ settings }: PythonModule): readonly Factory[] {
  return settings.trustDefaultContext ? ALWAYS : WITH_DEFAULT;
}

const ALWAYS: readonly Factory[] = ["ssl.SSLContext", "urllib3.util.ssl_.create_urllib3_context"];
const WITH_DEFAULT: readonly Factory[] = [
  ...ALWAYS,
  "ssl.create_default_context",
  "ssl._create_default_https_context",
];

/**
 * The connections of a context where it lacks a floor, in the order of the text, those of other files last; else the
 * first use that does.
 */
function revealing(module: PythonModule, life: ContextLife): readonly ContextUse[] {
  const counted = life.uses
    .filter((use) => counts(module, use, life) && use.states.some((state) => lacksFloor(state, life)))
    .sort((a, b) => compareFiles(a, b) || a.node.start - b.node.start);
  const connections = counted.filter(({ kind }) => kind === "connect");
  return connections.length > 0 ? connections : counted.slice(0, 1);
}

/** The file that makes the context first, the others by their names. */
function compareFiles(a: ContextUse, b: ContextUse): number {
  const [one, other] = [a, b].map(({ elsewhere }) => elsewhere?.place.path ?? "");
  return one === other ? 0 : (one ?? "") < (other ?? "") ? -1 : 1;
}

/** The factories whose newer versions set a minimum: what they make counts only where it connects. */
const OFTEN_SAFE: ReadonlySet<Factory> = new Set([
  "ssl.create_default_context",
  "ssl._create_default_https_context",
  "urllib3.util.ssl_.create_urllib3_context",
]);

/** Where it matters what a context is like. */
function counts(module: PythonModule, use: ContextUse, life: ContextLife): boolean {
  if (OFTEN_SAFE.has(life.factory)) return use.kind === "connect";
  if (life.factory !== "ssl.SSLContext" && life.factory !== "OpenSSL.SSL.Context") return false;
  if (use.kind === "end")
    return isNamed(life.creation) && life.uses.every(({ kind }) => kind === "end") && !isIdle(module, life);
  return use.kind !== "lend" || life.uses.every(({ kind }) => kind === "lend" || kind === "end");
}

/**
 * Whether nothing is done with a local but to look at what it is, as tests do: a call that it was given to would be
 * a use, but for what only looks at it.
 */
function isIdle(module: PythonModule, { creation }: ContextLife): boolean {
  const name = creation.parent?.field("left") ?? creation.parent?.field("name");
  if (name?.type !== "identifier") return false;
  const scope = module.scopes.lookup(name.text, name)?.scope;
  if (scope?.node.type !== "function_definition") return false;
  return module.scopes.uses(name.text, scope).every((node) => {
    const { parent } = node;
    if (parent?.type === "attribute") return parent.field("object") === node;
    return parent !== undefined && LOOKS.has(parent.type);
  });
}

const LOOKS = new Set(["argument_list", "keyword_argument", "comparison_operator"]);

function isNamed(creation: SyntaxNode): boolean {
  return creation.parent?.type === "assignment" || creation.parent?.type === "named_expression";
}

/**
 * Old versions are spoken, and no limit that the code sets says so: those are another rule's. SSL 2 alone counts for
 * pyOpenSSL only: no OpenSSL that a Python of the targets is built with has it.
 */
function lacksFloor(state: ContextState, { factory }: ContextLife): boolean {
  const counted = factory === "OpenSSL.SSL.Context" ? OBSOLETE : OBSOLETE & ~versionSet("SSLv2");
  return (obsoleteVersions(state) & counted) !== 0 && state.minimum.kind === "default";
}

/** The versions that statements beside the one that makes a context switch off by their flags. */
function switchedOff({ creation, settings }: ContextLife): VersionSet {
  const block = statementOf(creation).parent;
  const beside = settings.filter(({ node }) => statementOf(node).parent === block);
  const isAdding = (node: SyntaxNode) => node.field("operator")?.text === "|=";
  const texts = beside.flatMap(({ name, node }) => (name === "options" && isAdding(node) ? [node.text] : []));
  const names = texts.flatMap((text) =>
    Array.from(text.matchAll(/\bOP_NO_(\w+)\b/g), ([, name = ""]) => name),
  );
  return versionSet(...names.filter(isVersion));
}

/** The change that gives a context its floor right after it is made. */
export function planFloor({ module, life }: LowContext): FloorPlan {
  const { creation } = life;
  const reason = floorObstacle(module, life) ?? optionsObstacle(module, life);
  if (reason !== undefined) return { kind: "impossible", because: reason };
  const limits = new Limits(module, creation, creation.field("function"));
  const isBare = life.factory === "ssl.SSLContext" && !life.protocols.every(hasRole);
  const placed = configure(creation, (name) => [limits.floor(name, isBare, switchedOff(life))], module);
  if (placed.kind === "impossible") return { kind: "impossible", because: placed.because };
  const title = limits.hasVersions ? "Set minimum_version to TLS 1.2" : "Switch off TLS 1.1 and older";
  const { edits, guard, group } = placed;
  return { kind: "edits", edits, guard, group, imports: limits.imports, title };
}

/** Whether a protocol is one for a role: only Python 3.6 and later have those, and SSL 2 and 3 are off there. */
function hasRole(protocol: Value): boolean {
  return (
    protocol.kind === "protocol" && (protocol.protocol === "TLS_CLIENT" || protocol.protocol === "TLS_SERVER")
  );
}

/** Why a minimum would not do what it is there for. */
export function floorObstacle(module: PythonModule, { creation, uses }: ContextLife): string | undefined {
  const states = uses.flatMap((use) => use.states);
  if (module.isBroken(creation)) return "a syntax error stands beside it";
  if (creation.type !== "call")
    return "what makes it is called elsewhere, by what is handed it here: no statement can follow";
  if (states.some((state) => !takesMinimum(state)))
    return "the protocol may be one that is pinned to a single version, and minimum_version raises ValueError on those";
  if (states.some((state) => state.maximum.kind === "set" && (state.maximum.allowed & from("TLSv1_2")) === 0))
    return "maximum_version is set below TLS 1.2, so that with this minimum no connection would succeed; raise it first";
  if (states.some((state) => isCut(state)))
    return "OP_NO_TLSv1_2 is set, so that with this minimum peers that speak TLS 1.2 would be refused; clear it first";
  return undefined;
}

/** Before 3.7 the floor is made of flags, which an assignment as a whole would take away again. */
function optionsObstacle(module: PythonModule, life: ContextLife): string | undefined {
  const born = versionSet("SSLv2", "SSLv3");
  const lost = life.uses.some((use) => use.states.some(({ disabled }) => (disabled & born) !== born));
  const cleared = new Set(clearings(module, life));
  const isWhole = lost && life.settings.some(({ name, node }) => name === "options" && !cleared.has(node));
  if (!isWhole || isAtLeast(module.target, 3, 7)) return undefined;
  return `the code assigns options as a whole, and Python ${versionText(module.target)} has no minimum_version`;
}

/** Whether TLS 1.2 is switched off while older versions are not. */
function isCut(state: ContextState): boolean {
  const spoken = spokenVersions(state);
  return (spoken & OBSOLETE) !== 0 && (state.disabled & versionSet("TLSv1_2")) !== 0;
}

const TITLES: Readonly<Record<string, string>> = {
  SSLv2: "SSL 2",
  SSLv3: "SSL 3",
  TLSv1: "TLS 1.0",
  TLSv1_1: "TLS 1.1",
  TLSv1_2: "TLS 1.2",
  TLSv1_3: "TLS 1.3",
};

/** `TLS 1.0 and TLS 1.1`. */
export function versionNames(set: VersionSet): string {
  const names = VERSIONS.filter((v) => (set & versionSet(v)) !== 0).map((v) => TITLES[v] ?? v);
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
