import { argumentsOf } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { contextsOf } from "../contexts.ts";
import type { ContextLife, ContextSetting } from "../model/context-life.ts";
import type { Value } from "../model/values.ts";
import { isVersion, OBSOLETE, type Version, versionSet } from "../model/versions.ts";

/** A version of a context that is asked for by a number: as a limit, or as the protocol that pins it. */
export interface NumberedVersion {
  readonly kind: "limit" | "context";
  /** The number, or what becomes one. */
  readonly node: SyntaxNode;
  readonly version: Version;
  readonly life: ContextLife;
}

/** `context.minimum_version = 769`, `context.minimum_version = int(ssl.TLSVersion.TLSv1)`, `ssl.SSLContext(3)`. */
export function numberedVersions(module: PythonModule): readonly NumberedVersion[] {
  return contextsOf(module).flatMap((life) => [
    ...life.settings.flatMap((setting) => numberedLimit(module, life, setting) ?? []),
    ...numberedProtocol(module, life),
  ]);
}

function numberedLimit(
  module: PythonModule,
  life: ContextLife,
  { name, node, values }: ContextSetting,
): NumberedVersion | undefined {
  if (name !== "minimum_version" && name !== "maximum_version") return undefined;
  const value =
    node.type === "assignment" && node.tree === module.root.tree ? node.field("right") : undefined;
  const number = value === undefined ? undefined : numberOf(module, value);
  const version = versionOf(values);
  if (number === undefined || version === undefined || (versionSet(version) & OBSOLETE) === 0)
    return undefined;
  return { kind: "limit", node: number, version, life };
}

function numberedProtocol(module: PythonModule, life: ContextLife): readonly NumberedVersion[] {
  const { factory, creation, owner, protocols } = life;
  if (factory !== "ssl.SSLContext" || owner !== undefined || creation.tree !== module.root.tree) return [];
  const given = argumentsOf(creation).find(({ keyword }) => (keyword ?? "protocol") === "protocol");
  const version = versionOf(protocols);
  const isNumber = given !== undefined && isWritten(module, given.value);
  return isNumber && version !== undefined ? [{ kind: "context", node: given.value, version, life }] : [];
}

function versionOf([value, ...others]: readonly Value[]): Version | undefined {
  if (others.length > 0) return undefined;
  if (value?.kind === "version") return value.version;
  return value?.kind === "protocol" && isVersion(value.protocol) ? value.protocol : undefined;
}

/** The number that is written out there, or that the name stands for which is bound once and only limits contexts. */
function numberOf(module: PythonModule, value: SyntaxNode): SyntaxNode | undefined {
  if (isWritten(module, value)) return value;
  const found = value.type === "identifier" ? module.scopes.lookup(value.text, value) : undefined;
  const [binding, ...others] = found?.bindings ?? [];
  if (found === undefined || binding?.kind !== "assignment" || others.length > 0) return undefined;
  const isOnlyLimit = module.scopes.uses(value.text, found.scope).every(isLimit);
  if (binding.value === undefined || !isWritten(module, binding.value)) return undefined;
  return isOnlyLimit ? binding.value : value;
}

function isWritten(module: PythonModule, node: SyntaxNode): boolean {
  if (node.type === "integer" || node.type === "unary_operator") return true;
  const callee = node.type === "call" ? node.field("function") : undefined;
  return callee?.text === "int" && !module.scopes.isBound("int", callee);
}

/** Whether a use of a name is the limit that a setting is given. */
function isLimit(use: SyntaxNode): boolean {
  const setting = use.parent;
  if (setting?.type !== "assignment" || setting.field("right") !== use) return false;
  return /^(?:min|max)imum_version$/.test(setting.field("left")?.field("attribute")?.text ?? "");
}
