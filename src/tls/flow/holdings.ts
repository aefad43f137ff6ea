import { contains } from "../../core/edit.ts";
import type { SyntaxNode } from "../../python/node.ts";
import {
  type ClassValue,
  isTelling,
  isUnknown,
  type ObjectValue,
  onlyReceiver,
  type Receiver,
  UNKNOWN,
  union,
  type Value,
  type Values,
} from "../model/values.ts";
import type { Key } from "../program/keys.ts";
import type { Program } from "../program/program.ts";
import type { Places } from "./places.ts";
import { NOTHING_KNOWN, type ProgramState, withName, withoutObject } from "./program-state.ts";
import { Reads } from "./reads.ts";
import type { Site } from "./sites.ts";

/** A body that is run at a call, and what its first parameter is bound to. */
interface Frame {
  readonly fn: SyntaxNode;
  readonly receiver: Receiver | undefined;
}

/** What names, objects and containers hold at the point that is being run, and every way to change it. */
export class Holdings {
  readonly places: Places;
  readonly #program: Program;
  now: ProgramState = NOTHING_KNOWN;
  /** The last of the calls that led into the body that is run, by all of them. */
  site: Site;
  /** The function, class or module whose body is run. */
  body: SyntaxNode | undefined;
  /** The bodies that those calls run. */
  frames: readonly Frame[] = [];
  readonly reads = new Reads();
  /** How often anything happened that a caller could tell: it grows, and means nothing but for that. */
  effects = 0;

  constructor(program: Program, places: Places) {
    this.places = places;
    this.site = places.sites.start;
    this.#program = program;
  }

  /** What a key is known to hold now. */
  valuesAt(key: Key): Values | undefined {
    this.reads.add(key);
    return this.now.names.get(key.id);
  }

  /** What a variable or attribute is known to hold. */
  held(node: SyntaxNode): Values | undefined {
    if (node.type === "parenthesized_expression")
      return node.named[0] === undefined ? undefined : this.held(node.named[0]);
    if (node.type === "identifier") {
      const receiver = this.receiver(node);
      if (receiver !== undefined) return [receiver];
      const own = this.places.variable(node);
      return own === undefined ? undefined : this.valuesAt(own);
    }
    if (node.type !== "attribute") return undefined;
    const name = node.field("attribute")?.text ?? "";
    for (const base of this.#objectKeys(node.field("object"))) {
      const values = this.valuesAt(base.attribute(name));
      if (values !== undefined) return values;
    }
    return undefined;
  }

  /** What the first parameter of a method that is run at a call stands for. */
  receiver(node: SyntaxNode): Receiver | undefined {
    if (this.frames.length === 0) return undefined;
    const method = this.places.methodOfSelf(node);
    return method === undefined ? undefined : this.frames.findLast(({ fn }) => fn === method)?.receiver;
  }

  /** The attribute of an object, where something is known of it. */
  attribute(object: ObjectValue | ClassValue, name: string): Values | undefined {
    for (const base of this.#basesOf(object)) {
      const values = this.valuesAt(base.attribute(name));
      if (values !== undefined) return values;
    }
    return undefined;
  }

  /** Under which key a variable or attribute is known. */
  key(node: SyntaxNode | undefined): Key | undefined {
    if (node?.type === "parenthesized_expression") return this.key(node.named[0]);
    if (node?.type !== "attribute") return node === undefined ? undefined : this.places.variable(node);
    return this.#objectKeys(node.field("object"))[0]?.attribute(node.field("attribute")?.text ?? "");
  }

  /** The keys under which something may be known of an expression, the one that it is set under first. */
  #keys(node: SyntaxNode): readonly Key[] {
    if (node.type === "attribute") {
      const name = node.field("attribute")?.text ?? "";
      return this.#objectKeys(node.field("object")).map((base) => base.attribute(name));
    }
    const own = this.places.variable(node);
    return own === undefined ? [] : [own];
  }

  /** The keys under which the attributes of an expression are known. */
  #objectKeys(node: SyntaxNode | undefined): readonly Key[] {
    if (node === undefined) return [];
    if (node.type === "parenthesized_expression") return this.#objectKeys(node.named[0]);
    const receiver = this.receiver(node) ?? onlyReceiver(this.held(node) ?? UNKNOWN);
    if (receiver !== undefined && receiver.kind !== "context") return this.#basesOf(receiver);
    const known = this.places.definition(node);
    if (known?.kind === "class") return this.#basesOf(known);
    const method = this.places.methodOfSelf(node);
    const owner = method?.ancestor("class_definition");
    return owner === undefined ? this.#keys(node) : this.places.classes.keys(owner);
  }

  #basesOf(object: ObjectValue | ClassValue): readonly Key[] {
    const inherited = this.places.classes.keys(object.node);
    return object.kind === "class" ? inherited : [this.places.keys.object(object.id), ...inherited];
  }

  /** Gives a variable, or an attribute of one, its values. */
  set(target: SyntaxNode, values: Values): void {
    const key = this.key(target);
    if (key === undefined || key.kind === "class") return;
    if (!this.#isIdle(key, target, values)) this.#setKey(key, values);
  }

  /** Gives a name its values; a class among them is looked at wherever the name stands. */
  setFollowed(name: SyntaxNode, values: Values): void {
    this.set(name, values);
    const key = values.some(({ kind }) => kind === "class") ? this.key(name) : undefined;
    if (key !== undefined) this.#program.addWord(key);
  }

  /** Whether a variable of a function is given what does not matter, and nothing will read it: not while its name is no word. */
  #isIdle(key: Key, target: SyntaxNode, values: Values): boolean {
    if (key.owner === undefined || key.owner.type === "module" || isTelling(values)) return false;
    if (this.valuesAt(key) !== undefined || key.hasAttributes) return false;
    return !this.#program.of(target).relevance.mentions(target);
  }

  /** Gives an attribute of an object its values; what is not told apart from it may have them too. */
  setAttribute(object: ObjectValue | ClassValue, name: string, values: Values): void {
    const [own, shared] = this.#basesOf(object).map((base) => base.attribute(name));
    if (own === undefined) return;
    this.#setKey(own, values);
    if (object.kind === "class" || shared === undefined || !isTelling(values)) return;
    this.#setKey(shared, union(values, this.valuesAt(shared) ?? UNKNOWN));
  }

  /** A function gives these values whenever it is called again. */
  keep(key: Key, values: Values): void {
    this.#setKey(key, values);
  }

  /** What is not known of a value that is put on `self` does not make others forget theirs. */
  #setKey(key: Key, values: Values): void {
    this.reads.addAll(key);
    const before = key.isOfInstance && isUnknown(values) ? this.now.names.get(key.id) : undefined;
    const names = this.now.names;
    this.now = withName(this.now, key, before === undefined ? values : union(before, values));
    if (isTelling(values)) this.#program.addWord(key);
    if (this.now.names !== names && !this.#isLocal(key)) this.effects++;
  }

  /** Whether a key is that of a variable of the body that is run, which ends with it. */
  #isLocal(key: Key): boolean {
    const { body } = this;
    return key.owner !== undefined && body?.tree === key.owner.tree && contains(body, key.owner);
  }

  /** What a container is known to hold under a name that is written out. */
  element(container: SyntaxNode, name: string): Values | undefined {
    const key = this.key(container);
    return key === undefined ? undefined : this.valuesAt(key.attribute(elementName(name)));
  }

  /** All that a container is known to hold under names. */
  elements(container: SyntaxNode): readonly (readonly [string, Values])[] {
    const key = this.key(container);
    if (key === undefined || !key.hasAttributes) return [];
    return [...key.attributes].flatMap((element) => {
      const name = /^\["(.*)"\]$/s.exec(element.name)?.[1];
      const held = name === undefined ? undefined : this.now.names.get(element.id);
      return name === undefined || held === undefined ? [] : [[name, held] as const];
    });
  }

  /** A container holds these values under the name. */
  setElement(container: SyntaxNode, name: string, values: Values): void {
    const key = this.key(container);
    if (key !== undefined && key.kind !== "class") this.#setKey(key.attribute(elementName(name)), values);
  }

  /** What a variable or attribute holds has these values as an attribute. */
  setMember(target: SyntaxNode, name: string, values: Values): void {
    const key = this.key(target);
    if (key !== undefined && key.kind !== "class") this.#setKey(key.attribute(name), values);
  }

  /** A container may hold these values under any name. */
  loosenElements(container: SyntaxNode, values: Values): void {
    const key = this.key(container);
    if (key === undefined || !key.hasAttributes) return;
    for (const element of key.attributes) {
      const before = element.name.startsWith("[") ? this.now.names.get(element.id) : undefined;
      if (before !== undefined) this.#setKey(element, union(before, values));
    }
  }

  /** An object that is given a context matters: the class that makes it is looked at wherever its name stands. */
  followMaker(object: SyntaxNode): void {
    const made = this.places.makerOf(object);
    const name = made?.field("name")?.text;
    if (made !== undefined && name !== undefined) this.#program.of(object).relevance.add(name);
  }

  /** A setting is given a number, or a truth value, by a name: that name matters, though what it holds does not by itself. */
  followNumber(node: SyntaxNode | undefined): void {
    if (node?.type !== "identifier") return;
    const bindings = this.#program.scopes(node).lookup(node.text, node)?.bindings ?? [];
    const isOfNumbers = bindings.some(({ value }) => value !== undefined && NUMBERS.has(value.type));
    if (isOfNumbers) this.#program.of(node).relevance.add(node.text);
  }

  /** A call makes an object of a class of this file; nothing is known of its attributes yet. */
  makeObject(call: SyntaxNode, owner: SyntaxNode): ObjectValue {
    const { id } = this.site.at(call);
    const key = this.places.keys.object(id);
    this.reads.addAll(key);
    this.now = withoutObject(this.now, key);
    return { kind: "object", id, node: owner };
  }

  /** The contexts among the values, and those that objects among them hold. */
  within(values: Values): readonly number[] {
    if (!values.some(mayHold)) return NO_IDS;
    const found = new Set<number>();
    this.#collect(values, found, new Set());
    return [...found];
  }

  #collect(values: Values, found: Set<number>, seen: Set<number>): void {
    for (const value of values) {
      if (value.kind === "context") found.add(value.id);
      const object = value.kind === "function" ? value.receiver : value;
      if (value.kind === "function")
        for (const given of value.given ?? []) this.#collect(given.values, found, seen);
      if (object?.kind !== "object" || seen.has(object.id)) continue;
      seen.add(object.id);
      this.#collectAttributes(this.places.keys.object(object.id), found, seen);
    }
  }

  #collectAttributes(key: Key, found: Set<number>, seen: Set<number>): void {
    for (const attribute of key.attributes) {
      const held = this.valuesAt(attribute);
      if (held !== undefined) this.#collect(held, found, seen);
      this.#collectAttributes(attribute, found, seen);
    }
  }
}

const NO_IDS: readonly number[] = [];
const NUMBERS = new Set(["integer", "true", "false", "unary_operator"]);

/** The name of the key of an element, which no attribute can have. */
function elementName(name: string): string {
  return `["${name}"]`;
}

/** Whether a value is, or may hold, a context. */
function mayHold(value: Value): boolean {
  return value.kind === "context" || value.kind === "object" || value.kind === "function";
}
