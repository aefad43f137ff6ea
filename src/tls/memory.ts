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
import { isInstance, type Places } from "./places.ts";
import { NOTHING_KNOWN, type ProgramState, withContext, withName, withStored } from "./program-state.ts";
import type { Relevance } from "./relevance.ts";
import { contextIds, isTelling, type Value, type Values } from "./values.ts";

/** A program that differs from the one that is written. */
export interface Assumptions {
  /** What calls make instead of what they do make. */
  readonly made?: ReadonlyMap<SyntaxNode, ContextState>;
  /** Settings that are not there. */
  readonly ignored?: ReadonlySet<SyntaxNode>;
}

/** What is known at the point that is being run, and every way to change it. */
export class Memory {
  readonly places: Places;
  readonly #relevance: Relevance;
  readonly #record: LifeRecord;
  readonly #assumed: Assumptions;
  now: ProgramState = NOTHING_KNOWN;
  /** The calls that led into the body that is run, the outermost first. */
  calls: readonly SyntaxNode[] = [];
  /** Where a context is made, and the node of the outermost body that led there. */
  readonly #creations = new Map<string, { readonly creation: SyntaxNode; readonly root: SyntaxNode }>();

  constructor(places: Places, relevance: Relevance, record: LifeRecord, assumed: Assumptions) {
    this.places = places;
    this.#relevance = relevance;
    this.#record = record;
    this.#assumed = assumed;
  }

  /** What a variable or attribute is known to hold. */
  held(node: SyntaxNode): Values | undefined {
    const key = this.places.key(node);
    return key === undefined ? undefined : this.now.names.get(key);
  }

  /** Gives a variable, or an attribute of one, its values. */
  set(target: SyntaxNode, values: Values): void {
    const key = this.places.key(target);
    if (key === undefined || isInstance(key)) return;
    this.now = withName(this.now, key, values);
    if (isTelling(values))
      this.#relevance.add(key.slice(Math.max(key.lastIndexOf(":"), key.lastIndexOf(".")) + 1));
  }

  /** The contexts among the values go where other code reads them. */
  store(values: Values, place: SyntaxNode): void {
    this.now = withStored(this.now, contextIds(values), place);
  }

  /** A call makes a context. */
  make(call: SyntaxNode, factory: Factory, protocols: Values, states: ContextStates): Value {
    const id = [call, ...this.calls].map((node) => node.start).join("@");
    this.#record.born(call, factory, protocols);
    this.#creations.set(id, { creation: call, root: this.calls[0] ?? call });
    const assumed = this.#assumed.made?.get(call);
    this.now = withContext(this.now, id, assumed === undefined ? distinct(states) : [assumed]);
    return { kind: "context", id };
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
    for (const id of ids) {
      const creation = this.#creations.get(id)?.creation;
      const states = state.contexts.get(id);
      if (creation !== undefined && states !== undefined) this.#record.use(creation, { kind, node, states });
    }
  }

  /** A body that nothing in view calls ends: what was made in it is as it will be for all others. */
  end(body: SyntaxNode, node: SyntaxNode, state: ProgramState): void {
    const isOwn = (id: string) => {
      const root = this.#creations.get(id)?.root;
      return root !== undefined && contains(body, root);
    };
    for (const [id, place] of state.stored) if (isOwn(id)) this.use("store", place, [id], state);
    for (const id of state.contexts.keys()) if (isOwn(id)) this.use("end", node, [id], state);
  }
}
