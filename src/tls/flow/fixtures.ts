import { argumentsOf } from "../../python/call.ts";
import { literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { type Given, UNKNOWN, type Values } from "../model/values.ts";
import type { Program } from "../program/program.ts";
import type { CallHost } from "./call-host.ts";
import { decoratorsOf } from "./decorators.ts";
import type { Places } from "./places.ts";

const FIXTURE = /^(?:pytest(?:_asyncio)?\.)?fixture\b/;

/** The name by which pytest knows a function that makes something for tests; nothing where it is none. */
export function fixtureName(fn: SyntaxNode): string | undefined {
  const decorator = decoratorsOf(fn).find(({ text }) => FIXTURE.test(text));
  if (decorator === undefined) return undefined;
  const given = decorator.type === "call" ? argumentsOf(decorator) : [];
  const name = given.find(({ keyword }) => keyword === "name")?.value;
  return (name === undefined ? undefined : literalString(name)) ?? fn.field("name")?.text;
}

/** What the fixtures of a program give to its tests, and to each other. */
export class Fixtures {
  readonly #program: Program;
  readonly #places: Places;
  readonly #host: Pick<CallHost, "enter">;

  constructor(program: Program, places: Places, host: Pick<CallHost, "enter">) {
    this.#program = program;
    this.#places = places;
    this.#host = host;
  }

  /** What pytest gives a test or a fixture: each fixture of the module that has the name of a parameter, run once. */
  givenTo(fn: SyntaxNode, made = new Map<SyntaxNode, Values>()): readonly Given[] {
    const fixtures = fixturesOf(this.#program.of(fn).module);
    if (fixtures.size === 0 || !isGivenFixtures(fn)) return [];
    return this.#places.spelled.parameters(fn).flatMap((parameter): readonly Given[] => {
      const fixture = parameter === undefined ? undefined : fixtures.get(parameter.text);
      if (parameter === undefined || fixture === undefined || isParametrized(fn, parameter.text)) return [];
      const values = made.get(fixture) ?? this.#made(fixture, parameter.name, made);
      return [{ keyword: parameter.text, isSplat: false, value: parameter.name, values }];
    });
  }

  #made(fixture: SyntaxNode, asked: SyntaxNode, made: Map<SyntaxNode, Values>): Values {
    made.set(fixture, UNKNOWN);
    if (!this.#program.of(fixture).relevance.mentions(fixture)) return UNKNOWN;
    const givens = this.givenTo(fixture, made);
    const entry = { fn: fixture, givens, receiver: undefined, isBound: false };
    const values = this.#host.enter(asked, entry) ?? UNKNOWN;
    made.set(fixture, values);
    return values;
  }
}

/** Whether pytest calls a function, and gives each of its parameters what the fixture of that name makes. */
function isGivenFixtures(fn: SyntaxNode): boolean {
  return fn.field("name")?.text.startsWith("test") === true || fixtureName(fn) !== undefined;
}

/** Whether a test is given something else under a name: `@pytest.mark.parametrize("name", …)`. */
function isParametrized(fn: SyntaxNode, name: string): boolean {
  return decoratorsOf(fn).some(({ text }) => text.includes("parametrize") && text.includes(name));
}

/** The fixtures that a module defines for all of its tests, by their names. */
function fixturesOf(module: PythonModule): ReadonlyMap<string, SyntaxNode> {
  let found = known.get(module);
  if (found === undefined) {
    found = findFixtures(module);
    known.set(module, found);
  }
  return found;
}

const known = new WeakMap<PythonModule, ReadonlyMap<string, SyntaxNode>>();

function findFixtures(module: PythonModule): ReadonlyMap<string, SyntaxNode> {
  const found = new Map<string, SyntaxNode>();
  for (const word of module.identifiers("fixture")) {
    const definition = word.ancestor("decorator")?.parent?.field("definition");
    const isTop = definition?.parent?.parent?.type === "module";
    const name = definition?.type === "function_definition" && isTop ? fixtureName(definition) : undefined;
    if (definition !== undefined && name !== undefined) found.set(name, definition);
  }
  return found;
}
