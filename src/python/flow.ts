import { catchesAll, matchesAll, swallows } from "./clauses.ts";
import type { SyntaxNode } from "./node.ts";
import type { Branches, Semantics } from "./semantics.ts";

/** The states in which a piece of program is left; absent where it cannot be left so. */
interface Exits<S> {
  next: S | undefined;
  breaks: S | undefined;
  continues: S | undefined;
}

const MAX_ROUNDS = 6;

/** Runs an analysis over the statements of a body in the order in which Python does. */
export class Flow<S> {
  readonly #semantics: Semantics<S>;
  /** The states in which an exception reaches the handlers of each `try` around, the innermost last. */
  readonly #raised: (S | undefined)[] = [];
  #returned: S | undefined;

  constructor(semantics: Semantics<S>) {
    this.#semantics = semantics;
  }

  /** Runs a body and gives the state in which its caller goes on; absent where it never returns. */
  body(block: SyntaxNode, entry: S): S | undefined {
    const { next } = this.#block(block, entry);
    if (next !== undefined) this.#semantics.leave("end", block, next);
    return this.#either(next, this.#returned);
  }

  #block(block: SyntaxNode, entry: S): Exits<S> {
    const exits: Exits<S> = { next: entry, breaks: undefined, continues: undefined };
    for (const statement of block.named) {
      if (exits.next === undefined) break;
      if (this.#raised.length > 0) this.#mayRaise(statement, exits.next);
      if (!this.#semantics.concerns(statement)) continue;
      const own = this.#statement(statement, exits.next);
      exits.next = own.next;
      exits.breaks = this.#either(exits.breaks, own.breaks);
      exits.continues = this.#either(exits.continues, own.continues);
    }
    return exits;
  }

  #mayRaise(statement: SyntaxNode, state: S): void {
    if (COMPOUND.has(statement.type)) return;
    if (this.#semantics.mayRaise(statement, state)) this.#raise(state);
  }

  #raise(state: S): void {
    const last = this.#raised.length - 1;
    if (last >= 0) this.#raised[last] = this.#either(this.#raised[last], state);
  }

  #statement(node: SyntaxNode, state: S): Exits<S> {
    switch (node.type) {
      case "if_statement":
        return this.#if(node, state);
      case "while_statement":
        return this.#while(node, state);
      case "for_statement":
        return this.#for(node, state);
      case "try_statement":
        return this.#try(node, state);
      case "with_statement":
        return this.#with(node, state);
      case "match_statement":
        return this.#match(node, state);
      case "break_statement":
        return { next: undefined, breaks: state, continues: undefined };
      case "continue_statement":
        return { next: undefined, breaks: undefined, continues: state };
      case "return_statement":
      case "raise_statement":
        return this.#leave(node, state);
      case "assert_statement":
        return going(this.#assert(node, state));
      default:
        return going(this.#semantics.run(node, state));
    }
  }

  #leave(node: SyntaxNode, state: S): Exits<S> {
    const left = this.#semantics.run(node, state);
    if (node.type === "return_statement") {
      this.#returned = this.#either(this.#returned, left);
      this.#semantics.leave("return", node, left);
    } else {
      this.#raise(left);
      if (this.#raised.length === 0) this.#semantics.leave("raise", node, left);
    }
    return going<S>(undefined);
  }

  #assert(node: SyntaxNode, state: S): S | undefined {
    const condition = node.named[0];
    return condition === undefined ? state : this.#semantics.branch(condition, state).whenTrue;
  }

  #if(node: SyntaxNode, entry: S): Exits<S> {
    const exits: Exits<S> = going<S>(undefined);
    let rest = this.#ifClause(node, entry, exits);
    for (const clause of node.named) {
      if (rest === undefined) break;
      if (clause.type === "elif_clause") rest = this.#ifClause(clause, rest, exits);
      else if (clause.type === "else_clause") {
        this.#take(exits, this.#optional(clause.field("body"), rest));
        rest = undefined;
      }
    }
    exits.next = this.#either(exits.next, rest);
    return exits;
  }

  /** Takes a clause where its condition holds; the state where it does not. */
  #ifClause(clause: SyntaxNode, state: S, exits: Exits<S>): S | undefined {
    const condition = clause.field("condition");
    if (condition === undefined) return state;
    if (this.#raised.length > 0) this.#raise(state);
    const { whenTrue, whenFalse } = this.#semantics.branch(condition, state);
    this.#take(exits, this.#optional(clause.field("consequence"), whenTrue));
    return whenFalse;
  }

  #optional(block: SyntaxNode | undefined, state: S | undefined): Exits<S> {
    return block === undefined || state === undefined ? going(state) : this.#block(block, state);
  }

  #take(exits: Exits<S>, own: Exits<S>): void {
    exits.next = this.#either(exits.next, own.next);
    exits.breaks = this.#either(exits.breaks, own.breaks);
    exits.continues = this.#either(exits.continues, own.continues);
  }

  #while(node: SyntaxNode, entry: S): Exits<S> {
    const condition = node.field("condition");
    return this.#loop(node, entry, (state) =>
      condition === undefined
        ? { whenTrue: state, whenFalse: state }
        : this.#semantics.branch(condition, state),
    );
  }

  #for(node: SyntaxNode, entry: S): Exits<S> {
    const source = node.field("right");
    const target = node.field("left");
    const start = source === undefined ? entry : this.#semantics.run(source, entry);
    const elements = source === undefined ? undefined : this.#semantics.elements(source);
    if (elements !== undefined && target !== undefined) return this.#forEach(node, target, elements, start);
    const head = (state: S) => ({
      whenTrue: target === undefined ? state : this.#semantics.bind(target, source, state),
      whenFalse: state,
    });
    return source === undefined
      ? this.#loop(node, start, head)
      : this.#loop(node, start, head, (done, again) => this.#semantics.exhausted(source, done, again));
  }

  /** A loop whose rounds are known: one round after the other. */
  #forEach(node: SyntaxNode, target: SyntaxNode, elements: readonly SyntaxNode[], entry: S): Exits<S> {
    let state: S | undefined = entry;
    let breaks: S | undefined;
    for (const element of elements) {
      if (state === undefined) break;
      const bound = this.#semantics.bind(target, element, this.#semantics.run(element, state));
      const own = this.#optional(node.field("body"), bound);
      breaks = this.#either(breaks, own.breaks);
      state = this.#either(own.next, own.continues);
    }
    return this.#afterLoop(node, state, breaks);
  }

  #loop(
    node: SyntaxNode,
    entry: S,
    head: (state: S) => Branches<S>,
    finished: (done: S, again: S) => S = (done) => done,
  ): Exits<S> {
    const body = node.field("body");
    let start = entry;
    let breaks: S | undefined;
    let done: S | undefined;
    let again: S | undefined;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const { whenTrue, whenFalse } = head(start);
      done = whenFalse;
      const own = this.#optional(body, whenTrue);
      breaks = own.breaks;
      again = this.#either(own.next, own.continues);
      const next = again === undefined ? start : this.#semantics.join(start, again);
      if (this.#semantics.same(next, start)) break;
      start = next;
    }
    if (done !== undefined && again !== undefined) done = finished(done, again);
    return this.#afterLoop(node, done, breaks);
  }

  #afterLoop(node: SyntaxNode, done: S | undefined, breaks: S | undefined): Exits<S> {
    const otherwise = node.named.find((child) => child.type === "else_clause")?.field("body");
    const exits = this.#optional(otherwise, done);
    exits.next = this.#either(exits.next, breaks);
    return exits;
  }

  #with(node: SyntaxNode, entry: S): Exits<S> {
    let state = entry;
    const items = node.named.find((child) => child.type === "with_clause")?.named ?? [];
    for (const item of items) state = this.#withItem(item, state);
    if (!items.some(swallows)) return this.#optional(node.field("body"), state);
    this.#raised.push(undefined);
    const exits = this.#optional(node.field("body"), state);
    exits.next = this.#either(exits.next, this.#raised.pop());
    return exits;
  }

  #withItem(item: SyntaxNode, state: S): S {
    const value = item.field("value") ?? item.named[0];
    if (value === undefined) return state;
    if (value.type !== "as_pattern") return this.#semantics.run(value, state);
    const source = value.named[0];
    const target = value.field("alias")?.named[0];
    const evaluated = source === undefined ? state : this.#semantics.run(source, state);
    return target === undefined ? evaluated : this.#semantics.bind(target, source, evaluated);
  }

  #match(node: SyntaxNode, entry: S): Exits<S> {
    const subject = node.field("subject");
    const state = subject === undefined ? entry : this.#semantics.run(subject, entry);
    const exits = going<S>(undefined);
    let isExhausted = false;
    for (const clause of node.field("body")?.named ?? []) {
      if (clause.type !== "case_clause") continue;
      const patterns = clause.named.filter((child) => child.type === "case_pattern");
      let bound = state;
      for (const pattern of patterns) bound = this.#semantics.bind(pattern, subject, bound);
      const guard = clause.field("guard")?.named[0];
      const taken = guard === undefined ? bound : this.#semantics.branch(guard, bound).whenTrue;
      this.#take(exits, this.#optional(clause.field("consequence"), taken));
      isExhausted ||= guard === undefined && patterns.every(matchesAll);
    }
    if (!isExhausted) exits.next = this.#either(exits.next, state);
    return exits;
  }

  #try(node: SyntaxNode, entry: S): Exits<S> {
    const clauses = node.named;
    const handlers = clauses.filter((c) => c.type === "except_clause" || c.type === "except_group_clause");
    this.#raised.push(undefined);
    const exits = this.#optional(node.field("body"), entry);
    const raised = this.#raised.pop();
    const finish = clauses.find((clause) => clause.type === "finally_clause")?.named.at(-1);
    if (finish !== undefined) this.#raised.push(undefined);
    const otherwise = clauses.find((clause) => clause.type === "else_clause")?.field("body");
    const after = this.#optional(otherwise, exits.next);
    exits.next = undefined;
    this.#take(exits, after);
    for (const handler of handlers) this.#take(exits, this.#handler(handler, raised));
    const escaped = handlers.some(catchesAll) ? undefined : raised;
    if (finish === undefined) {
      if (escaped !== undefined) this.#raise(escaped);
      return exits;
    }
    return this.#finally(finish, exits, this.#either(escaped, this.#raised.pop()));
  }

  #handler(handler: SyntaxNode, raised: S | undefined): Exits<S> {
    if (raised === undefined) return going<S>(undefined);
    const pattern = handler.named.find((child) => child.type === "as_pattern");
    const target = pattern?.field("alias")?.named[0];
    const entry = target === undefined ? raised : this.#semantics.bind(target, undefined, raised);
    return this.#optional(handler.named.findLast((child) => child.type === "block") ?? undefined, entry);
  }

  #finally(block: SyntaxNode, before: Exits<S>, escaped: S | undefined): Exits<S> {
    const exits = this.#optional(block, before.next);
    const pass = (state: S | undefined) => this.#optional(block, state).next;
    if (escaped !== undefined) {
      const left = pass(escaped);
      if (left !== undefined) this.#raise(left);
    }
    exits.breaks = this.#either(exits.breaks, pass(before.breaks));
    exits.continues = this.#either(exits.continues, pass(before.continues));
    return exits;
  }

  #either(a: S | undefined, b: S | undefined): S | undefined {
    if (a === undefined) return b;
    return b === undefined ? a : this.#semantics.join(a, b);
  }
}

const COMPOUND = new Set(["if_statement", "while_statement", "try_statement", "match_statement"]);

function going<S>(next: S | undefined): Exits<S> {
  return { next, breaks: undefined, continues: undefined };
}
