import { literalString, pathOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Instances } from "../instances.ts";
import { PARAMETERS, takesVerification } from "./libraries.ts";

/** An entry of the dictionary that a call is given as `**options`. */
export interface OptionSetting {
  readonly kind: "option";
  /** The pair, the argument of `dict()`, or the assignment `options["verify"] = …`. */
  readonly node: SyntaxNode;
  readonly parameter: string;
  readonly value: SyntaxNode;
  /** Why the entry cannot go, if it cannot. */
  readonly obstacle: string | undefined;
}

/** The entries about verification in dictionaries that requests are given as `**options`. */
export function* optionSettings(module: PythonModule, instances: Instances): Generator<OptionSetting> {
  if (!module.text.includes("**")) return;
  const pins = [...entries(module, FINGERPRINT)].filter(({ value }) => value.type !== "none");
  for (const parameter of PARAMETERS) {
    for (const entry of entries(module, parameter)) {
      if (pins.some((pin) => isBeside(pin, entry))) continue;
      const reach = reachOf(module, entry, parameter, instances);
      if (reach !== undefined) yield { kind: "option", parameter, ...entry, obstacle: reach.obstacle };
    }
  }
}

/** With it urllib3 accepts the one certificate that has that fingerprint, whatever else it is told to verify. */
export const FINGERPRINT = "assert_fingerprint";

/** Whether a dictionary that has one entry has the other before or beside it. */
function isBeside(pin: Entry, entry: Entry): boolean {
  if (pin.dictionary === entry.dictionary) return true;
  const [path, other] = [pin, entry].map(
    ({ dictionary }) => pathOf(dictionary) ?? pathOf(heldBy(dictionary)),
  );
  if (path === undefined || path !== other) return false;
  const [block, inner] = [pin, entry].map(({ node }) => node.ancestor("block", "module"));
  return block !== undefined && inner !== undefined && block.start <= inner.start && inner.end <= block.end;
}

/** An entry, and the dictionary that it is written in or into. */
interface Entry {
  readonly node: SyntaxNode;
  readonly value: SyntaxNode;
  /** A dictionary written out, or the variable that holds one. */
  readonly dictionary: SyntaxNode;
}

function* entries(module: PythonModule, key: string): Generator<Omit<Entry, "dictionary"> & Entry> {
  for (const string of strings(module, key)) {
    const entry = entryOfString(string);
    if (entry !== undefined) yield entry;
  }
  for (const name of module.identifiers(key)) {
    const node = name.parent;
    const call = node?.type === "keyword_argument" ? node.parent?.parent : undefined;
    const value = node?.field("value");
    if (call?.type !== "call" || node === undefined || value === undefined || node.field("name") !== name)
      continue;
    const dictionary = filledBy(module, call);
    if (dictionary !== undefined) yield { node, value, dictionary };
  }
}

/** The strings that are exactly this key. */
function* strings(module: PythonModule, key: string): Generator<SyntaxNode> {
  for (let at = module.text.indexOf(key); at >= 0; at = module.text.indexOf(key, at + 1)) {
    if (!/["']/.test(module.text[at - 1] ?? "")) continue;
    const node = module.root.at(at, at + key.length);
    const string = node.type === "string" ? node : node.parent;
    if (string?.type === "string" && literalString(string) === key) yield string;
  }
}

/** `{"verify": …}`, `options["verify"] = …`, `options.setdefault("verify", …)` */
function entryOfString(string: SyntaxNode): Entry | undefined {
  const parent = string.parent;
  if (parent?.type === "pair" && parent.field("key") === string) {
    const value = parent.field("value");
    const dictionary = parent.parent;
    if (value === undefined || dictionary?.type !== "dictionary") return undefined;
    return { node: parent, value, dictionary: updatedBy(dictionary) ?? dictionary };
  }
  if (parent?.type === "subscript") {
    const node = parent.parent;
    const value =
      node?.type === "assignment" && node.field("left") === parent ? node.field("right") : undefined;
    const dictionary = parent.field("value");
    if (node === undefined || value === undefined || dictionary === undefined) return undefined;
    return { node, value, dictionary };
  }
  const call = parent?.type === "argument_list" ? parent.parent : undefined;
  const callee = call?.type === "call" ? call.field("function") : undefined;
  const value = parent?.named[1];
  const dictionary = callee?.field("object");
  if (call === undefined || value === undefined || dictionary === undefined) return undefined;
  if (callee?.field("attribute")?.text !== "setdefault" || parent?.named[0] !== string) return undefined;
  return { node: call, value, dictionary };
}

/** The variable in `options.update({…})`. */
function updatedBy(dictionary: SyntaxNode): SyntaxNode | undefined {
  const call = dictionary.parent?.type === "argument_list" ? dictionary.parent.parent : undefined;
  const callee = call?.type === "call" ? call.field("function") : undefined;
  return callee?.field("attribute")?.text === "update" ? callee.field("object") : undefined;
}

/** What the keywords of `dict(…)` and `options.update(…)` go into. */
function filledBy(module: PythonModule, call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.field("function");
  if (callee?.type === "identifier")
    return callee.text === "dict" && !module.scopes.isBound("dict", callee) ? call : undefined;
  return callee?.field("attribute")?.text === "update" ? callee.field("object") : undefined;
}

/** Whether a request is given the dictionary; and why its entry cannot go, if it cannot. */
function reachOf(
  module: PythonModule,
  { node, dictionary }: Entry,
  parameter: string,
  instances: Instances,
): { readonly obstacle: string | undefined } | undefined {
  const direct = splatCall(dictionary);
  if (direct !== undefined)
    return takesVerification(module, direct, parameter, instances) ? { obstacle: undefined } : undefined;
  const variable = pathOf(dictionary) === undefined ? heldBy(dictionary) : dictionary;
  if (variable === undefined) return undefined;
  const places = placesOf(module, variable);
  const calls = places.flatMap((place) => splatCall(place) ?? []);
  const taking = calls.filter((call) => takesVerification(module, call, parameter, instances));
  if (taking.length === 0) return undefined;
  const other = calls.find((call) => !taking.includes(call));
  if (other !== undefined) {
    return {
      obstacle: `${variable.text} is given to ${other.field("function")?.text}() too, which may need it`,
    };
  }
  const unknown = places.find((place) => !isHarmless(place, node, parameter));
  return {
    obstacle:
      unknown === undefined
        ? undefined
        : `${variable.text} goes elsewhere too, on line ${lineOf(module, unknown)}, where it may be needed`,
  };
}

/** The call that is given the expression as `**options`. */
function splatCall(expression: SyntaxNode): SyntaxNode | undefined {
  const splat = expression.parent;
  if (splat?.type !== "dictionary_splat") return undefined;
  const call = splat.parent?.type === "argument_list" ? splat.parent.parent : undefined;
  return call?.type === "call" ? call : undefined;
}

/** The variable that a dictionary, or a choice between it and another, is assigned to. */
function heldBy(dictionary: SyntaxNode): SyntaxNode | undefined {
  let value = dictionary;
  while (value.parent !== undefined && CHOICES.has(value.parent.type)) value = value.parent;
  const assignment = value.parent;
  if (assignment?.type !== "assignment" || assignment.field("right") !== value) return undefined;
  const target = assignment.field("left");
  return pathOf(target) === undefined ? undefined : target;
}

const CHOICES = new Set(["conditional_expression", "boolean_operator", "parenthesized_expression"]);

/** Where the program names the variable: in its scope, or, for an attribute, in the class. */
function placesOf(module: PythonModule, variable: SyntaxNode): readonly SyntaxNode[] {
  if (variable.type === "identifier") {
    const scope = module.scopes.lookup(variable.text, variable)?.scope;
    return scope === undefined ? [] : module.scopes.references(variable.text, scope);
  }
  const path = pathOf(variable);
  const region = variable.ancestor("class_definition") ?? module.root;
  const name = variable.field("attribute")?.text ?? "";
  return [...module.identifiers(name, region)].flatMap((node) => {
    const attribute = node.parent;
    return attribute?.type === "attribute" && pathOf(attribute) === path ? [attribute] : [];
  });
}

const KEEPING = new Set(["update", "setdefault", "get", "keys", "items", "values"]);

/** Whether the entry may be missing as far as this place is concerned. */
function isHarmless(place: SyntaxNode, entry: SyntaxNode, key: string): boolean {
  const parent = place.parent;
  switch (parent?.type) {
    case "dictionary_splat":
      return splatCall(place) !== undefined;
    case "dictionary_splat_pattern":
    case "comparison_operator":
      return true;
    case "assignment":
      return parent.field("left") === place;
    case "subscript":
      return isOtherItem(parent, entry, key);
    case "attribute": {
      const method = parent.field("attribute")?.text ?? "";
      return KEEPING.has(method) || (method === "pop" && takesDefault(parent, key));
    }
    default:
      return false;
  }
}

/** `options["timeout"]`, and the assignment of the entry itself or of another value. */
function isOtherItem(subscript: SyntaxNode, entry: SyntaxNode, key: string): boolean {
  const index = subscript.field("subscript");
  const name = index === undefined ? undefined : literalString(index);
  if (name === undefined) return false;
  const isSet = subscript.parent?.type === "assignment" && subscript.parent.field("left") === subscript;
  return name !== key || isSet || (entry.start <= subscript.start && subscript.end <= entry.end);
}

function takesDefault(method: SyntaxNode, key: string): boolean {
  const given = method.parent?.type === "call" ? (method.parent.field("arguments")?.named ?? []) : [];
  const [name] = given;
  return (
    given.length === 2 ||
    (name !== undefined && literalString(name) !== undefined && literalString(name) !== key)
  );
}

/** Whether a call is given `**options` that this file does not write out. */
export function hasUnknownOptions(module: PythonModule, instances: Instances): boolean {
  const { text, root } = module;
  for (let at = text.indexOf("**"); at >= 0; at = text.indexOf("**", at + 2)) {
    const node = root.at(at, at + 2);
    const splat = node.type === "dictionary_splat" ? node : node.parent;
    const value = splat?.type === "dictionary_splat" ? splat.named[0] : undefined;
    const call = value === undefined ? undefined : splatCall(value);
    if (call === undefined || value === undefined || value.type === "dictionary") continue;
    if (!PARAMETERS.some((parameter) => takesVerification(module, call, parameter, instances))) continue;
    if (!isWrittenOut(module, value)) return true;
  }
  return false;
}

/** Whether the variable holds nothing but dictionaries written out here. */
function isWrittenOut(module: PythonModule, variable: SyntaxNode): boolean {
  if (variable.type !== "identifier") return false;
  const bindings = module.scopes.lookup(variable.text, variable)?.bindings ?? [];
  return (
    bindings.length > 0 &&
    bindings.every(
      ({ value }) =>
        value !== undefined &&
        (value.type === "dictionary" ||
          (value.type === "call" && value.field("function")?.text === "dict")) &&
        !value.named.some((part) => part.type === "dictionary_splat"),
    )
  );
}

function lineOf(module: PythonModule, node: SyntaxNode): number {
  return module.text.slice(0, node.start).split("\n").length;
}
