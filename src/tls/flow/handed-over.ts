import type { SyntaxNode } from "../../python/node.ts";
import type { Given, Values } from "../model/values.ts";

/** A function that is handed to what will call it, and what it will be called with. */
export interface HandedOver {
  readonly fn: Given;
  readonly givens: readonly Given[];
}

/** How many arguments come before the function, of the calls that call it with those that follow. */
const BEFORE: Readonly<Record<string, number>> = {
  submit: 0,
  to_thread: 0,
  map: 0,
  starmap: 0,
  apply_async: 0,
  call_soon: 0,
  call_soon_threadsafe: 0,
  callback: 0,
  addCleanup: 0,
  run_in_executor: 1,
  call_later: 1,
  call_at: 1,
  finalize: 1,
};

/** What has the values of a field made, for each object: of data classes, attrs and pydantic. */
const FIELDS = /^(?:field|Field|ib|attrib)$/;
const MAKERS = /^(?:default_)?factory$/;

/** `attr.Factory(f)`: what stands for the default, and may say that `f` takes the object. */
const FACTORY = /^(?:attrs?\.)?Factory$/;

const STARTERS = /^(?:Thread|Timer|Process)$/;

/** `Thread(target=f, args=(…))`, `pool.submit(f, …)`, `map(f, …)`: the call that comes of it; nothing where it is none of these. */
export function handedOver(
  callee: SyntaxNode,
  givens: readonly Given[],
  heldBy: (node: SyntaxNode) => Values,
): HandedOver | undefined {
  const name = (callee.type === "attribute" ? callee.field("attribute") : callee)?.text ?? "";
  const target = givens.find(({ keyword }) => keyword === "target");
  if (STARTERS.test(name) && target !== undefined)
    return {
      fn: target,
      givens: argumentsIn(
        givens.find(({ keyword }) => keyword === "args"),
        heldBy,
      ),
    };
  const maker = FIELDS.test(name) ? givens.find(({ keyword }) => MAKERS.test(keyword ?? "")) : undefined;
  if (maker !== undefined) return { fn: maker, givens: [] };
  const [first] = givens;
  if (FACTORY.test(callee.text) && first !== undefined) return { fn: first, givens: [] };
  const before = Object.hasOwn(BEFORE, name) ? BEFORE[name] : undefined;
  const fn = before === undefined ? undefined : givens[before];
  if (before === undefined || fn === undefined || fn.keyword !== undefined || fn.isSplat) return undefined;
  return { fn, givens: givens.slice(before + 1) };
}

/** The elements of a tuple or list of arguments that is written out; what one of them makes may be meant for any parameter. */
function argumentsIn(list: Given | undefined, heldBy: (node: SyntaxNode) => Values): readonly Given[] {
  if (list === undefined) return [];
  const isWritten = list.value.type === "tuple" || list.value.type === "list";
  if (!isWritten || !list.value.named.every(isRead)) return [{ ...list, keyword: undefined, isSplat: true }];
  return list.value.named.map((value) => ({
    keyword: undefined,
    isSplat: false,
    value,
    values: heldBy(value),
  }));
}

/** Whether evaluating an element again does nothing. */
function isRead({ type }: SyntaxNode): boolean {
  return type === "identifier" || type === "string" || type === "integer" || type === "none";
}
