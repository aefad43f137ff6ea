import type { RawNode } from "./node.ts";

/** What web-tree-sitter's own WebAssembly module offers for reading nodes. Its JavaScript calls the same functions. */
export interface NodeFunctions {
  /** Where a node is put for a call, and where its answer stands. */
  ts_init(): number;
  ts_tree_root_node_wasm(tree: number): void;
  /** Leaves how many children a node has, and where they stand in memory, to be freed. */
  ts_node_children_wasm(tree: number): void;
  ts_node_child_by_field_id_wasm(tree: number, field: number): void;
  ts_node_symbol_wasm(tree: number): number;
  ts_node_end_index_wasm(tree: number): number;
  ts_node_is_named_wasm(tree: number): number;
  ts_node_is_missing_wasm(tree: number): number;
  ts_node_has_error_wasm(tree: number): number;
  free(address: number): void;
}

/** The names that a grammar has, by their number. */
export interface GrammarNames {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
}

/** How many whole numbers of 32 bits a node takes: what it is, where it starts (3), and the name it goes by there. */
const NODE_WORDS = 5;

/**
 * Reads nodes straight from the memory of web-tree-sitter's module. Its own `Node` asks the module several times for
 * each, and makes some objects: reading a tree took as long as parsing it (measured on the standard libraries of
 * Python: 1.1 times).
 */
export class WasmNodes {
  readonly #functions: NodeFunctions;
  readonly #memory: WebAssembly.Memory;
  readonly #types: readonly string[];
  readonly #fields: ReadonlyMap<string, number>;
  /** Whether a symbol is that of named nodes: the same for all nodes of it, so asked once. */
  readonly #isNamed: (boolean | undefined)[] = [];
  /** Where a node is put, as an index of `#words`. */
  readonly #transfer: number;
  #words: Int32Array;

  constructor(functions: NodeFunctions, memory: WebAssembly.Memory, { types, fields }: GrammarNames) {
    this.#functions = functions;
    this.#memory = memory;
    this.#types = types;
    this.#fields = new Map(fields.flatMap((name, id) => (name === null ? [] : [[name, id]])));
    this.#transfer = functions.ts_init() >> 2;
    this.#words = new Int32Array(memory.buffer);
  }

  /** The root of a tree, by the address of the tree. */
  root(tree: number): RawNode {
    this.#functions.ts_tree_root_node_wasm(tree);
    const root = this.#taken(tree);
    if (root === null) throw new Error("a syntax tree without a root");
    return root;
  }

  children(node: WasmNode): readonly RawNode[] {
    const { tree } = node;
    this.#put(node);
    this.#functions.ts_node_children_wasm(tree);
    const words = this.#grown();
    const count = words[this.#transfer] ?? 0;
    if (count === 0) return NO_NODES;
    const address = words[this.#transfer + 1] ?? 0;
    const children: RawNode[] = [];
    for (let i = 0; i < count; i++) children.push(this.#read(tree, words, (address >> 2) + i * NODE_WORDS));
    this.#functions.free(address);
    return children;
  }

  childForField(node: WasmNode, name: string): RawNode | null {
    const field = this.#fields.get(name);
    if (field === undefined) return null;
    this.#put(node);
    this.#functions.ts_node_child_by_field_id_wasm(node.tree, field);
    return this.#taken(node.tree);
  }

  isMissing(node: WasmNode): boolean {
    this.#put(node);
    return this.#functions.ts_node_is_missing_wasm(node.tree) === 1;
  }

  hasError(node: WasmNode): boolean {
    this.#put(node);
    return this.#functions.ts_node_has_error_wasm(node.tree) === 1;
  }

  /** The node that a call left at the place of transfer. */
  #taken(tree: number): RawNode | null {
    const words = this.#grown();
    return words[this.#transfer] === 0 ? null : this.#read(tree, words, this.#transfer);
  }

  /** The node at an index of the memory. It is put in place for the calls that tell the rest of it. */
  #read(tree: number, words: Int32Array, at: number): RawNode {
    const [id, start, row, column] = [
      words[at] ?? 0,
      words[at + 1] ?? 0,
      words[at + 2] ?? 0,
      words[at + 3] ?? 0,
    ];
    const alias = words[at + 4] ?? 0;
    if (at !== this.#transfer) words.copyWithin(this.#transfer, at, at + NODE_WORDS);
    const symbol = this.#functions.ts_node_symbol_wasm(tree);
    this.#isNamed[symbol] ??= this.#functions.ts_node_is_named_wasm(tree) === 1;
    const end = this.#functions.ts_node_end_index_wasm(tree);
    const type = this.#types[symbol] || "ERROR";
    return new WasmNode(this, tree, id, start, end, type, this.#isNamed[symbol], row, column, alias);
  }

  #put({ id, startIndex, row, column, alias }: WasmNode): void {
    const words = this.#grown();
    const at = this.#transfer;
    words[at] = id;
    words[at + 1] = startIndex;
    words[at + 2] = row;
    words[at + 3] = column;
    words[at + 4] = alias;
  }

  /** The memory; what was seen of it before it grew is empty. */
  #grown(): Int32Array {
    if (this.#words.length === 0) this.#words = new Int32Array(this.#memory.buffer);
    return this.#words;
  }
}

const NO_NODES: readonly RawNode[] = [];

/** A node of a tree in the memory of the module. */
class WasmNode implements RawNode {
  readonly id: number;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly type: string;
  readonly isNamed: boolean;
  /** The address of the tree. */
  readonly tree: number;
  readonly row: number;
  readonly column: number;
  /** The name that the grammar gives the node where it stands, by its number; 0 where that is its own. */
  readonly alias: number;
  readonly #nodes: WasmNodes;

  // One object for each node is made, not two.
  constructor(
    nodes: WasmNodes,
    tree: number,
    id: number,
    startIndex: number,
    endIndex: number,
    type: string,
    isNamed: boolean,
    row: number,
    column: number,
    alias: number,
  ) {
    this.#nodes = nodes;
    this.tree = tree;
    this.id = id;
    this.startIndex = startIndex;
    this.endIndex = endIndex;
    this.type = type;
    this.isNamed = isNamed;
    this.row = row;
    this.column = column;
    this.alias = alias;
  }

  get children(): readonly RawNode[] {
    return this.#nodes.children(this);
  }

  get isMissing(): boolean {
    return this.#nodes.isMissing(this);
  }

  get hasError(): boolean {
    return this.#nodes.hasError(this);
  }

  childForFieldName(name: string): RawNode | null {
    return this.#nodes.childForField(this, name);
  }
}
