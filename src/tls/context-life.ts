import type { SyntaxNode } from "../python/node.ts";
import type { ContextStates } from "./context-state.ts";
import { unite } from "./context-state.ts";
import type { Values } from "./values.ts";

/**
 * What becomes of a context at a place.
 * - `connect`: `.wrap_socket()` or `.wrap_bio()` on it;
 * - `pass`: an argument of a call whose body is not in view;
 * - `return`: returned or yielded to callers that are not in view;
 * - `store`: put on an attribute or in a container that other code reads; its state is that at the body's end;
 * - `end`: the end of the body that made it.
 */
export type UseKind = "connect" | "pass" | "return" | "store" | "end";

/** One place where a context is used, and what it may be like there. */
export interface ContextUse {
  readonly kind: UseKind;
  readonly node: SyntaxNode;
  readonly states: ContextStates;
}

/** The functions of `ssl` that make contexts. */
export type Factory =
  | "ssl.SSLContext"
  | "ssl.create_default_context"
  | "ssl._create_unverified_context"
  | "ssl._create_stdlib_context"
  | "ssl._create_default_https_context";

/** A context, from where it is made to wherever it goes. */
export interface ContextLife {
  readonly creation: SyntaxNode;
  readonly factory: Factory;
  /** What the protocol argument may be; nothing where the factory takes none. */
  readonly protocols: Values;
  readonly uses: readonly ContextUse[];
}

/** Collects lives while programs are run; the same place reached twice is one use with the states of both. */
export class LifeRecord {
  readonly #lives = new Map<SyntaxNode, { life: ContextLife; uses: Map<string, ContextUse> }>();

  born(creation: SyntaxNode, factory: Factory, protocols: Values): void {
    if (this.#lives.has(creation)) return;
    const uses = new Map<string, ContextUse>();
    const life = { creation, factory, protocols, uses: [] };
    this.#lives.set(creation, { life, uses });
  }

  use(creation: SyntaxNode, use: ContextUse): void {
    const uses = this.#lives.get(creation)?.uses;
    if (uses === undefined) return;
    const key = `${use.kind}${use.node.start}`;
    const known = uses.get(key);
    uses.set(key, known === undefined ? use : { ...known, states: unite(known.states, use.states) });
  }

  /** Every context that was made, in the order of the text. */
  lives(): ContextLife[] {
    return [...this.#lives.values()]
      .map(({ life, uses }) => ({ ...life, uses: [...uses.values()] }))
      .sort((a, b) => a.creation.start - b.creation.start);
  }
}
