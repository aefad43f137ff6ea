import type { Span } from "../core/edit.ts";

/** What both parsers offer of a node; offsets are UTF-16 code units. */
export interface RawNode {
  readonly id: number;
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly children: readonly (RawNode | null)[];
  childForFieldName(name: string): RawNode | null;
}

/** The life of a parser's tree: its nodes answer only while it is open. */
export interface TreeLife {
  /** Tells one tree from another. */
  readonly id: number;
  readonly source: string;
  open: boolean;
}

/**
 * A node of the syntax tree. Children are read from the parser when first asked for, so that a walk
 * costs what it visits; asking after the tree was closed throws (the parsers would answer with garbage).
 */
export class SyntaxNode implements Span {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly isNamed: boolean;
  readonly parent: SyntaxNode | undefined;
  /** The position among the parent's children, anonymous ones included. */
  readonly index: number;
  readonly #raw: RawNode;
  readonly #life: TreeLife;
  #children: readonly SyntaxNode[] | undefined;
  #named: readonly SyntaxNode[] | undefined;
  /** By their name; `null` is what the node has not. */
  #fields: Map<string, SyntaxNode | null> | undefined;

  constructor(raw: RawNode, life: TreeLife, parent: SyntaxNode | undefined, index: number) {
    this.#raw = raw;
    this.#life = life;
    this.type = raw.type;
    this.start = raw.startIndex;
    this.end = raw.endIndex;
    this.isNamed = raw.isNamed;
    this.parent = parent;
    this.index = index;
  }

  /** Which tree the node belongs to. */
  get tree(): number {
    return this.#life.id;
  }

  /** The source text of the node. */
  get text(): string {
    return this.#life.source.slice(this.start, this.end);
  }

  /** All children, punctuation and comments included. */
  get children(): readonly SyntaxNode[] {
    if (this.#children === undefined) {
      this.#mustBeOpen();
      const children: SyntaxNode[] = [];
      for (const raw of this.#raw.children) {
        if (raw !== null) children.push(new SyntaxNode(raw, this.#life, this, children.length));
      }
      this.#children = children;
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
    this.#fields ??= new Map();
    const known = this.#fields.get(name);
    if (known === null) return undefined;
    if (known !== undefined) return known;
    this.#mustBeOpen();
    const raw = this.#raw.childForFieldName(name);
    const found =
      raw === null
        ? undefined
        : this.children.find((child) => child.#raw.id === raw.id && child.type === raw.type);
    this.#fields.set(name, found ?? null);
    return found;
  }

  get isMissing(): boolean {
    this.#mustBeOpen();
    return this.#raw.isMissing;
  }

  /** Whether the node is, or holds, a syntax error. */
  get hasError(): boolean {
    this.#mustBeOpen();
    return this.#raw.hasError;
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
    if (!this.#life.open) throw new Error(`the syntax tree of this ${this.type} node is closed`);
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
