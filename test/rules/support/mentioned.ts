import type { Finding } from "../../../src/core/finding.ts";
import type { RuleMeta } from "../../../src/core/rule.ts";

/** Fails where a text has a finding of a rule and not the words without which no file is looked at for that rule. */
export function expectMentioned(
  rules: readonly { readonly meta: RuleMeta }[],
  text: string,
  findings: readonly Finding[],
): void {
  for (const { meta } of rules) {
    const isFound = findings.some(({ rule }) => rule === meta.id);
    if (!isFound || meta.mentions.some((words) => words.every((word) => text.includes(word)))) continue;
    throw new Error(`${meta.id} finds something in a text that has none of its lists of words:\n${text}`);
  }
}
