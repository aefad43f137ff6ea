import { type Argument, argumentsOf, type BoundCall } from "../../python/call.ts";
import type { ClientCall } from "./client-calls.ts";

/** The arguments that Python 3.12 removed from the client, as this call gives them. */
export interface RemovedArguments {
  readonly key: Argument | undefined;
  readonly certificate: Argument | undefined;
  readonly checkHostname: Argument | undefined;
  readonly context: Argument | undefined;
}

/** What the call gives of them; nothing where it gives none. */
export function removedArguments({
  client,
  bound: { byParameter },
}: ClientCall): RemovedArguments | undefined {
  const { key: keyName, certificate: certName, name, context: contextName } = client;
  if (keyName === undefined || certName === undefined) return undefined;
  const key = byParameter.get(keyName);
  const certificate = byParameter.get(certName);
  const checkHostname =
    name === "http.client.HTTPSConnection" ? byParameter.get("check_hostname") : undefined;
  if (key === undefined && certificate === undefined && checkHostname === undefined) return undefined;
  return { key, certificate, checkHostname, context: byParameter.get(contextName) };
}

/** The positional arguments after the removed ones, which Python 3.12 takes by keyword only. */
export function laterPositions({
  client,
  bound,
}: ClientCall): (readonly [name: string, argument: Argument])[] {
  const names = [...bound.byParameter.keys()];
  const removed = [client.key, client.certificate];
  const from = Math.min(
    ...removed.map((name) => (name === undefined ? -1 : names.indexOf(name))).filter((i) => i >= 0),
  );
  if (!Number.isFinite(from)) return [];
  return [...bound.byParameter].filter(([name, argument], i) => {
    return i > from && !removed.includes(name) && argument.keyword === undefined;
  });
}

/** Whether every positional argument of the call is bound to a parameter. */
export function isWhollyBound({ call, bound }: ClientCall): boolean {
  return bound.unknown.length === 0 && argumentsOf(call).length === bound.byParameter.size;
}

const ALL_REMOVED = new Set([
  "key_file",
  "cert_file",
  "check_hostname",
  "keyfile",
  "certfile",
  "cafile",
  "capath",
  "cadefault",
]);

/** The names of the removed parameters that a call gives, in the order of the text. */
export function namesOfRemoved({ bound }: { readonly bound: BoundCall }): string[] {
  return [...bound.byParameter.keys()].filter((name) => ALL_REMOVED.has(name));
}
