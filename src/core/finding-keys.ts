import type { Finding } from "./finding.ts";

/**
 * What findings are known by when their text may have moved: the rule, the lines that they stand on with spaces
 * left out of account, and which of several alike they are.
 */
export function findingKeys(findings: readonly Finding[], text: string): ReadonlyMap<Finding, string> {
  const seen = new Map<string, number>();
  const keys = new Map<Finding, string>();
  for (const finding of findings) {
    const alike = `${finding.rule} ${linesOf(finding, text)}`;
    const occurrence = seen.get(alike) ?? 0;
    seen.set(alike, occurrence + 1);
    keys.set(finding, `${occurrence} ${alike}`);
  }
  return keys;
}

function linesOf({ start, end }: Finding, text: string): string {
  const from = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", Math.max(start, end - 1));
  return text
    .slice(from, to === -1 ? text.length : to)
    .replace(/\s+/g, " ")
    .trim();
}
