import { batchFix } from "../core/choose.ts";
import type { Finding } from "../core/finding.ts";
import type { Reporter } from "./reporter.ts";
import { type Style, styleOf } from "./style.ts";

/** How many findings each rule has, the most frequent first, and how many of them can be fixed. */
export const statistics: Reporter = (report, { color }) => {
  const style = styleOf(color);
  const byRule = new Map<string, Finding[]>();
  for (const file of report.files) {
    if (file.kind === "failed") continue;
    for (const { finding } of file.left)
      byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding]);
  }
  const rows = [...byRule].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([, findings]) => String(findings.length).length));
  return rows.map(([rule, findings]) => rowOf(rule, findings, width, style)).join("");
};

function rowOf(rule: string, findings: readonly Finding[], width: number, style: Style): string {
  const safe = findings.filter((finding) => batchFix(finding, "safe") !== undefined).length;
  const any = findings.filter((finding) => batchFix(finding, "unsafe") !== undefined).length;
  const fixable = `${safe} safe, ${any - safe} unsafe to fix`;
  return `${String(findings.length).padStart(width)}  ${style.bold(rule)}  ${style.dim(fixable)}\n`;
}
