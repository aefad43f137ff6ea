import { batchFix } from "./choose.ts";
import type { Edit } from "./edit.ts";
import type { Finding, SuppressedFinding } from "./finding.ts";
import { LineIndex } from "./lines.ts";
import type { Applied, Left, Outcome, Reverted } from "./settle.ts";
import type { Shard } from "./shard.ts";

/** Why nothing can be said of a file, or why it was not written. */
export type FailureReason =
  | "unreadable"
  | "undecodable"
  | "unparsable"
  | "too slow"
  | "changed on disk"
  | "unwritable"
  | "crashed";

/** A file that was checked. Without fixes asked for, `after` is `before`. */
export interface CheckedFile {
  readonly kind: "checked";
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** What makes `before` to `after`. */
  readonly edits: readonly Edit[];
  /** The findings of `before`. */
  readonly found: readonly Finding[];
  readonly applied: readonly Applied[];
  /** Findings that went with another finding's fix. */
  readonly cleared: readonly Finding[];
  /** The findings of `after`, and why they are still there. */
  readonly left: readonly Left[];
  readonly reverted: readonly Reverted[];
  readonly converged: boolean;
  /** What comments in `after` say not to report. */
  readonly suppressed?: readonly SuppressedFinding[];
  readonly notebook?: NotebookFacts;
}

/** What is known of a file whose text is made of a notebook's cells. */
export interface NotebookFacts {
  /** What stands above each cell. */
  readonly mark: string;
  /** For each line of `after`, the line of the file on which it stands. */
  readonly fileLines: readonly number[];
}

/** The lines of a file's text, by default of what it is in the end. */
export function linesOf(file: CheckedFile, text = file.after): LineIndex {
  return new LineIndex(text, file.notebook?.mark);
}

/** The line of the file itself on which an offset of its text stands; `lines` are those of `after`. */
export function fileLineAt({ notebook }: CheckedFile, lines: LineIndex, offset: number): number {
  const line = lines.lineAt(offset);
  return notebook === undefined ? line : (notebook.fileLines[line - 1] ?? 1);
}

/** A file that could not be done; the others are. */
export interface FailedFile {
  readonly kind: "failed";
  readonly path: string;
  readonly reason: FailureReason;
  /** What went wrong, for people. */
  readonly message: string;
}

export type FileResult = CheckedFile | FailedFile;

/** What a run does with the fixes. */
export type Mode = "report" | "diff" | "fix" | "interactive";

export interface RunReport {
  readonly mode: Mode;
  /** In the order of the paths. */
  readonly files: readonly FileResult[];
  readonly interrupted: boolean;
  /** Where the run is one of several: which. */
  readonly shard?: Shard;
}

/** What a settled text says of its file. */
export function checkedFile(
  path: string,
  before: string,
  found: readonly Finding[],
  outcome: Outcome,
): CheckedFile {
  const { text: after, edits, applied, cleared, left, reverted, converged } = outcome;
  return { kind: "checked", path, before, after, edits, found, applied, cleared, left, reverted, converged };
}

/** A file whose findings are only reported. */
export function reportedFile(path: string, text: string, found: readonly Finding[]): CheckedFile {
  const left = found.map((finding) => ({ finding, reason: { kind: "not asked" as const } }));
  const nothing = { applied: [], cleared: [], reverted: [], edits: [], converged: true };
  return { kind: "checked", path, before: text, after: text, found, left, ...nothing };
}

export interface Counts {
  readonly files: number;
  readonly failed: number;
  /** Files whose text is another than before. */
  readonly changed: number;
  readonly found: number;
  /** Findings that are gone, by a fix of their own or with another's. */
  readonly fixed: number;
  /** Findings that a comment says not to report, written in this run. */
  readonly suppressed: number;
  readonly left: number;
  /** Of those left, the ones that a run without `--unsafe-fixes` would fix. */
  readonly fixableSafe: number;
  /** Of those left, the ones that only a run with `--unsafe-fixes` would fix. */
  readonly fixableUnsafe: number;
}

/** Adds up a run. Fixes that were tried and taken back count as not fixable. */
export function countsOf(report: RunReport): Counts {
  const checked = report.files.filter((file) => file.kind === "checked");
  const left = checked.flatMap((file) => file.left);
  const fixable = left.filter(({ reason }) => reason.kind !== "reverted").map(({ finding }) => finding);
  const safe = fixable.filter((finding) => batchFix(finding, "safe") !== undefined);
  const any = fixable.filter((finding) => batchFix(finding, "unsafe") !== undefined);
  const suppressed = sum(checked.map(({ applied }) => applied.filter(({ fix }) => fix.isSuppression).length));
  return {
    files: report.files.length,
    failed: report.files.length - checked.length,
    changed: checked.filter(({ before, after }) => before !== after).length,
    found: sum(checked.map(({ found }) => found.length)),
    fixed: sum(checked.map(({ applied, cleared }) => applied.length + cleared.length)) - suppressed,
    suppressed,
    left: left.length,
    fixableSafe: safe.length,
    fixableUnsafe: any.length - safe.length,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export interface ExitPolicy {
  readonly strict?: boolean;
  readonly exitZero?: boolean;
  readonly exitNonZeroOnFix?: boolean;
  readonly fixOnly?: boolean;
}

export type ExitStatus = 0 | 1 | 2 | 130;

/**
 * The exit status of a run that could be made. With `diff`, 1 says that there is a diff; else that findings are
 * left. A file that failed counts as left, and as trouble of the run with `strict`.
 */
export function exitStatus(report: RunReport, policy: ExitPolicy = {}): ExitStatus {
  const { failed, changed, left } = countsOf(report);
  if (report.interrupted) return 130;
  if (policy.strict && failed > 0) return 2;
  if (policy.exitZero) return 0;
  if (failed > 0) return 1;
  if (report.mode === "diff") return changed > 0 ? 1 : 0;
  if (policy.exitNonZeroOnFix && changed > 0) return 1;
  if (policy.fixOnly) return 0;
  return left > 0 ? 1 : 0;
}
