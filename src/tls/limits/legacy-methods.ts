import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { constant } from "../model/constants.ts";
import type { ContextLife } from "../model/context-life.ts";
import { isVersion, type Version } from "../model/versions.ts";
import { reachOf } from "../reach/reach.ts";
import { type GivenProtocol, givenProtocol } from "./given-protocols.ts";
import { isQuestion } from "./given-values.ts";
import { ofPyOpenSsl } from "./pyopenssl.ts";

/** A context of pyOpenSSL that a method pins to one version. */
export interface PinnedMethod {
  readonly kind: "context";
  readonly life: ContextLife;
  readonly argument: SyntaxNode;
  readonly version: Version;
}

/** One place where a method of one version is given to a context of pyOpenSSL, or to anything else. */
export type LegacyMethod = PinnedMethod | ({ readonly kind: "method" } & GivenProtocol);

/** Every place of a module that pins what pyOpenSSL speaks to one version. */
export function legacyMethods(module: PythonModule): LegacyMethod[] {
  const lives = ofPyOpenSsl(module);
  const pinned = lives.flatMap((life) => pinnedMethod(module, life) ?? []);
  return [...pinned, ...givenMethods(module, lives, pinned)];
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

const WORDS = /\b(?:SSLv2|SSLv3|TLSv1|TLSv1_1)_METHOD\b/g;

/** Methods that are given to anything but the contexts that are known to be pinned. */
function givenMethods(
  module: PythonModule,
  lives: readonly ContextLife[],
  pinned: readonly PinnedMethod[],
): LegacyMethod[] {
  const isPinned = (life: ContextLife) => pinned.some((one) => one.life === life);
  return Array.from(module.text.matchAll(WORDS)).flatMap((match): LegacyMethod[] => {
    const name = module.root.at(match.index, match.index + match[0].length);
    if (name.type !== "identifier") return [];
    if (name.ancestor("import_from_statement", "import_statement") !== undefined) return [];
    const isAttribute = name.parent?.type === "attribute" && name.parent.field("attribute") === name;
    const node = isAttribute ? (name.parent ?? name) : name;
    const value = constant(module.names.qualified(node) ?? "");
    if (value?.kind !== "protocol" || !isVersion(value.protocol)) return [];
    if (isQuestion(module, node) || reachOf(module, node).isDead) return [];
    const given = givenProtocol(module, node, value.protocol, lives);
    const isSaid = given === undefined || (given.made.length > 0 && given.made.every(isPinned));
    return isSaid ? [] : [{ kind: "method", ...given }];
  });
}
