import type { ImportNeed } from "../../core/fix.ts";
import type { Names, Spelling } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast, type PythonVersion } from "../../python/version.ts";
import type { Role } from "../sockets/socket-facts.ts";
import { cipherKind, type Given, type WrapOptions } from "./options.ts";

/** Whether a rewrite keeps what was verified, or verifies chain and host name. */
export type Strength = "preserve" | "verify";

/** What the recipe of a context depends on. */
export interface RecipeInput {
  readonly options: WrapOptions;
  readonly role: Role;
  readonly strength: Strength;
  /** The context checks the host name that the program checked itself, under its condition. */
  readonly sameCheck?: { readonly condition: string | undefined };
  readonly target: PythonVersion;
  /** The file's syntax is Python 2's: no Python 3 will run it. */
  readonly isPythonTwo: boolean;
  /** The role as an expression, where only the running program knows it. */
  readonly serverSide?: string;
  /** The name of the context. */
  readonly context: string;
}

/** The statements that build a context, and the imports that they need. */
export interface Recipe {
  readonly lines: readonly RecipeLine[];
  readonly needs: readonly ImportNeed[];
}

/** One statement; `from` is the argument that it takes over, with whose comments it goes. */
export interface RecipeLine {
  readonly text: string;
  readonly from?: SyntaxNode;
  /** One step deeper: the body of the `if` above it. */
  readonly isNested?: boolean;
}

/** Spells members of `ssl` as the file does, and remembers what must be imported for it. */
export class Speller {
  readonly needs: ImportNeed[] = [];
  readonly #names: Names;
  readonly #at: SyntaxNode;
  readonly #like: SyntaxNode | undefined;

  constructor(names: Names, at: SyntaxNode, like: SyntaxNode | undefined) {
    this.#names = names;
    this.#at = at;
    this.#like = like;
  }

  ssl(member: string): string {
    const spelt: Spelling = this.#names.spell("ssl", member, this.#at, this.#like);
    if (spelt.need !== undefined) this.needs.push(spelt.need);
    return spelt.text;
  }
}

/** What the line says that makes a context for either role. */
export const EITHER = "  # for clients and servers alike";
/** What the line says on which verification is off. */
export const AS_BEFORE = "  # as ssl.wrap_socket did";

/** The statements that build the context for a call. */
export function contextRecipe(input: RecipeInput, speller: Speller): Recipe {
  const lines = [...creation(input, speller), ...settings(input, speller), ...files(input)];
  return { lines, needs: speller.needs };
}

function creation(input: RecipeInput, speller: Speller): RecipeLine[] {
  const { context, options, strength } = input;
  if (strength === "verify" && input.role === "client") {
    const ca = options.caCerts;
    const cafile = ca === undefined ? "" : `cafile=${ca.text}`;
    const text = `${context} = ${speller.ssl("create_default_context")}(${cafile})`;
    return [{ text, ...(ca === undefined ? {} : { from: ca.node }) }, ...minimum(input, speller)];
  }
  const isEither = input.role === "unknown" && input.serverSide === undefined;
  const made = `${context} = ${speller.ssl("SSLContext")}(${protocol(input, speller)})${isEither ? EITHER : ""}`;
  return [{ text: made }, ...minimum(input, speller)];
}

function protocol(input: RecipeInput, speller: Speller): string {
  if (input.serverSide !== undefined) {
    const server = roleProtocol("PROTOCOL_TLS_SERVER", input, speller);
    const client = roleProtocol("PROTOCOL_TLS_CLIENT", input, speller);
    return server === client ? server : `${server} if ${input.serverSide} else ${client}`;
  }
  if (input.role === "server") return roleProtocol("PROTOCOL_TLS_SERVER", input, speller);
  if (input.role === "client") return roleProtocol("PROTOCOL_TLS_CLIENT", input, speller);
  return speller.ssl(isAtLeast(input.target, 3, 6) ? "PROTOCOL_TLS" : "PROTOCOL_SSLv23");
}

/** Python 2.7 has neither constant; a text for both majors must ask for them. */
function roleProtocol(constant: string, input: RecipeInput, speller: Speller): string {
  if (isAtLeast(input.target, 3, 6)) return speller.ssl(constant);
  const any = speller.ssl("PROTOCOL_SSLv23");
  if (input.isPythonTwo) return any;
  const base = any.slice(0, any.lastIndexOf("."));
  return `getattr(${base}, "${constant}", ${any})`;
}

function minimum({ context, options, strength, target }: RecipeInput, speller: Speller): RecipeLine[] {
  const isPinned = options.version?.meaning === "pinned-1.2" && strength === "preserve";
  if (isAtLeast(target, 3, 7)) {
    const version = speller.ssl("TLSVersion.TLSv1_2");
    const lines = [{ text: `${context}.minimum_version = ${version}` }];
    if (isPinned) lines.push({ text: `${context}.maximum_version = ${version}` });
    return lines;
  }
  const off = ["OP_NO_SSLv2", "OP_NO_SSLv3", "OP_NO_TLSv1", "OP_NO_TLSv1_1"].map((name) => speller.ssl(name));
  const [v2, v3, one, oneOne] = off;
  return [
    { text: `${context}.options |= ${v2} | ${v3}` },
    { text: `${context}.options |= ${one} | ${oneOne}` },
    ...(isPinned ? [{ text: `${context}.options |= getattr(${moduleOf(v2)}, "OP_NO_TLSv1_3", 0)` }] : []),
  ];
}

function moduleOf(spelt: string | undefined): string {
  return spelt?.slice(0, spelt.lastIndexOf(".")) ?? "ssl";
}

/** The lines on verification. `check_hostname` goes first: with it on, `CERT_NONE` raises. */
function settings(input: RecipeInput, speller: Speller): RecipeLine[] {
  const { context, options, role, strength } = input;
  const reqs = options.certReqs;
  const from = reqs === undefined ? {} : { from: reqs.node };
  if (role === "server" && input.serverSide === undefined) return serverSettings(input, from);
  if (strength === "verify") {
    if (reqs?.requirement !== "variable") return [];
    const mode = reqs.text;
    return [
      { text: `${context}.check_hostname = ${mode} != ${speller.ssl("CERT_NONE")}` },
      { text: `${context}.verify_mode = ${mode}`, ...from },
    ];
  }
  const isOff = reqs === undefined || reqs.requirement === "none";
  if (input.sameCheck !== undefined && !isOff) return ownCheck(input, reqs.text, from);
  const check = { text: `${context}.check_hostname = False${isOff ? "" : AS_BEFORE}` };
  const head = role === "client" || input.serverSide !== undefined ? [check] : [];
  if (isOff) {
    const off = { text: `${context}.verify_mode = ${speller.ssl("CERT_NONE")}${AS_BEFORE}`, ...from };
    return role === "unknown" && input.serverSide === undefined && reqs === undefined ? [] : [...head, off];
  }
  return [...head, { text: `${context}.verify_mode = ${reqs.text}`, ...from }];
}

/**
 * The check of the host name that followed the call. A context for clients makes it by itself; where it is on and
 * `verify_mode` turns out to be `CERT_NONE`, the assignment raises, as `match_hostname` did without a certificate.
 * Python 2.7 has no such context: there the check goes on last, since it refuses to be on before verification is.
 */
function ownCheck(
  { context, options, sameCheck, target }: RecipeInput,
  mode: string,
  from: { readonly from?: SyntaxNode },
): RecipeLine[] {
  const verify = { text: `${context}.verify_mode = ${mode}`, ...from };
  const condition = sameCheck?.condition;
  if (!isAtLeast(target, 3, 6)) {
    const isVariable = options.certReqs?.requirement === "variable";
    const free = isVariable ? [{ text: `${context}.check_hostname = False` }] : [];
    return [...free, verify, { text: `${context}.check_hostname = ${condition ?? "True"}` }];
  }
  if (condition !== undefined) return [{ text: `${context}.check_hostname = ${condition}` }, verify];
  return options.certReqs?.requirement === "required" ? [] : [verify];
}

function serverSettings(
  { context, options }: RecipeInput,
  from: { readonly from?: SyntaxNode },
): RecipeLine[] {
  const reqs = options.certReqs;
  if (reqs === undefined || reqs.requirement === "none") return [];
  return [{ text: `${context}.verify_mode = ${reqs.text}`, ...from }];
}

/** The files and ciphers, in the order in which `ssl.wrap_socket` took them, each guarded as it guarded them. */
function files(input: RecipeInput): RecipeLine[] {
  const { context, options, strength, role } = input;
  const lines: RecipeLine[] = [];
  const verifies = strength === "verify" && role === "client";
  const ca = options.caCerts;
  if (ca !== undefined && !verifies)
    lines.push(...guarded(ca, `${context}.load_verify_locations(cafile=${ca.text})`));
  const cert = options.certfile;
  if (cert !== undefined) {
    const key = options.keyfile === undefined ? "" : `, keyfile=${options.keyfile.text}`;
    const load = `${context}.load_cert_chain(certfile=${cert.text}${key})`;
    lines.push(
      ...(role === "server" && input.serverSide === undefined
        ? [{ text: load, from: cert.node }]
        : guarded(cert, load)),
    );
  }
  const ciphers = options.ciphers;
  if (ciphers !== undefined && !(verifies && cipherKind(ciphers) === "anonymous")) {
    lines.push(...guarded(ciphers, `${context}.set_ciphers(${ciphers.text})`));
  }
  return mergedGuards(lines);
}

/** Two files under one condition share one `if`. */
function mergedGuards(lines: readonly RecipeLine[]): RecipeLine[] {
  const merged: RecipeLine[] = [];
  let guard: string | undefined;
  for (const line of lines) {
    const isGuard = line.isNested !== true && line.text.startsWith("if ");
    if (isGuard && line.text === guard) continue;
    if (line.isNested !== true) guard = isGuard ? line.text : undefined;
    merged.push(line);
  }
  return merged;
}

function guarded(given: Given, text: string): RecipeLine[] {
  if (given.truth === "yes") return [{ text, from: given.node }];
  return [
    { text: `if ${given.text}:`, from: given.node },
    { text, isNested: true },
  ];
}
