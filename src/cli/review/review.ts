import { fixesOf } from "../../core/choose.ts";
import type { CheckedFile, FileResult } from "../../core/report.ts";
import type { SourceFile } from "../../io/file-system.ts";
import { uncommitted } from "../../io/git.ts";
import { fingerprintOf } from "../../io/journal-file.ts";
import { reportFile } from "../files/check-file.ts";
import { eachFile, type Work } from "../files/modes.ts";
import type { Printer } from "../output/printer.ts";
import type { RuleOutcome } from "../output/rule-counts.ts";
import type { ReviewJournal } from "./journal.ts";
import { FileWalk } from "./review-files.ts";
import type { Reviewer } from "./reviewer.ts";
import { type ReviewEnd, ReviewSession } from "./session.ts";

/** What a review needs besides files; the terminal is touched only when the reviewer is made. */
export interface OpenReview {
  readonly journal: ReviewJournal;
  /** Whether a review that was left is gone on with. */
  readonly isResumed: boolean;
  /** The command that goes on with this one. */
  readonly resumeCommand: string;
  reviewer(): Promise<Reviewer>;
}

/** What a review works with: it tells more than the other modes. */
export interface ReviewWork extends Work {
  readonly printer: Printer;
}

/** What a review did, and how it ended where it was ended early. */
export interface Reviewed {
  readonly files: readonly FileResult[];
  readonly end: ReviewEnd | undefined;
}

/** Asks about every change, file by file; a file is written when its last question is answered. */
export async function reviewAll(work: ReviewWork, open: OpenReview): Promise<Reviewed> {
  const { interrupt, printer } = work;
  const sources: SourceFile[] = [];
  const found = await eachFile(work, (source, checker) => {
    const outcome = reportFile(checker, source);
    if (outcome.checked !== undefined && questionsOf(outcome.checked).length > 0) sources.push(source);
    return outcome;
  });
  const asked = filesToAsk(sources, found);
  if (asked.length === 0 || interrupt.aborted) return { files: found, end: undefined };
  const checker = await work.checker();
  const { journal } = open;
  const orders = begin(work, asked, open);
  const walk = new FileWalk(
    { checker, journal, interrupt, reviewed: (path, outcome) => printer.reviewed(path, outcome) },
    asked.map(({ source, checked }) => ({ source, questions: questionsOf(checked).length })),
  );
  const session = new ReviewSession({
    reviewer: await open.reviewer(),
    journal,
    orders,
    rules: rulesOf(asked.map(({ checked }) => checked)),
    docsOf: (rule) => printer.docsOf(rule),
    undoObstacle: (decision) => walk.undoObstacle(decision),
  });
  await walk.through(session);
  const files = found.flatMap((file) => {
    const outcome = walk.outcomeOf(file.path);
    if (outcome === undefined) return [file];
    // A file that parses in part is both, and stands there twice.
    return file.kind === "failed" ? [] : [outcome.failed, outcome.checked].filter((one) => one !== undefined);
  });
  const paths = new Set(asked.map(({ source }) => source.file.path));
  printer.reviewEnds(outcomesOf(files.filter(({ path }) => paths.has(path))));
  close(session, work, open);
  return { files, end: session.end };
}

interface AskedFile {
  readonly source: SourceFile;
  readonly checked: CheckedFile;
}

function filesToAsk(files: readonly SourceFile[], found: readonly FileResult[]): readonly AskedFile[] {
  const checked = new Map(found.flatMap((file) => (file.kind === "checked" ? [[file.path, file]] : [])));
  return files.flatMap((source) => {
    const file = checked.get(source.file.path);
    return file !== undefined && questionsOf(file).length > 0 ? [{ source, checked: file }] : [];
  });
}

function questionsOf({ left }: CheckedFile) {
  return left.map(({ finding }) => finding).filter((finding) => fixesOf(finding).length > 0);
}

function rulesOf(files: readonly CheckedFile[]) {
  const counts = new Map<string, number>();
  for (const { rule } of files.flatMap(questionsOf)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => ({ rule, count }));
}

/** What became of the findings of each rule, those included that a change has left behind. */
function outcomesOf(files: readonly FileResult[]): readonly RuleOutcome[] {
  const checked = files.filter((file) => file.kind === "checked");
  const applied = checked.flatMap((file) => file.applied);
  const gone = checked.flatMap((file) => file.cleared);
  const left = checked.flatMap((file) => file.left);
  const all = [...checked.flatMap((file) => file.found), ...left.map(({ finding }) => finding)];
  return [...new Set(all.map(({ rule }) => rule))].map((rule) => {
    const own = applied.filter(({ finding }) => finding.rule === rule);
    const suppressed = own.filter(({ fix }) => fix.isSuppression).length;
    const cleared = gone.filter((finding) => finding.rule === rule).length;
    return {
      rule,
      applied: own.length - suppressed + cleared,
      suppressed,
      left: left.filter(({ finding }) => finding.rule === rule).length,
    };
  });
}

/** Says what the review is about, and what should be known before it. */
function begin(
  { printer }: ReviewWork,
  asked: readonly AskedFile[],
  { journal, isResumed, resumeCommand }: OpenReview,
) {
  const files = asked.map(({ checked }) => checked);
  printer.reviewStarts(files.length, rulesOf(files));
  const changed = new Set(uncommitted(asked.map(({ source }) => source.file.absolute)));
  const paths = asked.filter(({ source }) => changed.has(source.file.absolute));
  if (paths.length > 0) printer.uncommitted(paths.map(({ checked }) => checked.path));
  const texts = new Map(asked.map(({ source }) => [source.file.path, source.text]));
  const hashOf = (path: string): string | undefined => {
    const text = texts.get(path);
    return text === undefined ? undefined : fingerprintOf(text);
  };
  const left = journal.left(hashOf);
  if (!isResumed) {
    if (left > 0) printer.reviewWasLeft(left, resumeCommand);
    return [];
  }
  printer.reviewResumes(left);
  return journal.resume(hashOf);
}

function close(
  { end, log }: ReviewSession,
  { printer }: ReviewWork,
  { journal, resumeCommand }: OpenReview,
): void {
  if (end === undefined && log.undecided === 0) journal.finish();
  else if (journal.failed !== undefined) printer.reviewIsNotKept(journal.failed);
  else if (log.last !== undefined) printer.reviewGoesOn(resumeCommand);
}
