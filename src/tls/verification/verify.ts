import type { Edit } from "../../core/edit.ts";
import type { Fix, Remedy } from "../../core/fix.ts";
import { bindCall } from "../../python/call.ts";
import { addKeyword } from "../../python/edits.ts";
import { isNone, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import { removeStatements } from "../../python/removal.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { isAtLeast, versionText } from "../../python/version.ts";
import { clientCalls } from "../clients/client-calls.ts";
import { UNVERIFIED_CLASSES } from "../clients/clients.ts";
import { hostTrap } from "../clients/host-traps.ts";
import { roleOfUse } from "../connections/context-role.ts";
import { TAKES_CERTIFICATE, takesCertificate } from "../connections/taken-certificate.ts";
import {
  countedUses,
  isPlainSetting,
  isWeak,
  switchAround,
  type UnverifiedClient,
  unverifiedClients,
  verifyingSettings,
} from "../connections/unverified-clients.ts";
import { deliberate } from "../deliberate.ts";
import { type Hypothesis, livesIf } from "../limits/hypotheses.ts";
import { Limits } from "../limits/limits.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";
import { type ContextState, takesMinimum } from "../model/context-state.ts";
import { traceSocket } from "../sockets.ts";
import { whyAbsent } from "./absent-host.ts";
import { isShown, loadsTrust, madeAnew, makingOf } from "./making.ts";
import { namedValue, short, uncertainHostCheck } from "./own-values.ts";
import { ownSwitch } from "./unverified-contexts.ts";

const ASKED_HOST = "SERVER_HOSTNAME";
const BECAUSE = "a server with a certificate that is not valid for its name, accepted until now, is refused";

const OUT_OF_VIEW =
  "the connections are made by code that is not in view, which must give them the host name";

/** What remains open after everything that the file shows. */
interface Doubt {
  readonly because: string;
  readonly asksHost: boolean;
}

/** The fix that makes a client's context verify, or the reason why there is none. */
export function verify(client: UnverifiedClient): Remedy {
  const reason = obstacle(client);
  if (reason !== undefined) return { kind: "none", because: reason };
  const { module, life, causes } = client;
  const limits = new Limits(module, life.creation, life.creation.field("function"));
  const making = makingOf(client, limits);
  const connections = connect(client);
  if (typeof connections === "string") return { kind: "none", because: connections };
  const unproven = whyUnproven(client);
  if (unproven !== undefined) return { kind: "none", because: unproven };
  const { doubt } = connections;
  const removed = removeStatements(module.text, [
    ...new Set([...causes.map(({ node }) => statementOf(node)), ...(making.trust?.statements ?? [])]),
  ]);
  const fix: Fix = {
    kind: "fix",
    title: "Verify the certificate and the host name",
    applicability: doubt === undefined ? "unsafe" : "display",
    because: doubt?.because ?? BECAUSE,
    edits: [...madeAnew(client, making, limits, connections.edits), ...removed, ...connections.edits],
    imports: limits.imports,
    group: `context ${life.creation.start}`,
  };
  if (doubt?.asksHost !== true) return fix;
  const text = `Which host name must the certificate of this connection have? A Python expression, such as host or "example.org"`;
  return { ...fix, ask: { placeholder: ASKED_HOST, text } };
}

function obstacle(client: UnverifiedClient): string | undefined {
  const { module, life, causes, chosen } = client;
  const { creation } = life;
  if (module.isBroken(creation) || causes.some(({ node }) => module.isBroken(node)))
    return "a syntax error stands beside it";
  const maker = creation.field("function") ?? creation;
  if (life.owner === undefined && !module.names.resolve(maker).some(({ name }) => name === life.factory))
    return "what makes it is not named where it is called";
  if (creation.type !== "call" && life.factory !== "ssl.create_default_context")
    return "what makes it is called elsewhere, by what is handed it here";
  if (life.owner !== undefined) return "it is of a class of its own, which may verify in a way of its own";
  if (chosen !== undefined) return "the program itself chooses it, by the value that it gives";
  // What stands closest to the setting says best who chooses.
  const around = [...causes, ...verifyingSettings(client)].flatMap(
    ({ node }) => switchAround(node, creation) ?? [],
  );
  if (around[0] !== undefined) return `the program itself chooses it, by ${short(around[0])}`;
  // The mode says more than the host name's check, which is nothing without it.
  const [named] = [...causes]
    .sort((a, b) => b.name.localeCompare(a.name))
    .flatMap((cause) => namedValue(module, cause) ?? []);
  if (named !== undefined) return named;
  const own = ownSwitch(module, creation);
  if (own !== undefined) return `the program itself chooses it, by ${short(own)}`;
  const uncertain = uncertainHostCheck(client);
  if (uncertain !== undefined) return uncertain;
  if (!causes.every((cause) => isPlainSetting(cause, life)))
    return "it is switched off elsewhere, by code that may serve other contexts too";
  const choice =
    deliberate(creation) ?? causes.map(({ node }) => deliberate(node)).find((one) => one !== undefined);
  if (choice !== undefined) return choice;
  if (takesCertificate(module, life)) return TAKES_CERTIFICATE;
  if (life.factory === "ssl.SSLContext" && loadsTrust(life) && !isAtLeast(module.target, 3, 6))
    return `Python ${versionText(module.target)} has no protocol for clients: set check_hostname after verify_mode`;
  const states = life.uses.flatMap((use) => use.states);
  if (states.every(takesMinimum)) return undefined;
  return states.some(takesMinimum)
    ? "its protocol may be one that is pinned to a single version"
    : "its protocol is pinned to one version; see legacy-protocol";
}

/** Why the program, changed so, might not verify at every use, or raise; nothing where it does, with authorities to trust. */
function whyUnproven({ module, life }: UnverifiedClient): string | undefined {
  const after = verifiedLives(module).get(life);
  const states = after === undefined ? [] : countedUses(after).flatMap((use) => use.states);
  const verifies = (s: ContextState) => !isWeak(s) && s.verifyMode !== "unknown" && !s.raised;
  if (after === undefined || !states.every(verifies)) return "other settings keep it from verifying";
  return states.every(({ hasTrust }) => hasTrust === true)
    ? undefined
    : "not at every connection are there authorities to trust, and without them it would refuse every server";
}

const verified = new WeakMap<PythonModule, ReadonlyMap<ContextLife, ContextLife>>();

/** What becomes of each context that could be made to verify, if it is. */
function verifiedLives(module: PythonModule): ReadonlyMap<ContextLife, ContextLife> {
  const known = verified.get(module);
  if (known !== undefined) return known;
  const hypotheses = unverifiedClients(module)
    .filter((client) => obstacle(client) === undefined)
    .map((client): Hypothesis => {
      const { life, causes } = client;
      const { creation } = life;
      const { state, trust } = makingOf(client, new Limits(module, creation, creation.field("function")));
      const loads = trust === undefined ? [] : [trust.load.node];
      return { life, made: state, ignored: new Set([...causes.map(({ node }) => node), ...loads]) };
    });
  const lives = livesIf(module, hypotheses);
  verified.set(module, lives);
  return lives;
}

interface Connections {
  readonly edits: readonly Edit[];
  readonly doubt: Doubt | undefined;
}

/** Gives every connection the host name without which a context that verifies refuses to go. */
function connect(client: UnverifiedClient): Connections | string {
  const edits: Edit[] = [];
  let doubt: Doubt | undefined;
  const uses = countedUses(client.life);
  const isFollowed = uses.some(isShown);
  for (const use of uses) {
    if (use.kind === "store" && isFollowed) continue;
    const one = use.kind === "connect" ? wrap(client, use) : handOver(client, use);
    if (typeof one === "string") return one;
    edits.push(...one.edits);
    doubt ??= one.doubt;
  }
  return { edits, doubt };
}

function wrap({ module }: UnverifiedClient, { node, elsewhere }: ContextUse): Connections | string {
  const method = node.field("function")?.field("attribute")?.text;
  if (method !== "wrap_socket" && method !== "wrap_bio") return "its wrap_socket is passed on";
  const bound = bindCall(node, SIGNATURES[`ssl.SSLContext.${method}`]);
  if (bound === undefined || bound.splat !== undefined || bound.keywordSplats.length > 0)
    return "the arguments of the connection are not in view";
  const given = bound.byParameter.get("server_hostname");
  if (given !== undefined) {
    if (isNone(given.value)) return "the connection is given no host name, by name";
    const because = whyAbsent(elsewhere?.module ?? module, given.value);
    return { edits: [], doubt: because === undefined ? undefined : { because, asksHost: false } };
  }
  if (elsewhere !== undefined)
    return `the connection is made in ${elsewhere.place.path}, line ${elsewhere.place.lines.line}, which must give it the host name first`;
  const sock = bound.byParameter.get("sock");
  if (sock === undefined) return "the connection has no socket that shows its host name";
  const { host } = traceSocket(module, sock.value, node);
  const edits = addKeyword(module.text, node, `server_hostname=${host.text ?? ASKED_HOST}`);
  if (host.text !== undefined) return { edits, doubt: undefined };
  return { edits, doubt: { because: host.because ?? "the host is not in view", asksHost: true } };
}

/** A context that goes elsewhere: some clients know no host to check, and of other code that is not known. */
function handOver({ module }: UnverifiedClient, use: ContextUse): Connections | string {
  for (const call of clientCalls(module, UNVERIFIED_CLASSES)) {
    const trap = call.call === use.node ? hostTrap(module, call) : undefined;
    if (trap?.isCertain === true) return trap.because;
    if (trap !== undefined) return { edits: [], doubt: { because: trap.because, asksHost: false } };
  }
  if (roleOfUse(module, use) === "client") return { edits: [], doubt: undefined };
  return { edits: [], doubt: { because: OUT_OF_VIEW, asksHost: false } };
}
