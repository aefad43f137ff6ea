import { contains } from "../../core/edit.ts";
import { argumentsOf } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast } from "../../python/version.ts";
import { contextsOf } from "../contexts.ts";
import { constant } from "../model/constants.ts";
import type { ContextLife } from "../model/context-life.ts";
import { obsoleteVersions } from "../model/context-state.ts";
import { isVersion, OBSOLETE, type Version, versionSet } from "../model/versions.ts";
import { reachOf } from "../reach/reach.ts";
import { invertedFlags } from "./flag-masks.ts";
import { clearsInVain } from "./floor.ts";
import { choiceOf, type GivenProtocol, givenProtocol } from "./given-protocols.ts";
import { argumentCall, isQuestion, isValue } from "./given-values.ts";
import { type NumberedVersion, numberedVersions } from "./numbered.ts";
import { isOpenToAny } from "./old-connections.ts";
import { lookedUp, spelledConstant, wholeSpelling } from "./spelt-constants.ts";
import { entryOf, isTakenFrom } from "./table-entries.ts";

/** One place where code asks for an old protocol version. */
export type LegacyUse =
  /** `SSLContext(PROTOCOL_TLSv1)`. */
  | {
      readonly kind: "context";
      readonly node: SyntaxNode;
      readonly version: Version;
      readonly life: ContextLife;
      readonly argument: SyntaxNode;
    }
  /** `PROTOCOL_TLSv1` given to anything else. */
  | ({ readonly kind: "protocol" } & GivenProtocol)
  /** `TLSVersion.TLSv1` as a limit; `limited` are the contexts whose setting it stands in. */
  | {
      readonly kind: "limit";
      readonly node: SyntaxNode;
      readonly version: Version | "MINIMUM_SUPPORTED";
      readonly limited: readonly ContextLife[];
      /** The words by which the program's user asks for the version by its name. */
      readonly choice: SyntaxNode | undefined;
      readonly isOneOfMany?: boolean;
    }
  /** `options &= ~OP_NO_TLSv1`; `opened` are the contexts that it is done to. */
  | {
      readonly kind: "cleared";
      readonly node: SyntaxNode;
      readonly flags: readonly SyntaxNode[];
      readonly opened: readonly ContextLife[];
    };

const WORDS =
  /\b(?:PROTOCOL_(?:SSLv2|SSLv3|TLSv1|TLSv1_1|TLSv1_2)|SSLv3|TLSv1|TLSv1_1|MINIMUM_SUPPORTED|OP_NO_\w+)\b/g;

/** What asks for an old version under another name. */
const RENAMED = /\b(?:PROTOCOL_(?:SSLv[23]|TLSv1(?:_[12])?)|OP_NO_\w+)\s+as\s+(\w+)/g;
/** The name that a constant is kept under. It is looked for behind the constant: to look at each name takes ten times as long. */
const KEPT = /\b(?:OP_NO_\w+|PROTOCOL_TLSv1_2|MINIMUM_SUPPORTED)\b(?<=\b(\w+)[ \t]*=[ \t]*(?:\w+\.)*\w+)/g;

/** Every place of a module that asks for a version older than TLS 1.2, or pins a context to TLS 1.2. */
export function legacyUses(module: PythonModule): LegacyUse[] {
  const found: LegacyUse[] = [];
  for (const name of namesIn(module)) {
    if (name.ancestor("import_from_statement", "import_statement") !== undefined) continue;
    const isAttribute = name.parent?.type === "attribute" && name.parent.field("attribute") === name;
    const expression = isAttribute ? (name.parent ?? name) : name;
    add(found, module, legacyUse(module, wholeSpelling(module, expression)));
  }
  for (const expression of lookedUp(module))
    add(found, module, legacyUse(module, wholeSpelling(module, expression)));
  for (const numbered of numberedVersions(module)) add(found, module, numberedUse(module, numbered));
  return found;
}

/** What no Python of the target reaches asks for nothing. */
function add(found: LegacyUse[], module: PythonModule, use: LegacyUse | undefined): void {
  if (use === undefined || reachOf(module, use.node).isDead) return;
  if (!found.some((other) => contains(use.node, other.node))) found.push(use);
}

/** Where the constants are named, by the names of the file. */
function* namesIn(module: PythonModule): Generator<SyntaxNode> {
  for (const match of module.text.matchAll(WORDS)) {
    const name = module.root.at(match.index, match.index + match[0].length);
    if (name.type === "identifier" && name.text === match[0]) yield name;
  }
  const others = new Set(
    [RENAMED, KEPT].flatMap((pattern) => [...module.text.matchAll(pattern)].map(([, name]) => name ?? "")),
  );
  for (const other of others) if (other.search(WORDS) < 0) yield* module.identifiers(other);
}

function legacyUse(module: PythonModule, node: SyntaxNode): LegacyUse | undefined {
  const qualified = spelledConstant(module, node);
  if (qualified === undefined || !qualified.startsWith("ssl.")) return undefined;
  if (qualified.startsWith("ssl.TLSVersion."))
    return limitUse(module, node, qualified.slice("ssl.TLSVersion.".length));
  const value = constant(qualified);
  if (value?.kind === "protocol" && isVersion(value.protocol))
    return protocolUse(module, node, value.protocol);
  return value?.kind === "options" && (value.on & OBSOLETE) !== 0 ? clearedUse(module, node) : undefined;
}

function limitUse(module: PythonModule, node: SyntaxNode, name: string): LegacyUse | undefined {
  if (!isValue(node))
    return isVersion(name) && isObsolete(name) ? limitInTable(module, node, name) : undefined;
  const limited = setBy(module, (setting) => setting.start <= node.start && node.end <= setting.end);
  if (name === "MINIMUM_SUPPORTED") {
    const target = node.parent?.type === "assignment" ? node.parent.field("left") : undefined;
    const isMinimum = target?.field("attribute")?.text === "minimum_version";
    return isMinimum ? { kind: "limit", node, version: name, limited, choice: choiceOf(node) } : undefined;
  }
  if (isQuestion(module, node)) return undefined;
  const isOld = isVersion(name) && isObsolete(name);
  return isOld ? { kind: "limit", node, version: name, limited, choice: choiceOf(node) } : undefined;
}

/** A version that is asked for by its number. */
function numberedUse(module: PythonModule, numbered: NumberedVersion): LegacyUse | undefined {
  const { kind, node, version, life } = numbered;
  if (kind === "limit") {
    const limited = numberedVersions(module).flatMap((one) => (one.node === node ? [one.life] : []));
    const lowest = version === "SSLv2" ? "MINIMUM_SUPPORTED" : version;
    return { kind, node, version: lowest, limited, choice: choiceOf(node) };
  }
  if (version === "TLSv1_2" && !isAtLeast(module.target, 3, 7)) return undefined;
  return { kind, node: life.creation, version, life, argument: node };
}

function isObsolete(version: Version): boolean {
  return (versionSet(version) & OBSOLETE) !== 0;
}

/**
 * The entry of a table that a minimum is taken from; one that is the maximum too, and the same, only tells which
 * versions a peer speaks.
 */
function limitInTable(module: PythonModule, node: SyntaxNode, version: Version): LegacyUse | undefined {
  const entry = entryOf(node);
  if (entry === undefined || isQuestion(module, node)) return undefined;
  const isSetFrom = (life: ContextLife, limit: string) =>
    life.settings.some(({ name, node: setting, values }) => {
      const value = name === limit && setting.type === "assignment" ? setting.field("right") : undefined;
      const holds = values.some((one) => one.kind === "version" && one.version === version);
      return value !== undefined && holds && isTakenFrom(value, entry, module);
    });
  const limited = contextsOf(module).filter((life) => isSetFrom(life, "minimum_version"));
  const speaking = limited.filter((life) => !isSetFrom(life, "maximum_version"));
  if (speaking.length === 0) return undefined;
  return {
    kind: "limit",
    node,
    version,
    limited: speaking,
    choice: entry.key,
    isOneOfMany: entry.key === undefined,
  };
}

function protocolUse(module: PythonModule, node: SyntaxNode, version: Version): LegacyUse | undefined {
  const lives = contextsOf(module).filter(({ factory }) => factory === "ssl.SSLContext");
  const call = argumentCall(node);
  const life = lives.find(({ creation }) => creation === call);
  const isNew = version !== "TLSv1_2";
  if (life !== undefined) {
    if (life.owner === undefined && !isProtocolArgument(life.creation, node)) return undefined;
    if (!isNew && !isAtLeast(module.target, 3, 7)) return undefined;
    return { kind: "context", node: life.creation, version, life, argument: node };
  }
  if (!isNew || isQuestion(module, node) || isGivenToOldFunction(module, node)) return undefined;
  const given = givenProtocol(module, node, version, lives);
  return given === undefined ? undefined : { kind: "protocol", ...given };
}

/** `partial(ssl.wrap_socket, ssl_version=…)`: what stands for the function ignores the version. */
function isGivenToOldFunction(module: PythonModule, node: SyntaxNode): boolean {
  const call = argumentCall(node);
  if (call === undefined || !module.names.is(call.field("function"), "functools.partial")) return false;
  return module.names.is(argumentsOf(call)[0]?.value, "ssl.wrap_socket");
}

/**
 * Whether an argument of `SSLContext` is its protocol: `SSLContext(ssl_version=…)` and a second argument by position
 * are taken, and nothing is made of them (measured, 3.8 to 3.13).
 */
function isProtocolArgument(creation: SyntaxNode, node: SyntaxNode): boolean {
  const all = argumentsOf(creation);
  const given = all.find(({ value }) => value === node);
  const first = all.find(({ keyword }) => keyword === undefined);
  return given?.keyword === undefined ? given === first : given.keyword === "protocol";
}

/** `context.options &= ~OP_NO_TLSv1`, where old versions are spoken after it, or nothing is known of the context. */
function clearedUse(module: PythonModule, flag: SyntaxNode): LegacyUse | undefined {
  const statement = flag.ancestor("augmented_assignment", "assignment", "call", "expression_statement");
  if (statement?.type !== "augmented_assignment" || statement.field("operator")?.text !== "&=")
    return undefined;
  const target = statement.field("left");
  if (target?.type !== "attribute" || target.field("attribute")?.text !== "options") return undefined;
  const flags = invertedFlags(statement.field("right"));
  if (flags === undefined || !flags.includes(flag)) return undefined;
  const opened = setBy(module, (setting) => setting === statement).filter(
    (life) => !clearsInVain(module, life),
  );
  const isKnown = setBy(module, (setting) => setting === statement).length > 0;
  if (isKnown && !opened.some((life) => speaksOld(life) || isOpenToAny(life))) return undefined;
  return { kind: "cleared", node: statement, flags, opened };
}

/** The contexts that a setting is made on. */
function setBy(module: PythonModule, isSetting: (node: SyntaxNode) => boolean): readonly ContextLife[] {
  return contextsOf(module).filter(({ settings }) => settings.some(({ node }) => isSetting(node)));
}

function speaksOld({ uses }: ContextLife): boolean {
  return uses.some(({ states }) => states.some((state) => obsoleteVersions(state) !== 0));
}
