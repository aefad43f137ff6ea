/** A branch: keys without the bit `mask` on the left, those with it on the right; above it all agree on `prefix`. */
interface Branch<V> {
  readonly isLeaf: false;
  readonly prefix: number;
  readonly mask: number;
  readonly left: Node<V>;
  readonly right: Node<V>;
}

interface Leaf<V> {
  readonly isLeaf: true;
  readonly key: number;
  readonly value: V;
}

type Node<V> = Leaf<V> | Branch<V>;

/** What becomes of one key. */
export interface Change<V> {
  readonly key: number;
  /** Nothing where the key goes. */
  readonly value: V | undefined;
}

/**
 * A map from whole numbers (0 to 2³⁰) that is never changed: each step makes a new one that shares what is the same.
 * Joining and comparing two maps costs what they differ in, not what they hold. It is the big-endian Patricia tree of
 * Okasaki and Gill, "Fast Mergeable Integer Maps" (1998); entries come in the order of their keys.
 */
export class PersistentMap<V> {
  static readonly #EMPTY = new PersistentMap<never>(undefined);
  readonly #root: Node<V> | undefined;

  private constructor(root: Node<V> | undefined) {
    this.#root = root;
  }

  static empty<V>(): PersistentMap<V> {
    return PersistentMap.#EMPTY;
  }

  get(key: number): V | undefined {
    return this.#root === undefined ? undefined : valueIn(this.#root, key);
  }

  has(key: number): boolean {
    return this.get(key) !== undefined;
  }

  set(key: number, value: V): PersistentMap<V> {
    return this.#with(this.#root === undefined ? leaf(key, value) : inserted(this.#root, key, value));
  }

  delete(key: number): PersistentMap<V> {
    return this.#with(this.#root === undefined ? undefined : removed(this.#root, key));
  }

  /** Every key with its value, in the order of the keys. */
  forEach(visit: (value: V, key: number) => void): void {
    if (this.#root !== undefined) each(this.#root, visit);
  }

  /** Whether any entry is one that is looked for. */
  some(is: (value: V, key: number) => boolean): boolean {
    return this.#root !== undefined && someIn(this.#root, is);
  }

  /**
   * Both maps in one. `both` says what becomes of a key that both have, `one` of a key that one of them has; two equal
   * values, told by identity, stay what they are.
   */
  merge(other: PersistentMap<V>, both: (a: V, b: V) => V, one: (value: V) => V): PersistentMap<V> {
    const root = mergedOrNothing(this.#root, other.#root, both, one);
    return root === other.#root && root !== this.#root ? other : this.#with(root);
  }

  /** What both maps have, where `same` holds of the values. */
  equals(other: PersistentMap<V>, same: (a: V, b: V) => boolean): boolean {
    return equal(this.#root, other.#root, same);
  }

  /** What another map has otherwise, key by key: its value, or nothing where it lacks the key. */
  changes(other: PersistentMap<V>): readonly Change<V>[] {
    const found: Change<V>[] = [];
    differ(this.#root, other.#root, found);
    return found;
  }

  /** The map with changes made to it. */
  withChanges(changes: readonly Change<V>[]): PersistentMap<V> {
    return changes.reduce<PersistentMap<V>>(
      (map, { key, value }) => (value === undefined ? map.delete(key) : map.set(key, value)),
      this,
    );
  }

  #with(root: Node<V> | undefined): PersistentMap<V> {
    if (root === this.#root) return this;
    return root === undefined ? PersistentMap.#EMPTY : new PersistentMap(root);
  }
}

function leaf<V>(key: number, value: V): Leaf<V> {
  return { isLeaf: true, key, value };
}

/** A key under a node; of a branch, what all keys below it have in common. */
function keyOf<V>(node: Node<V>): number {
  return node.isLeaf ? node.key : node.prefix;
}

/** Whether a key belongs below a branch. */
function fits<V>(key: number, { prefix, mask }: Branch<V>): boolean {
  return above(key, mask) === prefix;
}

/** The bits of a key above the one in `mask`. */
function above(key: number, mask: number): number {
  return key & ~(mask | (mask - 1));
}

/** Two trees whose keys differ above both. */
function linked<V>(aKey: number, a: Node<V>, bKey: number, b: Node<V>): Branch<V> {
  const mask = 1 << (31 - Math.clz32(aKey ^ bKey));
  const prefix = above(aKey, mask);
  const [left, right] = (aKey & mask) === 0 ? [a, b] : [b, a];
  return { isLeaf: false, prefix, mask, left, right };
}

/** A branch with other parts; itself where they are the same. */
function branch<V>(node: Branch<V>, left: Node<V>, right: Node<V>): Node<V> {
  return left === node.left && right === node.right
    ? node
    : { isLeaf: false, prefix: node.prefix, mask: node.mask, left, right };
}

function inserted<V>(node: Node<V>, key: number, value: V): Node<V> {
  if (node.isLeaf) {
    if (node.key === key) return node.value === value ? node : leaf(key, value);
    return linked(key, leaf(key, value), node.key, node);
  }
  if (!fits(key, node)) return linked(key, leaf(key, value), node.prefix, node);
  return (key & node.mask) === 0
    ? branch(node, inserted(node.left, key, value), node.right)
    : branch(node, node.left, inserted(node.right, key, value));
}

function removed<V>(node: Node<V>, key: number): Node<V> | undefined {
  if (node.isLeaf) return node.key === key ? undefined : node;
  if (!fits(key, node)) return node;
  if ((key & node.mask) === 0) {
    const left = removed(node.left, key);
    return left === undefined ? node.right : branch(node, left, node.right);
  }
  const right = removed(node.right, key);
  return right === undefined ? node.left : branch(node, node.left, right);
}

function each<V>(node: Node<V>, visit: (value: V, key: number) => void): void {
  if (node.isLeaf) visit(node.value, node.key);
  else {
    each(node.left, visit);
    each(node.right, visit);
  }
}

function someIn<V>(node: Node<V>, is: (value: V, key: number) => boolean): boolean {
  return node.isLeaf ? is(node.value, node.key) : someIn(node.left, is) || someIn(node.right, is);
}

function mapped<V>(node: Node<V>, change: (value: V) => V): Node<V> {
  if (!node.isLeaf) return branch(node, mapped(node.left, change), mapped(node.right, change));
  const value = change(node.value);
  return value === node.value ? node : leaf(node.key, value);
}

function mergedOrNothing<V>(
  a: Node<V> | undefined,
  b: Node<V> | undefined,
  both: (a: V, b: V) => V,
  one: (value: V) => V,
): Node<V> | undefined {
  if (a === undefined) return b === undefined ? undefined : mapped(b, one);
  return b === undefined ? mapped(a, one) : merged(a, b, both, one);
}

function merged<V>(a: Node<V>, b: Node<V>, both: (a: V, b: V) => V, one: (value: V) => V): Node<V> {
  if (a === b) return a;
  if (a.isLeaf && b.isLeaf && a.key === b.key) {
    const value = a.value === b.value ? a.value : both(a.value, b.value);
    if (value === a.value) return a;
    return value === b.value ? b : leaf(a.key, value);
  }
  if (!a.isLeaf && !b.isLeaf && a.mask === b.mask && a.prefix === b.prefix)
    return branch(a, merged(a.left, b.left, both, one), merged(a.right, b.right, both, one));
  if (!a.isLeaf && isBelow(b, a)) {
    return (keyOf(b) & a.mask) === 0
      ? branch(a, merged(a.left, b, both, one), mapped(a.right, one))
      : branch(a, mapped(a.left, one), merged(a.right, b, both, one));
  }
  if (!b.isLeaf && isBelow(a, b)) {
    return (keyOf(a) & b.mask) === 0
      ? branch(b, merged(a, b.left, both, one), mapped(b.right, one))
      : branch(b, mapped(b.left, one), merged(a, b.right, both, one));
  }
  return linked(keyOf(a), mapped(a, one), keyOf(b), mapped(b, one));
}

/** Whether all keys of a node belong to one side of a branch. */
function isBelow<V>(node: Node<V>, { prefix, mask }: Branch<V>): boolean {
  return (node.isLeaf || node.mask < mask) && above(keyOf(node), mask) === prefix;
}

function equal<V>(a: Node<V> | undefined, b: Node<V> | undefined, same: (a: V, b: V) => boolean): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (a.isLeaf || b.isLeaf)
    return a.isLeaf && b.isLeaf && a.key === b.key && (a.value === b.value || same(a.value, b.value));
  return (
    a.mask === b.mask && a.prefix === b.prefix && equal(a.left, b.left, same) && equal(a.right, b.right, same)
  );
}

/** Adds what `b` has otherwise than `a`. */
function differ<V>(a: Node<V> | undefined, b: Node<V> | undefined, found: Change<V>[]): void {
  if (a === b) return;
  if (a !== undefined && b !== undefined && !a.isLeaf && !b.isLeaf) {
    if (a.mask === b.mask && a.prefix === b.prefix) {
      differ(a.left, b.left, found);
      differ(a.right, b.right, found);
      return;
    }
    if (isBelow(b, a)) {
      const isLeft = (keyOf(b) & a.mask) === 0;
      differ(a.left, isLeft ? b : undefined, found);
      differ(a.right, isLeft ? undefined : b, found);
      return;
    }
    if (isBelow(a, b)) {
      const isLeft = (keyOf(a) & b.mask) === 0;
      differ(isLeft ? a : undefined, b.left, found);
      differ(isLeft ? undefined : a, b.right, found);
      return;
    }
  }
  if (a !== undefined)
    each(a, (value, key) => {
      const other = b === undefined ? undefined : valueIn(b, key);
      if (other !== value) found.push({ key, value: other });
    });
  if (b !== undefined)
    each(b, (value, key) => {
      if (a === undefined || valueIn(a, key) === undefined) found.push({ key, value });
    });
}

function valueIn<V>(root: Node<V>, key: number): V | undefined {
  let node = root;
  while (!node.isLeaf) node = (key & node.mask) === 0 ? node.left : node.right;
  return node.key === key ? node.value : undefined;
}
