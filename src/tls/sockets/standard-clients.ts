import { classOf, functionOf, pathOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { HostAnswer } from "./hosts.ts";
import { basesOf } from "./socket-classes.ts";
import type { SocketSight } from "./socket-evidence.ts";

/** Clients of the standard library that keep the socket that they connect in `self.sock`. */
const CLIENTS =
  /^(?:imaplib\.IMAP4|poplib\.POP3|ftplib\.FTP|nntplib\.NNTP|telnetlib\.Telnet|smtplib\.SMTP)(?:_SSL|_TLS)?$/;

/** Their methods that give connected sockets; that of a file's data is the client's too, whoever connects. */
const MAKERS = new Set(["_get_socket", "_create_socket", "ntransfercmd"]);

/**
 * In a subclass of a client of the standard library: the host that its socket is connected to. All but `smtplib` keep
 * the name as `self.host`; its `_host` is empty where `connect()` is called by itself.
 */
export function standardClientHost(sight: SocketSight): HostAnswer | undefined {
  const method = functionOf(sight.call);
  const owner = method === undefined ? undefined : classOf(method);
  const self = method?.field("parameters")?.named[0]?.text;
  if (owner === undefined || self === undefined) return undefined;
  const bases = basesOf(sight.module, owner).filter((base) => CLIENTS.test(base));
  if (bases.length === 0 || !(pathOf(sight.sock) === `${self}.sock` || isMade(sight.module, sight.sock)))
    return undefined;
  return bases.some((base) => base.startsWith("smtplib."))
    ? { because: "smtplib keeps no host name that would be there after every way to connect" }
    : { text: `${self}.host` };
}

/** `conn, size = ftplib.FTP.ntransfercmd(self, …)`, `sock = super()._get_socket(…)`. */
function isMade({ scopes }: PythonModule, sock: SyntaxNode): boolean {
  if (sock.type !== "identifier") return false;
  const bindings = scopes.lookup(sock.text, sock)?.bindings ?? [];
  const made = bindings.filter(({ statement }) => statement.end <= sock.start);
  return made.length > 0 && made.every(({ statement }) => MAKERS.has(methodIn(statement)));
}

/** The method whose answer an assignment takes. */
function methodIn(statement: SyntaxNode): string {
  const value =
    statement.type === "assignment" ? statement.field("right") : statement.named[0]?.field("right");
  const callee = value?.type === "call" ? value.field("function") : undefined;
  return callee?.type === "attribute" ? (callee.field("attribute")?.text ?? "") : "";
}
