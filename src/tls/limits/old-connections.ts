import type { Related } from "../../core/finding.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";
import { type ContextState, spokenVersions } from "../model/context-state.ts";
import { OBSOLETE } from "../model/versions.ts";

/** Where contexts connect that speak an old version there. */
export function connected(lives: readonly ContextLife[], connectionsOf = oldConnections): Related[] {
  const places = lives.flatMap(connectionsOf).map(({ node: { start, end } }) => ({ start, end }));
  const distinct = new Map(places.map((place) => [`${place.start} ${place.end}`, place]));
  return [...distinct.values()].map((place) => ({ ...place, message: "it connects here" }));
}

/** Whether a context of a protocol that is not in view is used where nothing but its flags would keep it from old versions. */
export function isOpenToAny({ uses }: ContextLife): boolean {
  return uses.some(({ states }) => states.some(isOpen));
}

function isOpen({ protocol, minimum }: ContextState): boolean {
  return protocol === "unknown" && minimum.kind === "default";
}

/** Where a context whose flags are cleared connects while it speaks old versions, or may. */
export function openConnections({ uses }: ContextLife): readonly ContextUse[] {
  return uses.filter(
    ({ kind, states }) => kind === "connect" && states.some((state) => speaksAny(state) || isOpen(state)),
  );
}

function speaksAny(state: ContextState): boolean {
  return (spokenVersions(state) & OBSOLETE) !== 0;
}

/** Where a context connects while it may speak a version older than TLS 1.2, pinned to it or not. */
function oldConnections({ uses }: ContextLife): readonly ContextUse[] {
  return uses.filter(({ kind, states }) => kind === "connect" && states.some(speaksAny));
}
