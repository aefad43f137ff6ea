import type { Binding } from "../../python/bindings.ts";
import { unwrap } from "../../python/expressions.ts";
import { attributeSources } from "../../python/held-modules.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** Where a function is kept under another name: `wrap = f`, `self._wrap = f`, `_wrap = staticmethod(f)` in a class. */
export interface Alias {
  /** The variable or attribute that is set. */
  readonly target: SyntaxNode;
  readonly name: string;
}

/** The name that a value is given by the assignment that it stands in. */
export function aliasOf(value: SyntaxNode): Alias | undefined {
  const whole = staticMethodOf(value) ?? value;
  const assignment = whole.parent;
  if (assignment?.type !== "assignment" || assignment.field("right") !== whole) return undefined;
  if (assignment.parent?.type === "assignment") return undefined;
  const target = assignment.field("left");
  const name = target?.type === "attribute" ? target.field("attribute")?.text : target?.text;
  const isPlain = target?.type === "identifier" || target?.type === "attribute";
  return isPlain && target !== undefined && name !== undefined ? { target, name } : undefined;
}

/** `staticmethod(f)` around `f`: without it a function in a class body takes the object as its first argument. */
function staticMethodOf(value: SyntaxNode): SyntaxNode | undefined {
  const call = value.parent?.type === "argument_list" ? value.parent.parent : undefined;
  const isOnly = call?.field("arguments")?.named.length === 1;
  return call?.type === "call" && isOnly && call.field("function")?.text === "staticmethod"
    ? call
    : undefined;
}

/** Every expression of the file that reads an alias, and those of the same spelling that may. */
export function readsOf(module: PythonModule, { target, name }: Alias): readonly SyntaxNode[] {
  if (target.type === "identifier" && !isInClassBody(module, target)) {
    const found = module.scopes.lookup(name, target);
    return found === undefined ? [] : module.scopes.references(name, found.scope).filter(isRead);
  }
  return [...module.scopes.attributes(name)].filter(isRead);
}

function isInClassBody(module: PythonModule, target: SyntaxNode): boolean {
  return module.scopes.lookup(target.text, target)?.scope.node.type === "class_definition";
}

function isRead(node: SyntaxNode): boolean {
  const parent = node.parent;
  return parent?.type !== "assignment" || parent.field("left") !== node;
}

/** Whether an expression can only be a function that `isIt` knows, by the names that the file gives to it. */
export function standsFor(
  module: PythonModule,
  expression: SyntaxNode,
  isIt: (value: SyntaxNode) => boolean,
): boolean {
  if (expression.type === "identifier") {
    const bindings = module.scopes.lookup(expression.text, expression)?.bindings ?? [];
    return bindings.length > 0 && bindings.every((binding) => isKept(binding, isIt, false));
  }
  if (expression.type !== "attribute") return false;
  const sources = attributeSources(expression, module.scopes) ?? [];
  return (
    sources.length > 0 &&
    sources.every((source) =>
      "kind" in source ? isKept(source, isIt, true) : isIt(unwrap(source)) && !isInClass(source),
    )
  );
}

function isInClass(value: SyntaxNode): boolean {
  return value.ancestor("function_definition", "class_definition")?.type === "class_definition";
}

/** A binding of a variable, or of a name in a class body, by which objects of the class reach it. */
function isKept(binding: Binding, isIt: (value: SyntaxNode) => boolean, isOfClass: boolean): boolean {
  const { kind, value } = binding;
  if (kind !== "assignment" || value === undefined) return false;
  const whole = unwrap(value);
  if (!isOfClass) return isIt(whole);
  const isStatic = whole.type === "call" && whole.field("function")?.text === "staticmethod";
  const inner = isStatic ? whole.field("arguments")?.named[0] : undefined;
  return inner !== undefined && isIt(unwrap(inner));
}
