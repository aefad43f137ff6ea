import { bindCall } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { contextsOf } from "../contexts.ts";
import { usableHost } from "../sockets/hosts.ts";
import { comparisonOf, type HostMatch, hostMatchOf } from "../sockets/matched-hosts.ts";

const BELONGS =
  "the check belongs to the context: check_hostname on it, and server_hostname given to wrap_socket()";

/** Why a call of `match_hostname` stays: what keeps the context from making the check in its place. */
export function whyCheckStays(module: PythonModule, call: SyntaxNode): string {
  const comparison = comparisonOf(module, call);
  if (comparison === undefined) return `${BELONGS}; from which socket the certificate comes is not in view`;
  const match = hostMatchOf(module, call);
  if (match === undefined)
    return `${BELONGS}; where ${comparison.socket.text} is wrapped is not in view of this function`;
  if (verifiesNothing(module, match)) {
    return `it raised ValueError each time: nothing verifies the certificate, and of one that is not verified Python shows no names`;
  }
  if (!match.isCertain && match.because !== undefined) return `${BELONGS}; ${match.because}`;
  const sight = { module, sock: match.wrap, call: match.wrap };
  const late = usableHost(sight, match.host, match.call).because;
  return late === undefined ? `${BELONGS}, which this file does not show` : `${BELONGS}; ${late}`;
}

/** Whether the chain is certainly not verified on the connection whose certificate is compared. */
function verifiesNothing(module: PythonModule, { wrap }: HostMatch): boolean {
  const callee = wrap.field("function");
  if (module.names.is(callee, "ssl.wrap_socket")) {
    const bound = bindCall(wrap, SIGNATURES["ssl.wrap_socket"]);
    if (bound === undefined || bound.splat !== undefined || bound.keywordSplats.length > 0) return false;
    const mode = bound.byParameter.get("cert_reqs")?.value;
    return mode === undefined || module.names.is(mode, "ssl.CERT_NONE");
  }
  const uses = contextsOf(module)
    .flatMap((life) => life.uses)
    .filter(({ kind, node }) => kind === "connect" && node === wrap);
  return (
    uses.length > 0 &&
    uses.every(({ states }) => states.every(({ verifyMode }) => verifyMode === "CERT_NONE"))
  );
}
