import { remembered } from "../../core/remembered.ts";
import type { Binding } from "../../python/bindings.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Lookup } from "../../python/scopes.ts";
import type { Value, Values } from "../model/values.ts";
import { type Key, Keys } from "../program/keys.ts";
import { defined, type Program } from "../program/program.ts";
import { Classes, classAround } from "./classes.ts";
import { Correlations } from "./correlations.ts";
import { hasDecorator } from "./decorators.ts";
import { Sites } from "./sites.ts";
import { Spelled } from "./spelled.ts";
import { Tables } from "./tables.ts";

/** What a name stands for, wherever the same bindings give it. */
interface Named {
  readonly found: Lookup;
  readonly key: Key | undefined;
  readonly method: SyntaxNode | undefined;
  definition?: Value | "none";
}

/** Where values live: variables, attributes, and what the file defines under a name. */
export class Places {
  readonly keys = new Keys();
  readonly spelled: Spelled;
  readonly tables: Tables;
  readonly correlations: Correlations;
  readonly classes: Classes;
  readonly sites = new Sites();
  /** The classes of this program that contexts are of, by where those are made. */
  readonly contextClasses = new Map<number, SyntaxNode>();
  readonly #program: Program;
  readonly #names = new Map<SyntaxNode, Named | undefined>();
  readonly #byBindings = new Map<Lookup["bindings"], Named>();

  constructor(program: Program) {
    this.#program = program;
    this.spelled = new Spelled(program);
    this.tables = new Tables(program);
    this.correlations = new Correlations(program);
    this.classes = new Classes(program, this.keys);
  }

  /**
   * The key of a variable. The first parameter of a method has that of its class: what is known of the attributes
   * of an object that is not told from others belongs to its class.
   */
  variable(node: SyntaxNode): Key | undefined {
    return this.#named(node)?.key;
  }

  /** The method whose first parameter an identifier is. */
  methodOfSelf(node: SyntaxNode): SyntaxNode | undefined {
    return this.#named(node)?.method;
  }

  /** The function or class that a name stands for; the class itself for `cls` of a class method. */
  definition(node: SyntaxNode): Value | undefined {
    const named = this.#named(node);
    if (named === undefined) return undefined;
    if (named.definition === undefined) named.definition = this.#definition(node, named) ?? "none";
    return named.definition === "none" ? undefined : named.definition;
  }

  #definition(node: SyntaxNode, { found, method }: Named): Value | undefined {
    if (method !== undefined && isClassMethod(method)) {
      const owner = classAround(method);
      return owner === undefined ? undefined : { kind: "class", node: owner };
    }
    const { bindings } = found;
    return (
      defined(bindings) ?? (bindings[0]?.import === undefined ? undefined : this.#program.definition(node))
    );
  }

  /** What an identifier that is bound in its module stands for. */
  #named(node: SyntaxNode): Named | undefined {
    return node.type === "identifier" ? remembered(this.#names, node, this.#findNamed) : undefined;
  }

  readonly #findNamed = (node: SyntaxNode): Named | undefined => {
    const name = node.text;
    const found = this.#program.scopes(node).lookup(name, node);
    return found && remembered(this.#byBindings, found.bindings, () => this.#newName(name, found));
  };

  #newName(name: string, found: Lookup): Named {
    const { node: owner } = found.scope;
    const own = found.bindings.some(isParameter) ? methodClass(owner, name) : undefined;
    const method = own === undefined ? undefined : owner;
    if (found.bindings.some((binding) => binding.import !== undefined))
      return { found, key: undefined, method };
    if (owner.type === "class_definition")
      return { found, key: this.classes.key(owner).attribute(name), method };
    return {
      found,
      key: own === undefined ? this.keys.variable(owner, name) : this.classes.key(own),
      method,
    };
  }

  /** The class of this program that makes what a variable holds, where it is assigned once: `client = Client()`. */
  makerOf(variable: SyntaxNode): SyntaxNode | undefined {
    const bindings = this.#named(variable)?.found.bindings ?? [];
    const value = bindings.length === 1 ? bindings[0]?.value : undefined;
    const callee = value?.type === "call" ? value.field("function") : undefined;
    const made = callee === undefined ? undefined : this.definition(callee);
    return made?.kind === "class" ? made.node : undefined;
  }

  /** Whether a name is that of a module: `import name`. */
  isModule(node: SyntaxNode): boolean {
    const bindings = this.#named(node)?.found.bindings ?? [];
    return (
      bindings.length > 0 &&
      bindings.every((one) => one.import !== undefined && one.import.attribute === undefined)
    );
  }

  /** Whether nothing else is ever taken out of a variable than what `contexts[name]` gives, for one `name`. */
  isOnlyAccess(access: SyntaxNode): boolean {
    const container = access.field("value");
    const index = access.named.find((node) => node !== container);
    if (container?.type !== "identifier" || index?.type !== "identifier") return false;
    const scopes = this.#program.scopes(access);
    const [found, named] = [container, index].map(({ text }) => scopes.lookup(text, access));
    if (found === undefined || found.scope.node.type === "module" || named?.bindings.length !== 1)
      return false;
    return scopes.uses(container.text, found.scope).every((use) => {
      const { parent } = use;
      return parent?.type === "subscript" && parent.field("value") === use && parent.text === access.text;
    });
  }

  /** Whether a name is one that a loop gives its values. */
  isLoopVariable(node: SyntaxNode): boolean {
    const bindings = this.#named(node)?.found.bindings ?? [];
    return bindings.length > 0 && bindings.every(({ kind }) => kind === "for");
  }

  /** What `self.name` may run where nothing else is known of `self`: also what a subclass in this file makes of it. */
  members(self: SyntaxNode, name: string): Values {
    const method = this.methodOfSelf(self);
    const owner = method === undefined ? undefined : classAround(method);
    return owner === undefined ? [] : this.classes.methods(owner, name);
  }
}

const SET_UP = new Set([
  "__init_subclass__",
  "__init__",
  "__new__",
  "setUp",
  "setUpClass",
  "asyncSetUp",
  "__post_init__",
  "__attrs_post_init__",
]);

/** Whether a method runs before the others of its class. */
export function isSetUp(node: SyntaxNode): boolean {
  return isMethod(node) && SET_UP.has(node.field("name")?.text ?? "");
}

/** Whether a function takes the object or the class that it is read from as its first parameter. */
export function isMethod(fn: SyntaxNode): boolean {
  return classAround(fn) !== undefined && !hasDecorator(fn, /^staticmethod$/);
}

/** Whether a method takes the class as its first parameter. */
export function isClassMethod(fn: SyntaxNode): boolean {
  return (
    hasDecorator(fn, /^classmethod$/) || /^__(?:new|init_subclass)__$/.test(fn.field("name")?.text ?? "")
  );
}

const TRANSPARENT =
  /^(?:staticmethod|classmethod|(?:contextlib\.)?(?:async)?contextmanager|(?:functools\.)?(?:lru_cache|cache|wraps)\b.*|(?:functools\.)?cached_property|property|override|typing\.override)$/;

/** Whether a function runs once for the same arguments, and gives its first result again. */
export function keepsResult(fn: SyntaxNode): boolean {
  return hasDecorator(fn, /^(?:functools\.)?(?:lru_cache|cache|cached_property)\b/);
}

/** Whether calling a function runs its body, whatever decorates it. */
export function isTransparent(fn: SyntaxNode): boolean {
  if (fn.parent?.type !== "decorated_definition") return true;
  return fn.parent.named.every(
    (node) =>
      node.type !== "decorator" || (node.named[0] !== undefined && isTransparentDecorator(node.named[0])),
  );
}

/** Whether what a decorator makes of a function runs its body when it is called, and nothing that matters besides. */
export function isTransparentDecorator(decorator: SyntaxNode): boolean {
  return TRANSPARENT.test(decorator.text);
}

/** The class of a method whose first parameter has this name. */
function methodClass(fn: SyntaxNode, name: string): SyntaxNode | undefined {
  if (fn.type !== "function_definition" || fn.field("parameters")?.named[0]?.text !== name) return undefined;
  return isMethod(fn) ? classAround(fn) : undefined;
}

function isParameter(binding: Binding): boolean {
  return binding.kind === "parameter";
}
