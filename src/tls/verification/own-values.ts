import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { UnverifiedClient } from "../connections/unverified-clients.ts";
import type { ContextSetting } from "../model/context-life.ts";
import type { Value } from "../model/values.ts";

/** Why a setting is the program's own, and not to go: its value is an option by its name, or of an object. */
export function namedValue(module: PythonModule, { node }: ContextSetting): string | undefined {
  const value = node.type === "assignment" ? node.field("right") : undefined;
  if (value?.type === "attribute")
    return module.names.resolve(value).length > 0 ? undefined : `its value is ${value.text}: change it there`;
  if (value?.type !== "identifier" || !IS_OPTION.test(value.text)) return undefined;
  const [binding, ...others] = module.scopes.lookup(value.text, value)?.bindings ?? [];
  if (binding === undefined || others.length > 0 || binding.kind === "import") return undefined;
  const line = module.text.slice(0, binding.node.start).split("\n").length;
  return `its value is ${value.text}, set on line ${line}: change it there`;
}

/** What tells an option from another name for `CERT_NONE`. */
const IS_OPTION = /verif|check|valid|secure|trust/i;

/** Why a context that verifies again would perhaps not look at host names. */
export function uncertainHostCheck({ life, causes }: UnverifiedClient): string | undefined {
  const setting = life.settings.find(
    (one) => one.name === "check_hostname" && !causes.includes(one) && one.values.some(isUnknownValue),
  );
  const value = setting?.node.type === "assignment" ? setting.node.field("right") : undefined;
  return value === undefined ? undefined : `check_hostname is ${short(value)}, which may be off`;
}

function isUnknownValue({ kind }: Value): boolean {
  return kind === "unknown";
}

/** An expression as a reason quotes it. */
export function short(node: SyntaxNode): string {
  const text = node.text.replace(/\s+/g, " ");
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
