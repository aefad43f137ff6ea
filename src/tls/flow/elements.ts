import { literalString } from "../../python/expressions.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** The name of `container["name"]`, and of `container.get("name")`. */
export function nameIn(access: SyntaxNode): string | undefined {
  if (access.type === "call") {
    const [name] = access.field("arguments")?.named ?? [];
    const isGet = access.field("function")?.field("attribute")?.text === "get";
    return isGet && name !== undefined ? literalString(name) : undefined;
  }
  const container = access.field("value");
  const [index, ...others] = access.named.filter((node) => node !== container);
  return index === undefined || others.length > 0 ? undefined : literalString(index);
}
