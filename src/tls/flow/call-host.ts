import type { SyntaxNode } from "../../python/node.ts";
import type { FunctionValue, Given, Receiver, Values } from "../model/values.ts";

/** A function of this file that is run at a call. */
export interface Entry {
  readonly fn: SyntaxNode;
  readonly givens: readonly Given[];
  /** What its first parameter is, where that is known. */
  readonly receiver: Receiver | undefined;
  /** Whether what it is read from gives its first parameter. */
  readonly isBound: boolean;
}

/** What calls need of the evaluator that they are a part of. */
export interface CallHost {
  evaluate(node: SyntaxNode): Values;
  /** The value, and for a literal container everything in it. */
  heldBy(node: SyntaxNode): Values;
  /** Runs a function of this file at a call; what it returns, or `undefined` where that goes too deep. */
  enter(call: SyntaxNode, entry: Entry): Values | undefined;
  /** `SimpleNamespace(name=value)`, with nothing else in it. */
  isNamespace(node: SyntaxNode): boolean;
  /** What the decorators of a function make of it, wherever it is defined; nothing where they are not all in view. */
  decorated(fn: FunctionValue): Values | undefined;
  /** Whether a function of the program does something that matters by itself. */
  mentions(fn: SyntaxNode): boolean;
  /** Does something whose functions are run where they are called, and not by themselves. */
  apart<T>(what: () => T): T;
}
