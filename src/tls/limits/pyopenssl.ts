import type { Edit } from "../../core/edit.ts";
import type { Fix, ImportNeed, Remedy } from "../../core/fix.ts";
import { argumentsOf } from "../../python/call.ts";
import { configure } from "../../python/configure.ts";
import { functionOf, isNone, literalBoolean, pathOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { TAKES_CERTIFICATE, takesCertificate } from "../connections/taken-certificate.ts";
import { isLeftToCallers } from "../connections/unverified-clients.ts";
import { contextsOf } from "../contexts.ts";
import { deliberate } from "../deliberate.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";
import { floorObstacle } from "./floor.ts";
import type { GivenProtocol } from "./given-protocols.ts";
import type { LegacyLimit, PinnedMethod } from "./legacy-methods.ts";
import { whyForOldPeers, whyLow } from "./old-peers.ts";

/** Writes names of `OpenSSL.SSL`, and remembers the imports that they need. */
class Speller {
  readonly #module: PythonModule;
  readonly #life: ContextLife;
  readonly #needs = new Map<string, ImportNeed>();

  constructor(module: PythonModule, life: ContextLife) {
    this.#module = module;
    this.#life = life;
  }

  get imports(): readonly ImportNeed[] {
    return [...this.#needs.values()];
  }

  spell(member: string): string {
    const { creation } = this.#life;
    const like = creation.field("function");
    const { text, need } = this.#module.names.spell("OpenSSL.SSL", member, creation, like);
    if (need !== undefined) this.#needs.set(need.name, need);
    return text;
  }
}

/** What came with pyOpenSSL 21.0, as `set_min_proto_version` did (measured on 19.1, 20.0, 21.0 and 26.4). */
const SINCE_21 = /\b(?:TLS_(?:CLIENT_|SERVER_)?METHOD|set_m(?:in|ax)_proto_version|TLS1(?:_\d)?_VERSION)\b/;

function strength(module: PythonModule, life: ContextLife): Pick<Fix, "applicability" | "because"> {
  const because = whyLow(module, life) ?? whyForOldPeers(life.creation);
  const needed = inPyOpenSsl(module);
  if (because === undefined) return needed;
  const reasons = [because, ...(needed.because === undefined ? [] : [needed.because])];
  return { applicability: "unsafe", because: reasons.join("; ") };
}

/** How far a fix with the names of pyOpenSSL 21.0 can be trusted. */
function inPyOpenSsl(module: PythonModule): Pick<Fix, "applicability" | "because"> {
  if (SINCE_21.test(module.text)) return { applicability: "safe" };
  return { applicability: "unsafe", because: "it needs pyOpenSSL 21.0 or newer" };
}

/** Sets the minimum of a pyOpenSSL context right after it is made. */
export function pyOpenSslFloor(module: PythonModule, life: ContextLife): Remedy {
  const reason = floorObstacle(module, life);
  if (reason !== undefined) return { kind: "none", because: reason };
  return placed(module, life, "Set the minimum to TLS 1.2");
}

/** Lets a pinned pyOpenSSL context negotiate, with a minimum in the place of the pin. */
export function pyOpenSslUnpin(module: PythonModule, { life, argument }: PinnedMethod): Remedy {
  if (module.isBroken(life.creation)) return { kind: "none", because: "a syntax error stands beside it" };
  return placed(module, life, "Negotiate, at TLS 1.2 or newer", argument);
}

/** Has a method negotiate that is given to something else. */
export function negotiatingMethod(module: PythonModule, { node }: GivenProtocol): Fix {
  return replacedBy(module, node, "TLS_METHOD", ["pyopenssl-without-minimum-version"]);
}

/** Raises a limit to TLS 1.2. */
export function raisedLimit(module: PythonModule, { node }: LegacyLimit): Fix {
  return replacedBy(module, node, "TLS1_2_VERSION", []);
}

function replacedBy(module: PythonModule, node: SyntaxNode, member: string, leaves: readonly string[]): Fix {
  const { start, end } = node;
  const { text, need } = module.names.spell("OpenSSL.SSL", member, node, node);
  return {
    kind: "fix",
    title: `Write ${text} instead`,
    ...inPyOpenSsl(module),
    edits: [{ start, end, text }],
    imports: need === undefined ? [] : [need],
    guard: { start, end },
    leaves,
  };
}

function placed(module: PythonModule, life: ContextLife, title: string, argument?: SyntaxNode): Remedy {
  const speller = new Speller(module, life);
  const lines = (name: string) => [`${name}.set_min_proto_version(${speller.spell("TLS1_2_VERSION")})`];
  const rewriting: Edit | undefined =
    argument === undefined
      ? undefined
      : { start: argument.start, end: argument.end, text: speller.spell("TLS_METHOD") };
  const { creation } = life;
  const placement = configure(creation, lines, module, rewriting);
  if (placement.kind === "impossible") return { kind: "none", because: placement.because };
  const { edits, guard } = placement;
  const group = `context ${creation.start}`;
  // A name for the method keeps it, and is found itself once the context no longer takes it.
  const isNamed = argument !== undefined && !argument.text.endsWith("_METHOD");
  const leaves = ["pyopenssl-unverified", ...(isNamed ? ["pyopenssl-legacy-method"] : [])];
  return {
    kind: "fix",
    title,
    ...strength(module, life),
    edits,
    imports: speller.imports,
    guard,
    group,
    leaves,
  };
}

/** The contexts of pyOpenSSL that the module makes. */
export function ofPyOpenSsl(module: PythonModule): ContextLife[] {
  return contextsOf(module).filter(({ factory }) => factory === "OpenSSL.SSL.Context");
}

/** A context of pyOpenSSL that connects as a client and verifies nothing. */
export interface UnverifiedPyOpenSsl {
  readonly module: PythonModule;
  readonly life: ContextLife;
  /** `set_verify(VERIFY_NONE, …)`; none where it was never called. */
  readonly call: SyntaxNode | undefined;
  readonly connection: ContextUse;
}

export function unverifiedPyOpenSsl(module: PythonModule): UnverifiedPyOpenSsl[] {
  return ofPyOpenSsl(module).flatMap((life) => {
    const connection = life.uses.find(
      ({ kind, node, states, elsewhere }) =>
        kind === "connect" &&
        states.some((state) => state.verifyMode === "CERT_NONE") &&
        isClient(elsewhere?.module ?? module, node),
    );
    if (connection === undefined || isLeftToCallers(life)) return [];
    const setting = life.settings.find(
      ({ name, values }) =>
        name === "set_verify" &&
        values.every((value) => value.kind === "verify" && value.mode === "CERT_NONE"),
    );
    return [{ module, life, call: setting?.node, connection }];
  });
}

/** Whether the connection that a call makes goes out: `connect()`, `set_connect_state()` or a name for SNI. */
function isClient(module: PythonModule, call: SyntaxNode): boolean {
  const assignment = call.parent;
  const path = assignment?.type === "assignment" ? pathOf(assignment.field("left")) : undefined;
  if (path === undefined) return false;
  const region = path.includes(".") ? call.ancestor("class_definition") : functionOf(call);
  const text = (region ?? module.root).text;
  const calls = ["connect", "connect_ex", "set_connect_state", "set_tlsext_host_name"];
  return calls.some((method) => text.includes(`${path}.${method}(`));
}

/** Takes what OpenSSL found; pyOpenSSL older than 20.0 insists on a callback (measured). */
const CALLBACK = "lambda connection, certificate, error, depth, ok: ok";

/** `set_verify` with the mode that verifies; a callback that accepts everything would undo it. */
function verifyingArguments(call: SyntaxNode, peer: string): Edit[] | undefined {
  const [mode, callback] = argumentsOf(call).map(({ value }) => value);
  if (mode === undefined) return undefined;
  const edits: Edit[] = [{ start: mode.start, end: mode.end, text: peer }];
  if (callback === undefined || isNone(callback)) return edits;
  if (callback.type !== "lambda" || literalBoolean(callback.field("body") ?? callback) !== true)
    return undefined;
  return [...edits, { start: callback.start, end: callback.end, text: CALLBACK }];
}

/** Why a context is left as it is: the program looks at the certificate in a way of its own. */
function ownCheck(module: PythonModule, life: ContextLife): string | undefined {
  if (takesCertificate(module, life)) return TAKES_CERTIFICATE;
  const around = functionOf(life.creation) ?? module.root;
  return /\.set_ocsp_client_callback\(/.test(around.text)
    ? "a callback of the program's own judges what the server says of its certificate (set_ocsp_client_callback)"
    : undefined;
}

/** Verifies the chain, against the authorities of the system where the code loads none. */
export function pyOpenSslVerify({ module, life, call }: UnverifiedPyOpenSsl): Remedy {
  const { creation } = life;
  if (module.isBroken(creation)) return { kind: "none", because: "a syntax error stands beside it" };
  const isSometimesOn = life.settings.some(({ name, node }) => name === "set_verify" && node !== call);
  if (isSometimesOn)
    return {
      kind: "none",
      because: "the code itself decides whether it verifies, by a condition of its own",
    };
  const because = deliberate(call ?? creation) ?? ownCheck(module, life);
  if (because !== undefined) return { kind: "none", because };
  const speller = new Speller(module, life);
  const loads = life.settings.some(
    ({ name }) => name === "load_verify_locations" || name === "set_default_verify_paths",
  );
  const peer = speller.spell("VERIFY_PEER");
  const callback = SINCE_21.test(module.text) ? "" : `, ${CALLBACK}`;
  const lines = (name: string) => [
    ...(loads ? [] : [`${name}.set_default_verify_paths()`]),
    ...(call === undefined ? [`${name}.set_verify(${peer}${callback})`] : []),
  ];
  const placement = configure(creation, lines, module);
  if (placement.kind === "impossible") return { kind: "none", because: placement.because };
  const changed = call === undefined ? [] : verifyingArguments(call, peer);
  if (changed === undefined) return { kind: "none", because: "its callback decides what is accepted" };
  return {
    kind: "fix",
    title: "Verify the certificate",
    applicability: "unsafe",
    because:
      "a server whose certificate no trusted authority signed is refused; pyOpenSSL compares no host name",
    edits: [...placement.edits, ...changed],
    imports: speller.imports,
    group: placement.group,
    leaves: ["pyopenssl-without-minimum-version", "pyopenssl-legacy-method"],
  };
}
