import type { SyntaxNode } from "../python/node.ts";
import { type ContextStates, unite } from "./context-state.ts";
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
  /** What the protocol or method argument may be; nothing where the factory takes none. */
  readonly protocols: Values;
  readonly uses: readonly ContextUse[];
  readonly settings: readonly ContextSetting[];
}

interface Entry {
  readonly creation: SyntaxNode;
  readonly factory: Factory;
  protocols: Values;
  readonly uses: Map<string, ContextUse>;
  readonly settings: Map<string, ContextSetting>;
}

/** Collects lives while programs are run; the same place reached twice is one use with the states of both. */
export class LifeRecord {
  readonly #lives = new Map<SyntaxNode, Entry>();

  born(creation: SyntaxNode, factory: Factory, protocols: Values): void {
    const known = this.#lives.get(creation);
    if (known === undefined) {
      this.#lives.set(creation, { creation, factory, protocols, uses: new Map(), settings: new Map() });
    } else known.protocols = union(known.protocols, protocols);
  }

  use(creation: SyntaxNode, use: ContextUse): void {
    const uses = this.#lives.get(creation)?.uses;
    const key = `${use.kind} ${use.node.start} ${use.node.end}`;
    const known = uses?.get(key);
    uses?.set(key, known === undefined ? use : { ...known, states: unite(known.states, use.states) });
  }

  set(creation: SyntaxNode, setting: ContextSetting): void {
    const settings = this.#lives.get(creation)?.settings;
    const key = `${setting.name} ${setting.node.start}`;
    const known = settings?.get(key);
    const values = known === undefined ? setting.values : union(known.values, setting.values);
    const before = known === undefined ? setting.before : unite(known.before, setting.before);
    settings?.set(key, { ...setting, values, before });
  }

  /** Every context that was made, in the order of the text. */
  lives(): ContextLife[] {
    return [...this.#lives.values()]
      .map((life) => ({ ...life, uses: [...life.uses.values()], settings: [...life.settings.values()] }))
      .sort((a, b) => a.creation.start - b.creation.start);
  }
}
