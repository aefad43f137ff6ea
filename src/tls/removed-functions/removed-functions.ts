import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { usesOf } from "../../python/uses.ts";
import { mustRaise } from "../limits/given-values.ts";
import { reachOf } from "../reach/reach.ts";

/** A function or method of `ssl` that is gone, where it is used. */
export interface RemovedUse {
  readonly name: RemovedName;
  /** The expression that names it. */
  readonly node: SyntaxNode;
  /** The call of it, where it is called. */
  readonly call: SyntaxNode | undefined;
}

export type RemovedName =
  | "SSLSocket"
  | "match_hostname"
  | "RAND_pseudo_bytes"
  | "RAND_egd"
  | "set_npn_protocols"
  | "selected_npn_protocol";

const FUNCTIONS = ["match_hostname", "RAND_pseudo_bytes", "RAND_egd"] as const;
const CONSTRUCTORS = ["ssl.SSLSocket", "ssl.SSLSocket.__init__"] as const;
const METHODS = ["set_npn_protocols", "selected_npn_protocol"] as const;

/**
 * Every use of what Python 3.12 removed of `ssl`, of the constructor that 3.7 closed, and of the NPN methods, which fail
 * since 3.10 at the latest.
 */
export function* removedUses(module: PythonModule): Generator<RemovedUse> {
  for (const name of FUNCTIONS) {
    for (const { node, certainty } of usesOf(module, `ssl.${name}`)) {
      if (certainty === "sure" && !isProbed(node, name)) yield { name, node, call: callOf(node) };
    }
  }
  yield* constructed(module);
  for (const name of METHODS) {
    for (const identifier of module.identifiers(name)) {
      const node = identifier.parent;
      if (node?.type !== "attribute" || node.field("attribute") !== identifier) continue;
      const call = callOf(node);
      const isSettled = name === "selected_npn_protocol" && module.text.includes("selected_alpn_protocol");
      if (call !== undefined && !isSettled && !isOwnMethod(node) && !isPassedOn(node, name))
        yield { name, node, call };
    }
  }
}

/** Calls of `ssl.SSLSocket`, and of classes of the file that inherit its constructor: only contexts make such sockets. */
function* constructed(module: PythonModule): Generator<RemovedUse> {
  for (const qualified of CONSTRUCTORS) {
    for (const { node, certainty } of usesOf(module, qualified)) {
      if (certainty !== "sure" || isProbed(node, "SSLSocket") || !isReached(module, node)) continue;
      const call = callOf(node);
      // A test that it raises is right.
      if (call !== undefined && mustRaise(call)) continue;
      if (call !== undefined) yield { name: "SSLSocket", node, call };
      else yield* heirsMade(module, node);
    }
  }
}

/** Whether a Python that closed the constructor gets there. */
function isReached(module: PythonModule, node: SyntaxNode): boolean {
  const { isDead, isOldOnly } = reachOf(module, node);
  return !isDead && !isOldOnly;
}

/** The calls of a class that has the constructor of this base and none of its own. */
function* heirsMade(module: PythonModule, base: SyntaxNode): Generator<RemovedUse> {
  const owner = base.parent?.type === "argument_list" ? base.parent.parent : undefined;
  const name = owner?.type === "class_definition" ? owner.field("name") : undefined;
  if (owner === undefined || name === undefined) return;
  const hasOwn = (owner.field("body")?.named ?? []).some((node) => /^def __(?:init|new)__/.test(node.text));
  const found = module.scopes.lookup(name.text, owner);
  if (hasOwn || found?.bindings.length !== 1) return;
  for (const node of module.scopes.references(name.text, found.scope)) {
    const call = callOf(node);
    if (call !== undefined && isReached(module, node)) yield { name: "SSLSocket", node, call };
  }
}

/** Whether the program asks first whether this Python has it: `hasattr`, or a handler for its lack. */
function isProbed(node: SyntaxNode, name: string): boolean {
  for (let child = node, up = node.parent; up !== undefined; child = up, up = up.parent) {
    const condition = up.type === "if_statement" ? up.field("condition") : undefined;
    if (condition?.text.includes("hasattr") === true && condition.text.includes(name)) return true;
    const isBody = up.type === "try_statement" && up.field("body") === child;
    const handlers = isBody ? up.named.filter((part) => part.type === "except_clause") : [];
    if (handlers.some((handler) => handles(handler, name))) return true;
  }
  return false;
}

/** Whether a handler is for the lack of the name, or of the constructor. */
function handles(handler: SyntaxNode, name: string): boolean {
  const lack =
    name === "SSLSocket"
      ? /\b(?:AttributeError|ImportError|TypeError)\b/
      : /\b(?:AttributeError|ImportError)\b/;
  return lack.test(/^except[^:]*/.exec(handler.text)?.[0] ?? "");
}

function callOf(node: SyntaxNode): SyntaxNode | undefined {
  const call = node.parent;
  return call?.type === "call" && call.field("function") === node ? call : undefined;
}

/** In a method of that name: it stands for the other, and what calls it is what must change. */
function isPassedOn(node: SyntaxNode, name: string): boolean {
  return node.ancestor("function_definition")?.field("name")?.text === name;
}

/** `self.set_npn_protocols(…)` and `super()`'s: a class that has a method of that name. */
function isOwnMethod(attribute: SyntaxNode): boolean {
  const object = attribute.field("object");
  return object?.text === "self" || object?.text === "cls" || object?.text.startsWith("super(") === true;
}
