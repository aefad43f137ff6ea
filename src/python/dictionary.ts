import type { Edit } from "../core/edit.ts";
import type { SyntaxNode } from "./node.ts";
import { removeEntries, separatedList } from "./separated.ts";

/** Whether the dictionary written out holds this entry alone. */
export function isOnlyEntry(dictionary: SyntaxNode, entry: SyntaxNode): boolean {
  return entriesOf(dictionary).every((node) => node === entry);
}

/** Removes an entry of a dictionary written out, with its comma; every comment stays. */
export function removePair(text: string, dictionary: SyntaxNode, entry: SyntaxNode): Edit[] {
  const close = dictionary.children.at(-1);
  const inside = { start: dictionary.start + 1, end: close?.type === "}" ? close.start : dictionary.end };
  const list = separatedList(dictionary.children, inside, isEntry);
  return removeEntries(text, list, new Set([entry]));
}

function entriesOf(dictionary: SyntaxNode): readonly SyntaxNode[] {
  return dictionary.named.filter(isEntry);
}

function isEntry({ type }: SyntaxNode): boolean {
  return type === "pair" || type === "dictionary_splat";
}
