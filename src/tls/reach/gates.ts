import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast } from "../../python/version.ts";
import { hasFeature, meaningOf, VERSIONS } from "./version-conditions.ts";

/** What a condition on the version of Python comes to on every Python that the target allows. */
export function decideGate(condition: SyntaxNode, module: PythonModule): boolean | undefined {
  const { major, minor } = module.target;
  const meaning = meaningOf(module, condition);
  const verdicts = new Set(VERSIONS.filter((version) => isAtLeast(version, major, minor)).map(meaning));
  const [only] = verdicts;
  return verdicts.size === 1 ? only : undefined;
}

/** Whether `ssl` has a member on every Python that the target allows. */
export function decideFeature(name: string, module: PythonModule): boolean | undefined {
  const { major, minor } = module.target;
  const exists = hasFeature(name);
  const verdicts = new Set(VERSIONS.filter((version) => isAtLeast(version, major, minor)).map(exists));
  const [only] = verdicts;
  return verdicts.size === 1 ? only : undefined;
}

/** The text of a plain string literal. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== "string") return undefined;
  return /^[uUbB]?(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(node.text)?.slice(1).join("");
}
