import { batchFix } from "../core/choose.ts";
import type { Reporter } from "./reporter.ts";
import { type Style, styleOf } from "./style.ts";

/** A finding as it is counted. */
export interface CountedFinding {
  readonly rule: string;
  /** Whether `--fix` would fix it. */
  readonly isSafe: boolean;
  /** Whether `--fix --unsafe-fixes` would. */
  readonly isFixable: boolean;
}

/** How many findings each rule has, the most frequent first, and how many of them can be fixed. */
export const statistics: Reporter = (report, { color }) => {
  const left = report.files.flatMap((file) => (file.kind === "failed" ? [] : file.left));
  const counted = left.map(({ finding }) => ({
    rule: finding.rule,
    isSafe: batchFix(finding, "safe") !== undefined,
    isFixable: batchFix(finding, "unsafe") !== undefined,
  }));
  return statisticsOf(counted, styleOf(color));
};

/** The same of findings that are counted already. */
export function statisticsOf(findings: readonly CountedFinding[], style: Style): string {
  const byRule = new Map<string, CountedFinding[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.rule);
    if (known === undefined) byRule.set(finding.rule, [finding]);
    else known.push(finding);
  }
  const rows = [...byRule].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([, found]) => String(found.length).length));
  return rows.map(([rule, found]) => rowOf(rule, found, width, style)).join("");
}

function rowOf(rule: string, findings: readonly CountedFinding[], width: number, style: Style): string {
  const safe = findings.filter(({ isSafe }) => isSafe).length;
  const any = findings.filter(({ isFixable }) => isFixable).length;
  const fixable = `${safe} safe, ${any - safe} unsafe to fix`;
  return `${String(findings.length).padStart(width)}  ${style.bold(rule)}  ${style.dim(fixable)}\n`;
}
