import type { SyntaxNode } from "./node.ts";

/**
 * The strings that name `name` as code does: in `__all__`, and in annotations that are quoted whole or in
 * part (`"ssl.SSLContext"`, `Optional["ssl.SSLContext"]`). Strings elsewhere, doctests and type comments do
 * not count.
 */
export function* quotedMentions(name: string, root: SyntaxNode, source: string): Generator<SyntaxNode> {
  for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + name.length)) {
    const content = root.at(at, at + name.length);
    const string = content.type === "string_content" ? content.parent : undefined;
    if (string === undefined) continue;
    if (content.text === name ? isListed(string) || isAnnotation(string) : names(content.text, name, string))
      yield string;
  }
}

function names(code: string, name: string, string: SyntaxNode): boolean {
  if (!/^[\w\s.,|[\]]+$/.test(code) || !isAnnotation(string)) return false;
  return code.split(/[\s,|[\]]+/).some((part) => part.split(".")[0] === name);
}

function isAnnotation(string: SyntaxNode): boolean {
  let isType = false;
  for (let node = string.parent; node !== undefined && !ENDS.has(node.type); node = node.parent) {
    if (node.type === "type") isType = true;
    // `Literal["ssl"]` holds a value.
    const of = node.type === "generic_type" || node.type === "subscript" ? node.named[0]?.text : undefined;
    if (of?.endsWith("Literal")) return false;
  }
  return isType;
}

const ENDS = new Set(["block", "call", "module", "parameters", "assignment"]);

/** `__all__ = [...]`, `__all__ += (...)`, `__all__.extend([...])`, `__all__.append("...")`. */
function isListed(string: SyntaxNode): boolean {
  for (let node = string.parent; node !== undefined; node = node.parent) {
    if (node.type === "assignment" || node.type === "augmented_assignment") {
      return node.field("left")?.text === "__all__";
    }
    if (node.type === "call") return node.field("function")?.text.startsWith("__all__.") === true;
    if (node.type === "block" || node.type === "module") return false;
  }
  return false;
}
