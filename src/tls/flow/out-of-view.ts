import type { SyntaxNode } from "../../python/node.ts";
import { contextIds, type Given, UNKNOWN, type Value, type Values } from "../model/values.ts";
import type { Memory } from "./memory.ts";

/** A call of something that the program does not define. */
interface OuterCall {
  readonly call: SyntaxNode;
  readonly callee: SyntaxNode;
  readonly fn: Value;
  readonly givens: readonly Given[];
}

/** A call of what is out of view takes the contexts with it. */
export function leaveView(memory: Memory, outer: OuterCall): Values {
  const { call, fn, givens } = outer;
  const passed = [...new Set(givens.flatMap((given) => memory.within(given.values)))];
  if (passed.length === 0) return UNKNOWN;
  if (fn.kind === "qualified" && fn.name === "OpenSSL.SSL.Connection") {
    memory.use("connect", call, contextIds(givens[0]?.values ?? UNKNOWN));
  } else if (mayConfigure(memory, outer)) {
    memory.use("lend", call, passed);
    memory.forget(passed);
  } else memory.use("pass", call, passed);
  return UNKNOWN;
}

/**
 * Whether a function out of view may be there to configure what it is given: a plain function whose result is
 * not used, and which takes the context by position; methods, and parameters by name, take one to use it.
 */
function mayConfigure(memory: Memory, { call, callee, givens }: OuterCall): boolean {
  const statement = call.parent?.type === "await" ? call.parent.parent : call.parent;
  if (statement?.type !== "expression_statement" || !isPlainFunction(memory, callee)) return false;
  const holding = givens.filter(({ values }) => memory.within(values).length > 0);
  return holding.every((given) => given.keyword === undefined && given.value.type !== "dictionary_splat");
}

/** Whether what is called is no method: a name, an import, or what another call or a table gives. */
function isPlainFunction({ places }: Memory, callee: SyntaxNode): boolean {
  if (callee.type !== "attribute") return true;
  const object = callee.field("object");
  return object !== undefined && places.isModule(object);
}
