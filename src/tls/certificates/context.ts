import type { Argument } from "../../python/call.ts";
import { isNone, isPure, literalBoolean, truthOf, unwrap } from "../../python/expressions.ts";
import type { Layout } from "../../python/layout.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast, type PythonVersion } from "../../python/version.ts";
import type { SslSpeller } from "../clients/ssl-speller.ts";

/** What a client was given that a context takes over. */
export interface OldArguments {
  readonly call: SyntaxNode;
  readonly key: Argument | undefined;
  readonly certificate: Argument | undefined;
  readonly checkHostname: Argument | undefined;
  readonly context: Argument | undefined;
}

/** Where and how the statements are written. */
export interface Scene {
  readonly names: Names;
  readonly speller: SslSpeller;
  readonly layout: Layout;
  readonly target: PythonVersion;
}

/** The statements that make the context, and the expression that is the argument then. */
export interface ContextPlan {
  readonly lines: readonly string[];
  readonly context: string;
}

/** Whether an argument is literally nothing: `None`, or an empty string. */
export function isNothing(argument: Argument | undefined, names: Names): boolean {
  return argument === undefined || truthOf(argument.value, names) === "no";
}

/** The context of an `HTTPSConnection` as its constructor made or changed it until Python 3.11. */
export function httpsContext(old: OldArguments, scene: Scene): ContextPlan {
  const given = old.context === undefined || isNone(old.context.value) ? undefined : old.context.value;
  const { name, lines } = given === undefined ? freshHttps(old, scene) : givenContext(given, old, scene);
  const asked = scene.layout.indent;
  const checks =
    old.checkHostname === undefined ? [] : checkLines(old.checkHostname.value, name, given, asked);
  const load = loadLines(old, name, scene, given === undefined ? [] : postHandshake(name, scene));
  return { lines: [...lines, ...load, ...checks], context: name };
}

function freshHttps({ call }: OldArguments, scene: Scene): { name: string; lines: string[] } {
  const name = scene.names.fresh(call, "context", "ssl_context", "tls_context");
  return { name, lines: defaultLines(name, scene) };
}

/** What `HTTPSConnection` itself does where it is given no context. */
function defaultLines(name: string, scene: Scene): string[] {
  const { speller, layout } = scene;
  const protocol = `${layout.quote}http/1.1${layout.quote}`;
  return [
    `${name} = ${speller.member("create_default_context")}()`,
    `${name}.set_alpn_protocols([${protocol}])`,
    ...postHandshake(name, scene),
  ];
}

/** With a client certificate, TLS 1.3 servers may ask for it after the handshake. */
function postHandshake(name: string, { target, layout }: Scene): string[] {
  const line = `${name}.post_handshake_auth = True`;
  if (isAtLeast(target, 3, 7)) return [line];
  const { quote, indent } = layout;
  return [`if hasattr(${name}, ${quote}post_handshake_auth${quote}):`, indent + line];
}

/** The program's own context; where it may be `None`, the default one takes its place as it did. */
function givenContext(
  given: SyntaxNode,
  { call }: OldArguments,
  scene: Scene,
): { name: string; lines: string[] } {
  const isOwn = isMadeHere(given, scene.names);
  if (isOwn && given.type === "identifier") return { name: given.text, lines: [] };
  const isName = given.type === "identifier";
  const name = isName ? given.text : scene.names.fresh(call, "context", "ssl_context", "tls_context");
  const lines = isName ? [] : [`${name} = ${unwrap(given).text}`];
  if (isOwn) return { name, lines };
  const indented = defaultLines(name, scene).map((line) => scene.layout.indent + line);
  return { name, lines: [...lines, `if ${name} is None:`, ...indented] };
}

const MAKERS = [
  "ssl.create_default_context",
  "ssl.SSLContext",
  "ssl._create_unverified_context",
  "ssl._create_stdlib_context",
];

/** Whether the expression is, or is bound to nothing but, a context that the file makes. */
function isMadeHere(value: SyntaxNode, names: Names): boolean {
  const node = unwrap(value);
  if (node.type === "call") return names.is(node.field("function"), ...MAKERS);
  if (node.type !== "identifier") return false;
  const bindings = names.scopes.lookup(node.text, node)?.bindings ?? [];
  const isMade = (made: SyntaxNode | undefined) =>
    made?.type === "call" && names.is(made.field("function"), ...MAKERS);
  return bindings.length > 0 && bindings.every((binding) => isMade(binding.value));
}

function checkLines(
  value: SyntaxNode,
  name: string,
  given: SyntaxNode | undefined,
  indent: string,
): string[] {
  if (isNone(value)) return [];
  const literal = literalBoolean(value);
  if (literal === true && given === undefined) return [];
  const text = unwrap(value).text;
  const set = `${name}.check_hostname = ${text}`;
  return literal !== undefined ? [set] : [`if ${text} is not None:`, indent + set];
}

/** Loads the chain, guarded where the certificate may be `None`; key and certificate by name (T8). */
function loadLines(
  { call, key, certificate }: OldArguments,
  name: string,
  { names, layout }: Scene,
  more: readonly string[] = [],
): string[] {
  if (certificate === undefined || isNothing(certificate, names)) return [];
  const isSure = truthOf(certificate.value, names) === "yes";
  const isReadTwice = !isSure && !isPure(certificate.value, names);
  const bound = isReadTwice ? names.fresh(call, "certfile", "cert_file") : certificate.value.text;
  const keyfile = key === undefined || isNothing(key, names) ? "" : `, keyfile=${key.value.text}`;
  const lines = [`${name}.load_cert_chain(certfile=${bound}${keyfile})`, ...more];
  if (isSure) return lines;
  const binding = isReadTwice ? [`${bound} = ${certificate.value.text}`] : [];
  return [...binding, `if ${bound}:`, ...lines.map((line) => layout.indent + line)];
}

/** The context of a mail or FTP client: `verifies` as it should have been, else as it was. */
export function mailContext(old: OldArguments, scene: Scene, module: string, verifies: boolean): ContextPlan {
  const { names, speller, target } = scene;
  const name = names.fresh(old.call, "context", "ssl_context", "tls_context");
  const load = loadLines(old, name, scene);
  const usual = `${name} = ${speller.member("create_default_context")}()`;
  if (verifies) return { lines: [usual, ...load], context: name };
  const off = [
    `${name}.check_hostname = False  # as ${module} does without a context`,
    `${name}.verify_mode = ${speller.member("CERT_NONE")}`,
  ];
  if (!isAtLeast(target, 3, 7)) return { lines: [usual, ...off, ...load], context: name };
  const made = `${name} = ${speller.member("SSLContext")}(${speller.member("PROTOCOL_TLS_CLIENT")})`;
  const floor = `${name}.minimum_version = ${speller.member("TLSVersion.TLSv1_2")}`;
  return { lines: [made, floor, ...off, ...load], context: name };
}
