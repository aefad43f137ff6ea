import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { FACTORIES, isFactory } from "../model/context-life.ts";

/** The last parts of the names of what makes contexts. */
const MAKERS = [...new Set(FACTORIES.map((name) => name.slice(name.lastIndexOf(".") + 1)))];

/** Whether the module itself may make a context: it does more with a maker than to import it or to name it as a type. */
export function makesContexts(module: PythonModule): boolean {
  return MAKERS.some((name) => {
    const imported = new Set<string>();
    for (const node of module.identifiers(name)) {
      const local = importedAs(node);
      if (local !== undefined) imported.add(local);
      else if (!isType(node) && standsForMaker(module, node)) return true;
    }
    return [...imported].some((local) => isUsed(module, local));
  });
}

/** The name that `from module import maker` binds, where the identifier stands in one. */
function importedAs(node: SyntaxNode): string | undefined {
  if (node.ancestor("import_from_statement") === undefined) return undefined;
  return node.ancestor("aliased_import")?.field("alias")?.text ?? node.text;
}

function isUsed(module: PythonModule, local: string): boolean {
  for (const node of module.identifiers(local))
    if (node.ancestor("import_from_statement") === undefined && !isType(node)) return true;
  return false;
}

/** Whether an identifier, as a whole or as an attribute, names something that makes contexts. */
function standsForMaker(module: PythonModule, node: SyntaxNode): boolean {
  const named = module.names.resolve(whole(node));
  return named.some((resolution) => isFactory(resolution.name));
}

/** The attribute that an identifier names, or the identifier itself. */
function whole(node: SyntaxNode): SyntaxNode {
  const isAttribute = node.parent?.type === "attribute" && node.parent.field("attribute") === node;
  return isAttribute ? node.parent : node;
}

/** Whether an identifier stands in an annotation, or in what `isinstance` asks for: it is not called there. */
function isType(node: SyntaxNode): boolean {
  if (node.ancestor("type") !== undefined) return true;
  let asked = whole(node);
  while (asked.parent?.type === "tuple" || asked.parent?.type === "parenthesized_expression")
    asked = asked.parent;
  const list = asked.parent;
  return (
    list?.type === "argument_list" &&
    list.named[1] === asked &&
    /^(?:isinstance|issubclass)$/.test(list.parent?.field("function")?.text ?? "")
  );
}
