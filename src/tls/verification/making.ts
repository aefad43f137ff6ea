import { type Edit, overlaps } from "../../core/edit.ts";
import { argumentsOf } from "../../python/call.ts";
import { configure } from "../../python/configure.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { countedUses, type UnverifiedClient } from "../connections/unverified-clients.ts";
import { certReqsOf, givenAuthorities, poolCall, URLLIB3_FACTORY } from "../connections/urllib3.ts";
import { floorObstacle, lowContexts } from "../limits/floor.ts";
import type { Limits } from "../limits/limits.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";
import { bareContext, type ContextState, defaultContext } from "../model/context-state.ts";
import { whyAbsent } from "./absent-host.ts";
import { type GuardedTrust, guardedTrust } from "./guarded-trust.ts";

/** How the context is made when it verifies. */
export interface Making {
  /** The change of the call; none where it already does. */
  readonly rewriting: Edit | undefined;
  readonly state: ContextState;
  /** The authorities that it is made with, and no longer given later. */
  readonly trust?: GuardedTrust;
  /** What it is told right after that. */
  readonly lines?: (name: string) => readonly string[];
}

/** `create_default_context()` where the code loads no authorities of its own, else the constant for clients. */
export function makingOf({ module, life }: UnverifiedClient, limits: Limits): Making {
  const { creation, factory } = life;
  if (factory === "ssl.create_default_context") return defaultMaking(module, creation, limits);
  if (factory === URLLIB3_FACTORY) return urllib3Making(module, life, limits);
  const { start, end } = creation;
  if (!loadsTrust(life)) {
    const text = `${limits.spell("create_default_context")}()`;
    return { rewriting: { start, end, text }, state: defaultContext("SERVER_AUTH") };
  }
  const trust = guardedTrust(module, life);
  if (trust !== undefined) {
    const text = `${limits.spell("create_default_context")}(cafile=${trust.cafile})`;
    return { rewriting: { start, end, text }, state: defaultContext("SERVER_AUTH"), trust };
  }
  const [argument] = creation.field("arguments")?.named ?? [];
  const constant = limits.spell("PROTOCOL_TLS_CLIENT");
  const state = bareContext("TLS_CLIENT");
  const callee = creation.field("function")?.text ?? "";
  if (argument === undefined) return { rewriting: { start, end, text: `${callee}(${constant})` }, state };
  if (argument.type === "keyword_argument" && argument.field("name")?.text !== "protocol")
    return { rewriting: { start, end, text: `${callee}(${constant})` }, state };
  const value = argument.field("value") ?? argument;
  return { rewriting: { start: value.start, end: value.end, text: constant }, state };
}

/** `create_default_context()`: for clients, whatever it is made for; nothing is known of a purpose that is not written. */
function defaultMaking(module: PythonModule, creation: SyntaxNode, limits: Limits): Making {
  const purpose = argumentsOf(creation).find(({ keyword }) => (keyword ?? "purpose") === "purpose")?.value;
  if (purpose === undefined || module.names.is(purpose, "ssl.Purpose.SERVER_AUTH"))
    return { rewriting: undefined, state: defaultContext("SERVER_AUTH") };
  if (!module.names.is(purpose, "ssl.Purpose.CLIENT_AUTH"))
    return { rewriting: undefined, state: defaultContext("unknown") };
  const { start, end } = purpose;
  const text = `${limits.spell("Purpose")}.SERVER_AUTH`;
  return { rewriting: { start, end, text }, state: defaultContext("SERVER_AUTH") };
}

/**
 * `create_urllib3_context()` verifies unless it is told otherwise, but trusts nobody: urllib3 loads the system's
 * authorities only into contexts that it makes itself. It leaves the host name to urllib3 before 2.0 (measured).
 */
function urllib3Making(module: PythonModule, life: ContextLife, limits: Limits): Making {
  const told = certReqsOf(life);
  const uses = countedUses(life);
  const isFollowed = uses.some(isShown);
  const pools = uses.filter((use) => !isFollowed || isShown(use)).map((use) => poolCall(module, use));
  const trust = loadsTrust(life) ? undefined : trustOfPools(module, pools);
  const isChecked = pools.every((pool) => pool !== undefined);
  const { start = 0, end = 0 } = told?.value ?? {};
  return {
    rewriting: told === undefined ? undefined : { start, end, text: limits.spell("CERT_REQUIRED") },
    state: {
      ...bareContext("TLS_CLIENT"),
      checkHostname: isChecked ? "unknown" : true,
      // What the code loads itself is seen where it does.
      hasTrust: trust === undefined ? false : trust === "unknown" ? trust : true,
    },
    lines: (name) => [
      ...(isChecked ? [] : [`${name}.check_hostname = True`]),
      ...(trust === false ? [`${name}.load_default_certs()`] : []),
    ],
  };
}

/** Whether pools load authorities into the context that they are given; none of them does where it is false. */
function trustOfPools(module: PythonModule, pools: readonly (SyntaxNode | undefined)[]): boolean | "unknown" {
  const all = new Set(pools.map((pool) => pool !== undefined && givenAuthorities(pool)));
  const [only] = all;
  if (all.size !== 1 || only === undefined || only === "unknown") return "unknown";
  if (only === false) return false;
  const isSure = only.type !== "attribute" && whyAbsent(module, only) === undefined;
  return isSure ? true : "unknown";
}

/**
 * A context that is made otherwise gets its minimum with it: that of another factory may not be asked for. Where that
 * takes the place of what another edit is in, as a function for a lambda does, it is left to the next pass.
 */
export function madeAnew(
  { module, life }: UnverifiedClient,
  { rewriting, lines }: Making,
  limits: Limits,
  others: readonly Edit[],
): readonly Edit[] {
  if (lines !== undefined) {
    const told =
      lines("context").length === 0 ? undefined : configure(life.creation, lines, module, rewriting);
    if (told?.kind === "edits") return told.edits;
  }
  if (rewriting === undefined) return [];
  const isLow = lowContexts(module, ["ssl.SSLContext"]).some((low) => low.life === life);
  if (!isLow || floorObstacle(module, life) !== undefined) return [rewriting];
  const floored = configure(life.creation, (name) => [limits.floor(name, false)], module, rewriting);
  if (floored.kind !== "edits") return [rewriting];
  const meets = others.some((edit) => floored.edits.some((one) => overlaps(one, edit)));
  return meets ? [rewriting] : floored.edits;
}

const LOADERS = new Set(["load_verify_locations", "load_default_certs", "set_default_verify_paths"]);

/** Whether the code loads authorities of its own, which alone are to be trusted. */
export function loadsTrust({ settings }: ContextLife): boolean {
  return settings.some(({ name }) => LOADERS.has(name));
}

/** Whether a use shows who connects, which an attribute that holds the context does not. */
export function isShown({ kind }: ContextUse): boolean {
  return kind === "connect" || kind === "pass";
}
