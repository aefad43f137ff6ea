import type { SyntaxNode } from "./node.ts";
import { Words } from "./words.ts";

/** Where each word of a file stands as an identifier: looked up once, however often it is asked for. */
export class Identifiers {
  readonly #root: SyntaxNode;
  readonly #text: string;
  #words: Words | undefined;
  readonly #byName = new Map<string, readonly SyntaxNode[]>();

  constructor(root: SyntaxNode, text: string) {
    this.#root = root;
    this.#text = text;
  }

  /** The words of the text, found when they are first asked for. */
  get words(): Words {
    this.#words ??= new Words(this.#text);
    return this.#words;
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
    const found: SyntaxNode[] = [];
    for (const at of this.#startsOf(name)) {
      const end = at + name.length;
      const node = this.#root.at(at, end);
      if (node.type === "identifier" && node.start === at && node.end === end) found.push(node);
    }
    return found;
  }

  /** Where a name may stand: the words of the text are ASCII, other names are searched for. */
  #startsOf(name: string): readonly number[] {
    if (/^\w+$/.test(name)) return this.words.placesOf(name).map((place) => this.words.startOf(place));
    const found: number[] = [];
    if (name === "") return found;
    for (let at = this.#text.indexOf(name); at >= 0; at = this.#text.indexOf(name, at + name.length))
      found.push(at);
    return found;
  }
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
