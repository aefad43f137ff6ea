import { functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { setByName } from "./named-by-string.ts";
import { type WrapUse, wrapUses } from "./uses.ts";

/**
 * Why a use may be one of what the program itself puts in the place of the function: `ssl.wrap_socket = pinned`. A
 * rewrite would pass that by, with all that it verifies. What is read before, on the way to the first such line, is the
 * function of Python.
 */
export function maybeReplaced(module: PythonModule, use: WrapUse): string | undefined {
  if (use.kind !== "call" && use.kind !== "value") return undefined;
  const first = firstReplacement(module);
  if (first === undefined) return undefined;
  const isBefore = use.node.end <= first.start && functionOf(use.node) === functionOf(first);
  if (isBefore && use.node.ancestor("lambda", "for_statement", "while_statement") === undefined)
    return undefined;
  const line = module.text.slice(0, first.start).split("\n").length;
  return `the program puts a function of its own in its place, in line ${line}, which this may be`;
}

const replacements = new WeakMap<PythonModule, SyntaxNode | "none">();

/** The first place that puts something else under the name of the function. */
function firstReplacement(module: PythonModule): SyntaxNode | undefined {
  let found = replacements.get(module);
  if (found === undefined) {
    const patches = wrapUses(module).filter(({ kind }) => kind === "patch");
    const places = [...patches.map(({ node }) => node), ...setByName(module)];
    found = places.sort((a, b) => a.start - b.start)[0] ?? "none";
    replacements.set(module, found);
  }
  return found === "none" ? undefined : found;
}
