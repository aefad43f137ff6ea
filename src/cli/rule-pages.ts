import type { RuleMeta } from "../core/rule.ts";
import { rulesNamed } from "./options/select-rules.ts";
import { ruleExamples } from "./rule-examples.generated.ts";

/** The rules as a list, or as JSON. */
export function listRules(rules: readonly RuleMeta[], json: boolean): string {
  if (json) {
    const entries = rules.map(({ id, aliases, summary }) => ({ id, aliases, summary }));
    return `${JSON.stringify(entries, undefined, 2)}\n`;
  }
  return rules
    .map(({ id, aliases, summary }) => {
      const known = aliases.length === 0 ? "" : `    also known as ${aliases.join(", ")}\n`;
      return `${id}\n    ${summary}\n${known}`;
    })
    .join("\n");
}

/** The page of every rule that goes by a name. */
export function explainRule(rules: readonly RuleMeta[], name: string): string {
  return rulesNamed(rules, name).map(pageOf).join("\n\n");
}

function pageOf({ id, aliases, summary, docs }: RuleMeta): string {
  const known = aliases.length === 0 ? "" : `\nAlso known as ${aliases.join(", ")}.\n`;
  const example = ruleExamples[id];
  const shown = example === undefined ? "" : `\n## Example\n\n${example}\n`;
  return `# ${id}\n\n${summary}\n${known}\n${docs.trim()}\n${shown}`;
}
