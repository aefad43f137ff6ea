import { isPure, spelling } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import { changedBetween, usableHost } from "../sockets/hosts.ts";
import { type HostMatch, hostMatchAfter } from "../sockets/matched-hosts.ts";
import type { SocketSight } from "../sockets/socket-evidence.ts";
import type { WrapOptions } from "./options.ts";
import { isKnownBefore, placeOf } from "./place.ts";
import type { WrapUse } from "./uses.ts";

/** The host name that the program itself compares after the call, and how. */
export interface CheckedHost {
  readonly text: string;
  /**
   * The context can make the very same check during the handshake: the preserving form, which so outlives
   * `match_hostname`. With a condition it is the program's own switch.
   */
  readonly sameCheck: { readonly condition: string | undefined } | undefined;
}

/** Finds the `ssl.match_hostname(sock.getpeercert(), host)` that follows a call for its socket. */
export function checkedHost(
  module: PythonModule,
  use: WrapUse & { readonly kind: "call" },
  options: WrapOptions,
): CheckedHost | undefined {
  const match = hostMatchAfter(module, use.node);
  if (match === undefined || options.sock === undefined || options.serverSide?.value === true)
    return undefined;
  const sight = { module, sock: options.sock, call: use.node };
  const { text } = usableHost(sight, match.host, match.call);
  if (text === undefined) return undefined;
  const isSame = isSameCheck(sight, match, options) && placeOf(use.node) === "before";
  return { text, sameCheck: isSame ? { condition: match.condition?.text } : undefined };
}

/** Without a certificate `match_hostname` raised always, so that only a chain that is verified can have passed it. */
function isSameCheck(sight: SocketSight, match: HostMatch, { certReqs, serverSide }: WrapOptions): boolean {
  const { module, call } = sight;
  if (!match.isCertain || certReqs === undefined || certReqs.requirement === "none") return false;
  if (serverSide !== undefined && serverSide.value === undefined) return false;
  const { condition } = match;
  if (condition === undefined) return true;
  return (
    isPure(condition, module.names) &&
    isKnownBefore(module, condition, call) &&
    changedBetween(sight, condition, match.call) === undefined &&
    !spelling(condition).includes(spelling(match.host))
  );
}
