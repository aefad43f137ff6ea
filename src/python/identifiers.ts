import type { SyntaxNode } from "./node.ts";

/** Where each word of a file stands as an identifier: looked up once, however often it is asked for. */
export class Identifiers {
  readonly #root: SyntaxNode;
  readonly #text: string;
  readonly #byName = new Map<string, readonly SyntaxNode[]>();

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.#text = text;
  }

  /** Every identifier spelt `name` that lies in `range`, attribute names included, in the order of the text. */
  *named(name: string, range: SyntaxNode = this.#root): Generator<SyntaxNode> {
    const all = this.#all(name);
    for (let i = firstFrom(all, range.start); i < all.length; i++) {
      const node = all[i];
      if (node === undefined || node.end > range.end) return;
      yield node;
    }
  }

  #all(name: string): readonly SyntaxNode[] {
    let all = this.#byName.get(name);
    if (all === undefined) {
      all = this.#find(name);
      this.#byName.set(name, all);
    }
    return all;
  }

  #find(name: string): readonly SyntaxNode[] {
    const text = this.#text;
    const found: SyntaxNode[] = [];
    if (name === "") return found;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length;
      // Most places are parts of longer words, and asking the tree costs more than a look at the text.
      if (isPartOfWord(text, at - 1) || isPartOfWord(text, end)) continue;
      const node = this.#root.at(at, end);
      if (node.type === "identifier" && node.start === at && node.end === end) found.push(node);
    }
    return found;
  }
}

/** Whether an ASCII letter, digit or underscore stands there; the tree knows of the others. */
function isPartOfWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** The first of the nodes, which stand in the order of the text, that does not start before a place. */
function firstFrom(nodes: readonly SyntaxNode[], start: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
