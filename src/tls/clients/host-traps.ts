import { bindCall } from "../../python/call.ts";
import { pathOf, truthOf, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { signatureOf } from "../../python/signatures.ts";
import type { ClientCall } from "./client-calls.ts";

/** What stands against a context that verifies: it can never work, or it may fail. */
export interface HostTrap {
  readonly isCertain: boolean;
  readonly because: string;
}

/** What a context that checks the host name would meet in this call; nothing where the host is in order. */
export function hostTrap(module: PythonModule, call: ClientCall): HostTrap | undefined {
  switch (call.client.name) {
    case "smtplib.SMTP_SSL":
    case "imaplib.IMAP4_SSL":
      return call.how === "call" ? trapOfMaking(module, call.call, call.client.name) : undefined;
    case "smtplib.SMTP.starttls":
    case "imaplib.IMAP4.starttls":
      return trapOfStart(module, call);
    default:
      return undefined;
  }
}

function trapOfStart(module: PythonModule, { call, connection, client }: ClientCall): HostTrap | undefined {
  const isSmtp = client.name.startsWith("smtplib");
  for (const made of connection?.made ?? []) {
    const trap = trapOfMaking(module, made, isSmtp ? "smtplib.SMTP" : "imaplib.IMAP4");
    if (trap !== undefined) return trap;
  }
  const object = call.field("function")?.field("object");
  if (!isSmtp || object === undefined) return undefined;
  if (reconnects(module, call, object)) {
    return certain(
      "connect() goes to a host of its own, and the certificate is checked against that of the constructor",
    );
  }
  if (connection?.made.length !== 0) return undefined;
  return {
    isCertain: false,
    because: "the connection is made elsewhere: it fails if it is made without a host",
  };
}

/** `SMTP()` knows no host to check, not even after `connect()`; `SMTP("host:587")` would check `host:587`. */
function trapOfMaking(module: PythonModule, made: SyntaxNode, className: string): HostTrap | undefined {
  const spelt = made.field("function")?.text ?? className;
  const bound = bindCall(made, signatureOf(className, 3) ?? { positional: ["host", "port"] });
  if (bound === undefined || bound.splat !== undefined || bound.keywordSplats.length > 0) return undefined;
  const host = bound.byParameter.get("host")?.value;
  if (host === undefined || truthOf(host, module.names) === "no") {
    return certain(
      `${spelt}() is given no host to check the certificate against: give it the host, not connect()`,
    );
  }
  if (className.startsWith("smtplib") && holdsPort(host)) {
    return certain(
      `the certificate would be checked against ${host.text}: give ${spelt}() the port on its own`,
    );
  }
  return undefined;
}

/** `"mail.example:587"`, `host + ":587"`, `f"{host}:{port}"`; an IPv6 address has colons of its own. */
function holdsPort(host: SyntaxNode): boolean {
  const isText = ["string", "concatenated_string", "binary_operator"].includes(unwrap(host).type);
  if (!isText) return false;
  return [...host.walk()].some(
    ({ type, text }) => type === "string_content" && text.includes(":") && !text.includes("::"),
  );
}

function certain(because: string): HostTrap {
  return { isCertain: true, because };
}

/** Whether `connect(host)` is called on the same variable. */
function reconnects(module: PythonModule, call: SyntaxNode, object: SyntaxNode): boolean {
  const path = pathOf(object);
  if (path === undefined) return false;
  const region =
    call.ancestor(path.includes(".") ? "class_definition" : "function_definition") ?? module.root;
  for (const node of module.identifiers("connect")) {
    const attribute = node.parent;
    if (node.start < region.start || node.end > region.end || attribute?.type !== "attribute") continue;
    const other = attribute.parent;
    const isCall = other?.type === "call" && other.field("function") === attribute;
    const hasHost = isCall && (other.field("arguments")?.named.length ?? 0) > 0;
    if (hasHost && pathOf(attribute.field("object")) === path) return true;
  }
  return false;
}
