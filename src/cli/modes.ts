import { chooseWithin, fixesOf } from "../core/choose.ts";
import type { CheckedFile, FileResult } from "../core/report.ts";
import { replaceText, type SourceFile } from "../io/file-system.ts";
import { type Checker, type FileOutcome, fixFile, reportFile } from "./check-file.ts";
import type { Printer } from "./printer.ts";
import type { Progress } from "./progress.ts";
import { type ReviewEnd, type Reviewer, ReviewSession } from "./review/session.ts";

/** What every mode works with. */
export interface Work {
  readonly files: readonly SourceFile[];
  readonly checker: Checker;
  readonly threshold: "safe" | "unsafe";
  readonly printer: Printer;
  readonly progress: Progress;
  readonly interrupt: AbortSignal;
}

/** Checks every file and changes none. */
export function reportAll({ checker, ...work }: Work): Promise<readonly FileResult[]> {
  return eachFile(work, (source) => reportFile(checker, source));
}

/** Shows what every file would become. */
export function diffAll({ checker, threshold, printer, ...work }: Work): Promise<readonly FileResult[]> {
  return eachFile(work, async (source) => {
    const outcome = await fixFile(checker, source, chooseWithin(threshold));
    if (outcome.checked !== undefined) printer.patch(source, outcome.checked);
    return outcome;
  });
}

/** Writes what every file becomes, each as soon as it is known. */
export function fixAll({ checker, threshold, ...work }: Work): Promise<readonly FileResult[]> {
  return eachFile(work, async (source) =>
    write(source, await fixFile(checker, source, chooseWithin(threshold))),
  );
}

/** Fixes the one text of standard input and hands it on; a text that needs no fix too. */
export function passOn({ checker, threshold, printer, ...work }: Work): Promise<readonly FileResult[]> {
  return eachFile(work, async (source) => {
    const outcome = await fixFile(checker, source, chooseWithin(threshold));
    printer.text(source, outcome.checked?.after ?? source.text);
    return outcome;
  });
}

/** Asks about every change, file by file; a file is written when its last question is answered. */
export async function reviewAll(work: Work, openReview: OpenReview): Promise<Reviewed> {
  const { checker, printer } = work;
  const found = await eachFile(work, (source) => reportFile(checker, source));
  const changeable = found.filter((file) => file.kind === "checked").filter(hasFix);
  if (changeable.length === 0 || work.interrupt.aborted) return { files: found, end: undefined };
  const total = sum(
    changeable.map(({ left }) => left.filter(({ finding }) => fixesOf(finding).length > 0).length),
  );
  printer.reviewStarts(changeable, total);
  const session = new ReviewSession(await openReview(), total, (rule) => printer.docsOf(rule));
  const asked = new Set(changeable.map(({ path }) => path));
  const files = await eachFile(work, async (source) => {
    if (session.end !== undefined || !asked.has(source.file.path)) return reportFile(checker, source);
    const outcome = await fixFile(checker, source, session.chooserFor(source.file.path));
    if (session.end === "interrupted" || session.end === "discard") return reportFile(checker, source);
    const written = write(source, outcome);
    printer.reviewed(source.file.path, written);
    return written;
  });
  return { files, end: session.end };
}

/** Makes the one who answers; the terminal is touched only then. */
export type OpenReview = () => Promise<Reviewer>;

/** What a review did, and how it ended where it was ended early. */
export interface Reviewed {
  readonly files: readonly FileResult[];
  readonly end: ReviewEnd | undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function hasFix({ left }: CheckedFile): boolean {
  return left.some(({ finding }) => fixesOf(finding).length > 0);
}

/** What is written replaces what was to be written; a file that cannot be is as it was. */
function write(source: SourceFile, outcome: FileOutcome): FileOutcome {
  const { checked } = outcome;
  if (checked === undefined || checked.before === checked.after) return outcome;
  const written = replaceText(source, checked.after);
  return written.kind === "failed" ? { failed: written } : outcome;
}

async function eachFile(
  { files, progress, interrupt }: Pick<Work, "files" | "progress" | "interrupt">,
  work: (source: SourceFile) => FileOutcome | Promise<FileOutcome>,
): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const source of files) {
    await progress.step("checking", source.file.path);
    if (interrupt.aborted) break;
    const { checked, failed } = await work(source);
    if (failed !== undefined) results.push(failed);
    if (checked !== undefined) results.push(checked);
  }
  progress.clear();
  return results;
}
