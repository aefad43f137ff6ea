import { NodeSource, SyntaxNode } from "./node.ts";

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

/**
 * How many whole numbers of 32 bits a node takes in the memory: its address, where it starts (code unit, row, column), and
 * the name that the grammar gives it where it stands (0 where that is its own). The row and the column serve to find
 * those of other nodes, which nobody asks for; the name, to tell what the node is.
 */
const NODE_WORDS = 5;
const [START, ALIAS] = [1, 4];

/** web-tree-sitter's own module with a grammar, and its memory. */
export class NodeMemory {
  readonly functions: NodeFunctions;
  readonly types: readonly string[];
  readonly fields: ReadonlyMap<string, number>;
  /** Where a node is put for a call, as an index of `words`. */
  readonly transfer: number;
  readonly #memory: WebAssembly.Memory;
  /** Whether a symbol is that of named nodes: the same for all nodes of it, so asked once. */
  readonly #isNamed: (boolean | undefined)[] = [];
  #words: Int32Array;

  constructor(functions: NodeFunctions, memory: WebAssembly.Memory, { types, fields }: GrammarNames) {
    this.functions = functions;
    this.types = types;
    this.fields = new Map(fields.flatMap((name, id) => (name === null ? [] : [[name, id]])));
    this.transfer = functions.ts_init() >> 2;
    this.#memory = memory;
    this.#words = new Int32Array(memory.buffer);
  }

  /** The memory; what was seen of it before it grew is empty. */
  get words(): Int32Array {
    if (this.#words.length === 0) this.#words = new Int32Array(this.#memory.buffer);
    return this.#words;
  }

  /** Whether nodes of a symbol are named; one of them is in place for a call. */
  isNamed(symbol: number, tree: number): boolean {
    this.#isNamed[symbol] ??= this.functions.ts_node_is_named_wasm(tree) === 1;
    return this.#isNamed[symbol];
  }
}

/**
 * A tree in the memory of web-tree-sitter's module, whose nodes are read straight from there. Its own `Node` asks the
 * module several times for each, and makes some objects: reading a tree took longer than parsing it (measured on the
 * standard libraries of Python: 1.1 times).
 */
export class WasmTree extends NodeSource {
  readonly root: SyntaxNode;
  readonly #memory: NodeMemory;
  readonly #address: number;

  /** `address` is where the tree stands in the memory. */
  constructor(source: string, release: () => void, memory: NodeMemory, address: number) {
    super(source, release);
    this.#memory = memory;
    this.#address = address;
    memory.functions.ts_tree_root_node_wasm(address);
    const { words, transfer } = memory;
    if (words[transfer] === 0) throw new Error("a syntax tree without a root");
    this.root = this.#read(words, transfer, undefined, 0);
  }

  children(of: SyntaxNode): readonly SyntaxNode[] {
    this.#put(of);
    const { functions, transfer } = this.#memory;
    functions.ts_node_children_wasm(this.#address);
    const { words } = this.#memory;
    const count = words[transfer] ?? 0;
    if (count === 0) return NO_NODES;
    const list = words[transfer + 1] ?? 0;
    // As long as it will be: one that grows has room for 17, and most nodes have three.
    const children = new Array<SyntaxNode>(count);
    for (let i = 0, at = list >> 2; i < count; i++, at += NODE_WORDS)
      children[i] = this.#read(words, at, of, i);
    functions.free(list);
    return children;
  }

  child(of: SyntaxNode, name: string): SyntaxNode | undefined {
    const { functions, transfer, fields } = this.#memory;
    const field = fields.get(name);
    if (field === undefined) return undefined;
    this.#put(of);
    functions.ts_node_child_by_field_id_wasm(this.#address, field);
    const address = this.#memory.words[transfer];
    return address === 0 ? undefined : of.children.find(({ handle }) => handle === address);
  }

  isMissing(node: SyntaxNode): boolean {
    this.#put(node);
    return this.#memory.functions.ts_node_is_missing_wasm(this.#address) === 1;
  }

  hasError(node: SyntaxNode): boolean {
    this.#put(node);
    return this.#memory.functions.ts_node_has_error_wasm(this.#address) === 1;
  }

  /** The node at an index of the memory. It is put in place for the calls that tell the rest of it. */
  #read(words: Int32Array, at: number, parent: SyntaxNode | undefined, index: number): SyntaxNode {
    const { functions, types, transfer } = this.#memory;
    const address = words[at] ?? 0;
    const start = words[at + START] ?? 0;
    words[transfer] = address;
    words[transfer + START] = start;
    words[transfer + ALIAS] = words[at + ALIAS] ?? 0;
    const symbol = functions.ts_node_symbol_wasm(this.#address);
    const isNamed = this.#memory.isNamed(symbol, this.#address);
    const end = functions.ts_node_end_index_wasm(this.#address);
    return new SyntaxNode(this, address, types[symbol] || "ERROR", start, end, isNamed, parent, index);
  }

  #put({ handle, start }: SyntaxNode): void {
    const { words, transfer } = this.#memory;
    words[transfer] = handle as number;
    words[transfer + START] = start;
    words[transfer + ALIAS] = 0;
  }
}

const NO_NODES: readonly SyntaxNode[] = [];
