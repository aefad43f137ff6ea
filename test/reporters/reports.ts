import type { Edit } from "../../src/core/edit.ts";
import type { Finding, Related } from "../../src/core/finding.ts";
import type { Fix, Remedy } from "../../src/core/fix.ts";
import {
  type CheckedFile,
  type FailedFile,
  type FileResult,
  type Mode,
  type RunReport,
  reportedFile,
} from "../../src/core/report.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import type { RuleMeta } from "../../src/core/rule.ts";
import type { ReportContext } from "../../src/reporters/reporter.ts";

const RULES: readonly RuleMeta[] = [
  {
    id: "wrap-socket",
    aliases: ["B504", "CSP-D411"],
    summary: "A use of `ssl.wrap_socket`.",
    weakness: { severity: 7.4, cwe: [295, 78] },
    mentions: [],
    docs: "It went with **Python 3.12**:\n\n- one\n- `two`",
  },
  {
    id: "low-minimum",
    aliases: [],
    summary: "Old.",
    weakness: { severity: 5, cwe: [326] },
    mentions: [],
    docs: "New.",
  },
  { id: "old-flags", aliases: [], summary: "Flags.", mentions: [], docs: "Fewer." },
];

/** What the reporters are given here; the imports of a fix are told by its `imports` being made edits. */
export const CONTEXT: ReportContext = {
  rules: RULES,
  version: "1.2.3",
  color: false,
  editsOf: ({ edits, imports }) => [
    ...imports.map(({ module }): Edit => ({ start: 0, end: 0, text: `import ${module}\n` })),
    ...edits,
  ],
};

export function reportOf(files: readonly FileResult[], mode: Mode = "report"): RunReport {
  return { mode, files, interrupted: false };
}

export function failed(path: string, message = "cannot be read"): FailedFile {
  return { kind: "failed", path, reason: "unreadable", message };
}

export function fileOf(path: string, text: string, ...findings: readonly Finding[]): CheckedFile {
  return reportedFile(path, text, findings);
}

/** A file in which the first fix of every finding was taken. */
export function fixedFile(path: string, before: string, ...findings: readonly Finding[]): CheckedFile {
  const applied = findings.flatMap((finding) => {
    const fix = finding.remedies.find((remedy) => remedy.kind === "fix");
    return fix === undefined ? [] : [{ finding, fix, pass: 1 }];
  });
  const edits = applied.flatMap(({ fix }) => fix.edits);
  return { ...reportedFile(path, before, findings), after: rewrite(before, edits), edits, applied, left: [] };
}

/** The finding of `code` in a text, the nth of its kind. */
export function findingOf(
  text: string,
  code: string,
  more: {
    rule?: string;
    nth?: number;
    remedies?: readonly Remedy[];
    related?: readonly Related[];
    message?: string;
  } = {},
): Finding {
  let start = text.indexOf(code);
  for (let i = 1; i < (more.nth ?? 1); i += 1) start = text.indexOf(code, start + 1);
  if (start < 0) throw new Error(`no ${code} in ${text}`);
  const { rule = "wrap-socket", remedies, related = [], message = `\`${code}\` is no more` } = more;
  const end = start + code.length;
  return { rule, start, end, message, remedies: remedies ?? [fixOf(start, end, "new(s)")], related };
}

export function fixOf(start: number, end: number, text: string, more: Partial<Fix> = {}): Fix {
  const edits: readonly Edit[] = [{ start, end, text }];
  return { kind: "fix", title: "Replace it", applicability: "safe", edits, imports: [], ...more };
}
