import type { Span } from "../core/edit.ts";

let nextTree = 0;

/** A tree of a parser. Its nodes are read from it while it is open; afterwards the parser would answer with garbage. */
export abstract class NodeSource {
  /** Tells one tree from another. */
  readonly id = nextTree++;
  /** The text that the nodes are of. */
  readonly source: string;
  readonly #release: () => void;
  #isOpen = true;

  /** `release` gives the parser's memory back. */
  constructor(source: string, release: () => void) {
    this.source = source;
    this.#release = release;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#release();
  }

  abstract readonly root: SyntaxNode;
  /** The nodes that stand directly below one, punctuation and comments included. */
  abstract children(of: SyntaxNode): readonly SyntaxNode[];
  /** The child in a field of the grammar (the first one, where a field repeats). */
  abstract child(of: SyntaxNode, field: string): SyntaxNode | undefined;
  abstract isMissing(node: SyntaxNode): boolean;
  abstract hasError(node: SyntaxNode): boolean;
}

/**
 * A node of the syntax tree. Children are read from the parser when first asked for, so that a walk
 * costs what it visits; asking after the tree was closed throws. Offsets are UTF-16 code units.
 */
export class SyntaxNode implements Span {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly isNamed: boolean;
  readonly parent: SyntaxNode | undefined;
  /** The position among the parent's children, anonymous ones included. */
  readonly index: number;
  /** What the parser knows the node by; nobody else has any use for it. */
  readonly handle: unknown;
  readonly #source: NodeSource;
  #children: readonly SyntaxNode[] | undefined;
  #named: readonly SyntaxNode[] | undefined;
  #fields: FieldAnswer | undefined;

  // One by one: a file has tens of thousands of nodes, and an object that only carries these would be one more of each.
  constructor(
    source: NodeSource,
    handle: unknown,
    type: string,
    start: number,
    end: number,
    isNamed: boolean,
    parent: SyntaxNode | undefined,
    index: number,
  ) {
    this.#source = source;
    this.handle = handle;
    this.type = type;
    this.start = start;
    this.end = end;
    this.isNamed = isNamed;
    this.parent = parent;
    this.index = index;
  }

  /** Which tree the node belongs to. */
  get tree(): number {
    return this.#source.id;
  }

  /** The source text of the node. */
  get text(): string {
    return this.#source.source.slice(this.start, this.end);
  }

  /** All children, punctuation and comments included. */
  get children(): readonly SyntaxNode[] {
    if (this.#children === undefined) {
      this.#mustBeOpen();
      this.#children = this.#source.children(this);
    }
    return this.#children;
  }

  /** The named children without comments and line continuations: what the grammar calls operands, arguments, statements. */
  get named(): readonly SyntaxNode[] {
    this.#named ??= this.children.filter((child) => child.isNamed && !EXTRAS.has(child.type));
    return this.#named;
  }

  /** The child in a field of the grammar (the first one, where a field repeats). */
  field(name: string): SyntaxNode | undefined {
    for (let known = this.#fields; known !== undefined; known = known.next)
      if (known.name === name) return known.node;
    this.#mustBeOpen();
    const node = this.#source.child(this, name);
    this.#fields = new FieldAnswer(name, node, this.#fields);
    return node;
  }

  get isMissing(): boolean {
    this.#mustBeOpen();
    return this.#source.isMissing(this);
  }

  /** Whether the node is, or holds, a syntax error. */
  get hasError(): boolean {
    this.#mustBeOpen();
    return this.#source.hasError(this);
  }

  get next(): SyntaxNode | undefined {
    return this.parent?.children[this.index + 1];
  }

  get previous(): SyntaxNode | undefined {
    return this.parent?.children[this.index - 1];
  }

  /** The nearest enclosing node, not itself, of one of the types. */
  ancestor(...types: readonly string[]): SyntaxNode | undefined {
    let node = this.parent;
    while (node !== undefined && !types.includes(node.type)) node = node.parent;
    return node;
  }

  /** Every node of the subtree, itself included, in the order of the text; `into` decides on descending. */
  *walk(into: (node: SyntaxNode) => boolean = () => true): Generator<SyntaxNode> {
    const stack: SyntaxNode[] = [this];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      yield node;
      if (!into(node)) continue;
      const children = node.children;
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i];
        if (child !== undefined) stack.push(child);
      }
    }
  }

  /** The smallest node that holds the range. */
  at(start: number, end: number = start): SyntaxNode {
    let node: SyntaxNode = this;
    for (;;) {
      const child = childHolding(node.children, start, end);
      if (child === undefined) return node;
      node = child;
    }
  }

  #mustBeOpen(): void {
    if (!this.#source.isOpen) throw new Error(`the syntax tree of this ${this.type} node is closed`);
  }
}

/** What stands in a field of a node, and the answers before it: a node is asked for one or two of its fields. */
class FieldAnswer {
  readonly name: string;
  readonly node: SyntaxNode | undefined;
  readonly next: FieldAnswer | undefined;

  constructor(name: string, node: SyntaxNode | undefined, next: FieldAnswer | undefined) {
    this.name = name;
    this.node = node;
    this.next = next;
  }
}

/** What may stand anywhere in the tree and means nothing to the program. */
const EXTRAS = new Set(["comment", "line_continuation"]);

/** The child that holds the range; children stand in the order of the text. */
function childHolding(children: readonly SyntaxNode[], start: number, end: number): SyntaxNode | undefined {
  let low = 0;
  let high = children.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (child === undefined) return undefined;
    if (child.end < start || (child.end === start && end > start)) low = middle + 1;
    else if (child.start > start) high = middle - 1;
    else return end <= child.end && child.start < child.end ? child : undefined;
  }
  return undefined;
}
