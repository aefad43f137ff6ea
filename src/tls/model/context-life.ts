import type { Place, PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { type ContextStates, uniteAtUse } from "./context-state.ts";
import { union, type Values } from "./values.ts";

/**
 * What becomes of a context at a place.
 * - `connect`: `.wrap_socket()` or `.wrap_bio()` on it, or pyOpenSSL's `Connection(context, …)`;
 * - `pass`: an argument of a call whose body is not in view;
 * - `lend`: the same, where the call is a statement of its own and may be there to configure the context;
 * - `return`: returned or yielded to callers that are not in view;
 * - `store`: put on an attribute or in a container that other code reads; its state is that at the body's end;
 * - `end`: the end of the body that made it.
 */
export type UseKind = "connect" | "pass" | "lend" | "return" | "store" | "end";

/** One place where a context is used, and what it may be like there. */
export interface ContextUse {
  readonly kind: UseKind;
  readonly node: SyntaxNode;
  readonly states: ContextStates;
  /** Where it is, in another file of the project than the one that makes the context. */
  readonly elsewhere?: { readonly module: PythonModule; readonly place: Place };
}

/** One place where an attribute of a context is set, by assignment, `setattr` or a method. */
export interface ContextSetting {
  readonly name: string;
  /** The assignment or the call. */
  readonly node: SyntaxNode;
  readonly values: Values;
  /** What the context may be like before. */
  readonly before: ContextStates;
}

/** The callables that make contexts. */
export const FACTORIES = [
  "ssl.SSLContext",
  "ssl.create_default_context",
  "ssl._create_unverified_context",
  "ssl._create_stdlib_context",
  "ssl._create_default_https_context",
  "urllib3.util.ssl_.create_urllib3_context",
  "OpenSSL.SSL.Context",
] as const;

export type Factory = (typeof FACTORIES)[number];

export function isFactory(name: string): name is Factory {
  return (FACTORIES as readonly string[]).includes(name);
}

/** A context, from where it is made to wherever it goes. */
export interface ContextLife {
  readonly creation: SyntaxNode;
  readonly factory: Factory;
  /** The class of this file that it is of, where that is no class of the library. */
  readonly owner?: SyntaxNode;
  /** What the protocol or method argument may be; nothing where the factory takes none. */
  readonly protocols: Values;
  readonly uses: readonly ContextUse[];
  readonly settings: readonly ContextSetting[];
}

/** One thing that happened to a context. */
export type LifeEvent =
  | ({ readonly kind: "born" } & Birth)
  /** A use; `isFollowed` in a method of an object that is told from others of its class. */
  | {
      readonly kind: "use";
      readonly creation: SyntaxNode;
      readonly use: ContextUse;
      readonly isFollowed: boolean;
      /** The functions that are run by themselves there, where what uses it is an inner one: a call of any shows more. */
      readonly alone: readonly SyntaxNode[];
    }
  /** An object that is followed is given the context at a place. */
  | { readonly kind: "keeps"; readonly creation: SyntaxNode; readonly place: SyntaxNode }
  | { readonly kind: "set"; readonly creation: SyntaxNode; readonly setting: ContextSetting };

type Birth = Pick<ContextLife, "creation" | "factory" | "protocols"> & {
  readonly owner: SyntaxNode | undefined;
};

interface Entry {
  readonly creation: SyntaxNode;
  readonly factory: Factory;
  readonly owner?: SyntaxNode;
  protocols: Values;
  readonly uses: Uses;
  /** The uses in methods of an object that is told from others of its class. */
  readonly followed: Uses;
  /** Where such an object is given the context. */
  readonly kept: Set<SyntaxNode>;
  readonly settings: Map<string, ContextSetting>;
}

type Uses = Map<string, ContextUse>;

/** The lives that events make; the same place reached twice is one use with the states of both. */
export class LifeRecord {
  readonly #lives = new Map<SyntaxNode, Entry>();

  constructor(events: readonly LifeEvent[]) {
    for (const event of events) this.#add(event);
  }

  /** Every context that was made, in the order of the text. */
  lives(): ContextLife[] {
    return [...this.#lives.values()]
      .map(({ followed, kept, ...life }) => ({
        ...life,
        uses: usesOf({ followed, kept, uses: life.uses }),
        settings: [...life.settings.values()],
      }))
      .sort((a, b) => a.creation.start - b.creation.start);
  }

  #add(event: LifeEvent): void {
    switch (event.kind) {
      case "born":
        this.#born(event);
        return;
      case "use":
        this.#use(event.creation, event.use, event.isFollowed);
        return;
      case "keeps":
        this.#lives.get(event.creation)?.kept.add(event.place);
        return;
      case "set":
        this.#set(event.creation, event.setting);
    }
  }

  #born({ creation, factory, protocols, owner }: Birth): void {
    const known = this.#lives.get(creation);
    if (known !== undefined) {
      known.protocols = union(known.protocols, protocols);
      return;
    }
    const nothing = {
      uses: new Map(),
      followed: new Map(),
      kept: new Set<SyntaxNode>(),
      settings: new Map(),
    };
    const entry: Entry = { creation, factory, protocols, ...nothing };
    this.#lives.set(creation, owner === undefined ? entry : { ...entry, owner });
  }

  #use(creation: SyntaxNode, use: ContextUse, isFollowed: boolean): void {
    const life = this.#lives.get(creation);
    const uses = isFollowed ? life?.followed : life?.uses;
    const key = `${use.kind} ${use.node.tree}/${use.node.start} ${use.node.end}`;
    const known = uses?.get(key);
    uses?.set(key, known === undefined ? use : { ...known, states: uniteAtUse(known.states, use.states) });
  }

  #set(creation: SyntaxNode, setting: ContextSetting): void {
    const settings = this.#lives.get(creation)?.settings;
    const key = `${setting.name} ${setting.node.tree}/${setting.node.start}`;
    const known = settings?.get(key);
    const values = known === undefined ? setting.values : union(known.values, setting.values);
    const before = known === undefined ? setting.before : uniteAtUse(known.before, setting.before);
    settings?.set(key, { ...setting, values, before });
  }
}

/**
 * A method is run by itself, and for each object of its class that is made in view: where those use a context, they
 * show what it is like. That an attribute holds it counts only where nothing shows what becomes of the object.
 */
function usesOf({ uses, followed, kept }: Pick<Entry, "uses" | "followed" | "kept">): ContextUse[] {
  const all = [...new Map([...uses, ...followed]).values()];
  const isKept = ({ kind, node }: ContextUse) => kind === "store" && kept.has(node);
  const shown = all.filter((use) => !isKept(use));
  return shown.some(({ kind }) => kind !== "end") ? shown : all;
}
