import type { Fix, Remedy } from "../../core/fix.ts";
import { configure } from "../../python/configure.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { roleOf } from "../connections/context-role.ts";
import { unverifiedClients } from "../connections/unverified-clients.ts";
import { contextsOf } from "../contexts.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";
import { bareContext, type ContextState } from "../model/context-state.ts";
import type { Version } from "../model/versions.ts";
import { livesIf } from "./hypotheses.ts";
import { Limits } from "./limits.ts";
import { whyMeant } from "./old-peers.ts";

/** A context that is pinned to one version by its protocol. */
export interface PinnedContext {
  readonly module: PythonModule;
  readonly life: ContextLife;
  /** The protocol constant in the call. */
  readonly argument: SyntaxNode;
  readonly version: Version;
}

/** A protocol that negotiates, and what must be set for the context to verify what it did. */
interface Replacement {
  readonly protocol: "PROTOCOL_TLS" | "PROTOCOL_TLS_CLIENT" | "PROTOCOL_TLS_SERVER";
  readonly off: readonly ("check_hostname" | "verify_mode")[];
}

/** The fixes that let a pinned context negotiate, with the limit that takes the place of the pin. */
export function unpin(pinned: PinnedContext): readonly Remedy[] {
  const { module, life, version } = pinned;
  if (module.isBroken(life.creation)) return [none("a syntax error stands beside it")];
  const { protocols } = life;
  if (protocols.length > 1) return [none("the protocol is only one of those that the call may be given")];
  const replacement = replacementFor(pinned);
  if (version !== "TLSv1_2") return [fixWith(pinned, replacement, false)];
  // The first that a run may take is taken: the stronger one where unsafe fixes are asked for.
  return [fixWith(pinned, replacement, false), fixWith(pinned, replacement, true)];
}

function none(because: string): Remedy {
  return { kind: "none", because };
}

function fixWith(pinned: PinnedContext, replacement: Replacement, isCapped: boolean): Remedy {
  const { module, life, argument, version } = pinned;
  const limits = new Limits(module, life.creation, argument);
  const protocol =
    replacement.protocol === "PROTOCOL_TLS" ? limits.negotiating : limits.spell(replacement.protocol);
  const { start, end } = argument;
  const lines = (name: string) => [
    ...unverified(name, replacement, limits, version),
    limits.floor(name, true),
    ...(isCapped ? [`${name}.maximum_version = ${limits.version("TLSv1_2")}`] : []),
  ];
  const placed = configure(life.creation, lines, module, { start, end, text: protocol });
  if (placed.kind === "impossible") return none(placed.because);
  const strength: Pick<Fix, "applicability" | "because"> =
    version === "TLSv1_2" && !isCapped
      ? {
          applicability: "unsafe",
          because: "with TLS 1.3 a refused client certificate shows at the first read",
        }
      : isCapped
        ? { applicability: "safe" }
        : strengthOf(pinned);
  return {
    kind: "fix",
    title: title(replacement, version, isCapped),
    ...strength,
    edits: placed.edits,
    imports: limits.imports,
    guard: placed.guard,
    group: placed.group,
    // It is found where verification is off, which is at another place once the context has a name.
    leaves: replacement.off.length > 0 || isUnverified(pinned) ? ["disabled-verification"] : [],
  };
}

/** Where the version is meant, callers and peers may count on it. */
function strengthOf({ life, version }: PinnedContext): Pick<Fix, "applicability" | "because"> {
  const because = whyMeant(life.creation, version);
  return because === undefined ? { applicability: "safe" } : { applicability: "unsafe", because };
}

function isUnverified({ module, life }: PinnedContext): boolean {
  return unverifiedClients(module).some(({ life: other }) => other === life);
}

function title({ protocol }: Replacement, version: Version, isCapped: boolean): string {
  const limit = isCapped ? "at TLS 1.2 alone" : "at TLS 1.2 or newer";
  return `Replace PROTOCOL_${version} by ${protocol}, ${limit}`;
}

/** Python refuses to verify nothing while it checks the host name, so that the order matters. */
function unverified(name: string, { off }: Replacement, limits: Limits, version: Version): string[] {
  const lines = {
    check_hostname: `${name}.check_hostname = False  # as with PROTOCOL_${version}`,
    verify_mode: `${name}.verify_mode = ${limits.spell("CERT_NONE")}`,
  };
  return off.map((setting) => lines[setting]);
}

/** The constant for the role that the flow shows, where verification stays what it is. */
function replacementFor(pinned: PinnedContext): Replacement {
  const { module, life } = pinned;
  const both: Replacement = { protocol: "PROTOCOL_TLS", off: [] };
  if (!new Limits(module, life.creation).hasVersions) return both;
  const role = roleOf(module, life);
  if (role === "server") return { protocol: "PROTOCOL_TLS_SERVER", off: [] };
  if (role !== "client") return both;
  const client = bareContext("TLS_CLIENT");
  const unchecked: ContextState = { ...client, checkHostname: false };
  const candidates: readonly (readonly [ContextState, Replacement["off"]])[] = [
    [client, []],
    [unchecked, ["check_hostname"]],
    [{ ...unchecked, verifyMode: "CERT_NONE" }, ["check_hostname", "verify_mode"]],
  ];
  const fitting = candidates.find(([state]) => verifiesAlike(module, life, state));
  return fitting === undefined ? both : { protocol: "PROTOCOL_TLS_CLIENT", off: fitting[1] };
}

/** Whether a context that starts in another state verifies the same wherever it is used, and raises nowhere. */
function verifiesAlike(module: PythonModule, life: ContextLife, state: ContextState): boolean {
  const other = startingAs(module, state).get(life);
  if (other === undefined) return false;
  const raises = other.uses.some((use) => use.states.some(({ raised }) => raised));
  return !raises && verification(life.uses) === verification(other.uses);
}

const started = new WeakMap<PythonModule, Map<string, ReadonlyMap<ContextLife, ContextLife>>>();

/** What becomes of each context that `SSLContext` makes, if it starts in another state. */
function startingAs(module: PythonModule, state: ContextState): ReadonlyMap<ContextLife, ContextLife> {
  const runs = started.get(module) ?? new Map<string, ReadonlyMap<ContextLife, ContextLife>>();
  started.set(module, runs);
  const key = `${state.checkHostname} ${state.verifyMode}`;
  const known = runs.get(key);
  if (known !== undefined) return known;
  const bare = contextsOf(module).filter(({ factory }) => factory === "ssl.SSLContext");
  const lives = livesIf(
    module,
    bare.map((life) => ({ life, made: state, ignored: new Set() })),
  );
  runs.set(key, lives);
  return lives;
}

function verification(uses: readonly ContextUse[]): string {
  const all = uses.map(({ kind, node, states }) => {
    const kinds = new Set(states.map((s) => `${s.verifyMode} ${s.checkHostname}`));
    return `${kind} ${node.tree}/${node.start}: ${[...kinds].sort().join()}`;
  });
  return all.sort().join("\n");
}
