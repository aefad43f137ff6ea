import { contains } from "../core/edit.ts";
import type { SyntaxNode } from "../python/node.ts";
import type { Factory, LifeRecord, UseKind } from "./context-life.ts";
import {
  type ContextState,
  type ContextStates,
  changed,
  distinct,
  METHODS,
  outOfView,
  SETTERS,
} from "./context-state.ts";
import { isAttributeOfInstance, isInstance, type Places } from "./places.ts";
import type { Program } from "./program.ts";
import { NOTHING_KNOWN, type ProgramState, withContext, withName, withStored } from "./program-state.ts";
import {
  type ClassValue,
  contextIds,
  isTelling,
  isUnknown,
  type ObjectValue,
  onlyReceiver,
  type Receiver,
  UNKNOWN,
  union,
  type Value,
  type Values,
} from "./values.ts";

/** A program that differs from the one that is written. */
export interface Assumptions {
  /** What calls make instead of what they do make. */
  readonly made?: ReadonlyMap<SyntaxNode, ContextState>;
  /** Settings that are not there. */
  readonly ignored?: ReadonlySet<SyntaxNode>;
}

/** A body that is run at a call, and what its first parameter is bound to. */
interface Frame {
  readonly fn: SyntaxNode;
  readonly receiver: Receiver | undefined;
}

/** What is known at the point that is being run, and every way to change it. */
export class Memory {
  readonly places: Places;
  readonly #program: Program;
  readonly #record: LifeRecord;
  readonly #assumed: Assumptions;
  now: ProgramState = NOTHING_KNOWN;
  /** The calls that led into the body that is run, the outermost first. */
  calls: readonly SyntaxNode[] = [];
  /** The bodies that those calls run. */
  frames: readonly Frame[] = [];
  /** Where a context is made, and the node of the outermost body that led there. */
  readonly #creations = new Map<string, { readonly creation: SyntaxNode; readonly root: SyntaxNode }>();
  /** The classes of this file that contexts are of. */
  readonly #classes = new Map<string, SyntaxNode>();

  constructor(program: Program, places: Places, record: LifeRecord, assumed: Assumptions) {
    this.places = places;
    this.#program = program;
    this.#record = record;
    this.#assumed = assumed;
  }

  /** What a variable or attribute is known to hold. */
  held(node: SyntaxNode): Values | undefined {
    if (node.type === "parenthesized_expression")
      return node.named[0] === undefined ? undefined : this.held(node.named[0]);
    const receiver = this.receiver(node);
    if (receiver !== undefined) return [receiver];
    for (const key of this.#keys(node)) {
      const values = this.now.names.get(key);
      if (values !== undefined) return values;
    }
    return undefined;
  }

  /** What the first parameter of a method that is run at a call stands for. */
  receiver(node: SyntaxNode): Receiver | undefined {
    if (this.frames.length === 0) return undefined;
    const method = this.places.methodOfSelf(node);
    return method === undefined ? undefined : this.frames.findLast(({ fn }) => fn === method)?.receiver;
  }

  /** The attribute of an object, where something is known of it. */
  attribute(object: ObjectValue | ClassValue, name: string): Values | undefined {
    for (const base of this.#basesOf(object)) {
      const values = this.now.names.get(`${base}.${name}`);
      if (values !== undefined) return values;
    }
    return undefined;
  }

  /** Under which key a variable or attribute is known. */
  key(node: SyntaxNode | undefined): string | undefined {
    if (node?.type === "parenthesized_expression") return this.key(node.named[0]);
    return node === undefined ? undefined : this.#keys(node)[0];
  }

  /** The keys under which something may be known of an expression, the one that it is set under first. */
  #keys(node: SyntaxNode): readonly string[] {
    if (node.type === "attribute") {
      const name = node.field("attribute")?.text ?? "";
      return this.#objectKeys(node.field("object")).map((base) => `${base}.${name}`);
    }
    const own = this.places.variable(node);
    return own === undefined ? [] : [own];
  }

  /** The keys under which the attributes of an expression are known. */
  #objectKeys(node: SyntaxNode | undefined): readonly string[] {
    if (node === undefined) return [];
    if (node.type === "parenthesized_expression") return this.#objectKeys(node.named[0]);
    const receiver = this.receiver(node) ?? onlyReceiver(this.held(node) ?? UNKNOWN);
    if (receiver !== undefined && receiver.kind !== "context") return this.#basesOf(receiver);
    const known = this.places.definition(node);
    if (known?.kind === "class") return this.#basesOf(known);
    const method = this.places.methodOfSelf(node);
    const owner = method?.ancestor("class_definition");
    return owner === undefined ? this.#keys(node) : this.places.classes.keys(owner);
  }

  #basesOf(object: ObjectValue | ClassValue): readonly string[] {
    const inherited = this.places.classes.keys(object.node);
    return object.kind === "class" ? inherited : [`object ${object.id}`, ...inherited];
  }

  /** Gives a variable, or an attribute of one, its values. */
  set(target: SyntaxNode, values: Values): void {
    const key = this.key(target);
    if (key === undefined || isInstance(key)) return;
    this.#setKey(key, values);
  }

  /** Gives an attribute of an object its values; what is not told apart from it may have them too. */
  setAttribute(object: ObjectValue | ClassValue, name: string, values: Values): void {
    const [own, shared] = this.#basesOf(object).map((base) => `${base}.${name}`);
    if (own === undefined) return;
    this.#setKey(own, values);
    if (object.kind === "class" || shared === undefined || !isTelling(values)) return;
    this.#setKey(shared, union(values, this.now.names.get(shared) ?? UNKNOWN));
  }

  /** What is not known of a value that is put on `self` does not make others forget theirs. */
  #setKey(key: string, values: Values): void {
    const before = isAttributeOfInstance(key) && isUnknown(values) ? this.now.names.get(key) : undefined;
    this.now = withName(this.now, key, before === undefined ? values : union(before, values));
    if (isTelling(values))
      this.#program.addWord(key, key.slice(Math.max(key.lastIndexOf(":"), key.lastIndexOf(".")) + 1));
  }

  /** The contexts among the values go where other code reads them; those put on an object that is followed, with it. */
  store(values: Values, place: SyntaxNode): void {
    const object = place.type === "attribute" ? place.field("object") : undefined;
    const holder = object === undefined ? undefined : onlyReceiver(this.held(object) ?? UNKNOWN);
    if (holder?.kind !== "object") {
      this.now = withStored(this.now, this.within(values), place);
      return;
    }
    for (const id of contextIds(values)) {
      const creation = this.#creations.get(id)?.creation;
      if (creation !== undefined) this.#record.keeps(creation, place);
    }
  }

  /** The contexts among the values, and those that objects among them hold. */
  within(values: Values): readonly string[] {
    const found = new Set<string>();
    this.#collect(values, found, new Set());
    return [...found];
  }

  #collect(values: Values, found: Set<string>, seen: Set<string>): void {
    for (const value of values) {
      if (value.kind === "context") found.add(value.id);
      const object = value.kind === "function" ? value.receiver : value;
      if (value.kind === "function")
        for (const given of value.given ?? []) this.#collect(given.values, found, seen);
      if (object?.kind !== "object" || seen.has(object.id)) continue;
      seen.add(object.id);
      const prefix = `object ${object.id}.`;
      for (const [key, held] of this.now.names) if (key.startsWith(prefix)) this.#collect(held, found, seen);
    }
  }

  /** A call makes a context; one of a class of this file has more methods. */
  make(
    call: SyntaxNode,
    factory: Factory,
    protocols: Values,
    states: ContextStates,
    owner?: SyntaxNode,
  ): Receiver {
    const id = this.#site(call);
    this.#record.born(call, factory, protocols, owner);
    this.#creations.set(id, { creation: call, root: this.calls[0] ?? call });
    if (owner !== undefined) this.#classes.set(id, owner);
    const assumed = this.#assumed.made?.get(call);
    this.now = withContext(this.now, id, assumed === undefined ? distinct(states) : [assumed]);
    return { kind: "context", id };
  }

  /** The class of this file that a context is of. */
  classOf(id: string): SyntaxNode | undefined {
    return this.#classes.get(id);
  }

  /** A call makes an object of a class of this file; nothing is known of its attributes yet. */
  makeObject(call: SyntaxNode, owner: SyntaxNode): ObjectValue {
    const id = this.#site(call);
    const prefix = `object ${id}.`;
    const old = [...this.now.names.keys()].filter((key) => key.startsWith(prefix));
    if (old.length > 0) {
      const names = new Map(this.now.names);
      for (const key of old) names.delete(key);
      this.now = { ...this.now, names };
    }
    return { kind: "object", id, node: owner };
  }

  #site(call: SyntaxNode): string {
    return [call, ...this.calls].map((node) => `${node.tree}/${node.start}`).join("@");
  }

  /** `context.name = values`. */
  configure(ids: readonly string[], name: string, values: Values, node: SyntaxNode): void {
    this.#change(ids, name, values, node, SETTERS.get(name));
  }

  /** `context.name(values)`. */
  call(ids: readonly string[], name: string, values: Values, node: SyntaxNode): void {
    this.#change(ids, name, values, node, METHODS.get(name));
  }

  #change(
    ids: readonly string[],
    name: string,
    values: Values,
    node: SyntaxNode,
    change: ((state: ContextState, value: Value) => ContextState) | undefined,
  ): void {
    for (const id of ids) {
      const before = this.now.contexts.get(id);
      const creation = this.#creations.get(id)?.creation;
      if (before === undefined || creation === undefined || change === undefined) continue;
      if (this.#assumed.ignored?.has(node) === true) continue;
      this.#record.set(creation, { name, node, values, before });
      this.now = withContext(this.now, id, changed(before, values, change));
    }
  }

  /** Code out of view may have configured the contexts. */
  forget(ids: readonly string[]): void {
    for (const id of ids) {
      const states = this.now.contexts.get(id);
      if (states !== undefined) this.now = withContext(this.now, id, distinct(states.map(outOfView)));
    }
  }

  /** Contexts are used at a node. */
  use(kind: UseKind, node: SyntaxNode, ids: readonly string[], state: ProgramState = this.now): void {
    const isFollowed = this.#isFollowed();
    for (const id of ids) {
      const creation = this.#creations.get(id)?.creation;
      const states = state.contexts.get(id);
      if (creation !== undefined && states !== undefined)
        this.#record.use(creation, { kind, node, states }, isFollowed);
    }
  }

  /** Whether what is run is a method of an object that is told from others. */
  #isFollowed(): boolean {
    return this.frames.some(({ receiver }) => receiver?.kind === "object");
  }

  /** A body that nothing in view calls ends: what was made in it is as it will be for all others. */
  end(body: SyntaxNode, node: SyntaxNode, state: ProgramState): void {
    const isOwn = (id: string) => {
      const root = this.#creations.get(id)?.root;
      return root !== undefined && root.tree === body.tree && contains(body, root);
    };
    for (const [id, place] of state.stored) if (isOwn(id)) this.use("store", place, [id], state);
    for (const id of state.contexts.keys()) if (isOwn(id)) this.use("end", node, [id], state);
  }
}
