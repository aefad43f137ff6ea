import type { Position } from "../core/lines.ts";
import { type CheckedFile, type FailedFile, fileLineAt, linesOf } from "../core/report.ts";
import { Fingerprints } from "./fingerprint.ts";
import { remedyLine } from "./remedy-line.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { type Degree, degreeOf, ruleOf } from "./severity.ts";

const SEVERITIES: Readonly<Record<Degree, string>> = {
  high: "critical",
  medium: "major",
  low: "minor",
  none: "info",
};

/** GitLab's Code Quality report. Of entries with one fingerprint GitLab shows only the first, so each has its own. */
export const gitlab: Reporter = (report, context) => {
  const fingerprints = new Fingerprints();
  const entries = report.files.flatMap((file) =>
    file.kind === "failed" ? [failureEntry(file, fingerprints)] : findingEntries(file, context, fingerprints),
  );
  return `${JSON.stringify(entries, undefined, 2)}\n`;
};

function findingEntries(
  file: CheckedFile,
  { rules }: ReportContext,
  fingerprints: Fingerprints,
): readonly object[] {
  if (file.left.length === 0) return [];
  const lines = linesOf(file);
  return file.left.map(({ finding }) => ({
    type: "issue",
    check_name: finding.rule,
    description: inCell(lines.position(finding.start), finding.message),
    content: { body: remedyLine(finding) },
    categories: ["Security"],
    severity: SEVERITIES[degreeOf(ruleOf(rules, finding.rule))],
    fingerprint: fingerprints.of(file.path, lines, finding),
    location: {
      path: file.path,
      lines: {
        begin: fileLineAt(file, lines, finding.start),
        end: fileLineAt(file, lines, finding.end),
      },
    },
  }));
}

/** The lines of a notebook's file say little. */
function inCell({ cell, line }: Position, message: string): string {
  return cell === undefined ? message : `cell ${cell}, line ${line}: ${message}`;
}

function failureEntry({ path, reason, message }: FailedFile, fingerprints: Fingerprints): object {
  return {
    type: "issue",
    check_name: `file-${reason.replaceAll(" ", "-")}`,
    description: message,
    categories: ["Security"],
    severity: "major",
    fingerprint: fingerprints.ofParts(path, reason),
    location: { path, lines: { begin: 1, end: 1 } },
  };
}
