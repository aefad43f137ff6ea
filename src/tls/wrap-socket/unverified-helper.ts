import type { Fix, Remedy } from "../../core/fix.ts";
import { changeCall, keyword } from "../../python/edits.ts";
import { isNone } from "../../python/expressions.ts";
import { layoutOf } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Role, SocketFacts } from "../sockets/socket-facts.ts";
import { traceSocket } from "../sockets.ts";
import { argumentOf, realigned } from "./call-text.ts";
import { foldedCall } from "./folding.ts";
import { cipherKind, type WrapOptions, wrapOptions } from "./options.ts";
import { type HelperCall, helperCalls } from "./wrap-helper.ts";

/** A call of our stand-in for `ssl.wrap_socket` that connects to whoever answers. */
export interface UnverifiedHelperCall extends HelperCall {
  readonly module: PythonModule;
  readonly options: WrapOptions;
  readonly facts: SocketFacts;
  /** Nothing is verified; else the chain is, but not for which host. */
  readonly acceptsAnything: boolean;
}

/** What stands in the fix until the user gives the host name. */
const ASKED_HOST = "SERVER_HOSTNAME";

/** The calls of the file's stand-in, by clients, that verify no host name. */
export function unverifiedHelperCalls(module: PythonModule): UnverifiedHelperCall[] {
  return [...helperCalls(module)].flatMap((helper) => unverified(module, helper) ?? []);
}

/** What is to be verified of a call of the stand-in; nothing where it is, or where no client shows. */
export function unverified(module: PythonModule, helper: HelperCall): UnverifiedHelperCall | undefined {
  const { call, bound } = helper;
  const options = wrapOptions(module, bound);
  if (options.sock === undefined) return undefined;
  const host = bound.byParameter.get("server_hostname")?.value;
  const requirement = options.certReqs?.requirement;
  const isAsked = host !== undefined && !isNone(host);
  if (requirement === "variable" || (isAsked && requirement !== "none")) return undefined;
  const facts = traceSocket(module, options.sock, call);
  if (roleOf(helper, options, facts) !== "client") return undefined;
  const acceptsAnything = requirement === undefined || requirement === "none";
  return { ...helper, module, options, facts, acceptsAnything };
}

/** As for a call of the old function: a certificate may be that of a socket that listens. */
function roleOf(
  { bound }: HelperCall,
  { serverSide, certfile, ciphers }: WrapOptions,
  facts: SocketFacts,
): Role {
  if (serverSide?.value === true || facts.listens) return "server";
  const isOpen = bound.splat !== undefined || bound.keywordSplats.length > 0;
  if (facts.role === "client") return "client";
  if (isOpen || serverSide !== undefined) return "unknown";
  const isAnonymous = ciphers !== undefined && cipherKind(ciphers) === "anonymous";
  return certfile === undefined && !isAnonymous ? "client" : "unknown";
}

/** Gives the call the host name, with which the stand-in verifies. */
export function verifyHelperCall({ module, call, bound, options, facts }: UnverifiedHelperCall): Remedy {
  const given = bound.byParameter.get("server_hostname");
  if (given !== undefined && isNone(given.value))
    return { kind: "none", because: "the connection is given no host name, by name" };
  const reqs = options.certReqs;
  const off = reqs?.requirement === "none" ? argumentOf(call, reqs.node) : undefined;
  if (off !== undefined && off.type !== "keyword_argument")
    return { kind: "none", because: "cert_reqs stands among positional arguments" };
  const host = facts.host.text;
  const add = given === undefined ? [keyword(module.text, call, "server_hostname", host ?? ASKED_HOST)] : [];
  const edits = changeCall(module.text, call, { remove: off === undefined ? [] : [off], add });
  const whole = realigned(module.text, call, call.field("function")?.text ?? "", edits);
  const isOpen = options.ciphers !== undefined && cipherKind(options.ciphers) !== "plain";
  const fix: Fix = {
    kind: "fix",
    title: "Verify the certificate and the host name",
    applicability: isOpen ? "display" : "unsafe",
    because: isOpen
      ? `\`${options.ciphers?.text}\` may allow ciphers that need no certificate`
      : "a server with a certificate that is not valid for its name, accepted until now, is refused",
    edits: [foldedCall(module.text, call, whole, layoutOf(module.root, module.text))],
    imports: [],
    guard: { start: call.start, end: call.end },
  };
  if (given !== undefined || host !== undefined) return fix;
  const text = `Which host name must the certificate of this connection have? A Python expression, such as host or "example.org"`;
  const because = facts.host.because ?? "the host is not in view";
  return { ...fix, applicability: "display", because, ask: { placeholder: ASKED_HOST, text } };
}

/** What the report shows of the call. */
export function helperCallReport({ call, acceptsAnything }: UnverifiedHelperCall): {
  readonly node: SyntaxNode;
  readonly message: string;
} {
  const name = call.field("function")?.text;
  const what = acceptsAnything
    ? "is given no server_hostname: any certificate is accepted"
    : "is given no server_hostname: a certificate for any other host name is accepted";
  return { node: call, message: `${name}() ${what}` };
}
