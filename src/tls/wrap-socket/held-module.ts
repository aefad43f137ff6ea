import type { ImportNeed } from "../../core/fix.ts";
import { classOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/**
 * The module whose `wrap_socket` an expression names, where another one may be put in its place from outside of the
 * file: an attribute of an object or class (`self._ssl`, which a subclass may set to a green module), a parameter.
 */
export function heldModule(module: PythonModule, like: SyntaxNode): string | undefined {
  const object = like.type === "attribute" ? like.field("object") : undefined;
  const head = object === undefined ? undefined : headOf(object);
  if (object === undefined || head === undefined) return undefined;
  const bindings = module.scopes.lookup(head.text, head)?.bindings ?? [];
  const isHeld = bindings.some(
    ({ kind, statement }) => kind === "class" || (kind === "parameter" && isOfMethodOrDefault(statement)),
  );
  return isHeld ? object.text.replace(/\s+/g, "") : undefined;
}

/** A module as calls of the helper hand it over, and the import that it needs. */
export interface HandedModule {
  readonly text: string;
  readonly need?: ImportNeed;
}

/**
 * The module that a use of the function hands to a helper whose own is `home`: one that is held, or another one of that
 * name (`gevent.ssl` in a file that has `ssl` too).
 */
export function handedModule(
  module: PythonModule,
  like: SyntaxNode,
  home: string | undefined,
): HandedModule | undefined {
  const held = heldModule(module, like);
  if (held !== undefined) return { text: held };
  const own = homeOf(module, like);
  if (own === undefined || home === undefined || own === home) return undefined;
  const { text, need } = module.names.spell("ssl", "SSLContext", like, like);
  return { text: text.slice(0, text.lastIndexOf(".")), ...(need === undefined ? {} : { need }) };
}

/** The module, as the file imports it, whose function an expression names. */
export function homeOf(module: PythonModule, like: SyntaxNode): string | undefined {
  const written = module.names.resolve(like)[0]?.written;
  return written === undefined ? undefined : written.slice(0, Math.max(0, written.lastIndexOf(".")));
}

/** The name that a chain of attributes starts from; of `type(self)._ssl` it is `self`. */
function headOf(object: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = object;
  while (node?.type === "attribute") node = node.field("object");
  if (node?.type === "call" && node.field("function")?.text === "type")
    node = node.field("arguments")?.named[0];
  return node?.type === "identifier" ? node : undefined;
}

function isOfMethodOrDefault(parameter: SyntaxNode): boolean {
  const definition = parameter.parent?.parent;
  if (parameter.type.endsWith("default_parameter")) return true;
  return definition?.type === "function_definition" && classOf(definition) !== undefined;
}
