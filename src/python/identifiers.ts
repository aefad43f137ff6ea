import type { Span } from "../core/edit.ts";
import { remembered } from "../core/remembered.ts";
import type { SyntaxNode } from "./node.ts";
import { Words } from "./words.ts";

/** Where each word of a file stands as an identifier: looked up once, however often it is asked for. */
export class Identifiers {
  readonly #root: SyntaxNode;
  readonly #text: string;
  #words: Words | undefined;
  readonly #byName = new Map<string, Occurrences>();

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
  *named(name: string, range: Span = this.#root): Generator<SyntaxNode> {
    const { starts, nodes } = remembered(this.#byName, name, this.#occurrences);
    for (let i = firstFrom(starts, range.start); i < starts.length; i++) {
      const start = starts[i] ?? 0;
      if (start + name.length > range.end) return;
      // Where no other place is asked for, nothing else of the tree need be read.
      nodes[i] ??= this.#identifierAt(start, start + name.length) ?? "none";
      const node = nodes[i];
      if (node !== undefined && node !== "none") yield node;
    }
  }

  readonly #occurrences = (name: string): Occurrences => ({ starts: this.#startsOf(name), nodes: [] });

  #identifierAt(start: number, end: number): SyntaxNode | undefined {
    const node = this.#root.at(start, end);
    return node.type === "identifier" && node.start === start && node.end === end ? node : undefined;
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

/** Where a name stands in the text, and which identifiers these places are, as far as that was asked. */
interface Occurrences {
  readonly starts: readonly number[];
  readonly nodes: (SyntaxNode | "none" | undefined)[];
}

/** The index of the first of the numbers, which ascend, that is not less than one. */
function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
