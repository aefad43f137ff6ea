import type { Finding } from "../core/finding.ts";

/** What can be done about a finding, in one line. */
export function remedyLine({ remedies }: Finding): string {
  const [first] = remedies;
  if (first === undefined) return "";
  if (first.kind === "none") return `No fix: ${first.because}`;
  const because = first.because === undefined ? "" : ` (${first.because})`;
  return `${KINDS[first.applicability]}: ${first.title}${because}`;
}

const KINDS = { safe: "Safe fix", unsafe: "Unsafe fix", display: "Fix to be reviewed" } as const;
