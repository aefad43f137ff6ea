import type { SyntaxNode } from "../../python/node.ts";
import { linked, type Part } from "./parts.ts";

/**
 * The statements at the top of a module that may use what some others have: they mention a name that comes from
 * those, or one that such a statement binds.
 */
export function usersIn(part: Part, others: ReadonlySet<Part>): ReadonlySet<SyntaxNode> {
  const { root, scopes, words } = part.module;
  const waiting = part.imported.flatMap(({ written, local }) => {
    const from = linked(part, written)?.part;
    return from !== undefined && others.has(from) ? [local] : [];
  });
  const bound = new Map<SyntaxNode, string[]>();
  const statementAt = statementFinder(root.named);
  for (const { name, node } of scopes.facts(scopes.module).bindings) {
    const statement = statementAt(node.start);
    if (statement !== undefined) bound.set(statement, [...(bound.get(statement) ?? []), name]);
  }
  const users = new Set<SyntaxNode>();
  const seen = new Set<string>();
  for (let word = waiting.pop(); word !== undefined; word = waiting.pop()) {
    if (seen.has(word)) continue;
    seen.add(word);
    for (const place of words.placesOf(word)) {
      const statement = statementAt(words.startOf(place));
      if (statement === undefined || users.has(statement)) continue;
      users.add(statement);
      waiting.push(...(bound.get(statement) ?? []));
    }
  }
  return users;
}

/** Finds the statement that holds a position. */
function statementFinder(statements: readonly SyntaxNode[]): (position: number) => SyntaxNode | undefined {
  return (position) => {
    let low = 0;
    let high = statements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((statements[middle]?.end ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    const found = statements[low];
    return found !== undefined && found.start <= position ? found : undefined;
  };
}
