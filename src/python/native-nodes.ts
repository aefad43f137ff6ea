import { NodeSource, SyntaxNode } from "./node.ts";

/** What the native parser offers of a node. */
interface NativeNode {
  readonly id: number;
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly children: readonly NativeNode[];
  childForFieldName(name: string): NativeNode | null;
}

/** What the native parser offers of a tree. It frees it itself. */
export interface NativeTree {
  readonly rootNode: NativeNode;
}

/** A tree of the native parser. */
export class NativeNodes extends NodeSource {
  readonly root: SyntaxNode;

  constructor(source: string, tree: NativeTree) {
    super(source, () => {});
    this.root = this.#read(tree.rootNode, undefined, 0);
  }

  children(of: SyntaxNode): readonly SyntaxNode[] {
    return nativeOf(of).children.map((child, index) => this.#read(child, of, index));
  }

  child(of: SyntaxNode, field: string): SyntaxNode | undefined {
    const found = nativeOf(of).childForFieldName(field);
    if (found === null) return undefined;
    return of.children.find((child) => nativeOf(child).id === found.id && child.type === found.type);
  }

  isMissing(node: SyntaxNode): boolean {
    return nativeOf(node).isMissing;
  }

  hasError(node: SyntaxNode): boolean {
    return nativeOf(node).hasError;
  }

  #read(node: NativeNode, parent: SyntaxNode | undefined, index: number): SyntaxNode {
    const { type, startIndex, endIndex, isNamed } = node;
    return new SyntaxNode(this, node, type, startIndex, endIndex, isNamed, parent, index);
  }
}

function nativeOf({ handle }: SyntaxNode): NativeNode {
  return handle as NativeNode;
}
