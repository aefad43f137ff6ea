import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { readOnlyAttributes } from "./class-attributes.ts";
import { subclassesOf } from "./constructions.ts";

const CLASS = "http.client.HTTPSConnection";
/** What `HTTPSConnection` set on itself until Python 3.11. */
const ATTRIBUTES = ["key_file", "cert_file"];

/** Where a subclass of `HTTPSConnection` reads attributes that its base class no longer sets. */
export interface LostAttributes {
  readonly subclass: SyntaxNode;
  /** `self.key_file`, in the order of the text; at least one. */
  readonly reads: readonly SyntaxNode[];
}

/** The subclasses of a module that read them; `isKept` tells of those that another fix sets. */
export function* lostAttributes(
  module: PythonModule,
  isKept: (subclass: SyntaxNode, name: string) => boolean,
): Generator<LostAttributes> {
  if (module.isPythonTwo) return;
  const names = ATTRIBUTES.filter(
    (name) => module.text.includes(`.${name}`) && !isSetFromOutside(module, name),
  );
  if (names.length === 0) return;
  const settled = new Map<SyntaxNode, readonly string[]>();
  for (const { definition, base } of subclassesOf(module, CLASS)) {
    const inherited = base === undefined ? [] : (settled.get(base.definition) ?? []);
    const open = names.filter((name) => !inherited.includes(name) && !isSetIn(module, definition, name));
    const lost = open.filter((name) => !isKept(definition, name) && !isAskedFor(definition, name));
    const reads = lost.flatMap((name) => readOnlyAttributes(module, definition, name));
    const found = reads.map((read) => read.field("attribute")?.text);
    const isSettled = (name: string) =>
      !open.includes(name) || isKept(definition, name) || found.includes(name);
    settled.set(definition, names.filter(isSettled));
    if (reads.length > 0) yield { subclass: definition, reads: reads.sort((a, b) => a.start - b.start) };
  }
}

/** Whether the file sets the attribute of an object that is not `self`. */
function isSetFromOutside(module: PythonModule, name: string): boolean {
  for (const target of targets(module, module.root, name)) {
    if (target.type === "attribute" && target.field("object")?.text !== "self") return true;
  }
  return new RegExp(`setattr\\([^)]*["']${name}["']`).test(module.text);
}

/** Whether the class sets it, of itself or of `self`. */
function isSetIn(module: PythonModule, definition: SyntaxNode, name: string): boolean {
  for (const target of targets(module, definition, name)) {
    const owner = target.ancestor("class_definition");
    const isOwn =
      target.type === "attribute" || target.ancestor("function_definition", "class_definition") === owner;
    if (owner === definition && isOwn) return true;
  }
  return false;
}

/** What is assigned to by that name: a variable, or an attribute of something. */
function* targets(module: PythonModule, region: SyntaxNode, name: string): Generator<SyntaxNode> {
  for (const node of module.identifiers(name, region)) {
    const isAttribute = node.parent?.type === "attribute" && node.parent.field("attribute") === node;
    const target = isAttribute && node.parent !== undefined ? node.parent : node;
    if (target.parent?.type === "assignment" && target.parent.field("left") === target) yield target;
  }
}

/** Whether the class knows that the attribute may be missing: `hasattr(self, "key_file")`. */
function isAskedFor(subclass: SyntaxNode, name: string): boolean {
  return new RegExp(`\\b(?:has|get)attr\\(\\s*self\\s*,\\s*["']${name}["']`).test(subclass.text);
}
