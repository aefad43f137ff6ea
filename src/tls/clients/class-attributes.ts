import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** Where the methods of a class read `self.name`, if they nowhere set it. */
export function readOnlyAttributes(module: PythonModule, owner: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const node of module.identifiers(name)) {
    const attribute = node.parent;
    if (node.start < owner.start || node.end > owner.end || attribute?.type !== "attribute") continue;
    if (attribute.field("attribute") !== node || attribute.field("object")?.text !== "self") continue;
    if (isSet(attribute)) return [];
    found.push(attribute);
  }
  return found;
}

function isSet(target: SyntaxNode): boolean {
  let node = target;
  while (node.parent?.type === "pattern_list" || node.parent?.type === "tuple_pattern") node = node.parent;
  return node.parent?.type === "assignment" && node.parent.field("left") === node;
}
