import { argumentsOf, bindCall } from "../../python/call.ts";
import { isNone, literalBoolean } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";
import type { Role } from "../sockets/socket-facts.ts";
import { traceSocket } from "../sockets.ts";

/** Which end of its connections a context serves; known only where every use of it shows the same. */
export function roleOf(module: PythonModule, life: ContextLife): Role {
  const uses = life.uses.filter((use) => use.kind !== "end");
  const roles = new Set(uses.map((use) => roleOfUse(module, use)));
  const [only] = roles;
  return roles.size === 1 && only !== undefined ? only : "unknown";
}

/** What one use shows of the role. */
export function roleOfUse(module: PythonModule, use: ContextUse): Role {
  const around = use.elsewhere?.module ?? module;
  if (use.kind === "connect") return connectionRole(around, use.node);
  return use.kind === "pass" ? calleeRole(around, use.node) : "unknown";
}

/** The role of `context.wrap_socket(...)` or `context.wrap_bio(...)`. */
function connectionRole(module: PythonModule, call: SyntaxNode): Role {
  const name = call.field("function")?.field("attribute")?.text;
  if (name !== "wrap_socket" && name !== "wrap_bio") return "unknown";
  const bound = bindCall(call, SIGNATURES[`ssl.SSLContext.${name}`]);
  if (bound === undefined || bound.splat !== undefined || bound.keywordSplats.length > 0) return "unknown";
  const side = bound.byParameter.get("server_side");
  if (side !== undefined) {
    const isServer = literalBoolean(side.value);
    if (isServer === undefined) return "unknown";
    if (isServer) return "server";
  }
  const host = bound.byParameter.get("server_hostname");
  if (host !== undefined && !isNone(host.value)) return "client";
  const sock = bound.byParameter.get("sock");
  return sock === undefined ? "unknown" : traceSocket(module, sock.value, call).role;
}

/** Callables that take a context for one role, by qualified name. */
const CLIENTS = new RegExp(
  `^(?:${[
    "http\\.client\\.HTTPSConnection",
    "urllib\\.request\\.(?:urlopen|HTTPSHandler)",
    "smtplib\\.SMTP_SSL",
    "imaplib\\.IMAP4_SSL",
    "poplib\\.POP3_SSL",
    "ftplib\\.FTP_TLS",
    "nntplib\\.NNTP_SSL",
    "xmlrpc\\.client\\.(?:ServerProxy|SafeTransport)",
    "logging\\.handlers\\.HTTPHandler",
    "asyncio\\.open_(?:unix_)?connection",
    "aiohttp\\.TCPConnector",
    "httpx\\.(?:Async)?(?:Client|HTTPTransport)",
    "httpx\\.(?:get|options|head|post|put|patch|delete|request|stream)",
    "websockets\\.(?:(?:asyncio\\.|sync\\.|legacy\\.)?client\\.)?connect",
    "urllib3\\.(?:poolmanager\\.)?(?:PoolManager|ProxyManager)",
    "urllib3\\.(?:connectionpool\\.)?HTTPSConnectionPool",
  ].join("|")})$`,
);
const SERVERS = /^(?:asyncio\.start_(?:unix_)?server|websockets\.serve)$/;

/** Methods of an event loop, and of aiohttp's sessions, that take `ssl=` for one role. */
const CLIENT_METHODS: ReadonlySet<string> = new Set(
  "create_connection create_unix_connection get options head post put patch delete request ws_connect".split(
    " ",
  ),
);
const LOOP_SERVERS: ReadonlySet<string> = new Set([
  "create_server",
  "create_unix_server",
  "connect_accepted_socket",
]);

/**
 * What serves with a context that it is given by name: Flask, aiohttp, gevent, tornado and others (the names as in
 * Werkzeug 3.1.9, aiohttp 3.14.5, gevent 26.9.0, tornado 6.6.1, sanic 25.12.1).
 */
const SERVING =
  /^(?:run|run_app|run_simple|serve|serve_forever|start_server|start_serving|listen|\w*(?:Server|Site))$/;
const SERVING_KEYWORDS: ReadonlySet<string> = new Set(["ssl", "ssl_context", "ssl_options", "sslcontext"]);

/** The role of the call that a context is given to. */
function calleeRole(module: PythonModule, call: SyntaxNode): Role {
  const callee = call.field("function");
  const name = module.names.qualified(callee) ?? "";
  if (CLIENTS.test(name)) return "client";
  if (SERVERS.test(name)) return "server";
  const method = callee?.field("attribute")?.text;
  if (method === "starttls" || method === "stls") return "client";
  if (method === "start_tls") return upgradeRole(call);
  if (isServing(call)) return "server";
  if (!argumentsOf(call).some((argument) => argument.keyword === "ssl")) return "unknown";
  if (CLIENT_METHODS.has(method ?? "")) return "client";
  return LOOP_SERVERS.has(method ?? "") ? "server" : "unknown";
}

/** `app.run(ssl_context=context)`, `WSGIServer(address, app, ssl_context=context)`. */
function isServing(call: SyntaxNode): boolean {
  const callee = call.field("function");
  const name = (callee?.type === "attribute" ? callee.field("attribute") : callee)?.text ?? "";
  return SERVING.test(name) && argumentsOf(call).some(({ keyword }) => SERVING_KEYWORDS.has(keyword ?? ""));
}

/** The role of `loop.start_tls(transport, protocol, context, server_side=…, server_hostname=…)`. */
function upgradeRole(call: SyntaxNode): Role {
  const given = (name: string) => argumentsOf(call).find(({ keyword }) => keyword === name)?.value;
  const side = given("server_side");
  const isServer = side === undefined ? false : literalBoolean(side);
  if (isServer === undefined) return "unknown";
  if (isServer) return "server";
  const host = given("server_hostname");
  return host === undefined || isNone(host) ? "unknown" : "client";
}
