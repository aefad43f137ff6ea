import { remembered } from "../../core/remembered.ts";
import { argumentsOf } from "../../python/call.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { constant } from "../model/constants.ts";
import { UNKNOWN, type Value, type Values } from "../model/values.ts";
import type { Program } from "../program/program.ts";
import { decideGate } from "../reach/gates.ts";

/** A call as it is written. */
export interface WrittenCall {
  readonly callee: SyntaxNode;
  /** Of `object.name(…)`. */
  readonly object: SyntaxNode | undefined;
  readonly name: string;
  readonly arguments: readonly WrittenArgument[];
}

export interface WrittenArgument {
  readonly value: SyntaxNode;
  readonly keyword: string | undefined;
  /** `*args` and `**options`. */
  readonly isSplat: boolean;
}

/** A parameter as it is written. */
export interface WrittenParameter {
  readonly name: SyntaxNode;
  readonly text: string;
  /** `*args` and `**options`. */
  readonly isCollecting: boolean;
  readonly initial: SyntaxNode | undefined;
}

/** What a program says as it is written, whatever runs: found out once, however often it is run. */
export class Spelled {
  readonly #program: Program;
  readonly #qualified = new Map<SyntaxNode, Values>();
  readonly #gates = new Map<SyntaxNode, boolean | undefined>();
  readonly #calls = new Map<SyntaxNode, WrittenCall | undefined>();
  readonly #parameters = new Map<SyntaxNode, readonly (WrittenParameter | undefined)[]>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** What the imports of its module make of an expression. */
  qualified(node: SyntaxNode): Values {
    return remembered(this.#qualified, node, this.#resolve);
  }

  readonly #resolve = (node: SyntaxNode): Values => {
    const { names } = this.#program.of(node).module;
    return valuesOf([...new Set(names.resolve(node).map(({ name }) => name))]);
  };

  /** What a condition on the version of Python comes to. */
  gate(condition: SyntaxNode): boolean | undefined {
    return remembered(this.#gates, condition, this.#decide);
  }

  readonly #decide = (condition: SyntaxNode): boolean | undefined =>
    decideGate(condition, this.#program.of(condition).module);

  call(node: SyntaxNode): WrittenCall | undefined {
    return remembered(this.#calls, node, readCall);
  }

  /** The parameters of a function; nothing in the place of one that is no name. */
  parameters(fn: SyntaxNode): readonly (WrittenParameter | undefined)[] {
    return remembered(this.#parameters, fn, readParameters);
  }
}

/** What stands for `ssl` where that cannot be imported has its constants by the same names, and with the same meaning. */
function valuesOf(names: readonly string[]): Values {
  const constants = names.flatMap((name) => constant(name) ?? []);
  const isOneName = new Set(names.map((name) => name.slice(name.lastIndexOf(".") + 1))).size === 1;
  if (constants.length > 0 && isOneName) return constants;
  const values = names.map((name): Value => constant(name) ?? { kind: "qualified", name });
  return values.length === 0 ? UNKNOWN : values;
}

function readCall(node: SyntaxNode): WrittenCall | undefined {
  const callee = node.field("function");
  if (callee === undefined) return undefined;
  const object = callee.type === "attribute" ? callee.field("object") : undefined;
  return { callee, object, name: callee.field("attribute")?.text ?? "", arguments: readArguments(node) };
}

function readArguments(call: SyntaxNode): readonly WrittenArgument[] {
  const list = call.field("arguments");
  if (list === undefined) return [];
  if (list.type === "generator_expression") return [{ value: list, keyword: undefined, isSplat: false }];
  const known = argumentsOf(call);
  return list.named.map((node) => {
    const argument = known.find((one) => one.node === node);
    return {
      value: argument?.value ?? node,
      keyword: argument?.keyword,
      isSplat: argument === undefined,
    };
  });
}

function readParameters(fn: SyntaxNode): readonly (WrittenParameter | undefined)[] {
  return (fn.field("parameters")?.named ?? []).map(readParameter);
}

function readParameter(parameter: SyntaxNode): WrittenParameter | undefined {
  const name = parameter.type === "identifier" ? parameter : (parameter.field("name") ?? parameter.named[0]);
  if (name?.type !== "identifier") return undefined;
  const isCollecting = parameter.type.endsWith("splat_pattern");
  const initial = parameter.type === "identifier" ? undefined : parameter.field("value");
  return { name, text: name.text, isCollecting, initial };
}
