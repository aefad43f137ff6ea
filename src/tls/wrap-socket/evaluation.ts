import { argumentsOf } from "../../python/call.ts";
import { isPure, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Role } from "../sockets/socket-facts.ts";
import { plainText, type WrapOptions } from "./options.ts";
import { isKnownBefore, type Place, placeOf } from "./place.ts";
import type { Preserved } from "./preserved.ts";
import type { RecipeLine, Strength } from "./recipe.ts";
import type { WrapUse } from "./uses.ts";

/** What a rewrite of one call depends on. */
export interface RewriteInput {
  readonly module: PythonModule;
  readonly use: WrapUse & { readonly kind: "call" };
  readonly options: WrapOptions;
  readonly role: Role;
  readonly strength: Strength;
  /** The expression for `server_hostname`, where the context checks it. */
  readonly host: string | undefined;
  /** The preserving form makes the program's own check of the host name, under its condition. */
  readonly sameCheck?: { readonly condition: string | undefined };
  /** The preserving form that stands there already, and makes way. */
  readonly preserved?: Preserved;
}

/** The place for statements, if the arguments can be evaluated there. */
export function placeFor(input: RewriteInput): Place {
  const { use, options, module } = input;
  if (use.bound.splat !== undefined || use.bound.keywordSplats.length > 0) return "nowhere";
  if (needsRuntimeRole(input) && input.strength === "verify") return "nowhere";
  const place = placeOf(use.node);
  if (input.preserved !== undefined) return place;
  // Nothing of the context takes what `ssl_version` was given, but what is done for it has to be done.
  if (options.version !== undefined && !isIdle(module, options.version.node)) return "nowhere";
  const moved = movedArguments(options);
  if (place === "enclosing") {
    const readsFiles = options.certfile !== undefined || options.caCerts !== undefined;
    const areConstant = moved.every((node) => isConstant(module, node));
    return readsFiles ||
      !areConstant ||
      (options.serverSide?.value === undefined && options.serverSide !== undefined)
      ? "nowhere"
      : place;
  }
  if (moved.some((node) => !isKnownBefore(module, node, use.node))) return "nowhere";
  if (moved.some((node) => !isPure(node, module.names))) return isAlone(input) ? place : "nowhere";
  return moved.length > 0 && mayChange(input, moved) ? "nowhere" : place;
}

/** Whether it only reads: so does a setting that is asked for, `options.get("ssl_version", default)`. */
function isIdle(module: PythonModule, node: SyntaxNode): boolean {
  const inner = unwrap(node);
  const callee = inner.type === "call" ? inner.field("function") : undefined;
  if (callee?.type !== "attribute" || callee.field("attribute")?.text !== "get")
    return isPure(node, module.names);
  const parts = [callee.field("object"), ...argumentsOf(inner).map(({ value }) => value)];
  return parts.every((part) => part !== undefined && isPure(part, module.names));
}

/** Whether nothing that does something is evaluated in the statement before the moved arguments. */
function isAlone({ module, use, options }: RewriteInput): boolean {
  if (options.sock === undefined || !isPure(options.sock, module.names)) return false;
  let node: SyntaxNode | undefined = use.node.parent;
  while (node?.type === "parenthesized_expression" || node?.type === "assignment") node = node.parent;
  return node?.type === "expression_statement" || node?.type === "return_statement";
}

/** The arguments whose evaluation moves in front of the statement. */
function movedArguments(options: WrapOptions): SyntaxNode[] {
  const { certfile, keyfile, caCerts, ciphers, certReqs } = options;
  const dynamicSide =
    options.serverSide !== undefined && options.serverSide.value === undefined
      ? [options.serverSide.node]
      : [];
  return [
    ...[certfile, keyfile, caCerts, ciphers, certReqs].flatMap((given) =>
      given === undefined ? [] : [given.node],
    ),
    ...dynamicSide,
  ];
}

function isConstant(module: PythonModule, node: SyntaxNode): boolean {
  const inner = unwrap(node);
  if (["string", "integer", "true", "false", "none"].includes(inner.type)) return !inner.text.includes("{");
  return module.names.qualified(inner)?.startsWith("ssl.") === true;
}

/**
 * Whether something that runs before the call, in its statement, may change what the moved arguments read: a
 * call of the program's own code before the wrapping call, with arguments that hang on objects.
 */
function mayChange(input: RewriteInput, moved: readonly SyntaxNode[]): boolean {
  const sock = input.options.sock;
  if (sock === undefined) return false;
  const readsObjects = moved.some(
    (node) => unwrap(node).type !== "identifier" && !isConstant(input.module, node),
  );
  if (!readsObjects) return false;
  for (const node of sock.walk()) {
    if (node.type === "call" && !isStandardCall(input.module, node)) return true;
  }
  return false;
}

function isStandardCall(module: PythonModule, call: SyntaxNode): boolean {
  const callee = call.field("function");
  const name = module.names.qualified(callee) ?? "";
  const method = callee?.type === "attribute" ? callee.field("attribute")?.text : undefined;
  return (
    name.startsWith("socket.") ||
    name.startsWith("os.path.") ||
    ["accept", "dup", "detach", "makefile"].includes(method ?? "")
  );
}

/** Whether only the running program knows the role. */
export function needsRuntimeRole({ options }: RewriteInput): boolean {
  return options.serverSide !== undefined && options.serverSide.value === undefined;
}

/**
 * Arguments that do something when they are evaluated go into variables first, in their order, so that each
 * is evaluated once; so does what would be hard to read twice; a single one that is used once stays where it is used.
 */
export function bindImpure(input: RewriteInput): {
  readonly options: WrapOptions;
  readonly lines: readonly RecipeLine[];
} {
  const { module, use, options } = input;
  const parts = {
    keyfile: options.keyfile,
    certfile: options.certfile,
    cert_reqs: options.certReqs,
    ca_certs: options.caCerts,
    ciphers: options.ciphers,
  };
  const impure = Object.entries(parts)
    .flatMap(([name, part]) =>
      part === undefined || (isPure(part.node, module.names) && !isHardToReadTwice(input, name, part.node))
        ? []
        : [{ name, node: part.node }],
    )
    .sort((a, b) => a.node.start - b.node.start);
  const [first] = impure;
  if (first === undefined || (impure.length === 1 && isUsedOnce(input, first.name)))
    return { options, lines: [] };
  const bound = new Map(
    impure.map(({ name, node }) => [node, module.names.fresh(use.node, name, `ssl_${name}`)]),
  );
  const rename = <T extends { readonly node: SyntaxNode; readonly text: string }>(
    part: T | undefined,
  ): T | undefined => (part === undefined ? undefined : { ...part, text: bound.get(part.node) ?? part.text });
  return {
    options: {
      ...options,
      keyfile: rename(options.keyfile),
      certfile: rename(options.certfile),
      certReqs: rename(options.certReqs),
      caCerts: rename(options.caCerts),
      ciphers: rename(options.ciphers),
    },
    lines: impure.map(({ node }) => ({ text: `${bound.get(node)} = ${plainText(node)}`, from: node })),
  };
}

const CHOICES = new Set(["conditional_expression", "boolean_operator"]);

/** `if cert if server else None:`, and `CERT_REQUIRED if ca else CERT_NONE`, which the verifying form compares too. */
function isHardToReadTwice(input: RewriteInput, name: string, node: SyntaxNode): boolean {
  const { options, strength } = input;
  const reqs = options.certReqs;
  if (reqs?.node !== node) return CHOICES.has(unwrap(node).type) && !isUsedOnce(input, name);
  if (strength !== "verify" || reqs?.node !== node || reqs.requirement !== "variable") return false;
  return !["identifier", "attribute", "subscript"].includes(unwrap(node).type);
}

function isUsedOnce({ options, role, strength }: RewriteInput, name: string): boolean {
  const isVerifying = strength === "verify" && role === "client";
  switch (name) {
    case "keyfile":
      return true;
    case "cert_reqs":
      return !isVerifying;
    case "certfile":
      return role === "server" || options.certfile?.truth === "yes";
    case "ca_certs":
      return isVerifying || options.caCerts?.truth === "yes";
    default:
      return options.ciphers?.truth === "yes";
  }
}
