import type { Edit } from "../core/edit.ts";
import type { ImportNeed } from "../core/fix.ts";
import { compare, importStatement, type Place, placeOf, type Scene, sceneOf } from "./import-places.ts";
import type { SyntaxNode } from "./node.ts";
import { isStdlibModule } from "./stdlib.ts";

/**
 * The edits that bind each needed module at module level, where a careful maintainer would write it: among the
 * imports of its kind, in their order if they have one, else after them. Nothing goes before the docstring or
 * `__future__`, into a `try` or an `if`, or after `before`, the first use at module level. What the module already
 * imports by that name, in time, is left out.
 */
export function addImports(
  root: SyntaxNode,
  text: string,
  needs: readonly ImportNeed[],
  before: number = text.length,
): Edit[] {
  const scene = sceneOf(root, text, before);
  const missing = needs
    .filter((need, i) => !isBound(scene, need) && needs.findIndex((other) => isSame(other, need)) === i)
    .sort((a, b) => stdlibFirst(a, b) || compare(a.module, b.module) || compare(aliasOf(a), aliasOf(b)));
  const groups: { place: Place; statements: string[] }[] = [];
  for (const need of missing) {
    const place = placeOf(scene, need);
    const group = groups.find((other) => isSamePlace(other.place, place));
    if (group === undefined) groups.push({ place, statements: [importStatement(need)] });
    else group.statements.push(importStatement(need));
  }
  const texts = new Map<number, string>();
  for (const { place, statements } of groups) {
    const joint = place.prefix === "; " ? "; " : scene.newline;
    const added = place.prefix + statements.join(joint) + place.suffix;
    texts.set(place.at, (texts.get(place.at) ?? "") + added);
  }
  return [...texts]
    .map(([at, added]) => ({ start: at, end: at, text: added }))
    .sort((a, b) => a.start - b.start);
}

/** The name that is not the module's own. */
function aliasOf({ module, name }: ImportNeed): string {
  return module === name ? "" : name;
}

function stdlibFirst(a: ImportNeed, b: ImportNeed): number {
  return Number(isStdlibModule(b.module)) - Number(isStdlibModule(a.module));
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.at === b.at && a.prefix === b.prefix && a.suffix === b.suffix;
}

function isBound(scene: Scene, need: ImportNeed): boolean {
  return scene.lines.some((line) =>
    line.statements.some(
      (node) =>
        node.type === "import_statement" &&
        node.end <= scene.before &&
        entries(node).some((e) => isSame(e, need)),
    ),
  );
}

function entries(statement: SyntaxNode): ImportNeed[] {
  return statement.named.map((entry) => {
    if (entry.type !== "aliased_import") return { module: entry.text, name: entry.text };
    return { module: entry.field("name")?.text ?? "", name: entry.field("alias")?.text ?? "" };
  });
}

function isSame(a: ImportNeed, b: ImportNeed): boolean {
  return importStatement(a) === importStatement(b);
}
