import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast } from "../../python/version.ts";
import { type Condition, hasFeature, meaningOf, VERSIONS } from "./version-conditions.ts";

/** What a condition on the version of Python comes to on every Python that the target allows. */
export function decideGate(condition: SyntaxNode, module: PythonModule): boolean | undefined {
  return onAllTargets(meaningOf(module, condition), module);
}

/** Whether `ssl` has a member on every Python that the target allows. */
export function decideFeature(name: string, module: PythonModule): boolean | undefined {
  return onAllTargets(hasFeature(name), module);
}

/** What holds of every Python that the target allows; nothing where it differs. */
function onAllTargets(holds: Condition, { target }: PythonModule): boolean | undefined {
  const versions = VERSIONS.filter((version) => isAtLeast(version, target.major, target.minor));
  const verdicts = new Set(versions.map(holds));
  const [only] = verdicts;
  return verdicts.size === 1 ? only : undefined;
}

/** The text of a plain string literal. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== "string") return undefined;
  return /^[uUbB]?(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(node.text)?.slice(1).join("");
}
