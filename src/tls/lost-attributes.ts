import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
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
    (name) => module.text.includes(`.${name}`) && !isSetSomewhere(module, name),
  );
  if (names.length === 0) return;
  for (const subclass of subclassesOf(module, CLASS)) {
    const lost = names.filter((name) => !isKept(subclass, name) && !isAskedFor(subclass, name));
    const reads = lost.flatMap((name) => readOnlyAttributes(module, subclass, name));
    if (reads.length > 0) yield { subclass, reads: reads.sort((a, b) => a.start - b.start) };
  }
}

/** Whether the file sets the attribute of any object, or of a class. */
function isSetSomewhere(module: PythonModule, name: string): boolean {
  for (const node of module.identifiers(name)) {
    const target =
      node.parent?.type === "attribute" && node.parent.field("attribute") === node ? node.parent : node;
    const parent = target.parent;
    const isTarget = parent?.type === "assignment" && parent.field("left") === target;
    if (
      isTarget &&
      (target !== node ||
        node.ancestor("function_definition", "class_definition")?.type === "class_definition")
    )
      return true;
  }
  return new RegExp(`setattr\\([^)]*["']${name}["']`).test(module.text);
}

/** Whether the class knows that the attribute may be missing: `hasattr(self, "key_file")`. */
function isAskedFor(subclass: SyntaxNode, name: string): boolean {
  return new RegExp(`\\b(?:has|get)attr\\(\\s*self\\s*,\\s*["']${name}["']`).test(subclass.text);
}
