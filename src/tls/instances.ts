import type { Binding } from "../python/bindings.ts";
import { classOf, functionOf, pathOf, unwrap } from "../python/expressions.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { choicesOf } from "../python/uses.ts";

/** What an expression holds: an object of one of the classes that were asked for. */
export interface Instance {
  /** The class, or classes where the program chooses one. */
  readonly classes: readonly string[];
  /** The calls that make it, as far as they are in view. */
  readonly made: readonly SyntaxNode[];
  /** It is also made out of view: a parameter, `self` in a subclass. */
  readonly isPassedIn: boolean;
}

const MAX_DEPTH = 8;

/** Follows an expression to where its object is made; nothing where anything else may be bound to it. */
export class Instances {
  readonly #module: PythonModule;
  readonly #classes: ReadonlySet<string>;

  constructor(module: PythonModule, classes: ReadonlySet<string>) {
    this.#module = module;
    this.#classes = classes;
  }

  /** The object that the expression is. */
  of(expression: SyntaxNode, depth = 0): Instance | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const node = unwrap(expression);
    switch (node.type) {
      case "call":
        return this.#ofCall(node, depth);
      case "identifier":
        return this.#ofName(node, depth);
      case "attribute":
        return this.#ofAttribute(node, depth);
      case "conditional_expression":
      case "boolean_operator":
        return this.#union([...choicesOf(node)], depth);
      default:
        return undefined;
    }
  }

  #ofCall(call: SyntaxNode, depth: number): Instance | undefined {
    const callee = call.field("function");
    const classes = this.#classNames(callee, depth);
    if (classes !== undefined) return { classes, made: [call], isPassedIn: false };
    if (callee?.type === "identifier" && callee.text === "super") return this.#ofSuper(call, depth);
    const first = call.field("arguments")?.named[0];
    const isWrapper =
      this.#module.names.is(callee, "contextlib.closing") || callee?.text.endsWith(".enter_context") === true;
    if (isWrapper && first !== undefined) return this.of(first, depth + 1);
    const returned = this.#functionNamed(callee)?.field("return_type");
    return returned === undefined ? undefined : this.#ofAnnotation(returned);
  }

  /** `super()` in a method of a subclass. */
  #ofSuper(call: SyntaxNode, depth: number): Instance | undefined {
    const owner = ownerOf(call);
    const base = owner === undefined ? undefined : this.#baseOf(owner, depth);
    return base === undefined ? undefined : { classes: [base], made: [], isPassedIn: true };
  }

  /** The classes that a call may make: one, or those that `cls = A if x else B` chooses from. */
  #classNames(callee: SyntaxNode | undefined, depth: number): readonly string[] | undefined {
    const name = this.#className(callee, depth);
    if (name !== undefined) return [name];
    if (callee?.type !== "identifier") return undefined;
    const values =
      this.#module.scopes.lookup(callee.text, callee)?.bindings.map((binding) => binding.value) ?? [];
    const choices = values.flatMap((value) => (value === undefined ? [undefined] : [...choicesOf(value)]));
    const names = choices.map((choice) =>
      choice === callee ? undefined : this.#className(choice, depth + 1),
    );
    const known = names.filter((one) => one !== undefined);
    return known.length > 0 && known.length === names.length ? [...new Set(known)] : undefined;
  }

  /** The class that an expression names: one of those asked for, or a subclass in this file. */
  #className(expression: SyntaxNode | undefined, depth: number): string | undefined {
    const name = this.#module.names.qualified(expression);
    if (name !== undefined) return this.#classes.has(name) ? name : undefined;
    if (expression?.type !== "identifier" || depth > MAX_DEPTH) return undefined;
    const bindings = this.#module.scopes.lookup(expression.text, expression)?.bindings ?? [];
    const definition =
      bindings.length === 1 && bindings[0]?.kind === "class" ? bindings[0].statement : undefined;
    return definition === undefined ? undefined : this.#baseOf(definition, depth);
  }

  #baseOf(definition: SyntaxNode, depth: number): string | undefined {
    for (const base of definition.field("superclasses")?.named ?? []) {
      const name = this.#className(base, depth + 1);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  #functionNamed(callee: SyntaxNode | undefined): SyntaxNode | undefined {
    if (callee?.type !== "identifier") return undefined;
    const bindings = this.#module.scopes.lookup(callee.text, callee)?.bindings ?? [];
    const only = bindings.length === 1 ? bindings[0] : undefined;
    return only?.kind === "function" ? only.statement : undefined;
  }

  /** `smtplib.SMTP`, `Optional[smtplib.SMTP]`, `smtplib.SMTP | None`, `"smtplib.SMTP"`. */
  #ofAnnotation(type: SyntaxNode): Instance | undefined {
    const names = new Set<string>();
    for (const node of type.walk((n) => n.type !== "attribute")) {
      if (node.type !== "attribute" && node.type !== "identifier") continue;
      const name = this.#className(node, 0);
      if (name !== undefined) names.add(name);
    }
    return names.size === 0 ? undefined : { classes: [...names], made: [], isPassedIn: true };
  }

  #ofName(node: SyntaxNode, depth: number): Instance | undefined {
    const bindings = this.#module.scopes.lookup(node.text, node)?.bindings ?? [];
    const found = bindings.map((binding) => this.#ofBinding(binding, depth));
    return found.length === 0 ? undefined : merged(found);
  }

  #ofBinding(binding: Binding, depth: number): Instance | "nothing" | undefined {
    const { kind, value, statement } = binding;
    if (kind === "del") return "nothing";
    if (kind === "annotation" || kind === "parameter") {
      const type = statement.field("type");
      return type === undefined ? this.#ofSelf(binding) : this.#ofAnnotation(type);
    }
    if (value === undefined) return undefined;
    return value.type === "none" ? "nothing" : this.of(value, depth + 1);
  }

  /** The first parameter of a method of a subclass. */
  #ofSelf({ node, kind }: Binding): Instance | undefined {
    const parameters = node.parent;
    if (kind !== "parameter" || parameters?.type !== "parameters" || parameters.named[0] !== node)
      return undefined;
    const owner = parameters.parent === undefined ? undefined : classOf(parameters.parent);
    const base = owner === undefined ? undefined : this.#baseOf(owner, 0);
    return base === undefined ? undefined : { classes: [base], made: [], isPassedIn: true };
  }

  /** `self.server`, by every assignment to it in the class; `cls.server` and class attributes too. */
  #ofAttribute(node: SyntaxNode, depth: number): Instance | undefined {
    const path = pathOf(node);
    const attribute = node.field("attribute")?.text;
    const owner = ownerOf(node);
    if (path === undefined || attribute === undefined || path.split(".").length !== 2) return undefined;
    const region = owner ?? this.#module.root;
    const found: (Instance | "nothing" | undefined)[] = [];
    for (const other of this.#module.identifiers(attribute)) {
      if (other.start < region.start || other.end > region.end) continue;
      const target =
        other.parent?.type === "attribute" && pathOf(other.parent) === path ? other.parent : other;
      if (target === other && !isClassAttribute(other, owner)) continue;
      const value = boundTo(target);
      if (value === undefined) continue;
      found.push(
        value.type === "none"
          ? "nothing"
          : value.type === "type"
            ? this.#ofAnnotation(value)
            : this.of(value, depth + 1),
      );
    }
    return found.length === 0 ? undefined : merged(found);
  }

  #union(choices: readonly SyntaxNode[], depth: number): Instance | undefined {
    const found = choices.map((choice) => (choice.type === "none" ? "nothing" : this.of(choice, depth + 1)));
    return merged(found);
  }
}

/** All of them together; nothing where one is something else. */
function merged(found: readonly (Instance | "nothing" | undefined)[]): Instance | undefined {
  const known = found.filter((one): one is Instance => one !== undefined && one !== "nothing");
  if (known.length === 0 || found.includes(undefined)) return undefined;
  return {
    classes: [...new Set(known.flatMap(({ classes }) => classes))],
    made: [...new Set(known.flatMap(({ made }) => made))],
    isPassedIn: known.some(({ isPassedIn }) => isPassedIn),
  };
}

/** The class whose method holds the node, through functions within the method. */
function ownerOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let fn = functionOf(node); fn !== undefined; fn = functionOf(fn)) {
    const owner = classOf(fn);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function isClassAttribute(identifier: SyntaxNode, owner: SyntaxNode | undefined): boolean {
  const block = identifier.ancestor("block", "module");
  return owner !== undefined && block === owner.field("body");
}

/** The value, or the annotation, that a target is given in an assignment or a `with`. */
function boundTo(target: SyntaxNode): SyntaxNode | undefined {
  const parent = target.parent;
  if (parent?.type === "assignment" && parent.field("left") === target) {
    let value = parent.field("right");
    while (value?.type === "assignment") value = value.field("right");
    return value ?? parent.field("type");
  }
  if (parent?.type === "as_pattern_target" && parent.parent?.type === "as_pattern")
    return parent.parent.named[0];
  return undefined;
}
