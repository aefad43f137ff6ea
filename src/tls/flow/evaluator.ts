import { contains } from "../../core/edit.ts";
import { Flow } from "../../python/flow.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Branches, Leave, Semantics } from "../../python/semantics.ts";
import { isAtLeast } from "../../python/version.ts";
import type { LifeEvent } from "../model/context-life.ts";
import { takesMinimum } from "../model/context-state.ts";
import {
  contextIds,
  type FunctionValue,
  type Given,
  isTelling,
  UNKNOWN,
  type Values,
} from "../model/values.ts";
import type { Keys } from "../program/keys.ts";
import type { Part } from "../program/parts.ts";
import type { Program } from "../program/program.ts";
import { Answers } from "./answers.ts";
import type { Entry } from "./call-host.ts";
import { selfOf } from "./calls.ts";
import { classAround } from "./classes.ts";
import { type ExpressionHost, Expressions } from "./expressions.ts";
import { Fixtures, fixtureName } from "./fixtures.ts";
import { GivenBack } from "./given-back.ts";
import { Heads } from "./heads.ts";
import { type Assumptions, Memory } from "./memory.ts";
import { type Mapped, OuterRuns } from "./outer-runs.ts";
import { bindParameters } from "./parameters.ts";
import { EachPath, type Paths } from "./paths.ts";
import { isSetUp, isTransparent } from "./places.ts";
import { isSameState, joinStates, NOTHING_KNOWN, type ProgramState } from "./program-state.ts";

/** How deep calls are followed, and how many in one module. */
const MAX_DEPTH = 4;
const MAX_SCOPES = 12;
const MAX_CALLS = 2400;

/** Runs a module over what is known of contexts, and records what becomes of them. */
export class Evaluator implements Semantics<ProgramState>, ExpressionHost {
  readonly #program: Program;
  readonly #outer: OuterRuns;
  readonly #memory: Memory;
  readonly #expressions: ReadonlyMap<Part, Expressions>;
  /** Functions and lambdas met on the way, to be run with what their surroundings end in. */
  #later = new Set<SyntaxNode>();
  /** The bodies that are being run, the outermost first. */
  readonly #running: SyntaxNode[] = [];
  /** What the function that is run gives back. */
  #given = new GivenBack();
  #count = 0;
  readonly #heads: Heads;
  readonly #fixtures: Fixtures;

  constructor(mapped: Mapped, assumed: Assumptions = {}) {
    const { program, places } = mapped;
    this.#program = program;
    this.#memory = new Memory(program, places, assumed);
    this.#heads = new Heads(program, this.#memory, this);
    this.#fixtures = new Fixtures(program, places, this);
    this.#outer = new OuterRuns(mapped, this.#memory, assumed, (fn, entry) => this.#runScope(fn, entry));
    this.#expressions = new Map(
      program.parts.map((part) => [part, new Expressions(program, part, this.#memory, this)]),
    );
  }

  /** What happened to contexts. */
  get events(): readonly LifeEvent[] {
    return this.#memory.events;
  }

  /** Functions that were run at one of their calls. */
  get called(): ReadonlySet<SyntaxNode> {
    return this.#outer.called;
  }

  /** Runs all modules, the imported ones first, then what is defined in them. */
  runProgram(): void {
    this.#later = new Set();
    const end = this.#program.parts.reduce((state, { module }) => {
      this.#memory.now = state;
      return this.#runBody(module.root, state);
    }, NOTHING_KNOWN);
    this.#runInner(
      [...this.#later].filter((node) => this.#program.mayUseMain(node)),
      end,
    );
  }

  #of(node: SyntaxNode): Expressions {
    const found = this.#expressions.get(this.#program.of(node));
    if (found === undefined) throw new Error("a node of no module of the program");
    return found;
  }

  /** Runs a function or lambda, then what is defined in it; the state at its own end. */
  #runScope(owner: SyntaxNode, entry: ProgramState): ProgramState {
    // One that an inner one calls brings the inner ones again.
    if (this.#memory.scopes.has(owner) || this.#memory.scopes.size > MAX_SCOPES) return entry;
    this.#memory.scopes.add(owner);
    const outer = this.#later;
    this.#later = new Set();
    const { body, effects } = this.#memory;
    this.#memory.now = entry;
    this.#memory.body = owner;
    const end = this.#runUncalled(owner);
    const inner = [...this.#later];
    this.#later = outer;
    this.#runInner(inner, end);
    this.#memory.body = body;
    if (this.#memory.effects > effects) this.#callsMatter(owner);
    this.#memory.scopes.delete(owner);
    return end;
  }

  /** Runs a body that nothing in view calls; for one that is decorated in view what its decorators make of it. */
  #runUncalled(owner: SyntaxNode): ProgramState {
    if (owner.type !== "function_definition") return this.#runBody(owner, this.#memory.now);
    const made = isTransparent(owner) ? undefined : this.decorated({ kind: "function", node: owner });
    const self = selfOf({ kind: "function", node: owner }, owner);
    const wrappers = (made ?? []).filter((one) => one.kind === "function");
    if (wrappers.length === 0) return this.#runWith(owner, this.#fixtures.givenTo(owner));
    const { now } = this.#memory;
    const ends = wrappers.map(({ node }) => {
      this.#memory.now = now;
      return this.#runWith(node, node === owner ? [] : self);
    });
    return ends.reduce(joinStates);
  }

  #runWith(fn: SyntaxNode, givens: readonly Given[]): ProgramState {
    this.#memory.body = fn;
    this.#bind(fn, givens, 0);
    return this.#runBody(fn, this.#memory.now);
  }

  /** Where a function does something that matters, or gives it, so does each call of it; and the objects that have it. */
  #callsMatter(owner: SyntaxNode): void {
    const { relevance } = this.#program.of(owner);
    const name = owner.field("name")?.text ?? "";
    if (name !== "" && !name.startsWith("__")) relevance.add(name);
    const asked = fixtureName(owner);
    if (asked !== undefined) relevance.add(asked);
    for (let at = classAround(owner); at !== undefined; at = classAround(at))
      relevance.add(at.field("name")?.text ?? "");
  }

  /** Methods that set an object up come first; the others run again where one of them gives it something new. */
  #runInner(inner: readonly SyntaxNode[], end: ProgramState): void {
    const run = (node: SyntaxNode, state: ProgramState) =>
      this.#memory.scopes.size === 0 ? this.#outer.run(node, state) : this.#runScope(node, state);
    const state = inner.filter(isSetUp).reduce((before, method) => run(method, before), end);
    const others = inner.filter((node) => !isSetUp(node));
    const gains = others
      .map((node) => run(node, state))
      .filter((after) => hasNewContexts(state, after, this.#memory.places.keys));
    if (gains.length === 0) return;
    const known = gains.reduce(joinStates, state);
    for (const node of others) run(node, known);
  }

  #runBody(owner: SyntaxNode, entry: ProgramState): ProgramState {
    const body = owner.type === "module" ? owner : owner.field("body");
    if (body === undefined) return entry;
    this.#running.push(owner);
    const end = owner.type === "lambda" ? this.#runLambda(body, entry) : this.#runBlock(body, entry);
    this.#running.pop();
    return end;
  }

  /** The answers to what one body asks again say nothing in another. */
  #runBlock(block: SyntaxNode, entry: ProgramState): ProgramState {
    const paths = new Flow<Paths>(new EachPath(this)).body(block, [{ ...entry, answers: Answers.NONE }]);
    return paths === undefined ? entry : { ...paths.reduce(joinStates), answers: entry.answers };
  }

  #runLambda(body: SyntaxNode, entry: ProgramState): ProgramState {
    this.#memory.now = entry;
    this.returns(this.#of(body).evaluate(body), body);
    return this.#memory.now;
  }

  join(a: ProgramState, b: ProgramState): ProgramState {
    return joinStates(a, b);
  }

  same(a: ProgramState, b: ProgramState): boolean {
    return isSameState(a, b);
  }

  concerns(node: SyntaxNode): boolean {
    return this.#program.of(node).relevance.concerns(node);
  }

  run(node: SyntaxNode, state: ProgramState): ProgramState {
    this.#memory.now = state;
    if (node.type.endsWith("_statement") || DEFINITIONS.has(node.type)) this.#statement(node);
    else this.#heads.run(node, this.#of(node));
    return this.#memory.now;
  }

  /** Setting a limit on a context that takes one raises nothing. */
  mayRaise(statement: SyntaxNode, state: ProgramState): boolean {
    if (statement.type === "pass_statement" || statement.type === "break_statement") return false;
    const assignment = statement.named[0];
    if (
      !assignment?.type.endsWith("assignment") ||
      !this.#program.of(statement).relevance.mentions(statement)
    )
      return true;
    const target = assignment.field("left");
    const name = target?.field("attribute")?.text ?? "";
    if (target?.type !== "attribute" || !LIMITS.has(name)) return true;
    const object = target.field("object");
    this.#memory.now = state;
    const ids = contextIds((object === undefined ? undefined : this.#memory.held(object)) ?? UNKNOWN);
    const isPossible =
      (name === "options" || isAtLeast(this.#program.of(statement).module.target, 3, 7)) && ids.length > 0;
    return !(isPossible && ids.every((id) => state.contexts.get(id)?.every(takesMinimum)));
  }

  bind(target: SyntaxNode, source: SyntaxNode | undefined, state: ProgramState): ProgramState {
    this.#memory.now = state;
    this.#heads.bind(target, source);
    return this.#memory.now;
  }

  exhausted(source: SyntaxNode, done: ProgramState, again: ProgramState): ProgramState {
    return this.#heads.exhausted(source, done, again);
  }

  elements(source: SyntaxNode): readonly SyntaxNode[] | undefined {
    return this.#heads.elements(source);
  }

  branch(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    return this.#of(condition).conditions.branch(condition, state);
  }

  leave(how: Leave, node: SyntaxNode, state: ProgramState): void {
    const body = this.#running.at(-1);
    if (this.#memory.calls.length === 0 && how !== "raise" && body !== undefined)
      this.#memory.end(body, node, state);
  }

  later(node: SyntaxNode): void {
    this.#later.add(node);
  }

  decorated(fn: FunctionValue): Values | undefined {
    return this.#of(fn.node).decoratedHere(fn);
  }

  apart<T>(what: () => T): T {
    const later = this.#later;
    this.#later = new Set();
    const result = what();
    this.#later = later;
    return result;
  }

  yields(values: Values, node: SyntaxNode): void {
    this.returns(values, node);
    if (isTelling(values)) this.#given.yields(this.#memory.effects, this.#memory.now);
  }

  returns(values: Values, node: SyntaxNode): void {
    if (isTelling(values)) this.#memory.effects++;
    if (this.#memory.calls.length === 0) this.#memory.use("return", node, this.#memory.within(values));
    this.#given.add(values);
  }

  #statement(node: SyntaxNode): void {
    switch (node.type) {
      case "expression_statement":
        for (const child of node.named) this.#of(child).evaluate(child);
        return;
      case "return_statement":
        this.#return(node);
        return;
      case "function_definition":
        if (this.#program.of(node).relevance.mentions(node)) this.#define(node);
        return;
      case "class_definition":
        if (this.#program.of(node).relevance.mentions(node)) this.#class(node);
        return;
      case "decorated_definition":
        for (const child of node.named) this.#statement(child);
        return;
      case "decorator":
        for (const child of node.named) this.#of(child).evaluate(child);
        return;
      case "delete_statement":
        for (const child of node.named) this.#of(child).assignments.assign(child, UNKNOWN);
        return;
      default:
        if (!SILENT.has(node.type)) this.#of(node).evaluate(node);
    }
  }

  #return(node: SyntaxNode): void {
    const value = node.named[0];
    const isTuple = value?.type === "expression_list" || value?.type === "tuple";
    if (value === undefined || !isTuple || value.named.some(({ type }) => type.endsWith("splat"))) {
      this.returns(value === undefined ? NONE : this.#of(node).heldBy(value), node);
      this.#given.addOther();
      return;
    }
    const all = value.named.map((element) => this.#of(node).heldBy(element));
    this.returns(this.#given.addTuple(all), node);
  }

  #define(node: SyntaxNode): void {
    for (const parameter of node.field("parameters")?.named ?? []) {
      const initial = parameter.field("value");
      if (initial !== undefined) this.#memory.store(this.#of(initial).evaluate(initial), initial);
    }
    const name = node.field("name");
    if (name !== undefined) this.#memory.set(name, UNKNOWN);
    // What is run only when it is called is not known to do nothing.
    if (!this.#program.mayUseMain(node)) this.#callsMatter(node);
    this.later(node);
  }

  #class(node: SyntaxNode): void {
    const { relevance } = this.#program.of(node);
    const bases = node.field("superclasses");
    for (const base of bases?.named ?? []) this.#of(base).evaluate(base);
    const name = node.field("name");
    const body = node.field("body");
    if (name !== undefined) this.#memory.set(name, UNKNOWN);
    if (body === undefined) return;
    const { effects, now } = this.#memory;
    this.#running.push(node);
    this.#memory.now = this.#runBlock(body, now);
    this.#running.pop();
    this.#of(node).passClass({ kind: "class", node });
    const isHeir = bases !== undefined && relevance.mentions(bases);
    if (name !== undefined && (isHeir || this.#memory.effects > effects)) relevance.add(name.text);
  }

  #bind(fn: SyntaxNode, givens: readonly Given[], skipped: number): void {
    bindParameters(fn, givens, skipped, this.#memory, (node) => this.#of(node).evaluate(node));
  }

  /** Runs a function of this file at one of its calls; `undefined` where that goes too deep. */
  enter(call: SyntaxNode, { fn, givens, receiver, isBound }: Entry): Values | undefined {
    const { calls, frames, site } = this.#memory;
    if (this.#running.includes(fn)) {
      // What a function does where it calls itself is what it does: it may have configured what it is given.
      this.#memory.forget(givens.flatMap((given) => this.#memory.within(given.values)));
      return UNKNOWN;
    }
    if (calls.length >= MAX_DEPTH || this.#count++ > MAX_CALLS) return undefined;
    if (call.tree !== fn.tree || !contains(fn, call)) this.#outer.calls(fn);
    const outer = this.#given;
    const { body } = this.#memory;
    this.#memory.body = fn;
    this.#memory.calls = [...calls, call];
    this.#memory.site = site.at(call);
    this.#memory.frames = [...frames, { fn, receiver }];
    this.#given = new GivenBack();
    this.#bind(fn, givens, isBound ? 1 : 0);
    const end = this.#runBody(fn, this.#memory.now);
    const { values = NONE, elements } = this.#given;
    this.#memory.now = this.#given.endOf(end, this.#memory.effects);
    this.#memory.given = elements === undefined ? undefined : { call, elements };
    this.#given = outer;
    this.#memory.calls = calls;
    this.#memory.site = site;
    this.#memory.body = body;
    this.#memory.frames = frames;
    return values;
  }
}

const LIMITS = new Set(["minimum_version", "maximum_version", "options"]);
const NONE: Values = [{ kind: "none" }];
const DEFINITIONS = new Set(["function_definition", "class_definition", "decorated_definition"]);
const SILENT = new Set([
  "import_statement",
  "import_from_statement",
  "future_import_statement",
  "global_statement",
  "nonlocal_statement",
  "pass_statement",
]);

/** Whether `after` knows contexts on attributes of objects, or in variables of modules, where `before` knew none. */
function hasNewContexts(before: ProgramState, after: ProgramState, keys: Keys): boolean {
  return after.names.some((values, id) => {
    if (contextIds(values).length === 0) return false;
    const key = keys.at(id);
    if (key?.isOfInstance === true) return !before.names.has(id);
    return key?.owner?.type === "module" && contextIds(before.names.get(id) ?? UNKNOWN).length === 0;
  });
}
