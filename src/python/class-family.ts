import type { SyntaxNode } from "./node.ts";
import type { Scopes } from "./scopes.ts";

/** A class, those of this file that inherit from it, and all that any of these inherits from. */
export function familyOf(owner: SyntaxNode, scopes: Scopes): ReadonlySet<SyntaxNode> {
  const family = new Set(heirsOf(owner, scopes));
  const waiting = [...family];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const base of basesOf(at, scopes)) {
      if (!family.has(base)) waiting.push(base);
      family.add(base);
    }
  }
  return family;
}

/** A class and those of this file that inherit from it. */
export function heirsOf(owner: SyntaxNode, scopes: Scopes): ReadonlySet<SyntaxNode> {
  const heirs = new Set([owner]);
  const waiting = [owner];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const name = at.field("name")?.text;
    if (name === undefined) continue;
    for (const mention of scopes.mentions(name)) {
      const heir = mention.parent?.type === "argument_list" ? mention.parent.parent : undefined;
      if (heir?.type !== "class_definition" || heirs.has(heir)) continue;
      if (!basesOf(heir, scopes).includes(at)) continue;
      heirs.add(heir);
      waiting.push(heir);
    }
  }
  return heirs;
}

/** The direct bases of a class that this file defines. */
export function basesOf(definition: SyntaxNode, scopes: Scopes): SyntaxNode[] {
  return (definition.field("superclasses")?.named ?? []).flatMap((base) => {
    const bindings = base.type === "identifier" ? (scopes.lookup(base.text, base)?.bindings ?? []) : [];
    const only = bindings.length === 1 ? bindings[0] : undefined;
    return only?.kind === "class" ? [only.statement] : [];
  });
}
