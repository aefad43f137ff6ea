import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/**
 * The line where a file puts something else in the place of a class of a module, as tests do, which may take other
 * arguments or expect the call as it is: `mock.patch("http.client.HTTPSConnection")`,
 * `setattr(http.client, "HTTPSConnection", …)`, `http.client.HTTPSConnection = …`.
 */
export function classReplacedAt(module: PythonModule, qualified: string): number | undefined {
  const name = qualified.slice(qualified.lastIndexOf(".") + 1);
  for (let at = module.text.indexOf(name); at >= 0; at = module.text.indexOf(name, at + 1)) {
    const node = module.root.at(at, at + name.length);
    if (isPatched(node, name) || isAssigned(module, node, name))
      return module.text.slice(0, at).split("\n").length;
  }
  return undefined;
}

/** Whether a text may do so, by what stands around the name alone: where it may, the text is to be parsed. */
export function mayReplaceClass(text: string, qualified: string): boolean {
  const name = qualified.slice(qualified.lastIndexOf(".") + 1);
  return text.includes(name) && new RegExp(`\\.\\s*${name}\\s*=(?!=)|\\b${name}["']`).test(text);
}

/** A string that ends in the name, given to what patches. */
function isPatched(node: SyntaxNode, name: string): boolean {
  const string = node.type === "string" ? node : node.ancestor("string", "block", "module");
  if (string?.type !== "string" || !new RegExp(`["'.]${name}["']$`).test(string.text)) return false;
  const call = string.parent?.type === "argument_list" ? string.parent.parent : undefined;
  return /(?:^|\.)(?:setattr|patch|object)$/.test(call?.field("function")?.text ?? "");
}

/** `http.client.HTTPSConnection = …`, and the same of a module that has the class under its name. */
function isAssigned(module: PythonModule, node: SyntaxNode, name: string): boolean {
  const target = node.parent;
  const assignment = target?.parent;
  if (target?.type !== "attribute" || assignment?.type !== "assignment") return false;
  return (
    assignment.field("left") === target &&
    module.names.resolve(target).some((one) => one.name.endsWith(`.${name}`))
  );
}
