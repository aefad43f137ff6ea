import { contains } from "../../core/edit.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Factory, LifeEvent, UseKind } from "../model/context-life.ts";
import {
  type ContextState,
  type ContextStates,
  changed,
  distinct,
  METHODS,
  outOfView,
  SETTERS,
  unite,
} from "../model/context-state.ts";
import { asVersion } from "../model/plain-values.ts";
import {
  contextIds,
  onlyReceiver,
  type Receiver,
  UNKNOWN,
  type Value,
  type Values,
} from "../model/values.ts";
import type { Program } from "../program/program.ts";
import { Holdings } from "./holdings.ts";
import type { Places } from "./places.ts";
import { type ProgramState, withContext, withStored } from "./program-state.ts";

/** A program that differs from the one that is written. */
export interface Assumptions {
  /** What calls make instead of what they do make. */
  readonly made?: ReadonlyMap<SyntaxNode, ContextState>;
  /** Settings that are not there. */
  readonly ignored?: ReadonlySet<SyntaxNode>;
}

/** What is known at the point that is being run, of contexts too, and what happened to them. */
export class Memory extends Holdings {
  /** What happened to contexts, in its order. */
  readonly events: LifeEvent[] = [];
  readonly #assumed: Assumptions;
  /** The calls that led into the body that is run, the outermost first. */
  calls: readonly SyntaxNode[] = [];
  /** The functions that are run by themselves, or whose inner ones are. */
  readonly scopes = new Set<SyntaxNode>();
  /** What the last call that was followed gave, one by one, where all that it may give is a tuple of so many. */
  given: { readonly call: SyntaxNode; readonly elements: readonly Values[] } | undefined;

  constructor(program: Program, places: Places, assumed: Assumptions) {
    super(program, places);
    this.#assumed = assumed;
  }

  /** The same happened as in an earlier run. */
  happenedAgain(events: readonly LifeEvent[]): void {
    // One by one: there may be more of them than a call takes arguments.
    for (const event of events) this.events.push(event);
  }

  /** The contexts among the values go where other code reads them; those put on an object that is followed, with it. */
  store(values: Values, place: SyntaxNode): void {
    const object = place.type === "attribute" ? place.field("object") : undefined;
    const holder = object === undefined ? undefined : onlyReceiver(this.held(object) ?? UNKNOWN);
    if (holder?.kind !== "object") {
      const ids = this.within(values);
      if (ids.length > 0) this.effects++;
      this.now = withStored(this.now, ids, place);
      return;
    }
    for (const id of contextIds(values)) {
      const creation = this.places.sites.at(id)?.call;
      if (creation !== undefined) this.events.push({ kind: "keeps", creation, place });
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
    const { id } = this.site.at(call);
    this.effects++;
    this.events.push({ kind: "born", creation: call, factory, protocols, owner });
    if (owner !== undefined) this.places.contextClasses.set(id, owner);
    const assumed = this.#assumed.made?.get(call);
    this.now = withContext(this.now, id, assumed === undefined ? distinct(states) : [assumed]);
    return { kind: "context", id };
  }

  /** The class of this file that a context is of. */
  classOf(id: number): SyntaxNode | undefined {
    return this.places.contextClasses.get(id);
  }

  /** `context.name = values`; `isOne` says that it is one of the contexts, and not which. */
  configure(ids: readonly number[], name: string, values: Values, node: SyntaxNode, isOne = false): void {
    const before = this.now.contexts;
    const meant = LIMITS.has(name) ? values.map((value) => asVersion(value) ?? value) : values;
    this.#change(ids, name, meant, node, SETTERS.get(name));
    if (!isOne || ids.length < 2) return;
    for (const id of ids) {
      const [old, changed] = [before.get(id), this.now.contexts.get(id)];
      if (old !== undefined && changed !== undefined)
        this.now = withContext(this.now, id, unite(old, changed));
    }
  }

  /** `context.name(values)`. */
  call(ids: readonly number[], name: string, values: Values, node: SyntaxNode): void {
    this.#change(ids, name, values, node, METHODS.get(name));
  }

  #change(
    ids: readonly number[],
    name: string,
    values: Values,
    node: SyntaxNode,
    change: ((state: ContextState, value: Value) => ContextState) | undefined,
  ): void {
    for (const id of ids) {
      const before = this.now.contexts.get(id);
      const creation = this.places.sites.at(id)?.call;
      if (before === undefined || creation === undefined || change === undefined) continue;
      if (this.#assumed.ignored?.has(node) === true) continue;
      this.effects++;
      this.events.push({ kind: "set", creation, setting: { name, node, values, before } });
      this.now = withContext(this.now, id, changed(before, values, change));
    }
  }

  /** Code out of view may have configured the contexts. */
  forget(ids: readonly number[]): void {
    for (const id of ids) {
      const states = this.now.contexts.get(id);
      if (states === undefined) continue;
      this.effects++;
      this.now = withContext(this.now, id, distinct(states.map(outOfView)));
    }
  }

  /** Contexts are used at a node. */
  use(kind: UseKind, node: SyntaxNode, ids: readonly number[], state: ProgramState = this.now): void {
    const isFollowed = this.#isFollowed();
    const alone = this.calls.length === 0 && kind !== "end" ? this.#alone() : NO_NODES;
    for (const id of ids) {
      const creation = this.places.sites.at(id)?.call;
      const states = state.contexts.get(id);
      if (creation === undefined || states === undefined) continue;
      this.effects++;
      this.events.push({ kind: "use", creation, use: { kind, node, states }, isFollowed, alone });
    }
  }

  /** The inner function that is run by itself, and the one that it is in, where that is run by itself too. */
  #alone(): readonly SyntaxNode[] {
    const { body } = this;
    if (body?.type !== "function_definition") return NO_NODES;
    const around = body.ancestor("function_definition", "class_definition");
    if (around?.type !== "function_definition") return NO_NODES;
    return this.scopes.has(around) ? [body, around] : [body];
  }

  /** Whether what is run is a method of an object that is told from others. */
  #isFollowed(): boolean {
    return this.frames.some(({ receiver }) => receiver?.kind === "object");
  }

  /** A body that nothing in view calls ends: what was made in it is as it will be for all others. */
  end(body: SyntaxNode, node: SyntaxNode, state: ProgramState): void {
    const isOwn = (id: number) => {
      const root = this.places.sites.at(id)?.root;
      return root !== undefined && root.tree === body.tree && contains(body, root);
    };
    state.stored.forEach((place, id) => {
      if (isOwn(id)) this.use("store", place, [id], state);
    });
    state.contexts.forEach((_, id) => {
      if (isOwn(id)) this.use("end", node, [id], state);
    });
  }
}

const NO_NODES: readonly SyntaxNode[] = [];

/** The settings that take a version of TLS, or its number. */
const LIMITS = new Set(["minimum_version", "maximum_version"]);
