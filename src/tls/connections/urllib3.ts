import { type Argument, argumentsOf } from "../../python/call.ts";
import { isNone } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife, ContextUse, Factory } from "../model/context-life.ts";
import type { ContextState } from "../model/context-state.ts";

/** What makes a context the way urllib3 does for itself. */
export const URLLIB3_FACTORY = "urllib3.util.ssl_.create_urllib3_context" satisfies Factory;

/** What takes a context, as `ssl_context`, for connections that urllib3 makes with it. */
const POOLS =
  /^urllib3\.(?:(?:poolmanager\.)?(?:PoolManager|ProxyManager|proxy_from_url)|(?:connectionpool\.)?(?:HTTPSConnectionPool|connection_from_url))$/;

/** Arguments of a pool with authorities that it loads into the context that it is given. */
const AUTHORITIES = new Set(["ca_certs", "ca_cert_dir", "ca_cert_data"]);

/** The call that gives a context to a pool of urllib3, where a use is that. */
export function poolCall(
  module: PythonModule,
  { kind, node, elsewhere }: ContextUse,
): SyntaxNode | undefined {
  if (kind !== "pass" && kind !== "lend") return undefined;
  const name = (elsewhere?.module ?? module).names.qualified(node.field("function"));
  return name !== undefined && POOLS.test(name) ? node : undefined;
}

/**
 * A state of a context as it is when a pool connects with it (measured with urllib3 1.26.20 and 2.8.0): `cert_reqs` of
 * the pool takes the place of `verify_mode`, a fingerprint is compared whatever that says, and where the certificate is
 * verified, urllib3 compares the host name itself if the context does not. That `assert_hostname=False` keeps it from
 * that is another rule's.
 */
export function asConnected(pool: SyntaxNode, state: ContextState): ContextState {
  if (gives(pool, "cert_reqs") || gives(pool, "assert_fingerprint"))
    return { ...state, verifyMode: "unknown", checkHostname: "unknown" };
  return { ...state, checkHostname: state.checkHostname === false ? true : state.checkHostname };
}

/** The authorities that a pool is given to trust, if any; `**options` may have some. */
export function givenAuthorities(pool: SyntaxNode): SyntaxNode | false | "unknown" {
  const all = argumentsOf(pool);
  const given = all.find(({ keyword, value }) => AUTHORITIES.has(keyword ?? "") && !isNone(value));
  if (given !== undefined) return given.value;
  return all.length < (pool.field("arguments")?.named.length ?? 0) ? "unknown" : false;
}

function gives(call: SyntaxNode, name: string): boolean {
  return argumentsOf(call).some(({ keyword, value }) => keyword === name && !isNone(value));
}

/** `create_urllib3_context(ssl_version, cert_reqs, …)`: the argument that says what is verified. */
export function certReqsOf({ factory, creation }: ContextLife): Argument | undefined {
  if (factory !== URLLIB3_FACTORY) return undefined;
  const all = argumentsOf(creation);
  const byName = all.find(({ keyword }) => keyword === "cert_reqs");
  const found = byName ?? all.filter(({ keyword }) => keyword === undefined)[1];
  return found === undefined || isNone(found.value) ? undefined : found;
}
