import { argumentsOf } from "../../python/call.ts";
import { literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { constant } from "../model/constants.ts";
import { integer, isEnumeration, memberNamed, memberOf } from "../model/plain-values.ts";
import type { Value } from "../model/values.ts";

/**
 * The qualified name of the constant of `ssl` that an expression spells: by its name, or looked up by its name or its
 * number (`ssl.TLSVersion["TLSv1"]`, `ssl.TLSVersion(769)`, `getattr(ssl, "PROTOCOL_TLSv1")`), and `.value` of one.
 */
export function spelledConstant(module: PythonModule, node: SyntaxNode): string | undefined {
  const named = module.names.qualified(node);
  if (named !== undefined && constant(named) !== undefined) return named;
  switch (node.type) {
    case "attribute": {
      const object = node.field("attribute")?.text === "value" ? node.field("object") : undefined;
      return object === undefined ? undefined : spelledConstant(module, object);
    }
    case "subscript":
      return memberByName(module, node.field("value"), node.field("subscript"));
    case "call":
      return calledConstant(module, node);
    default:
      return undefined;
  }
}

/** The largest expression around one that spells the same constant: `ssl.TLSVersion.TLSv1.value`. */
export function wholeSpelling(module: PythonModule, node: SyntaxNode): SyntaxNode {
  const { parent } = node;
  const isRead = parent?.type === "attribute" && parent.field("object") === node;
  if (!isRead || parent.field("attribute")?.text !== "value") return node;
  return spelledConstant(module, parent) === undefined ? node : parent;
}

const LOOKED_UP =
  /\b(?:(TLSVersion|_SSLMethod)\s*[[(]|(getattr)\s*\(\s*(?:\w+\.)*(?:ssl|TLSVersion|_SSLMethod)\b)/g;

/** Where constants are looked up by their names or their numbers. */
export function* lookedUp(module: PythonModule): Generator<SyntaxNode> {
  for (const match of module.text.matchAll(LOOKED_UP)) {
    const word = match[1] ?? match[2] ?? "";
    const name = module.root.at(match.index, match.index + word.length);
    const enumeration = name.parent?.type === "attribute" ? name.parent : name;
    const access = enumeration.parent;
    const isLooking = (access?.field("value") ?? access?.field("function")) === enumeration;
    if (name.type === "identifier" && access !== undefined && isLooking) yield access;
  }
}

function calledConstant(module: PythonModule, call: SyntaxNode): string | undefined {
  const callee = call.field("function");
  const [first, second, ...others] = argumentsOf(call);
  if (callee === undefined || first === undefined || others.length > 0) return undefined;
  if (callee.text === "getattr") {
    const object = module.names.qualified(first.value);
    const name = second === undefined ? undefined : literalString(second.value);
    const qualified = `${object}.${name}`;
    return object !== undefined && name !== undefined && constant(qualified) !== undefined
      ? qualified
      : undefined;
  }
  const enumeration = module.names.qualified(callee);
  if (enumeration === undefined || !isEnumeration(enumeration) || second !== undefined) return undefined;
  const inner = spelledConstant(module, first.value);
  if (inner !== undefined) return inner;
  const number = numberIn(first.value);
  return number === undefined ? undefined : nameOf(enumeration, memberOf(enumeration, number));
}

/** The lowest and the highest version have negative numbers. */
function numberIn({ type, text, named }: SyntaxNode): Value | undefined {
  if (type === "integer") return integer(text);
  const number =
    type === "unary_operator" && text.startsWith("-") ? integer(named[0]?.text ?? "") : undefined;
  return number?.kind === "integer" ? { kind: "integer", value: -number.value } : undefined;
}

function memberByName(
  module: PythonModule,
  container: SyntaxNode | undefined,
  index: SyntaxNode | undefined,
): string | undefined {
  const enumeration = container === undefined ? undefined : module.names.qualified(container);
  const name = index === undefined ? undefined : literalString(index);
  if (enumeration === undefined || name === undefined) return undefined;
  return memberNamed(enumeration, name) === undefined ? undefined : `${enumeration}.${name}`;
}

function nameOf(enumeration: string, member: Value | undefined): string | undefined {
  if (member?.kind === "version")
    return `${enumeration}.${member.version === "SSLv2" ? "MINIMUM_SUPPORTED" : member.version}`;
  return member?.kind === "protocol" ? `ssl.PROTOCOL_${member.protocol}` : undefined;
}
