import { assignedValue } from "../../python/bindings.ts";
import { literalString } from "../../python/expressions.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { contextIds, isUnknown, type ObjectValue, UNKNOWN, union, type Values } from "../model/values.ts";
import { combineOptions } from "./arithmetic.ts";
import type { CallHost } from "./call-host.ts";
import { classAround } from "./classes.ts";
import { nameIn } from "./elements.ts";
import type { Memory } from "./memory.ts";

/** What assignments do with contexts. */
export class Assignments {
  readonly #memory: Memory;
  readonly #host: CallHost;

  constructor(memory: Memory, host: CallHost) {
    this.#memory = memory;
    this.#host = host;
  }

  assignment(node: SyntaxNode): Values {
    const value = assignedValue(node);
    if (value === undefined) return UNKNOWN;
    const targets = targetsOf(node);
    const [only] = targets;
    const pairs = targets.length === 1 && only !== undefined ? pairUp(only, value) : undefined;
    if (pairs !== undefined) {
      const all = pairs.map(([target, element]) => [target, this.#host.evaluate(element)] as const);
      for (const [target, values] of all) this.assign(target, values);
      return UNKNOWN;
    }
    if (value.type === "dictionary" && only !== undefined) return this.#dictionary(targets, value);
    if (only !== undefined && this.#host.isNamespace(value)) return this.#namespace(targets, value);
    this.#memory.given = undefined;
    const values = this.#host.heldBy(value);
    const elements = this.#elementsOf(value);
    for (const target of targets) {
      const isSpread = LISTS.has(target.type) && target.named.length === elements?.length;
      if (isSpread && !target.named.some(({ type }) => type.includes("splat")))
        target.named.forEach((name, i) => {
          this.assign(name, elements[i] ?? UNKNOWN);
        });
      else this.assign(target, values);
    }
    return values;
  }

  /** `SimpleNamespace(name=value)` is known by its attributes. */
  #namespace(targets: readonly SyntaxNode[], call: SyntaxNode): Values {
    const all = (call.field("arguments")?.named ?? []).map((argument) => ({
      name: argument.field("name")?.text ?? "",
      values: this.#host.heldBy(argument),
    }));
    for (const target of targets) {
      this.assign(target, UNKNOWN);
      for (const { name, values } of all) this.#memory.setMember(target, name, values);
    }
    return UNKNOWN;
  }

  /** The elements of the tuple that a call which was just followed gives. */
  #elementsOf(value: SyntaxNode): readonly Values[] | undefined {
    const call = value.type === "await" ? value.named[0] : value;
    const { given } = this.#memory;
    return given !== undefined && given.call === call ? given.elements : undefined;
  }

  /** A dictionary is known as a whole, and by each of the names that are written out in it. */
  #dictionary(targets: readonly SyntaxNode[], dictionary: SyntaxNode): Values {
    const all = dictionary.named.map((entry) => {
      const key = entry.type === "pair" ? entry.field("key") : undefined;
      const name = key === undefined ? undefined : literalString(key);
      return { name, values: this.#host.heldBy(entry) };
    });
    const known = all.map(({ values }) => values).filter((values) => !isUnknown(values));
    const held = known.length === 0 ? UNKNOWN : known.reduce(union);
    for (const target of targets) {
      this.assign(target, held);
      for (const { name, values } of all)
        if (name !== undefined && contextIds(values).length > 0)
          this.#memory.setElement(target, name, values);
    }
    return held;
  }

  walrus(node: SyntaxNode): Values {
    const name = node.field("name");
    const value = node.field("value");
    if (name === undefined || value === undefined) return UNKNOWN;
    const values = this.#host.evaluate(value);
    this.#memory.set(name, values);
    return values;
  }

  /** Gives a target its values: a variable, an attribute, an element, or several of them. */
  assign(target: SyntaxNode, values: Values): void {
    switch (target.type) {
      case "identifier":
        this.#memory.set(target, values);
        return;
      case "attribute":
        this.#assignAttribute(target, values);
        return;
      case "subscript":
        this.#assignElement(target, values);
        return;
      default: {
        const some = isUnknown(values) ? UNKNOWN : union(values, UNKNOWN);
        for (const child of target.named) this.assign(child, some);
      }
    }
  }

  #assignAttribute(target: SyntaxNode, values: Values): void {
    const object = target.field("object");
    const holder = object === undefined ? UNKNOWN : this.#host.evaluate(object);
    const ids = contextIds(holder);
    const name = target.field("attribute")?.text ?? "";
    if (ids.length > 0) {
      const setting = target.ancestor("assignment", "augmented_assignment") ?? target;
      if (isUnknown(values)) this.#memory.followNumber(setting.field("right"));
      this.#memory.configure(ids, name, values, setting, object !== undefined && this.#isOneOf(object));
      return;
    }
    this.#describe(target, values);
    this.#leaveToMaker(object, values);
    const objects = holder.filter((value): value is ObjectValue => value.kind === "object");
    if (objects.length === 0 && this.#ofSelf(target, object, name, values)) return;
    for (const one of objects) {
      if (this.#set(target, this.#memory.places.classes.setter(one.node, name), values, one)) continue;
      const isSure = holder.length === 1;
      const before = isSure ? undefined : this.#memory.attribute(one, name);
      this.#memory.setAttribute(one, name, before === undefined ? values : union(before, values));
    }
    if (objects.length === 0) {
      this.#memory.set(target, values);
      if (object !== undefined && contextIds(values).length > 0) this.#memory.followMaker(object);
    }
    this.#memory.store(values, target);
  }

  /** What an object keeps whose class is made otherwise than it is written may be configured by what makes it. */
  #leaveToMaker(object: SyntaxNode | undefined, values: Values): void {
    const ids = contextIds(values);
    if (ids.length === 0 || object === undefined) return;
    const { places } = this.#memory;
    const method = places.methodOfSelf(object);
    const owner = method === undefined ? undefined : classAround(method);
    if (owner !== undefined && places.classes.isMadeOtherwise(owner)) this.#memory.forget(ids);
  }

  /** An attribute that is an object of the program's own is given the values by its `__set__`, which may configure them. */
  #describe(target: SyntaxNode, values: Values): void {
    const ids = contextIds(values);
    for (const value of ids.length === 0 ? [] : (this.#memory.held(target) ?? [])) {
      const setter =
        value.kind === "object" ? this.#memory.places.classes.method(value.node, "__set__") : undefined;
      if (value.kind !== "object" || setter?.kind !== "function" || !this.#host.mentions(setter.node))
        continue;
      // The object that has the attribute, and what it is given.
      const givens = [UNKNOWN, values].map((one) => ({
        keyword: undefined,
        isSplat: false,
        value: target,
        values: one,
      }));
      this.#host.enter(target, { fn: setter.node, givens, receiver: value, isBound: true });
    }
  }

  /** The setter of a property of `self`, where it is not known which object that is. */
  #ofSelf(target: SyntaxNode, self: SyntaxNode | undefined, name: string, values: Values): boolean {
    const { places } = this.#memory;
    const method = self === undefined ? undefined : places.methodOfSelf(self);
    const owner = method === undefined ? undefined : classAround(method);
    return owner !== undefined && this.#set(target, places.classes.setter(owner, name), values, undefined);
  }

  /** Runs the setter that an assignment calls; not where it is that one that assigns. */
  #set(
    target: SyntaxNode,
    setter: SyntaxNode | undefined,
    values: Values,
    receiver: ObjectValue | undefined,
  ): boolean {
    if (setter === undefined) return false;
    const givens = [{ keyword: undefined, isSplat: false, value: target, values }];
    this.#host.enter(target, { fn: setter, givens, receiver, isBound: true });
    return true;
  }

  /** What is put into a container is found again by the container's name. */
  #assignElement(target: SyntaxNode, values: Values): void {
    const container = target.field("value");
    if (container === undefined) return;
    const name = nameIn(target);
    if (isUnknown(values)) {
      if (name === undefined) this.#memory.loosenElements(container, UNKNOWN);
      else if (this.#memory.element(container, name) !== undefined)
        this.#memory.setElement(container, name, UNKNOWN);
      return;
    }
    const elements = this.#memory.elements(container);
    this.#memory.set(container, union(this.#host.evaluate(container), values));
    for (const [other, held] of elements)
      this.#memory.setElement(container, other, name === undefined ? union(held, values) : held);
    if (name !== undefined && contextIds(values).length > 0) this.#memory.setElement(container, name, values);
    if (container.type !== "identifier") this.#memory.store(values, target);
  }

  /** `contexts[name]`: one of several, where it is not a loop that goes through all names. */
  #isOneOf(object: SyntaxNode): boolean {
    if (object.type !== "subscript" || nameIn(object) !== undefined) return false;
    const { places } = this.#memory;
    if (places.isOnlyAccess(object)) return false;
    const index = object.named.find((node) => node !== object.field("value"));
    return index === undefined || !places.isLoopVariable(index);
  }

  augmented(node: SyntaxNode): Values {
    const target = node.field("left");
    const right = node.field("right");
    if (target === undefined || right === undefined) return UNKNOWN;
    const operator = node.field("operator")?.text.replace("=", "") ?? "";
    const before = this.#host.evaluate(target);
    this.assign(target, combineOptions(operator, before, this.#host.evaluate(right)));
    return UNKNOWN;
  }
}

const LISTS = new Set(["pattern_list", "tuple_pattern", "list_pattern"]);

function targetsOf(assignment: SyntaxNode): SyntaxNode[] {
  const targets: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = assignment;
  while (node?.type === "assignment") {
    const left: SyntaxNode | undefined = node.field("left");
    if (left !== undefined) targets.push(left);
    node = node.field("right");
  }
  return targets;
}

/** `a, b = x, y`: each target with its value. */
function pairUp(target: SyntaxNode, value: SyntaxNode): (readonly [SyntaxNode, SyntaxNode])[] | undefined {
  const isList = target.type === "pattern_list" || target.type === "tuple_pattern";
  const isLiteral = value.type === "expression_list" || value.type === "tuple";
  if (!isList || !isLiteral || target.named.length !== value.named.length) return undefined;
  if ([...target.named, ...value.named].some((node) => node.type.includes("splat"))) return undefined;
  return target.named.flatMap((name, i) => {
    const element = value.named[i];
    return element === undefined ? [] : [[name, element] as const];
  });
}
