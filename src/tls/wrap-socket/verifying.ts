import type { Remedy } from "../../core/fix.ts";
import type { PythonModule } from "../../python/module.ts";
import { isAtLeast } from "../../python/version.ts";
import { deliberate } from "../deliberate.ts";
import type { Role, SocketFacts } from "../sockets/socket-facts.ts";
import { traceSocket } from "../sockets.ts";
import { type CheckedHost, checkedHost } from "./checked-host.ts";
import { cipherKind, type Given, type WrapOptions, wrapOptions } from "./options.ts";
import type { Preserved } from "./preserved.ts";
import type { Strength } from "./recipe.ts";
import { type Rewritten, rewriteCall } from "./rewrite.ts";
import type { WrapUse } from "./uses.ts";

/** A call of the function, or of the context that took its place. */
export type CallUse = WrapUse & { readonly kind: "call" };

/** What stands in the verifying fix until the user gives the host name. */
const ASKED_HOST = "SERVER_HOSTNAME";

/** Everything that is known of one call before it is rewritten. */
export interface Situation {
  readonly module: PythonModule;
  readonly use: CallUse;
  readonly options: WrapOptions;
  readonly facts: SocketFacts;
  readonly role: Role;
  /** The host name that the program itself compares after the call. */
  readonly checked: CheckedHost | undefined;
  /** The statements of the preserving form that stand there already. */
  readonly preserved?: Preserved;
}

/** Reads a call and what the file shows of its socket. */
export function situationOf(module: PythonModule, use: CallUse, preserved?: Preserved): Situation {
  const options = withGuards(wrapOptions(module, use.bound), preserved);
  const checked = checkedHost(module, use, options);
  const facts = factsOf(module, use, options, checked);
  const role = roleOf(options, facts, use);
  const situation = { module, use, options, facts, role, checked };
  return preserved === undefined ? situation : { ...situation, preserved };
}

/** What stands behind `if certfile:` is true there, and needs its guard all the same. */
function withGuards(options: WrapOptions, preserved: Preserved | undefined): WrapOptions {
  if (preserved === undefined) return options;
  const guarded = (name: string, given: Given | undefined): Given | undefined =>
    given && preserved.guarded.has(name) ? { ...given, truth: "unknown" } : given;
  return {
    ...options,
    certfile: guarded("certfile", options.certfile),
    caCerts: guarded("ca_certs", options.caCerts),
    ciphers: guarded("ciphers", options.ciphers),
  };
}

/** What is seen of the socket; what the program compares itself is the name that counts. */
function factsOf(
  module: PythonModule,
  use: CallUse,
  options: WrapOptions,
  checked: CheckedHost | undefined,
): SocketFacts {
  if (options.sock === undefined)
    return { role: "unknown", listens: false, host: { because: "the socket is not written out" } };
  const facts = traceSocket(module, options.sock, use.node);
  return checked === undefined || facts.listens
    ? facts
    : { role: "client", listens: false, host: { text: checked.text } };
}

/** Whether a call takes arguments that are not written out. */
export function isSplatted({ bound }: CallUse): boolean {
  return bound.splat !== undefined || bound.keywordSplats.length > 0;
}

function roleOf(options: WrapOptions, facts: SocketFacts, use: CallUse): Role {
  if (options.serverSide?.value === true || facts.listens) return "server";
  if (options.serverSide !== undefined && options.serverSide.value === undefined) return "unknown";
  if (facts.role === "client") return "client";
  if (isSplatted(use)) return "unknown";
  const isAnonymous = options.ciphers !== undefined && cipherKind(options.ciphers) === "anonymous";
  return options.certfile === undefined && !isAnonymous ? "client" : "unknown";
}

/** Nothing else may change the call in the same pass. */
export function statementGuard(use: CallUse) {
  return { start: use.node.start, end: use.node.end };
}

/** Whether the program itself says that this call verifies nothing, by an option of its own. */
function isChosen({ options, use }: Situation): boolean {
  return options.certReqs?.requirement === "none" && deliberate(use.node) !== undefined;
}

/** The fixes by which a call comes to verify chain and host; none where it cannot. */
export function verifyingFixes(situation: Situation): readonly Remedy[] {
  const { role, options, facts } = situation;
  if (role === "server" || isChosen(situation)) return [];
  if (skipsHostCheck(situation)) {
    return [
      {
        kind: "none",
        because:
          "before 3.7 the host is not checked without an explicit `do_handshake()`, and none is in view",
      },
    ];
  }
  const host = facts.host.text;
  const rewritten = rewrite(situation, "verify", host ?? ASKED_HOST);
  if (typeof rewritten === "string") return [];
  const fix = {
    kind: "fix" as const,
    title: "Replace ssl.wrap_socket with a context that verifies the certificate and the host name",
    edits: rewritten.edits,
    imports: rewritten.imports,
    guard: statementGuard(situation.use),
    ...(options.certReqs?.requirement === "variable" ? { leaves: ["disabled-verification"] } : {}),
  };
  const isCipherOpen = options.ciphers !== undefined && cipherKind(options.ciphers) === "unknown";
  const isProven = host !== undefined && (role === "client" || needsHelper(situation)) && !isCipherOpen;
  if (isProven) return [{ ...fix, applicability: "unsafe", because: verifyingBecause(situation) }];
  if (host === undefined) {
    const question = `Which host name must the certificate of this connection have? A Python expression, such as host or "example.org"`;
    return [
      {
        ...fix,
        applicability: "display",
        because: facts.host.because ?? "the host is not in view",
        ask: { placeholder: ASKED_HOST, text: question },
      },
    ];
  }
  const because = isCipherOpen
    ? `\`${options.ciphers?.text}\` may allow ciphers that need no certificate`
    : "the socket may be a server's, which verifies nobody";
  return [{ ...fix, applicability: "display", because }];
}

function needsHelper({ use, options }: Situation): boolean {
  const isDynamic = options.serverSide !== undefined && options.serverSide.value === undefined;
  return isDynamic || (isSplatted(use) && options.serverSide?.value !== true);
}

function verifyingBecause({ facts, options }: Situation): string {
  const strict = options.caCerts === undefined ? "" : ", and Python 3.13 asks more of a private authority";
  return `it verifies the certificate for \`${facts.host.text}\`, which a peer that was accepted until now may not have${strict}`;
}

/** T15: with an implicit handshake Python 2.7 and 3.6 never compare the host name. */
function skipsHostCheck({ module, options }: Situation): boolean {
  const isOff = options.handshake !== undefined && options.handshake.type !== "true";
  return isOff && !isAtLeast(module.target, 3, 7) && !module.text.includes(".do_handshake(");
}

/** The rewrite of a call at a strength. */
export function rewrite(
  situation: Situation,
  strength: Strength,
  host: string | undefined,
): Rewritten | string {
  const role =
    strength === "verify" && situation.role === "unknown" && !needsHelper(situation)
      ? "client"
      : situation.role;
  return rewriteCall({ ...situation, role, strength, host });
}
