import { functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import { setByName } from "./named-by-string.ts";
import { type WrapUse, wrapUses } from "./uses.ts";

/**
 * Why a use may be one of what the program itself puts in the place of the function: `ssl.wrap_socket = pinned`. A
 * rewrite would pass that by, with all that it verifies. What is read before, on the way to the first such line, is the
 * function of Python.
 */
export function maybeReplaced(module: PythonModule, use: WrapUse): string | undefined {
  if (use.kind !== "call" && use.kind !== "value") return undefined;
  const patches = wrapUses(module).filter(({ kind }) => kind === "patch");
  const [first] = [...patches.map(({ node }) => node), ...setByName(module)].sort(
    (a, b) => a.start - b.start,
  );
  if (first === undefined) return undefined;
  const isBefore = use.node.end <= first.start && functionOf(use.node) === functionOf(first);
  if (isBefore && use.node.ancestor("lambda", "for_statement", "while_statement") === undefined)
    return undefined;
  const line = module.text.slice(0, first.start).split("\n").length;
  return `the program puts a function of its own in its place, in line ${line}, which this may be`;
}
