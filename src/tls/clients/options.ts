import type { BoundCall } from "../../python/call.ts";
import { functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";

/** Whether the text around a call with `**options` says the name of an argument, as the key of a dictionary. */
export function mayHold(module: PythonModule, { call, keywordSplats }: BoundCall, name: string): boolean {
  if (keywordSplats.length === 0) return false;
  const region = functionOf(call) ?? module.root;
  return new RegExp(`["']${name}["']|\\bdict\\([^)]*\\b${name}\\s*=`).test(region.text);
}

/** The name of `**options` where these are the function's own: a dictionary that nobody else has. */
export function ownOptions({ call, keywordSplats }: BoundCall): string | undefined {
  const name = keywordSplats.length === 1 ? keywordSplats[0]?.named[0] : undefined;
  if (name?.type !== "identifier") return undefined;
  const parameters = functionOf(call)?.field("parameters")?.named ?? [];
  const own = parameters.find((parameter) => parameter.type === "dictionary_splat_pattern");
  return own?.named[0]?.text === name.text ? name.text : undefined;
}
