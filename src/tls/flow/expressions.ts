import { isComprehension } from "../../python/bindings.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { integer, naming } from "../model/plain-values.ts";
import {
  type ClassValue,
  type FunctionValue,
  isUnknown,
  truth,
  UNKNOWN,
  union,
  type Values,
} from "../model/values.ts";
import type { Part } from "../program/parts.ts";
import type { Program } from "../program/program.ts";
import type { Relevance } from "../program/relevance.ts";
import { literalText } from "../reach/gates.ts";
import { combineOptions, invertOptions, negate } from "./arithmetic.ts";
import { Assignments } from "./assignments.ts";
import { Attributes } from "./attributes.ts";
import type { CallHost, Entry } from "./call-host.ts";
import { Calls } from "./calls.ts";
import { Conditions } from "./conditions.ts";
import { nameIn } from "./elements.ts";
import { memberByName } from "./enumeration-members.ts";
import { Imports } from "./imports.ts";
import type { Memory } from "./memory.ts";
import { joinStates, type ProgramState } from "./program-state.ts";
import { TableReads } from "./table-reads.ts";

/** How deep expressions are read: a generated table may nest without end. */
const MAX_NESTING = 300;

/** What expressions need of the evaluator that they are a part of. */
export interface ExpressionHost {
  enter: CallHost["enter"];
  apart: CallHost["apart"];
  decorated: CallHost["decorated"];
  /** A lambda or function is met, to be run when what is around it has been. */
  later(node: SyntaxNode): void;
  /** The body that is run gives values to its caller, and goes on. */
  yields(values: Values, node: SyntaxNode): void;
}

/** What expressions stand for, and what evaluating them does to contexts. */
export class Expressions implements CallHost {
  readonly conditions: Conditions;
  readonly assignments: Assignments;
  /** What is read from tables that are written out. */
  readonly tables: TableReads;
  readonly #module: PythonModule;
  readonly #memory: Memory;
  readonly #relevance: Relevance;
  readonly #program: Program;
  readonly #host: ExpressionHost;
  readonly #attributes: Attributes;
  readonly #imports: Imports;
  readonly #calls: Calls;
  #nesting = 0;

  constructor(program: Program, part: Part, memory: Memory, host: ExpressionHost) {
    const { module, relevance } = part;
    this.#module = module;
    this.#program = program;
    this.#memory = memory;
    this.#relevance = relevance;
    this.#host = host;
    this.conditions = new Conditions(relevance, memory, (node) => this.evaluate(node));
    this.assignments = new Assignments(memory, this);
    this.#attributes = new Attributes(memory, this, (node) => this.#qualified(node));
    this.#imports = new Imports(program, memory);
    this.tables = new TableReads(program, part, memory, (node) => this.evaluate(node));
    this.#calls = new Calls(program, module, memory, this, this.tables);
  }

  decorated(fn: FunctionValue): Values | undefined {
    return this.#host.decorated(fn);
  }

  /** What the decorators of a function of this module make of it. */
  decoratedHere(fn: FunctionValue): Values | undefined {
    return this.#calls.decorated.of(fn);
  }

  mentions(fn: SyntaxNode): boolean {
    return this.#program.of(fn).relevance.mentions(fn);
  }

  /** A class of this module is made: its metaclass and its decorators are given it. */
  passClass(made: ClassValue): void {
    this.#calls.constructors.passToMetaclass(made);
    if (made.node.parent?.type === "decorated_definition") this.#calls.decorated.passClass(made);
  }

  enter(call: SyntaxNode, entry: Entry): Values | undefined {
    return this.#host.enter(call, entry);
  }

  isNamespace(node: SyntaxNode): boolean {
    if (node.type !== "call" || !/Namespace\s*\(/.test(node.text)) return false;
    const list = node.field("arguments")?.named ?? [];
    const name = this.#module.names.qualified(node.field("function"));
    const isKnown = name === "types.SimpleNamespace" || name === "argparse.Namespace";
    return isKnown && list.every(({ type }) => type === "keyword_argument");
  }

  apart<T>(what: () => T): T {
    return this.#host.apart(what);
  }

  evaluate(node: SyntaxNode): Values {
    switch (node.type) {
      case "none":
        return NONE;
      case "true":
        return TRUE;
      case "false":
        return FALSE;
      case "integer": {
        const number = integer(node.text);
        return number === undefined ? UNKNOWN : [number];
      }
    }
    if (!this.#isRead(node)) return UNKNOWN;
    this.#nesting++;
    try {
      return this.#expression(node);
    } finally {
      this.#nesting--;
    }
  }

  /** The value, and for a literal container everything in it. */
  heldBy(node: SyntaxNode): Values {
    if (!CONTAINERS.has(node.type)) return this.evaluate(node);
    if (!this.#isRead(node)) return UNKNOWN;
    this.#nesting++;
    try {
      const all = node.named.map((child) => this.heldBy(child));
      const known = all.filter((values) => !isUnknown(values));
      return known.length === 0 ? UNKNOWN : known.reduce(union);
    } finally {
      this.#nesting--;
    }
  }

  /** Whether an expression concerns the analysis, and is not too deep. */
  #isRead(node: SyntaxNode): boolean {
    const concerns =
      this.#relevance.concerns(node) || this.#memory.receiver(node) !== undefined || isOfNumbers(node);
    return concerns && this.#nesting <= MAX_NESTING;
  }

  #expression(node: SyntaxNode): Values {
    switch (node.type) {
      case "identifier":
        return this.#memory.held(node) ?? this.#defined(node) ?? this.#qualified(node);
      case "attribute":
        return this.#attributes.read(node);
      case "subscript":
        return this.#subscript(node);
      case "call":
        return this.#calls.call(node);
      case "assignment":
        return this.assignments.assignment(node);
      case "augmented_assignment":
        return this.assignments.augmented(node);
      case "named_expression":
        return this.assignments.walrus(node);
      case "conditional_expression":
        return this.#conditional(node);
      case "boolean_operator":
        return this.#eitherSide(node);
      case "binary_operator":
        return this.#binary(node);
      case "unary_operator":
        return this.#unary(node);
      case "comparison_operator":
        return this.#comparison(node);
      case "keyword_argument":
      case "pair":
        return this.evaluate(node.field("value") ?? node);
      case "yield":
        this.#host.yields(node.named.map((child) => this.heldBy(child)).reduce(union, UNKNOWN), node);
        return UNKNOWN;
      case "string": {
        const text = literalText(node);
        const named = text === undefined ? undefined : naming(text);
        return named === undefined ? this.#composite(node) : [named];
      }
      case "lambda":
        this.#host.later(node);
        return [{ kind: "function", node }];
      default:
        return this.#composite(node);
    }
  }

  #composite(node: SyntaxNode): Values {
    if (TRANSPARENT.has(node.type))
      return node.named[0] === undefined ? UNKNOWN : this.evaluate(node.named[0]);
    if (CONTAINERS.has(node.type)) return this.heldBy(node);
    if (isComprehension(node)) return this.#comprehension(node);
    for (const child of node.named) this.evaluate(child);
    return UNKNOWN;
  }

  #defined(node: SyntaxNode): Values | undefined {
    const value = this.#memory.places.definition(node);
    return value === undefined ? undefined : [value];
  }

  /** An element of a container: whatever is known to be in it. */
  #subscript(node: SyntaxNode): Values {
    const read = this.tables.read(node);
    if (read !== undefined) return read;
    const container = node.field("value");
    const name = nameIn(node);
    const named =
      container === undefined || name === undefined ? undefined : this.#memory.element(container, name);
    if (named !== undefined) return named;
    const inside = container === undefined ? UNKNOWN : this.evaluate(container);
    const indexes = node.named.filter((one) => one !== container).map((index) => this.#textsOf(index));
    const member = memberByName(inside, indexes);
    if (member !== undefined) return member;
    return this.#memory.within(inside).length > 0 ? inside : UNKNOWN;
  }

  /** What an index stands for; a text whatever it names. */
  #textsOf(index: SyntaxNode): Values {
    const values = this.evaluate(index);
    const text = literalText(index);
    return text === undefined ? values : [{ kind: "text", text }];
  }

  #qualified(node: SyntaxNode): Values {
    const imported = this.#imports.read(node);
    if (imported !== undefined) return imported;
    return this.#memory.places.spelled.qualified(node);
  }

  #binary(node: SyntaxNode): Values {
    const left = node.field("left");
    const right = node.field("right");
    if (left === undefined || right === undefined) return UNKNOWN;
    const a = this.evaluate(left);
    const b = this.evaluate(right);
    // Lists that are added hold what each of them held.
    const held = [a, b].filter((values) => this.#memory.within(values).length > 0);
    if (held.length > 0) return held.reduce(union);
    return combineOptions(node.field("operator")?.text ?? "", a, b);
  }

  #unary(node: SyntaxNode): Values {
    const operand = node.field("argument");
    if (operand === undefined) return UNKNOWN;
    const values = this.evaluate(operand);
    if (node.text.startsWith("-")) return negate(values);
    return node.text.startsWith("~") ? invertOptions(values) : UNKNOWN;
  }

  #comparison(node: SyntaxNode): Values {
    const gate = this.#memory.places.spelled.gate(node);
    if (gate !== undefined) return [{ kind: "boolean", value: gate, isGate: true }];
    for (const child of node.named) this.evaluate(child);
    return UNKNOWN;
  }

  #conditional(node: SyntaxNode): Values {
    const [then, condition, otherwise] = node.named;
    if (then === undefined || condition === undefined || otherwise === undefined) return UNKNOWN;
    const { whenTrue, whenFalse } = this.conditions.branch(condition, this.#memory.now);
    const sides = [this.#under(then, whenTrue), this.#under(otherwise, whenFalse)].filter(
      (s) => s !== undefined,
    );
    this.#memory.now = sides.map((side) => side.state).reduce(joinStates);
    return sides.map((side) => side.values).reduce(union);
  }

  #under(node: SyntaxNode, state: ProgramState | undefined) {
    if (state === undefined) return undefined;
    this.#memory.now = state;
    const values = this.evaluate(node);
    return { values, state: this.#memory.now };
  }

  /** `a or b`, `a and b`: the value of one of them. */
  #eitherSide(node: SyntaxNode): Values {
    const left = node.field("left");
    const right = node.field("right");
    if (left === undefined || right === undefined) return UNKNOWN;
    const first = this.evaluate(left);
    const before = this.#memory.now;
    const second = this.evaluate(right);
    this.#memory.now = joinStates(before, this.#memory.now);
    const isOr = node.field("operator")?.text === "or";
    const kept = first.filter((value) => truth(value) !== !isOr);
    return kept.length === 0 ? second : union(kept, second);
  }

  #comprehension(node: SyntaxNode): Values {
    const body = node.field("body");
    for (const clause of node.named) if (clause !== body) this.evaluate(clause);
    return body === undefined ? UNKNOWN : this.heldBy(body);
  }
}

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

/** Whether numbers that are written out are put together, and few of them: no word in there says that it matters. */
function isOfNumbers(node: SyntaxNode, depth = 4): boolean {
  if (node.type === "integer") return true;
  return depth > 0 && COMBINING.has(node.type) && node.named.every((part) => isOfNumbers(part, depth - 1));
}

const COMBINING = new Set(["binary_operator", "unary_operator", "parenthesized_expression"]);

const TRANSPARENT = new Set(["await", "type"]);

const NONE: Values = [{ kind: "none" }];
const TRUE: Values = [{ kind: "boolean", value: true }];
const FALSE: Values = [{ kind: "boolean", value: false }];
