import type { Edit } from "../../core/edit.ts";
import { literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { hasModernWay } from "../reach/version-conditions.ts";

/** A call of `hasattr`, `getattr` or `setattr` that names the function: `getattr(ssl, "wrap_socket", None)`. */
interface Asked {
  readonly call: SyntaxNode;
  readonly name: SyntaxNode;
  readonly hasDefault: boolean;
}

/** `getattr(ssl, "wrap_socket")`, and with a default where the program has no other way on new Pythons. */
export function takenByName(module: PythonModule): SyntaxNode[] {
  return [...asked(module, "getattr")]
    .filter(({ hasDefault }) => !hasDefault || !hasModernWay(module))
    .map(({ call }) => call);
}

/** `setattr(ssl, "wrap_socket", …)`. */
export function setByName(module: PythonModule): SyntaxNode[] {
  return [...asked(module, "setattr")].map(({ call }) => call);
}

/**
 * What makes `hasattr(ssl, "wrap_socket")` ask for contexts, where the program has no other way on the Pythons
 * that lack the function: those would never reach the calls behind it.
 */
export function askingForContexts(module: PythonModule): readonly Edit[] {
  const edits = asking.get(module) ?? (hasModernWay(module) ? [] : askedAnew(module));
  asking.set(module, edits);
  return edits;
}

const asking = new WeakMap<PythonModule, readonly Edit[]>();

function askedAnew(module: PythonModule): readonly Edit[] {
  return [...asked(module, "hasattr")].map(({ name }) => {
    const quote = name.text.at(-1) ?? '"';
    return { start: name.start, end: name.end, text: `${quote}SSLContext${quote}` };
  });
}

function* asked(module: PythonModule, builtin: string): Generator<Asked> {
  for (const match of module.text.matchAll(/["']wrap_socket["']/g)) {
    const name = module.root.at(match.index + 1, match.index + match[0].length - 1).ancestor("string");
    const call = name?.parent?.type === "argument_list" ? name.parent.parent : undefined;
    const [object, second, third] = call?.field("arguments")?.named ?? [];
    if (call?.type !== "call" || name === undefined || object === undefined || second !== name) continue;
    if (call.field("function")?.text !== builtin || module.scopes.isBound(builtin, call)) continue;
    if (literalString(name) !== "wrap_socket" || !module.names.is(object, "ssl")) continue;
    yield { call, name, hasDefault: third !== undefined };
  }
}

/** The strings by which tests replace the function: `mock.patch("ssl.wrap_socket")`, `patch.object(ssl, "wrap_socket")`. */
export function patchedNames(module: PythonModule): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const match of module.text.matchAll(/["'](?:(?:[\w.]+\.)?ssl\.)?wrap_socket["']/g)) {
    const node = module.root.at(match.index + 1, match.index + match[0].length - 1).ancestor("string");
    const call = node?.ancestor("call");
    const callee = call?.field("function")?.text ?? "";
    if (node === undefined || call === undefined) continue;
    const isWhole = match[0].includes("ssl.");
    const isPatch = isWhole
      ? /patch\w*$|\.setattr$/.test(callee)
      : /\bpatch\.object$|\.setattr$/.test(callee);
    if (isPatch && (isWhole || isOfModule(call, node))) found.push(node);
  }
  return found;
}

/** `(ssl, "wrap_socket", …)`, `(client.ssl, "wrap_socket", …)`. */
function isOfModule(call: SyntaxNode, name: SyntaxNode): boolean {
  const [object, second] = call.field("arguments")?.named ?? [];
  return second === name && /(?:^|\.)ssl$/.test(object?.text ?? "");
}
