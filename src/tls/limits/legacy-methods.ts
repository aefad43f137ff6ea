import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { constant } from "../model/constants.ts";
import type { ContextLife } from "../model/context-life.ts";
import { isVersion, type Version } from "../model/versions.ts";
import { reachOf } from "../reach/reach.ts";
import { choiceOf, type GivenProtocol, givenProtocol } from "./given-protocols.ts";
import { isQuestion, isValue } from "./given-values.ts";
import { ofPyOpenSsl } from "./pyopenssl.ts";

/** A context of pyOpenSSL that a method pins to one version. */
export interface PinnedMethod {
  readonly kind: "context";
  readonly life: ContextLife;
  readonly argument: SyntaxNode;
  readonly version: Version;
}

/** `set_min_proto_version(SSL.TLS1_VERSION)`: an old version as a limit, given there or to anything else. */
export interface LegacyLimit {
  readonly kind: "limit";
  readonly node: SyntaxNode;
  readonly version: Version;
  /** The contexts whose setting it stands in. */
  readonly limited: readonly ContextLife[];
  /** The words by which the program's user asks for the version by its name. */
  readonly choice: SyntaxNode | undefined;
}

/** One place where an old version is asked for: by a method, for a context or for anything else, or by a limit. */
export type LegacyMethod = PinnedMethod | ({ readonly kind: "method" } & GivenProtocol) | LegacyLimit;

/** Every place of a module that lets pyOpenSSL speak an old version, or keeps it to one version. */
export function legacyMethods(module: PythonModule): LegacyMethod[] {
  const lives = ofPyOpenSsl(module);
  const pinned = lives.flatMap((life) => pinnedMethod(module, life) ?? []);
  const values = oldValues(module);
  return [
    ...pinned,
    ...values.flatMap((value) => givenMethod(module, value, lives, pinned) ?? []),
    ...values.flatMap((value) => legacyLimit(value, lives) ?? []),
  ];
}

/** A context whose method is written in the call that makes it, or is a name for it, and pins it. */
function pinnedMethod(module: PythonModule, life: ContextLife): PinnedMethod | undefined {
  const [given] = life.creation.field("arguments")?.named ?? [];
  const argument = given?.type === "keyword_argument" ? given.field("value") : given;
  const name = /\.(\w+)_METHOD$/.exec(module.names.qualified(argument) ?? "")?.[1] ?? "";
  return argument !== undefined && isVersion(name)
    ? { kind: "context", life, argument, version: name }
    : undefined;
}

const WORDS = /\b(?:(?:SSLv2|SSLv3|TLSv1|TLSv1_1)_METHOD|(?:SSL3|TLS1|TLS1_1)_VERSION)\b/g;

/** A constant of pyOpenSSL that names an old version, where something is done with it. */
interface OldValue {
  readonly node: SyntaxNode;
  readonly kind: "method" | "limit";
  readonly version: Version;
}

function oldValues(module: PythonModule): OldValue[] {
  return Array.from(module.text.matchAll(WORDS)).flatMap((match): OldValue[] => {
    const name = module.root.at(match.index, match.index + match[0].length);
    if (name.type !== "identifier") return [];
    if (name.ancestor("import_from_statement", "import_statement") !== undefined) return [];
    const isAttribute = name.parent?.type === "attribute" && name.parent.field("attribute") === name;
    const node = isAttribute ? (name.parent ?? name) : name;
    const value = constant(module.names.qualified(node) ?? "");
    if (isQuestion(module, node) || reachOf(module, node).isDead) return [];
    if (value?.kind === "version") return [{ node, kind: "limit", version: value.version }];
    return value?.kind === "protocol" && isVersion(value.protocol)
      ? [{ node, kind: "method", version: value.protocol }]
      : [];
  });
}

/** A method that is given to anything but the contexts that are known to be pinned. */
function givenMethod(
  module: PythonModule,
  { node, kind, version }: OldValue,
  lives: readonly ContextLife[],
  pinned: readonly PinnedMethod[],
): LegacyMethod | undefined {
  if (kind !== "method") return undefined;
  const isPinned = (life: ContextLife) => pinned.some((one) => one.life === life);
  const given = givenProtocol(module, node, version, lives);
  if (given === undefined || (given.made.length > 0 && given.made.every(isPinned))) return undefined;
  return { kind, ...given };
}

function legacyLimit(
  { node, kind, version }: OldValue,
  lives: readonly ContextLife[],
): LegacyLimit | undefined {
  if (kind !== "limit" || !isValue(node)) return undefined;
  const isSetBy = ({ settings }: ContextLife) =>
    settings.some((setting) => setting.node.start <= node.start && node.end <= setting.node.end);
  return { kind, node, version, limited: lives.filter(isSetBy), choice: choiceOf(node) };
}
