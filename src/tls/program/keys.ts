import type { SyntaxNode } from "../../python/node.ts";

/** What a key is that of: a variable, the objects of a class that are not told apart, one object, an attribute. */
type KeyKind = "variable" | "class" | "object" | "attribute";

/** Where values are kept: a variable, an object, or an attribute of one. There is one key for each such place. */
export class Key {
  /** Tells it from other keys. */
  readonly id: number;
  readonly kind: KeyKind;
  /** The function or module that a variable belongs to. */
  readonly owner: SyntaxNode | undefined;
  /** The variable or attribute, as it is spelt. */
  readonly name: string;
  /** The module whose text alone spells it; none where any may. */
  readonly tree: number | undefined;
  /** Whether it is that of an attribute of `self`, or of `self`. */
  readonly isOfInstance: boolean;
  /** The last list of keys that were read that it was put into. */
  readIn: readonly Key[] | undefined;
  readonly #table: Keys;
  readonly #attributes = new Map<string, Key>();

  constructor(
    table: Keys,
    { kind, name = "", owner, tree = owner?.tree, isOfInstance = false }: Partial<Key> & Pick<Key, "kind">,
  ) {
    this.#table = table;
    this.owner = owner;
    this.id = table.next();
    this.kind = kind;
    this.name = name;
    this.tree = tree;
    this.isOfInstance = isOfInstance;
    table.add(this);
  }

  /** The key of an attribute. */
  attribute(name: string): Key {
    let found = this.#attributes.get(name);
    if (found === undefined) {
      found = new Key(this.#table, {
        kind: "attribute",
        name,
        tree: this.tree,
        isOfInstance: this.isOfInstance,
      });
      this.#attributes.set(name, found);
    }
    return found;
  }

  /** The keys of all attributes that were asked for. */
  get attributes(): Iterable<Key> {
    return this.#attributes.values();
  }

  get hasAttributes(): boolean {
    return this.#attributes.size > 0;
  }
}

/** All keys of a program. */
export class Keys {
  readonly #all: Key[] = [];
  readonly #variables = new Map<SyntaxNode, Map<string, Key>>();
  readonly #classes = new Map<SyntaxNode, Key>();
  readonly #objects = new Map<number, Key>();

  next(): number {
    return this.#all.length;
  }

  add(key: Key): void {
    this.#all.push(key);
  }

  /** The key with a number. */
  at(id: number): Key | undefined {
    return this.#all[id];
  }

  /** A variable of a function or module. */
  variable(owner: SyntaxNode, name: string): Key {
    let own = this.#variables.get(owner);
    if (own === undefined) {
      own = new Map();
      this.#variables.set(owner, own);
    }
    let key = own.get(name);
    if (key === undefined) {
      key = new Key(this, { kind: "variable", name, owner });
      own.set(name, key);
    }
    return key;
  }

  /** The objects of a class that are not told from each other. */
  instances(owner: SyntaxNode): Key {
    let key = this.#classes.get(owner);
    if (key === undefined) {
      key = new Key(this, { kind: "class", isOfInstance: true });
      this.#classes.set(owner, key);
    }
    return key;
  }

  /** One object, by where it is made. */
  object(site: number): Key {
    let key = this.#objects.get(site);
    if (key === undefined) {
      key = new Key(this, { kind: "object" });
      this.#objects.set(site, key);
    }
    return key;
  }
}
