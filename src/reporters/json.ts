import type { Edit, Span } from "../core/edit.ts";
import type { Finding } from "../core/finding.ts";
import type { Remedy } from "../core/fix.ts";
import type { LineIndex } from "../core/lines.ts";
import { type CheckedFile, type FileResult, linesOf, type RunReport } from "../core/report.ts";
import { shardText } from "../core/shard.ts";
import type { ReportContext, Reporter } from "./reporter.ts";

const VERSION = 1;

/** One object with the findings, and the files that were changed or could not be done. */
export const json: Reporter = (report, context) =>
  `${JSON.stringify(jsonReport(report, context), undefined, 2)}\n`;

/** The report as plain values. */
export function jsonReport(report: RunReport, context: ReportContext): object {
  return {
    version: VERSION,
    ...(report.shard && { shard: shardText(report.shard) }),
    ...(report.interrupted && { interrupted: true }),
    findings: report.files.flatMap((file) => (file.kind === "checked" ? findingsOf(file, context) : [])),
    files: report.files.flatMap(fileEntry),
  };
}

function findingsOf(file: CheckedFile, context: ReportContext): readonly object[] {
  if (file.left.length === 0) return [];
  const lines = linesOf(file);
  return file.left.map(({ finding }) => findingEntry(file.path, lines, finding, context));
}

function findingEntry(path: string, lines: LineIndex, finding: Finding, context: ReportContext): object {
  const aliases = context.rules.find(({ id }) => id === finding.rule)?.aliases ?? [];
  return {
    rule: finding.rule,
    aliases,
    path,
    ...place(lines, finding),
    message: finding.message,
    remedies: finding.remedies.map((remedy) => remedyEntry(lines, remedy, context)),
    related: finding.related.map((related) => ({
      path: related.path ?? path,
      ...(related.lines ?? place(lines, related)),
      message: related.message,
    })),
  };
}

function remedyEntry(lines: LineIndex, remedy: Remedy, context: ReportContext): object {
  if (remedy.kind === "none") return { kind: "none", because: remedy.because };
  const { applicability, title, because, ask } = remedy;
  const edits = context.editsOf(remedy).map((edit: Edit) => ({ ...place(lines, edit), text: edit.text }));
  return { kind: "fix", applicability, title, because, edits, ask };
}

function place(lines: LineIndex, span: Span): object {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return { ...start, endLine: end.line, endColumn: end.column };
}

function fileEntry(file: FileResult): readonly object[] {
  if (file.kind === "failed") {
    return [{ path: file.path, status: "failed", reason: file.reason, message: file.message }];
  }
  if (file.before === file.after) return [];
  const fixed = file.applied.map(({ finding, fix }) => ({
    rule: finding.rule,
    applicability: fix.applicability,
    title: fix.title,
  }));
  return [{ path: file.path, status: "changed", fixed }];
}
