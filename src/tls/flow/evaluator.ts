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
import { isStatement, type StatementHost, Statements } from "./statements.ts";

/** How deep calls are followed, and how many in one module. */
const MAX_DEPTH = 4;
const MAX_SCOPES = 12;
const MAX_CALLS = 2400;

/** Runs a module over what is known of contexts, and records what becomes of them. */
export class Evaluator implements Semantics<ProgramState>, ExpressionHost, StatementHost {
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
  readonly #statements: Statements;
  readonly #fixtures: Fixtures;

  constructor(mapped: Mapped, assumed: Assumptions = {}) {
    const { program, places } = mapped;
    this.#program = program;
    this.#memory = new Memory(program, places, assumed);
    this.#heads = new Heads(this.#memory, this);
    this.#statements = new Statements(program, this.#memory, this);
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

  expressionsAt(node: SyntaxNode): Expressions {
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
    if (this.#memory.effects > effects) this.callsMatter(owner);
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
  callsMatter(owner: SyntaxNode): void {
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
    this.returns(this.expressionsAt(body).evaluate(body), body);
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
    if (isStatement(node)) this.#statements.run(node);
    else this.#heads.run(node, this.expressionsAt(node));
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
    return this.expressionsAt(condition).conditions.branch(condition, state);
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
    return this.expressionsAt(fn.node).decoratedHere(fn);
  }

  apart<T>(what: () => T): T {
    const later = this.#later;
    this.#later = new Set();
    const result = what();
    this.#later = later;
    return result;
  }

  /** Runs the body of a class. */
  runClass(node: SyntaxNode, body: SyntaxNode): void {
    this.#running.push(node);
    this.#memory.now = this.#runBlock(body, this.#memory.now);
    this.#running.pop();
  }

  /** What the function that is run gives back. */
  get given(): GivenBack {
    return this.#given;
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

  #bind(fn: SyntaxNode, givens: readonly Given[], skipped: number): void {
    bindParameters(fn, givens, skipped, this.#memory, (node) => this.expressionsAt(node).evaluate(node));
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

/** Whether `after` knows contexts on attributes of objects, or in variables of modules, where `before` knew none. */
function hasNewContexts(before: ProgramState, after: ProgramState, keys: Keys): boolean {
  return after.names.some((values, id) => {
    if (contextIds(values).length === 0) return false;
    const key = keys.at(id);
    if (key?.isOfInstance === true) return !before.names.has(id);
    return key?.owner?.type === "module" && contextIds(before.names.get(id) ?? UNKNOWN).length === 0;
  });
}
