import type { RuleMeta } from "../../core/rule.ts";
import { type Degree, degreeOf } from "../severity.ts";

const LEVELS: Readonly<Record<Degree, string>> = {
  high: "error",
  medium: "warning",
  low: "warning",
  none: "note",
};

/** How a rule's findings are ranked. */
export function levelOf(rule: RuleMeta | undefined): string {
  return LEVELS[degreeOf(rule)];
}

/** A rule as readers of SARIF know it. */
export function ruleDescriptor(rule: RuleMeta): object {
  const { id, aliases, summary, docs, weakness } = rule;
  const known = aliases.length === 0 ? "" : `\n\nAlso known as ${aliases.join(", ")}.`;
  const cwe = (weakness?.cwe ?? []).map((number) => `external/cwe/cwe-${String(number).padStart(3, "0")}`);
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: plain(summary), markdown: summary },
    fullDescription: { text: plain(summary), markdown: summary },
    help: { text: plain(docs.trim() + known), markdown: docs.trim() + known },
    defaultConfiguration: { level: levelOf(rule) },
    properties: {
      tags: [...(weakness === undefined ? ["maintainability"] : ["security"]), "python", "tls", ...cwe],
      precision: "high",
      "problem.severity": problemSeverity(rule),
      ...(weakness === undefined ? {} : { "security-severity": weakness.severity.toFixed(1) }),
      aliases,
    },
  };
}

function problemSeverity(rule: RuleMeta): string {
  const level = levelOf(rule);
  return level === "note" ? "recommendation" : level;
}

function pascalCase(id: string): string {
  return id
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown.replace(/`([^`]*)`/g, "$1").replace(/\*\*([^*]*)\*\*/g, "$1");
}
