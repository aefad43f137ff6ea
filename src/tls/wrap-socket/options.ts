import type { BoundCall } from "../../python/call.ts";
import {
  isNone,
  literalBoolean,
  literalString,
  type Truth,
  truthOf,
  unwrap,
} from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isKnownTrue } from "./known-true.ts";

/** A file or a cipher list that is given: its expression, and whether it may be empty when the program runs. */
export interface Given {
  readonly node: SyntaxNode;
  readonly text: string;
  readonly truth: Truth;
}

/** What `cert_reqs` asks for. `variable`: only the running program knows. */
export type Requirement = "none" | "optional" | "required" | "variable";

/** What `ssl_version` asks for, as far as it matters today. */
export type Version = "any" | "pinned-1.2" | "older";

/** The arguments of `ssl.wrap_socket` by what they mean. */
export interface WrapOptions {
  readonly sock: SyntaxNode | undefined;
  readonly certfile: Given | undefined;
  readonly keyfile: Given | undefined;
  readonly caCerts: Given | undefined;
  readonly ciphers: Given | undefined;
  /** `undefined` where it is not given. */
  readonly serverSide: { readonly node: SyntaxNode; readonly value: boolean | undefined } | undefined;
  readonly certReqs:
    | { readonly node: SyntaxNode; readonly text: string; readonly requirement: Requirement }
    | undefined;
  readonly version: { readonly node: SyntaxNode; readonly meaning: Version } | undefined;
  readonly handshake: SyntaxNode | undefined;
  readonly raggedEofs: SyntaxNode | undefined;
}

/** Reads the arguments of a call of `ssl.wrap_socket`. */
export function wrapOptions(module: PythonModule, bound: BoundCall): WrapOptions {
  const value = (name: string) => bound.byParameter.get(name)?.value;
  const given = (name: string) => givenValue(module, value(name));
  const serverSide = value("server_side");
  const certReqs = value("cert_reqs");
  const version = value("ssl_version");
  return {
    sock: value("sock"),
    certfile: given("certfile"),
    keyfile: given("keyfile"),
    caCerts: given("ca_certs"),
    ciphers: given("ciphers"),
    serverSide: serverSide && { node: serverSide, value: literalBoolean(serverSide) },
    certReqs: certReqs && {
      node: certReqs,
      text: plainText(certReqs),
      requirement: requirementOf(certReqs, module.names),
    },
    version: version && { node: version, meaning: versionOf(version, module.names) },
    handshake: value("do_handshake_on_connect"),
    raggedEofs: value("suppress_ragged_eofs"),
  };
}

/** `None`, `""` and `False` count as not given, as they did in `ssl.wrap_socket`. */
function givenValue(module: PythonModule, node: SyntaxNode | undefined): Given | undefined {
  if (node === undefined) return undefined;
  const truth = truthOf(node, module.names);
  if (truth === "no") return undefined;
  const known = truth === "unknown" && isKnownTrue(node) ? "yes" : truth;
  return { node, text: plainText(node), truth: known };
}

/** The text of an expression, without parentheses that only the lines of the old call wanted; a comment wants its own. */
export function plainText(node: SyntaxNode): string {
  const inner = unwrap(node);
  const needs = NEEDS_PARENTHESES.has(inner.type) || [...inner.walk()].some(({ type }) => type === "comment");
  return needs ? node.text : inner.text;
}

const NEEDS_PARENTHESES = new Set(["named_expression", "yield", "generator_expression"]);

const REQUIREMENTS: ReadonlyMap<string, Requirement> = new Map([
  ["ssl.CERT_NONE", "none"],
  ["ssl.CERT_OPTIONAL", "optional"],
  ["ssl.CERT_REQUIRED", "required"],
  ["ssl.VerifyMode.CERT_NONE", "none"],
  ["ssl.VerifyMode.CERT_OPTIONAL", "optional"],
  ["ssl.VerifyMode.CERT_REQUIRED", "required"],
]);

function requirementOf(node: SyntaxNode, names: Names): Requirement {
  const inner = unwrap(node);
  const byName = REQUIREMENTS.get(memberName(inner, names));
  if (byName !== undefined) return byName;
  switch (inner.text) {
    case "0":
    case "False":
      return "none";
    case "1":
      return "optional";
    case "2":
      return "required";
    case "True":
      return "optional";
    default:
      return "variable";
  }
}

/** Only the pin to TLS 1.2 says something that a minimum of 1.2 does not. */
function versionOf(node: SyntaxNode, names: Names): Version {
  const inner = unwrap(node);
  if (isNone(inner)) return "any";
  const name = memberName(inner, names);
  if (name === "ssl.PROTOCOL_TLSv1_2") return "pinned-1.2";
  return /^ssl\.PROTOCOL_(?:TLS|SSLv23|TLS_CLIENT|TLS_SERVER)$/.test(name) ? "any" : "older";
}

/** The qualified name of a member; `getattr(ssl, "PROTOCOL_TLSv1_2", …)` asks for one that every Python has now. */
function memberName(node: SyntaxNode, names: Names): string {
  if (node.type !== "call" || node.field("function")?.text !== "getattr") return names.qualified(node) ?? "";
  const [object, member] = node.field("arguments")?.named ?? [];
  if (object === undefined || member === undefined || !names.is(object, "ssl")) return "";
  return `ssl.${literalString(member) ?? ""}`;
}

/** What a cipher list does to verification. */
export type CipherKind = "plain" | "anonymous" | "unknown";

/** Whether a cipher list admits peers without a certificate, or lowers the security level (T27). */
export function cipherKind(ciphers: Given): CipherKind {
  const text = literalString(ciphers.node);
  if (text === undefined) return "unknown";
  return /(?:^|[:, +])(?:ADH|AECDH|aNULL|aDH|aECDH|eNULL|NULL)\b|^A(?:EC)?DH-|@SECLEVEL=0|(?:^|[:, ])(?:ALL|COMPLEMENTOFDEFAULT)\b/i.test(
    text,
  ) && !/!aNULL/i.test(text)
    ? "anonymous"
    : "plain";
}
