import { classOf, functionOf, isNone, pathOf, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { assignmentsTo, evidenceOfValue } from "./socket-evidence.ts";

/**
 * The calls that may have made the socket on `self` (`self.sock`) whose certificate another method of the class
 * asks for: every one of the class, nothing where it may come from elsewhere. A socket that speaks no TLS has no
 * certificate to ask for, so that one counts for nothing.
 */
export function wrapsOnSelf(module: PythonModule, path: string, place: SyntaxNode): readonly SyntaxNode[] {
  const owner = ownerOf(place);
  if (owner === undefined || !/^self\.\w+$/.test(path) || isSetFromOutside(module, path)) return [];
  const wraps: SyntaxNode[] = [];
  for (const { value } of assignmentsTo(module, owner, path)) {
    const inner = value === undefined ? undefined : unwrap(value);
    if (inner === undefined) return [];
    const isPlain =
      isNone(inner) || evidenceOfValue(module, inner) !== undefined || isFreshName(module, inner);
    if (isPlain) continue;
    if (inner.type !== "call") return [];
    wraps.push(inner);
  }
  return wraps;
}

/** `client.sock = …` */
function isSetFromOutside(module: PythonModule, path: string): boolean {
  for (const node of module.identifiers(path.slice("self.".length))) {
    const attribute = node.parent;
    const holder = attribute?.parent;
    if (attribute?.type !== "attribute" || attribute.field("attribute") !== node) continue;
    const isTarget = holder?.type === "assignment" && holder.field("left") === attribute;
    if (isTarget && pathOf(attribute) !== path) return true;
  }
  return false;
}

/** `self.sock = sock`, where `sock = socket.socket()`. */
function isFreshName(module: PythonModule, value: SyntaxNode): boolean {
  const path = pathOf(value);
  const region = functionOf(value);
  if (path === undefined || region === undefined) return false;
  const values = assignmentsTo(module, region, path).map((assigned) => assigned.value);
  return (
    values.length > 0 &&
    values.every((made) => made !== undefined && evidenceOfValue(module, unwrap(made)) !== undefined)
  );
}

/** Whether `self.host` is one and the same for the life of an object: only its `__init__` sets it. */
export function isSetAtStart(module: PythonModule, host: SyntaxNode): boolean {
  const owner = ownerOf(host);
  const path = pathOf(host);
  if (owner === undefined || path === undefined || !/^self\.\w+$/.test(path)) return false;
  const places = assignmentsTo(module, owner, path).map(({ target }) => functionOf(target));
  return places.length > 0 && places.every((method) => method?.field("name")?.text === "__init__");
}

function ownerOf(place: SyntaxNode): SyntaxNode | undefined {
  const method = functionOf(place);
  return method === undefined ? undefined : classOf(method);
}
