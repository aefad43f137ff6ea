import type { SyntaxNode } from "./node.ts";

/** Where control goes by a condition; a side that cannot be reached is absent. */
export interface Branches<S> {
  readonly whenTrue: S | undefined;
  readonly whenFalse: S | undefined;
}

/** How a body is left. */
export type Leave = "return" | "raise" | "end";

/** What an analysis makes of the pieces of a program; `Flow` puts them in the order in which they run. */
export interface Semantics<S> {
  join(a: S, b: S): S;
  same(a: S, b: S): boolean;
  /** Whether anything in the node can concern the analysis; what cannot is not looked at. */
  concerns(node: SyntaxNode): boolean;
  /** A simple statement, a definition, or an expression that a compound statement evaluates. */
  run(node: SyntaxNode, state: S): S;
  /** Whether an exception may leave the statement when it starts in this state. */
  mayRaise(statement: SyntaxNode, state: S): boolean;
  branch(condition: SyntaxNode, state: S): Branches<S>;
  /** What a loop over `source` goes through, one after the other, where the source says so itself. */
  elements(source: SyntaxNode): readonly SyntaxNode[] | undefined;
  /** What is known when a loop has gone through all of `source`: in `again` its body has run, in `done` perhaps never. */
  exhausted(source: SyntaxNode, done: S, again: S): S;
  /** `for target in …`, `with … as target`, `except … as target`, `case pattern`. */
  bind(target: SyntaxNode, source: SyntaxNode | undefined, state: S): S;
  /** Control leaves the body at `node` in this state. */
  leave(how: Leave, node: SyntaxNode, state: S): void;
}
