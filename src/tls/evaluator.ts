import { contains } from "../core/edit.ts";
import { assignedValue, isComprehension } from "../python/bindings.ts";
import { type Argument, argumentsOf } from "../python/call.ts";
import { type Branches, Flow, type Leave, type Semantics } from "../python/flow.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { isAtLeast } from "../python/version.ts";
import { combineOptions, invertOptions, newest } from "./arithmetic.ts";
import type { Factory, LifeRecord, UseKind } from "./context-life.ts";
import {
  type ContextState,
  changed,
  fresh,
  optionsOf,
  outOfView,
  setMaximum,
  setMinimum,
  setOptions,
  takesMinimum,
} from "./context-state.ts";
import { decideGate, literalText } from "./gates.ts";
import {
  isSameState,
  joinStates,
  NOTHING_KNOWN,
  type ProgramState,
  withContext,
  withName,
  withOnly,
  withStored,
} from "./program-state.ts";
import type { Relevance } from "./relevance.ts";
import { contextIds, isUnknown, sslConstant, UNKNOWN, union, type Value, type Values } from "./values.ts";

const FACTORIES: ReadonlySet<string> = new Set<Factory>([
  "ssl.SSLContext",
  "ssl.create_default_context",
  "ssl._create_unverified_context",
  "ssl._create_stdlib_context",
  "ssl._create_default_https_context",
]);

/** Builtins that look at a context and do not keep it. */
const LOOKERS = new Set([
  "print",
  "repr",
  "str",
  "id",
  "len",
  "type",
  "isinstance",
  "bool",
  "dir",
  "vars",
  "hash",
]);

/** How deep calls are followed, expressions are read, and how many calls are followed in one module. */
const MAX_DEPTH = 4;
const MAX_NESTING = 300;
const MAX_CALLS = 600;

/** Runs the statements of a module over what is known of contexts, and records what becomes of them. */
export class Evaluator implements Semantics<ProgramState> {
  readonly #module: PythonModule;
  readonly #relevance: Relevance;
  readonly #record: LifeRecord;
  /** Nested functions and lambdas met on the way, to be run with what their surroundings end in. */
  #pending = new Set<SyntaxNode>();
  #followed = 0;
  /** Functions that were run at one of their calls. */
  readonly called = new Set<SyntaxNode>();
  #now: ProgramState;
  /** The calls that led into the body that is run, the outermost first. */
  #calls: readonly SyntaxNode[] = [];
  #running: readonly SyntaxNode[] = [];
  readonly #classes = new Map<SyntaxNode, SyntaxNode>();
  #returned: Values | undefined;
  #nesting = 0;
  /** Where a context is made, and the outermost node in the body that is run which leads there. */
  readonly #creations = new Map<string, { readonly creation: SyntaxNode; readonly root: SyntaxNode }>();

  constructor(module: PythonModule, relevance: Relevance, record: LifeRecord) {
    this.#module = module;
    this.#relevance = relevance;
    this.#record = record;
    this.#now = NOTHING_KNOWN;
  }

  /** Runs a module, function or lambda, then what is defined in it; the state at its own end. */
  runScope(owner: SyntaxNode, entry: ProgramState): ProgramState {
    const outer = this.#pending;
    this.#pending = new Set();
    this.#now = entry;
    if (owner.type === "function_definition") this.#bindParameters(owner, [], 0);
    const end = this.#runBody(owner, this.#now);
    const inner = [...this.#pending];
    this.#pending = outer;
    const setUp = inner.filter(isSetUp);
    let state = end;
    for (const method of setUp) state = this.runScope(method, state);
    const others = inner.filter((node) => !isSetUp(node));
    const after = others.map((node) => this.runScope(node, state)).reduce(joinStates, state);
    if (!hasNewAttributes(state, after)) return end;
    for (const node of others) this.runScope(node, after);
    return end;
  }

  #runBody(owner: SyntaxNode, entry: ProgramState): ProgramState {
    const body = owner.type === "module" ? owner : owner.field("body");
    if (body === undefined) return entry;
    this.#running = [...this.#running, owner];
    let end: ProgramState | undefined;
    if (owner.type === "lambda") {
      this.#now = entry;
      this.#returns(this.#evaluate(body), body);
      end = this.#now;
    } else end = new Flow<ProgramState>(this).body(body, entry);
    this.#running = this.#running.slice(0, -1);
    return end ?? entry;
  }

  join(a: ProgramState, b: ProgramState): ProgramState {
    return joinStates(a, b);
  }

  same(a: ProgramState, b: ProgramState): boolean {
    return isSameState(a, b);
  }

  concerns(node: SyntaxNode): boolean {
    return this.#relevance.concerns(node);
  }

  run(node: SyntaxNode, state: ProgramState): ProgramState {
    this.#now = state;
    this.#statement(node);
    return this.#now;
  }

  mayRaise(statement: SyntaxNode, state: ProgramState): boolean {
    if (statement.type === "pass_statement" || statement.type === "break_statement") return false;
    const assignment = statement.named[0];
    if (assignment?.type !== "assignment" || !this.concerns(statement)) return true;
    const target = assignment.field("left");
    if (target?.type !== "attribute" || target.field("attribute")?.text !== "minimum_version") return true;
    const key = this.#key(target.field("object"));
    const ids = contextIds((key === undefined ? undefined : state.names.get(key)) ?? UNKNOWN);
    const isPossible = isAtLeast(this.#module.target, 3, 7) && ids.length > 0;
    return !(isPossible && ids.every((id) => state.contexts.get(id)?.every(takesMinimum)));
  }

  bind(target: SyntaxNode, source: SyntaxNode | undefined, state: ProgramState): ProgramState {
    this.#now = state;
    if (!this.concerns(target) && (source === undefined || !this.concerns(source))) return state;
    const held = source === undefined ? UNKNOWN : this.#heldBy(source);
    for (const name of target.walk()) if (name.type === "identifier") this.#assign(name, held);
    return this.#now;
  }

  branch(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    switch (condition.type) {
      case "parenthesized_expression":
        if (condition.named.length === 1 && condition.named[0]) return this.branch(condition.named[0], state);
        break;
      case "not_operator": {
        const operand = condition.field("argument");
        if (operand === undefined) break;
        const { whenTrue, whenFalse } = this.branch(operand, state);
        return { whenTrue: whenFalse, whenFalse: whenTrue };
      }
      case "boolean_operator":
        return this.#shortCircuit(condition, state);
      case "true":
        return { whenTrue: state, whenFalse: undefined };
      case "false":
      case "none":
        return { whenTrue: undefined, whenFalse: state };
      case "integer":
        return Number(condition.text) === 0
          ? { whenTrue: undefined, whenFalse: state }
          : { whenTrue: state, whenFalse: undefined };
    }
    if (!this.concerns(condition)) return { whenTrue: state, whenFalse: state };
    const decided = decideGate(condition, this.#module);
    if (decided !== undefined)
      return { whenTrue: decided ? state : undefined, whenFalse: decided ? undefined : state };
    this.#now = state;
    const values = this.#evaluate(condition);
    return this.#narrow(condition, values, this.#now);
  }

  #shortCircuit(condition: SyntaxNode, state: ProgramState): Branches<ProgramState> {
    const left = condition.field("left");
    const right = condition.field("right");
    if (left === undefined || right === undefined) return { whenTrue: state, whenFalse: state };
    const isAnd = condition.field("operator")?.text === "and";
    const first = this.branch(left, state);
    const through = isAnd ? first.whenTrue : first.whenFalse;
    const second = through === undefined ? undefined : this.branch(right, through);
    return isAnd
      ? { whenTrue: second?.whenTrue, whenFalse: this.#either(first.whenFalse, second?.whenFalse) }
      : { whenTrue: this.#either(first.whenTrue, second?.whenTrue), whenFalse: second?.whenFalse };
  }

  #either(a: ProgramState | undefined, b: ProgramState | undefined): ProgramState | undefined {
    if (a === undefined) return b;
    return b === undefined ? a : joinStates(a, b);
  }

  /** What `x`, `x is None` and `x is not None` say of what `x` holds. */
  #narrow(condition: SyntaxNode, values: Values, state: ProgramState): Branches<ProgramState> {
    let subject = condition;
    let isTest: (value: Value) => boolean | undefined = truth;
    if (condition.type === "comparison_operator" && condition.named[1]?.type === "none") {
      const operator = condition.text.replace(/\s+/g, " ");
      const isNot = / is not None$| ?!= ?None$/.test(operator);
      subject = condition.named[0] ?? condition;
      isTest = (value) => (value.kind === "unknown" ? undefined : (value.kind === "none") !== isNot);
    }
    const key = this.#key(subject);
    const held = key === undefined ? values : (state.names.get(key) ?? UNKNOWN);
    const yes = held.filter((value) => isTest(value) !== false);
    const no = held.filter((value) => isTest(value) !== true);
    const side = (some: Values) =>
      some.length === 0
        ? undefined
        : key === undefined || some.length === held.length
          ? state
          : withOnly(state, key, some);
    return { whenTrue: side(yes), whenFalse: side(no) };
  }

  leave(how: Leave, node: SyntaxNode, state: ProgramState): void {
    if (this.#calls.length > 0 || how === "raise") return;
    const body = this.#running.at(-1);
    const isOwn = (id: string) => {
      const root = this.#creations.get(id)?.root;
      return root !== undefined && body !== undefined && contains(body, root);
    };
    for (const [id, place] of state.stored) if (isOwn(id)) this.#use("store", place, [id], state);
    for (const id of state.contexts.keys()) if (isOwn(id)) this.#use("end", node, [id], state);
  }

  #statement(node: SyntaxNode): void {
    switch (node.type) {
      case "expression_statement":
        for (const child of node.named) this.#evaluate(child);
        return;
      case "return_statement": {
        const values = node.named[0] === undefined ? UNKNOWN : this.#heldBy(node.named[0]);
        this.#returns(values, node);
        return;
      }
      case "function_definition":
        if (this.#relevance.mentions(node)) this.#define(node, { kind: "function", node });
        return;
      case "class_definition":
        if (this.#relevance.mentions(node)) this.#class(node);
        return;
      case "decorated_definition":
        for (const child of node.named) this.#statement(child);
        return;
      case "decorator":
        for (const child of node.named) this.#evaluate(child);
        return;
      case "delete_statement":
        for (const child of node.named) this.#assign(child, UNKNOWN);
        return;
      case "import_statement":
      case "import_from_statement":
      case "future_import_statement":
      case "global_statement":
      case "nonlocal_statement":
        return;
      default:
        this.#evaluate(node);
    }
  }

  #define(node: SyntaxNode, value: Value): void {
    const name = node.field("name");
    for (const parameter of node.field("parameters")?.named ?? []) {
      const initial = parameter.field("value");
      if (initial !== undefined) this.#store(this.#evaluate(initial), initial);
    }
    if (name !== undefined) this.#assign(name, [value]);
    this.#pending.add(node);
  }

  #class(node: SyntaxNode): void {
    for (const base of node.field("superclasses")?.named ?? []) this.#evaluate(base);
    const name = node.field("name");
    if (name !== undefined) this.#assign(name, [{ kind: "class", node }]);
    const body = node.field("body");
    if (body === undefined) return;
    const calls = this.#calls;
    this.#calls = [...calls, node];
    this.#now = new Flow<ProgramState>(this).body(body, this.#now) ?? this.#now;
    this.#calls = calls;
  }

  #returns(values: Values, node: SyntaxNode): void {
    if (this.#calls.length === 0) this.#use("return", node, contextIds(values), this.#now);
    this.#returned = this.#returned === undefined ? values : union(this.#returned, values);
  }

  /** What an expression may stand for; what it does to contexts is done. */
  #evaluate(node: SyntaxNode): Values {
    if (node.type === "none") return [{ kind: "none" }];
    if (node.type === "true" || node.type === "false")
      return [{ kind: "boolean", value: node.type === "true" }];
    if (!this.concerns(node) || this.#nesting > MAX_NESTING) return UNKNOWN;
    this.#nesting++;
    try {
      return this.#expression(node);
    } finally {
      this.#nesting--;
    }
  }

  #expression(node: SyntaxNode): Values {
    switch (node.type) {
      case "identifier":
        return this.#named(node);
      case "attribute":
        return this.#attribute(node);
      case "call":
        return this.#call(node);
      case "assignment":
        return this.#assignment(node);
      case "augmented_assignment":
        return this.#augmented(node);
      case "named_expression":
        return this.#walrus(node);
      case "conditional_expression":
        return this.#conditional(node);
      case "boolean_operator":
        return this.#or(node);
      case "binary_operator":
        return this.#binary(node);
      case "unary_operator":
        return this.#unary(node);
      case "parenthesized_expression":
      case "await":
      case "list_splat":
      case "dictionary_splat":
      case "type":
        return node.named[0] === undefined ? UNKNOWN : this.#evaluate(node.named[0]);
      case "keyword_argument":
      case "pair":
        return this.#evaluate(node.field("value") ?? node);
      case "yield": {
        const values = node.named.map((child) => this.#evaluate(child)).reduce(union, UNKNOWN);
        this.#returns(values, node);
        return UNKNOWN;
      }
      case "lambda":
        this.#pending.add(node);
        return [{ kind: "function", node }];
      case "tuple":
      case "list":
      case "set":
      case "dictionary":
      case "expression_list":
      case "argument_list":
        return this.#heldBy(node);
      default:
        if (isComprehension(node)) return this.#comprehension(node);
        for (const child of node.named) this.#evaluate(child);
        return UNKNOWN;
    }
  }

  /** The value, and for a literal container everything in it. */
  #heldBy(node: SyntaxNode): Values {
    if (!CONTAINERS.has(node.type)) return this.#evaluate(node);
    const all = node.named.map((child) => this.#heldBy(child));
    const known = all.filter((values) => !isUnknown(values));
    return known.length === 0 ? UNKNOWN : known.reduce(union);
  }

  #named(node: SyntaxNode): Values {
    const key = this.#key(node);
    const held = key === undefined ? undefined : this.#now.names.get(key);
    return held ?? this.#qualified(node);
  }

  #attribute(node: SyntaxNode): Values {
    const object = node.field("object");
    const key = this.#key(node);
    const held = key === undefined ? undefined : this.#now.names.get(key);
    if (held !== undefined) return this.#read(node, held);
    const owner = object === undefined ? UNKNOWN : this.#evaluate(object);
    const ids = contextIds(owner);
    if (ids.length === 0) return this.#qualified(node);
    if (node.field("attribute")?.text !== "options") return UNKNOWN;
    return ids.flatMap((id) => (this.#now.contexts.get(id) ?? []).map(optionsOf));
  }

  /** A property is read by running it. */
  #read(node: SyntaxNode, held: Values): Values {
    const only = held.length === 1 ? held[0] : undefined;
    if (only?.kind !== "function" || !hasDecorator(only.node, /property$/)) return held;
    return this.#enter(node, only.node, [], 1) ?? UNKNOWN;
  }

  #qualified(node: SyntaxNode): Values {
    const names = new Set(this.#module.names.resolve(node).map((resolution) => resolution.name));
    if (names.size === 0) return UNKNOWN;
    return [...names].map((name): Value => sslConstant(name) ?? { kind: "qualified", name });
  }

  #assignment(node: SyntaxNode): Values {
    const value = assignedValue(node);
    if (value === undefined) return UNKNOWN;
    let last: SyntaxNode | undefined = node;
    const targets: SyntaxNode[] = [];
    while (last?.type === "assignment") {
      const left = last.field("left");
      if (left !== undefined) targets.push(left);
      last = last.field("right");
    }
    const pairs = targets.length === 1 && targets[0] !== undefined ? pairUp(targets[0], value) : undefined;
    if (pairs !== undefined) {
      const all = pairs.map(([target, element]) => [target, this.#evaluate(element)] as const);
      for (const [target, values] of all) this.#assign(target, values);
      return UNKNOWN;
    }
    const values = this.#heldBy(value);
    for (const target of targets) this.#assign(target, values);
    return values;
  }

  #walrus(node: SyntaxNode): Values {
    const name = node.field("name");
    const value = node.field("value");
    if (name === undefined || value === undefined) return UNKNOWN;
    const values = this.#evaluate(value);
    this.#assign(name, values);
    return values;
  }

  #assign(target: SyntaxNode, values: Values): void {
    switch (target.type) {
      case "identifier":
      case "keyword_identifier":
        this.#set(target, target.text, values);
        return;
      case "attribute": {
        const object = target.field("object");
        const name = target.field("attribute")?.text ?? "";
        const ids = object === undefined ? [] : contextIds(this.#evaluate(object));
        if (ids.length > 0) this.#configure(ids, name, values);
        else {
          this.#set(target, name, values);
          this.#store(values, target);
        }
        return;
      }
      case "subscript": {
        const container = target.field("value");
        if (container === undefined) return;
        const key = this.#key(container);
        const held = this.#evaluate(container);
        if (key !== undefined && !isUnknown(values))
          this.#set(container, container.text, union(held, values));
        if (container.type !== "identifier") this.#store(values, target);
        return;
      }
      default:
        for (const child of target.named)
          this.#assign(child, isUnknown(values) ? UNKNOWN : union(values, UNKNOWN));
    }
  }

  #set(target: SyntaxNode, word: string, values: Values): void {
    const key = this.#key(target);
    if (key === undefined || isInstance(key)) return;
    this.#now = withName(this.#now, key, values);
    const last = word.slice(word.lastIndexOf(".") + 1);
    if (!isUnknown(values) && /^\w+$/.test(last)) this.#relevance.add(last);
  }

  #store(values: Values, place: SyntaxNode): void {
    this.#now = withStored(this.#now, contextIds(values), place);
  }

  /** `context.name = values`. */
  #configure(ids: readonly string[], name: string, values: Values): void {
    const change = SETTERS.get(name);
    if (change === undefined) return;
    for (const id of ids) {
      const states = this.#now.contexts.get(id);
      if (states !== undefined) this.#now = withContext(this.#now, id, changed(states, values, change));
    }
  }

  #augmented(node: SyntaxNode): Values {
    const target = node.field("left");
    const right = node.field("right");
    if (target === undefined || right === undefined) return UNKNOWN;
    const operator = node.field("operator")?.text.replace("=", "") ?? "";
    const before = this.#evaluate(target);
    const values = combineOptions(operator, before, this.#evaluate(right));
    this.#assign(target, values);
    return UNKNOWN;
  }

  #binary(node: SyntaxNode): Values {
    const left = node.field("left");
    const right = node.field("right");
    if (left === undefined || right === undefined) return UNKNOWN;
    const a = this.#evaluate(left);
    return combineOptions(node.field("operator")?.text ?? "", a, this.#evaluate(right));
  }

  #unary(node: SyntaxNode): Values {
    const operand = node.field("argument");
    if (operand === undefined) return UNKNOWN;
    const values = this.#evaluate(operand);
    return node.text.startsWith("~") ? invertOptions(values) : UNKNOWN;
  }

  #conditional(node: SyntaxNode): Values {
    const [then, condition, otherwise] = node.named;
    if (then === undefined || condition === undefined || otherwise === undefined) return UNKNOWN;
    const { whenTrue, whenFalse } = this.branch(condition, this.#now);
    const sides: { values: Values; state: ProgramState }[] = [];
    for (const [expression, state] of [
      [then, whenTrue],
      [otherwise, whenFalse],
    ] as const) {
      if (state === undefined) continue;
      this.#now = state;
      const values = this.#evaluate(expression);
      sides.push({ values, state: this.#now });
    }
    this.#now = sides.map((side) => side.state).reduce(joinStates);
    return sides.map((side) => side.values).reduce(union);
  }

  #or(node: SyntaxNode): Values {
    const left = node.field("left");
    const right = node.field("right");
    if (left === undefined || right === undefined) return UNKNOWN;
    const first = this.#evaluate(left);
    const before = this.#now;
    const second = this.#evaluate(right);
    this.#now = joinStates(before, this.#now);
    const isOr = node.field("operator")?.text === "or";
    const kept = first.filter((value) => truth(value) !== !isOr);
    return kept.length === 0 ? second : union(kept, second);
  }

  #comprehension(node: SyntaxNode): Values {
    const body = node.field("body");
    for (const clause of node.named) if (clause !== body) this.#evaluate(clause);
    return body === undefined ? UNKNOWN : this.#evaluate(body);
  }

  #call(node: SyntaxNode): Values {
    const callee = node.field("function");
    if (callee === undefined) return UNKNOWN;
    const object = callee.type === "attribute" ? callee.field("object") : undefined;
    const owner = object === undefined ? UNKNOWN : this.#evaluate(object);
    const ids = contextIds(owner);
    const functions = ids.length > 0 ? UNKNOWN : this.#evaluate(callee);
    const givens = this.#arguments(node);
    if (ids.length > 0) return this.#method(node, ids, callee.field("attribute")?.text ?? "");
    const results: Values[] = [];
    for (const value of functions) results.push(this.#apply(node, callee, value, givens));
    return results.reduce(union);
  }

  #arguments(call: SyntaxNode): readonly Given[] {
    const list = call.field("arguments");
    if (list === undefined) return [];
    if (list.type === "generator_expression")
      return [{ argument: undefined, node: list, values: this.#evaluate(list) }];
    const known = argumentsOf(call);
    return list.named.map((node) => ({
      argument: known.find((argument) => argument.node === node),
      node,
      values: this.#heldBy(node.type === "keyword_argument" ? (node.field("value") ?? node) : node),
    }));
  }

  #method(call: SyntaxNode, ids: readonly string[], name: string): Values {
    if (name === "wrap_socket" || name === "wrap_bio") this.#use("connect", call, ids, this.#now);
    return UNKNOWN;
  }

  #apply(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values {
    if (fn.kind === "qualified" && FACTORIES.has(fn.name))
      return this.#make(call, fn.name as Factory, givens);
    const values = this.#applyOwn(call, callee, fn, givens);
    if (values !== undefined) return values;
    const builtin = this.#builtin(callee, givens);
    if (builtin !== undefined) return builtin;
    const passed = givens.flatMap((given) => contextIds(given.values));
    this.#use("pass", call, passed, this.#now);
    return UNKNOWN;
  }

  /** A call of what this file defines; `undefined` where it is none, or goes too deep. */
  #applyOwn(call: SyntaxNode, callee: SyntaxNode, fn: Value, givens: readonly Given[]): Values | undefined {
    if (fn.kind === "function" && fn.node.type === "function_definition") {
      if (hasDecorator(fn.node, /(?<!classmethod|staticmethod)$/)) return undefined;
      const isBound = callee.type === "attribute" && isMethod(fn.node);
      return this.#enter(call, fn.node, givens, isBound ? 1 : 0);
    }
    if (fn.kind !== "class") return undefined;
    const [maker] = this.#now.names.get(`${this.#classKey(fn.node)}.__init__`) ?? [];
    if (maker?.kind !== "function") return undefined;
    return this.#enter(call, maker.node, givens, 1) === undefined ? undefined : UNKNOWN;
  }

  #make(call: SyntaxNode, factory: Factory, givens: readonly Given[]): Values {
    const id = [call, ...this.#calls].map((node) => node.start).join("@");
    const protocols = factory === "ssl.SSLContext" ? protocolOf(givens) : [PLAIN];
    this.#record.born(call, factory, protocols);
    this.#creations.set(id, {
      creation: call,
      root: this.#calls.find((node) => node.type === "call") ?? call,
    });
    const states = protocols.map((p) => fresh(p.kind === "protocol" ? p.protocol : "unknown"));
    this.#now = withContext(this.#now, id, states);
    return [{ kind: "context", id }];
  }

  #builtin(callee: SyntaxNode, givens: readonly Given[]): Values | undefined {
    if (callee.type !== "identifier" || this.#module.scopes.isBound(callee.text, callee)) return undefined;
    const [first, second, third] = givens;
    switch (callee.text) {
      case "setattr": {
        const name = literalText(second?.node);
        const ids = contextIds(first?.values ?? UNKNOWN);
        if (name === undefined) this.#configuredElsewhere(ids);
        else this.#configure(ids, name, third?.values ?? UNKNOWN);
        return UNKNOWN;
      }
      case "getattr":
        return this.#getattr(givens);
      case "max":
        return newest(givens.map((given) => given.values));
      default:
        return LOOKERS.has(callee.text) ? UNKNOWN : undefined;
    }
  }

  #getattr([object, name, fallback]: readonly Given[]): Values {
    const attribute = literalText(name?.node);
    const module = object?.values.find((value) => value.kind === "qualified");
    if (attribute === undefined || module?.kind !== "qualified") return UNKNOWN;
    const qualified = `${module.name}.${attribute}`;
    const value: Value = sslConstant(qualified) ?? { kind: "qualified", name: qualified };
    return fallback === undefined ? [value] : union([value], fallback.values);
  }

  #configuredElsewhere(ids: readonly string[]): void {
    for (const id of ids) {
      const states = this.#now.contexts.get(id);
      if (states !== undefined) this.#now = withContext(this.#now, id, states.map(outOfView));
    }
  }

  /** Runs a function of this file at one of its calls; `undefined` where that goes too deep. */
  #enter(call: SyntaxNode, fn: SyntaxNode, givens: readonly Given[], skipped: number): Values | undefined {
    if (this.#calls.length >= MAX_DEPTH || this.#running.includes(fn)) return undefined;
    if (!this.#relevance.mentions(fn) || this.#followed++ > MAX_CALLS) return undefined;
    this.called.add(fn);
    const { before, returned } = { before: this.#calls, returned: this.#returned };
    this.#calls = [...before, call];
    this.#returned = undefined;
    this.#bindParameters(fn, givens, skipped);
    this.#now = this.#runBody(fn, this.#now);
    const result: Values = this.#returned ?? [{ kind: "none" }];
    this.#calls = before;
    this.#returned = returned;
    return result;
  }

  #bindParameters(fn: SyntaxNode, givens: readonly Given[], skipped: number): void {
    const parameters = (fn.field("parameters")?.named ?? []).slice(skipped);
    const positional = givens.filter(
      (given) => given.argument !== undefined && given.argument.keyword === undefined,
    );
    parameters.forEach((parameter, i) => {
      const name =
        parameter.type === "identifier" ? parameter : (parameter.field("name") ?? parameter.named[0]);
      if (name?.type !== "identifier") return;
      const given = givens.find((g) => g.argument?.keyword === name.text) ?? positional[i];
      const initial = parameter.field("value");
      const values = given?.values ?? this.#initial(initial);
      this.#set(name, name.text, values);
    });
  }

  /** What a parameter that is not given holds; a caller out of view may give anything else. */
  #initial(value: SyntaxNode | undefined): Values {
    if (value === undefined) return UNKNOWN;
    return this.#calls.length === 0 ? union(this.#evaluate(value), UNKNOWN) : this.#evaluate(value);
  }

  #use(kind: UseKind, node: SyntaxNode, ids: readonly string[], state: ProgramState): void {
    for (const id of ids) {
      const creation = this.#creations.get(id)?.creation;
      const states = state.contexts.get(id);
      if (creation !== undefined && states !== undefined) this.#record.use(creation, { kind, node, states });
    }
  }

  /** The key of a variable, or of an attribute of one. */
  #key(node: SyntaxNode | undefined): string | undefined {
    if (node === undefined) return undefined;
    if (node.type === "parenthesized_expression") return this.#key(node.named[0]);
    if (node.type === "attribute") {
      const base = this.#key(node.field("object"));
      return base === undefined ? undefined : `${base}.${node.field("attribute")?.text ?? ""}`;
    }
    if (node.type !== "identifier") return undefined;
    const found = this.#module.scopes.lookup(node.text, node);
    if (found === undefined || found.bindings.some((binding) => binding.import !== undefined))
      return undefined;
    const { node: owner } = found.scope;
    if (owner.type === "class_definition") return `${this.#classKey(owner)}.${node.text}`;
    const own = found.bindings.some((b) => b.kind === "parameter")
      ? methodClass(owner, node.text)
      : undefined;
    return own === undefined ? `${owner.start}:${owner.end}:${node.text}` : this.#classKey(own);
  }

  /** Instances of a class and of its bases in this file are one object. */
  #classKey(node: SyntaxNode): string {
    let root = this.#classes.get(node);
    if (root === undefined) {
      root = this.#rootClass(node, 0);
      this.#classes.set(node, root);
    }
    return `class ${root.start}`;
  }

  #rootClass(node: SyntaxNode, depth: number): SyntaxNode {
    const base = node.field("superclasses")?.named[0];
    if (base?.type !== "identifier" || depth > MAX_DEPTH) return node;
    const bindings = this.#module.scopes.lookup(base.text, node)?.bindings ?? [];
    const [only] = bindings;
    if (only?.kind !== "class" || bindings.length > 1 || only.statement === node) return node;
    return this.#rootClass(only.statement, depth + 1);
  }
}

/** Whether a key is that of `self`: what is known of its attributes outlives the binding of the name. */
function isInstance(key: string): boolean {
  return /^class \d+$/.test(key);
}

const SET_UP = new Set(["__init__", "__new__", "setUp", "setUpClass", "asyncSetUp", "__post_init__"]);

function isSetUp(node: SyntaxNode): boolean {
  return isMethod(node) && SET_UP.has(node.field("name")?.text ?? "");
}

function classAround(fn: SyntaxNode): SyntaxNode | undefined {
  const holder = fn.parent?.type === "decorated_definition" ? fn.parent.parent : fn.parent;
  return holder?.parent?.type === "class_definition" ? holder.parent : undefined;
}

function isMethod(fn: SyntaxNode): boolean {
  return classAround(fn) !== undefined && !hasDecorator(fn, /^staticmethod$/);
}

/** The class of a method whose first parameter has this name. */
function methodClass(fn: SyntaxNode, name: string): SyntaxNode | undefined {
  if (fn.type !== "function_definition" || fn.field("parameters")?.named[0]?.text !== name) return undefined;
  return isMethod(fn) ? classAround(fn) : undefined;
}

function hasDecorator(fn: SyntaxNode, pattern: RegExp): boolean {
  if (fn.parent?.type !== "decorated_definition") return false;
  return fn.parent.named.some((node) => node.type === "decorator" && pattern.test(node.named[0]?.text ?? ""));
}

/** Whether `after` knows attributes of objects that `before` did not, so that methods run once more. */
function hasNewAttributes(before: ProgramState, after: ProgramState): boolean {
  for (const [key, values] of after.names) {
    if (!key.startsWith("class ") || contextIds(values).length === 0) continue;
    if (!before.names.has(key)) return true;
  }
  return false;
}

/** What a call gives. */
interface Given {
  readonly argument: Argument | undefined;
  readonly node: SyntaxNode;
  readonly values: Values;
}

const PLAIN: Value = { kind: "protocol", protocol: "TLS" };

const SETTERS: ReadonlyMap<string, (state: ContextState, value: Value) => ContextState> = new Map([
  ["minimum_version", setMinimum],
  ["maximum_version", setMaximum],
  ["options", setOptions],
]);

const CONTAINERS = new Set([
  "tuple",
  "list",
  "set",
  "dictionary",
  "expression_list",
  "pair",
  "list_splat",
  "dictionary_splat",
  "parenthesized_expression",
]);

function protocolOf(givens: readonly Given[]): Values {
  const isGiven = (given: Given) =>
    given.argument?.keyword === undefined || given.argument.keyword === "protocol";
  const given = givens.find(isGiven);
  return given?.values ?? (givens.length === 0 ? [PLAIN] : UNKNOWN);
}

function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case "boolean":
      return value.value;
    case "none":
      return false;
    case "context":
    case "function":
    case "class":
      return true;
    default:
      return undefined;
  }
}

function pairUp(target: SyntaxNode, value: SyntaxNode): (readonly [SyntaxNode, SyntaxNode])[] | undefined {
  const isList = target.type === "pattern_list" || target.type === "tuple_pattern";
  const isLiteral = value.type === "expression_list" || value.type === "tuple";
  if (!isList || !isLiteral || target.named.length !== value.named.length) return undefined;
  const hasSplat = [...target.named, ...value.named].some((node) => node.type.includes("splat"));
  if (hasSplat) return undefined;
  return target.named.flatMap((name, i) => {
    const element = value.named[i];
    return element === undefined ? [] : [[name, element] as const];
  });
}
