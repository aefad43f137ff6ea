import { unwrap } from "../python/expressions.ts";
import { writableAt } from "../python/f-strings.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { type HostAnswer, hostOfAddress } from "./sockets/hosts.ts";
import { callerEvidence } from "./sockets/socket-callers.ts";
import { classEvidence, classHost, tunnelHost } from "./sockets/socket-classes.ts";
import { type Evidence, evidenceIn, type SocketSight } from "./sockets/socket-evidence.ts";
import type { SocketFacts } from "./sockets/socket-facts.ts";
import { standardClientHost } from "./sockets/standard-clients.ts";

const NO_CONNECT = "the file does not show which host the socket is connected to";

/** Follows the socket `sock` that `call` wraps to where it is made, connected or put to listen. */
export function traceSocket(module: PythonModule, sock: SyntaxNode, call: SyntaxNode): SocketFacts {
  const facts = factsOf(module, sock, call);
  const { text } = facts.host;
  if (text === undefined) return facts;
  const writable = writableAt(call, text);
  const because = `\`${text}\` cannot stand in an f-string before Python 3.12`;
  return { ...facts, host: writable === undefined ? { because } : { text: writable } };
}

function factsOf(module: PythonModule, sock: SyntaxNode, call: SyntaxNode): SocketFacts {
  const sight: SocketSight = { module, sock: unwrap(sock), call };
  const local = evidenceIn(sight);
  const inClass = classEvidence(sight, local.paths);
  const all = [...local.evidence, ...inClass];
  if (all.some((evidence) => evidence.kind === "listens")) return server();
  const connects = all.filter((evidence) => evidence.kind === "connects");
  if (connects.length > 0) {
    const isEither = inClass.some((evidence) => evidence.kind === "accepts");
    // What this function connects says where to: another method may connect another socket under that name.
    const own = local.evidence.filter((evidence) => evidence.kind === "connects");
    const host = hostOf(sight, own.length > 0 ? own : connects);
    return { role: isEither ? "unknown" : "client", listens: false, host };
  }
  const fromCallers = callerEvidence(sight, local.paths);
  const tunnel = fromCallers?.role === "client" ? tunnelHost(sight) : undefined;
  if (fromCallers !== undefined) return tunnel === undefined ? fromCallers : { ...fromCallers, host: tunnel };
  const fromClass = classHost(sight);
  if (fromClass !== undefined) return { role: "client", listens: false, host: fromClass };
  const ofStandard = standardClientHost(sight);
  if (ofStandard !== undefined)
    return { role: "client", listens: false, host: tunnelHost(sight) ?? ofStandard };
  return { role: "unknown", listens: false, host: { because: NO_CONNECT } };
}

function server(): SocketFacts {
  return { role: "server", listens: true, host: { because: "the socket listens" } };
}

function hostOf(sight: SocketSight, connects: readonly Evidence[]): HostAnswer {
  const tunnel = tunnelHost(sight);
  if (tunnel !== undefined) return tunnel;
  const answers = connects.map((evidence) => hostOfAddress(sight, evidence));
  const hosts = new Set(answers.map((answer) => answer.text).filter((text) => text !== undefined));
  const unproven = answers.find((answer) => answer.text === undefined);
  if (unproven !== undefined) return unproven;
  const [only] = hosts;
  if (hosts.size !== 1 || only === undefined)
    return { because: "the socket is connected to more than one host" };
  return { text: only };
}
