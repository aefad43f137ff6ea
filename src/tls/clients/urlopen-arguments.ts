import { type Argument, type BoundCall, bindCall } from "../../python/call.ts";
import { isNone, isPure, truthOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Names } from "../../python/names.ts";
import { signatureOf } from "../../python/signatures.ts";
import { usesOf } from "../../python/uses.ts";
import type { SslSpeller } from "./ssl-speller.ts";

const FUNCTION = "urllib.request.urlopen";
const REMOVED = ["cafile", "capath", "cadefault"] as const;

/** A call of `urlopen` with arguments that Python 3.13 removed. */
export interface UrlopenCall {
  readonly bound: BoundCall;
  readonly removed: readonly Argument[];
}

/** Every call of `urlopen` with `cafile`, `capath` or `cadefault`. */
export function* urlopenCalls(module: PythonModule): Generator<UrlopenCall> {
  if (!REMOVED.some((name) => module.text.includes(name)) && module.target.major >= 3) return;
  for (const { node, certainty } of usesOf(module, FUNCTION)) {
    const call = node.parent;
    if (certainty !== "sure" || call?.type !== "call" || call.field("function") !== node) continue;
    const signature = signatureOf(FUNCTION, module.target.major);
    const bound = signature === undefined ? undefined : bindCall(call, signature);
    const removed = REMOVED.flatMap((name) => bound?.byParameter.get(name) ?? []);
    if (bound !== undefined && removed.length > 0) yield { bound, removed };
  }
}

/**
 * What `urlopen` made of the arguments: a context that trusts these authorities, or the usual way where all of
 * them are false. A reason where that cannot be said.
 */
export function urlopenContext(
  { bound: { byParameter } }: UrlopenCall,
  names: Names,
  speller: SslSpeller,
): { readonly context: string | undefined } | { readonly because: string } {
  const context = byParameter.get("context");
  const given = REMOVED.flatMap((name) => {
    const value = byParameter.get(name)?.value;
    const truth = value === undefined ? "no" : truthOf(value, names);
    return value === undefined || truth === "no" ? [] : [{ name, value, truth }];
  });
  if (given.length === 0) return { context: undefined };
  if (context !== undefined && !isNone(context.value)) {
    return { because: "a context together with these arguments always raised ValueError" };
  }
  const files = given.filter(({ name }) => name !== "cadefault");
  const parts = files.map(({ name, value }) => `${name}=${value.text}`);
  const made = `${speller.member("create_default_context")}(${parts.join(", ")})`;
  if (given.some(({ truth }) => truth === "yes")) return { context: made };
  if (!given.every(({ value }) => isPure(value, names))) {
    return { because: "whether a context is needed hangs on a call that would then be made twice" };
  }
  return { context: `${made} if ${given.map(({ value }) => value.text).join(" or ")} else None` };
}
