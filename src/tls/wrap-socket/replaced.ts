import { assignedValue } from "../../python/bindings.ts";
import { functionOf, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { setByName } from "./named-by-string.ts";
import { isTarget, type WrapUse, wrapUses } from "./uses.ts";

/**
 * Why a use may be one of what the program itself puts in the place of the function: `ssl.wrap_socket = pinned`. A
 * rewrite would pass that by, with all that it verifies. What is read before, on the way to the first such line, is the
 * function of Python.
 */
export function maybeReplaced(module: PythonModule, use: WrapUse): string | undefined {
  if (use.kind !== "call" && use.kind !== "value") return undefined;
  const first = firstReplacement(module);
  if (first !== undefined && !isBefore(use.node, first)) {
    const line = module.text.slice(0, first.start).split("\n").length;
    return `the program puts a function of its own in its place, in line ${line}, which this may be`;
  }
  const elsewhere = module.project.wrapSocketReplacedIn;
  if (elsewhere === undefined) return undefined;
  return `\`${elsewhere}\` puts a function of its own in its place, which this may be`;
}

/** Whether a module puts a function of its own in the place of Python's, for whoever runs with it. */
export function replacesFunction(module: PythonModule): boolean {
  return replacements(module).some((place) => !restores(module, place));
}

function isBefore(node: SyntaxNode, replacement: SyntaxNode): boolean {
  return (
    node.end <= replacement.start &&
    functionOf(node) === functionOf(replacement) &&
    node.ancestor("lambda", "for_statement", "while_statement") === undefined
  );
}

const firsts = new WeakMap<PythonModule, SyntaxNode | "none">();

/** The first place that puts something else under the name of the function. */
function firstReplacement(module: PythonModule): SyntaxNode | undefined {
  const found = firsts.get(module) ?? replacements(module)[0] ?? "none";
  firsts.set(module, found);
  return found === "none" ? undefined : found;
}

/** Every place that puts something else under the name of the function: the target, or the call of `setattr`. */
function replacements(module: PythonModule): SyntaxNode[] {
  const patches = wrapUses(module).filter(({ kind }) => kind === "patch");
  const places = [...patches.map(({ node }) => node), ...setByName(module), ...setThroughOthers(module)];
  return places.sort((a, b) => a.start - b.start);
}

/** `client.ssl.wrap_socket = …`: the module that another one imports is the same for all. */
function* setThroughOthers(module: PythonModule): Generator<SyntaxNode> {
  for (const identifier of module.identifiers("wrap_socket")) {
    const target = identifier.parent;
    const holder = target?.type === "attribute" ? target.field("object") : undefined;
    if (target === undefined || holder?.type !== "attribute" || !isTarget(target)) continue;
    const [first] = module.names.resolve(holder);
    if (first?.name.endsWith(".ssl") === true) yield target;
  }
}

/** Whether it only puts back what Python, or a green library, has there, or takes it away. */
function restores(module: PythonModule, place: SyntaxNode): boolean {
  if (place.parent?.type === "delete_statement") return true;
  const value = place.type === "call" ? place.field("arguments")?.named[2] : valueFor(place);
  return value !== undefined && module.names.is(unwrap(value), "ssl.wrap_socket");
}

/** What an assignment gives to a target, where each target has a value of its own. */
function valueFor(target: SyntaxNode): SyntaxNode | undefined {
  const list = target.parent;
  if (list?.type === "assignment") return assignedValue(list);
  const assignment = list?.parent;
  if (list === undefined || assignment?.type !== "assignment") return undefined;
  const values = assignedValue(assignment)?.named ?? [];
  return values.length === list.named.length ? values[list.named.indexOf(target)] : undefined;
}
