import type { RuleMeta } from "../core/rule.ts";

/** How bad a finding is, for formats that know few degrees. */
export type Degree = "high" | "medium" | "low" | "none";

/** The degree of a rule's findings, by the bounds of CVSS. */
export function degreeOf(rule: RuleMeta | undefined): Degree {
  const severity = rule?.weakness?.severity;
  if (severity === undefined) return "none";
  if (severity >= 7) return "high";
  return severity >= 4 ? "medium" : "low";
}

/** The rule of an id. */
export function ruleOf(rules: readonly RuleMeta[], id: string): RuleMeta | undefined {
  return rules.find((rule) => rule.id === id);
}
