import { isNone, literalBoolean } from "../../python/expressions.ts";
import { type Layout, layoutOf } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { PythonVersion } from "../../python/version.ts";
import { readOnlyAttributes } from "../clients/class-attributes.ts";
import type { ClientCall } from "../clients/client-calls.ts";
import { connectsItself } from "../clients/constructions.ts";
import { type HostTrap, hostTrap } from "../clients/host-traps.ts";
import { httpsContextPatch } from "../clients/https-default.ts";
import { mayHold } from "../clients/options.ts";
import { isWhollyBound, type RemovedArguments } from "../clients/removed-arguments.ts";
import { isNothing } from "./context.ts";

/** A client that is given arguments that Python 3.12 removed, and what its fix must know of the module. */
export interface CertificateMatch {
  readonly module: PythonModule;
  /** The first call of its kind in the file: what serves all of them stands before it. */
  readonly first: SyntaxNode;
  readonly client: ClientCall;
  readonly removed: RemovedArguments;
  readonly text: string;
  readonly layout: Layout;
  readonly target: PythonVersion;
  readonly isBroken: boolean;
  readonly patch: string | undefined;
  readonly trap: HostTrap | undefined;
  /** `**options` may hold a context. */
  readonly mayHoldContext: boolean;
  /** The subclass connects without the context of `HTTPSConnection`, and needs none. */
  readonly needsNoContext: boolean;
  /** The attributes of `HTTPSConnection` that a subclass reads and that its constructor no longer sets. */
  readonly stored: readonly string[];
}

/** What is known of the module around such a call. */
export function certificateMatch(
  module: PythonModule,
  client: ClientCall,
  removed: RemovedArguments,
  first: SyntaxNode,
): CertificateMatch {
  const { construction } = client;
  const subclass = construction?.subclass;
  const isConstructor = client.how === "init" || client.how === "super";
  const stored =
    isConstructor && subclass !== undefined
      ? [client.client.key, client.client.certificate]
          .filter((name) => name !== undefined)
          .filter((name) => readOnlyAttributes(module, subclass, name).length > 0)
      : [];
  const needsNoContext =
    construction !== undefined &&
    connectsItself(module, construction) &&
    subclass?.text.includes("_context") !== true;
  return {
    module,
    first,
    client,
    removed,
    text: module.text,
    layout: layoutOf(module.root, module.text),
    target: module.target,
    isBroken: module.isBroken(client.call),
    patch: client.client.verifies && removed.context === undefined ? httpsContextPatch(module) : undefined,
    trap: hostTrap(module, client),
    mayHoldContext: mayHold(module, client.bound, client.client.context),
    needsNoContext,
    stored,
  };
}

/** Why such a call has no fix, whatever stands around it. */
export function certificateObstacle(match: CertificateMatch, names: Names): string | undefined {
  const { client, removed, isBroken, target, stored } = match;
  const { bound, construction, call, client: known } = client;
  if (isBroken) return "the code around it does not parse";
  if (construction?.certainty === "other-value" || construction?.certainty === "other-import") {
    return "the class may be another one here";
  }
  if (bound.splat !== undefined) return `${bound.splat.text} may hold some of the arguments too`;
  if (!isWhollyBound(client)) return "the arguments do not fit the signature that Python 3.11 had";
  if (match.mayHoldContext) return `${bound.keywordSplats[0]?.text} may hold a context`;
  if (!known.verifies && stored.length > 0) {
    return `the class reads self.${stored[0]} while it connects, and Python 3.12 no longer sets it`;
  }
  if (target.major < 3 && !known.isIn27) return `${known.name} takes no context in Python 2.7`;
  const isCertificateGone = isNothing(removed.certificate, names);
  if (isCertificateGone && !isNothing(removed.key, names)) return "a key without a certificate always raised";
  if (
    !known.verifies &&
    !isCertificateGone &&
    removed.context !== undefined &&
    !isNone(removed.context.value)
  ) {
    return "a context and a certificate together always raised ValueError";
  }
  return call.ancestor("type") === undefined ? undefined : "it stands in an annotation";
}

/** Whether the arguments are all `None`, or the default. */
export function saysNothing({ removed }: CertificateMatch, names: Names): boolean {
  const { checkHostname, certificate, key, context } = removed;
  if (!isNothing(certificate, names) || !isNothing(key, names)) return false;
  if (checkHostname === undefined || isNone(checkHostname.value)) return true;
  const hasContext = context !== undefined && !isNone(context.value);
  return literalBoolean(checkHostname.value) === true && !hasContext;
}
