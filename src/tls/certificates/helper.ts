import type { Edit } from "../../core/edit.ts";
import type { ImportNeed } from "../../core/fix.ts";
import type { Argument } from "../../python/call.ts";
import { isNone, isPure } from "../../python/expressions.ts";
import { type Layout, layoutOf } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import { placeForFunction } from "../../python/new-function.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast } from "../../python/version.ts";
import type { RemovedArguments } from "../clients/removed-arguments.ts";
import { SslSpeller } from "../clients/ssl-speller.ts";
import { isNothing } from "./context.ts";

/** A private function of the file that makes the context: for `HTTPSConnection`, or for mail and FTP clients. */
export type HelperKind = "https" | "preserving" | "verifying";

/** A call of the function, and how the function gets there. */
export interface ContextHelper {
  readonly expression: string;
  /** Nothing where the file has it already. */
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportNeed[];
}

const NAMES: Readonly<Record<HelperKind, readonly string[]>> = {
  https: ["_https_context", "_https_client_context", "_tlsfix_https_context"],
  preserving: ["_context_with_certificate", "_tls_context_with_certificate", "_tlsfix_context"],
  verifying: ["_verifying_context", "_verifying_tls_context", "_tlsfix_verifying_context"],
};

/** The removed arguments as the function takes them; it is written before `first`, the first call that may need it. */
export function contextHelper(
  module: PythonModule,
  kind: HelperKind,
  removed: RemovedArguments,
  first: SyntaxNode,
): ContextHelper {
  const layout = layoutOf(module.root, module.text);
  const given = argumentsFor(module, kind, removed);
  const known = NAMES[kind].find((name) => isOurs(module, name, kind));
  if (known !== undefined) return { expression: `${known}(${given})`, edits: [], imports: [] };
  const name = NAMES[kind].find((one) => module.scopes.mentions(one).next().done === true) ?? NAMES[kind][0];
  const speller = new SslSpeller(module.names, module.root.named.at(-1) ?? module.root);
  const lines = [`def ${name}(${PARAMETERS[kind]}):`, ...bodyOf(kind, module, layout, speller)];
  const { offset, before, after } = placeForFunction(module, first);
  const text = `${before}${lines.join("\n")}\n${after}`.replaceAll("\n", layout.newline);
  return {
    expression: `${name}(${given})`,
    edits: [{ start: offset, end: offset, text }],
    imports: speller.needs,
  };
}

const PARAMETERS: Readonly<Record<HelperKind, string>> = {
  https: "cert_file=None, key_file=None, check_hostname=None, context=None",
  preserving: "certfile, keyfile=None",
  verifying: "certfile, keyfile=None",
};

/** The arguments in the order of the parameters; where their evaluation does something, in that of the old call. */
function argumentsFor(module: PythonModule, kind: HelperKind, removed: RemovedArguments): string {
  const isHttps = kind === "https";
  const given: (readonly [string, Argument | undefined])[] = [
    [isHttps ? "cert_file" : "certfile", removed.certificate],
    [isHttps ? "key_file" : "keyfile", isNothing(removed.key, module.names) ? undefined : removed.key],
    ["check_hostname", isHttps ? removed.checkHostname : undefined],
    ["context", isHttps ? removed.context : undefined],
  ];
  const named = given.flatMap(([name, argument]) =>
    argument === undefined || isNone(argument.value) ? [] : [{ name, argument }],
  );
  const acts = named.some(({ argument: { value } }) => !isPure(value, module.names));
  const ordered = acts ? named.sort((a, b) => a.argument.node.start - b.argument.node.start) : named;
  return ordered
    .map(({ name, argument: { value } }) =>
      value.type === "named_expression" ? `${name}=(${value.text})` : `${name}=${value.text}`,
    )
    .join(", ");
}

/** Ours is known by its name and by what it does. */
function isOurs(module: PythonModule, name: string, kind: HelperKind): boolean {
  const definition = module.root.named.find(
    (node) => node.type === "function_definition" && node.field("name")?.text === name,
  );
  return (
    definition?.field("parameters")?.text === `(${PARAMETERS[kind]})` &&
    definition.text.includes(".load_cert_chain(") &&
    definition.text.includes("return context")
  );
}

/** The lines of the body, indented. */
function bodyOf(
  kind: HelperKind,
  module: PythonModule,
  { indent, quote }: Layout,
  ssl: SslSpeller,
): string[] {
  const isNew = isAtLeast(module.target, 3, 7);
  const asks = isNew
    ? ["context.post_handshake_auth = True"]
    : [
        `if hasattr(context, ${quote}post_handshake_auth${quote}):`,
        `${indent}context.post_handshake_auth = True`,
      ];
  const inner = (lines: readonly string[]) => lines.map((line) => indent + line);
  const load = (certificate: string, key: string) =>
    `context.load_cert_chain(certfile=${certificate}, keyfile=${key})`;
  const usual = `context = ${ssl.member("create_default_context")}()`;
  if (kind === "https") {
    return inner([
      '"""Make the context that HTTPSConnection made of these before Python 3.12."""',
      "if context is None:",
      ...inner([usual, `context.set_alpn_protocols([${quote}http/1.1${quote}])`, ...asks]),
      "if cert_file:",
      ...inner([load("cert_file", "key_file"), ...asks]),
      "if check_hostname is not None:",
      ...inner(["context.check_hostname = check_hostname"]),
      "return context",
    ]);
  }
  const loading = ["if certfile:", ...inner([load("certfile", "keyfile")]), "return context"];
  if (kind === "verifying")
    return inner([
      '"""Make a context that verifies, with the certificate of this client."""',
      usual,
      ...loading,
    ]);
  const made = isNew
    ? [
        `context = ${ssl.member("SSLContext")}(${ssl.member("PROTOCOL_TLS_CLIENT")})`,
        `context.minimum_version = ${ssl.member("TLSVersion.TLSv1_2")}`,
      ]
    : [usual];
  return inner([
    '"""Make the context that the mail and FTP clients made before Python 3.12."""',
    ...made,
    "context.check_hostname = False  # as they do without a context",
    `context.verify_mode = ${ssl.member("CERT_NONE")}`,
    ...loading,
  ]);
}
