import { fixesOf } from "../../core/choose.ts";
import { findingKeys } from "../../core/finding-keys.ts";
import type { CheckedFile } from "../../core/report.ts";
import { fileLines, isUnchanged, replaceText, rereadFile, type SourceFile } from "../../io/file-system.ts";
import { fingerprintOf } from "../../io/journal-file.ts";
import { type Checker, checkOf, fixFile, reportFile } from "../files/check-file.ts";
import { analyzerOf } from "../files/notebook.ts";
import type { FileOutcome } from "../files/outcome.ts";
import type { Turn } from "./aside.ts";
import { type FileTools, lineIndexes } from "./asking.ts";
import type { Decision } from "./decision-log.ts";
import type { ReviewJournal } from "./journal.ts";
import type { Place, ReviewSession } from "./session.ts";

/** A file under review. */
interface Entry {
  /** As it was when the review began, or when the user had it open last. */
  source: SourceFile;
  /** As it is on disk. */
  disk: SourceFile;
  /** What was written last, or why it was not. */
  outcome: FileOutcome | undefined;
  /** How many questions it has, as far as is known: a change may bring one more. */
  questions: number;
}

/** A file whose turn it is. The second round goes through what was left for later. */
interface Visit {
  readonly entry: Entry;
  readonly round: 1 | 2;
}

/** What a review of files takes. */
export interface FilesReview {
  readonly checker: Checker;
  readonly journal: ReviewJournal;
  readonly interrupt: AbortSignal;
  /** Says what became of a file. */
  readonly reviewed: (path: string, outcome: FileOutcome) => void;
}

/** Goes through files, asks, and writes each when its last question is answered; back and forth as the user wants. */
export class FileWalk {
  readonly #review: FilesReview;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #visits: Visit[];
  #at = 0;

  constructor(review: FilesReview, files: readonly { source: SourceFile; questions: number }[]) {
    this.#review = review;
    const entries = files.map(
      ({ source, questions }): Entry => ({ source, disk: source, outcome: undefined, questions }),
    );
    this.#entries = new Map(entries.map((entry) => [entry.source.file.path, entry]));
    this.#visits = entries.map((entry) => ({ entry, round: 1 }));
  }

  /** What became of a file that was written, or could not be. */
  outcomeOf(path: string): FileOutcome | undefined {
    return this.#entries.get(path)?.outcome;
  }

  /** Why an answer cannot be undone: what was written after it is not ours to take back. */
  undoObstacle(decision: Decision): string | undefined {
    const foreign = this.#visitsSince(decision).find(({ entry }) => !isUnchanged(entry.disk));
    if (foreign === undefined) return undefined;
    return `The answer to ${decision.place} stays: ${foreign.entry.source.file.path} was changed by something else since.`;
  }

  async through(session: ReviewSession): Promise<void> {
    for (;;) {
      const visit = this.#visits[this.#at];
      if (visit === undefined) {
        if (this.#addSecondRound(session)) continue;
        if (!(await this.#goesOn(session))) return;
        continue;
      }
      if (this.#review.interrupt.aborted) session.end ??= "interrupted";
      if (session.end !== undefined) return;
      session.round = visit.round;
      await this.#visit(visit, session);
    }
  }

  /** Whether the last answer of all is taken back. */
  async #goesOn(session: ReviewSession): Promise<boolean> {
    await session.askEnd();
    const { turn } = session;
    session.turn = undefined;
    if (turn?.kind !== "undo") return false;
    this.#goBackTo(turn.decision);
    return true;
  }

  async #visit({ entry }: Visit, session: ReviewSession): Promise<void> {
    const { checker } = this.#review;
    const chooser = session.chooserFor(this.#toolsFor(entry.source), this.#placeOf(entry));
    const outcome = await fixFile(checker, entry.source, chooser);
    entry.questions = Math.max(entry.questions, session.askedInFile);
    const { turn } = session;
    session.turn = undefined;
    if (turn !== undefined) this.#take(turn, entry, session);
    else if (session.end === undefined || session.end === "quit") {
      this.#write(entry, outcome, session);
      this.#at += 1;
    }
  }

  #placeOf(entry: Entry): Place {
    const entries = [...this.#entries.values()];
    const sum = (some: readonly Entry[]): number =>
      some.reduce((total, { questions }) => total + questions, 0);
    const before = sum(entries.slice(0, entries.indexOf(entry)));
    return { before, own: entry.questions, total: sum(entries) };
  }

  #take(turn: Turn, entry: Entry, session: ReviewSession): void {
    if (turn.kind === "undo") this.#goBackTo(turn.decision);
    else session.notice = this.#reread(entry);
  }

  #toolsFor(source: SourceFile): FileTools {
    const { checker } = this.#review;
    const { path, absolute } = source.file;
    const { mark } = source;
    const analyzer = analyzerOf(checker, source);
    return {
      path,
      absolute,
      original: source.text,
      check: checkOf(checker, source),
      ...(mark === undefined ? {} : { mark }),
      suppressionEdit: (text, finding, reason) => analyzer.suppressionEdit(text, finding, reason),
      expressionProblem: (answer, text) => analyzer.expressionProblem(answer, text),
      linesOf: lineIndexes(mark),
      fileLine: (text, line) => (mark === undefined ? line : (fileLines(source, text)[line - 1] ?? 1)),
    };
  }

  #write(entry: Entry, outcome: FileOutcome, session: ReviewSession): void {
    const { journal, reviewed } = this.#review;
    const { path } = entry.source.file;
    const { checked } = outcome;
    entry.outcome = outcome;
    if (checked !== undefined && checked.after !== entry.disk.text) {
      journal.writes(path, fingerprintOf(checked.after), keptOf(checked, session.log.of(path)));
      const written = replaceText(entry.disk, checked.after);
      if (written.kind === "failed") entry.outcome = { failed: written };
      else entry.disk = written.value;
    }
    reviewed(path, entry.outcome);
  }

  /** Once everything is asked: what was left for later comes again. */
  #addSecondRound({ log }: ReviewSession): boolean {
    if (this.#visits.some(({ round }) => round === 2)) return false;
    const later = log.leftForLater();
    const again = this.#visits.filter(({ entry }) => later.has(entry.source.file.path));
    this.#visits.push(...again.map(({ entry }) => ({ entry, round: 2 as const })));
    return again.length > 0;
  }

  /** Makes the file of a decision the one in question again, and takes back what was written since. */
  #goBackTo(decision: Decision): void {
    for (const { entry } of this.#visitsSince(decision)) {
      entry.outcome = undefined;
      if (entry.disk.text === entry.source.text) continue;
      const restored = replaceText(entry.disk, entry.source.text);
      if (restored.kind === "failed") entry.outcome = { failed: restored };
      else entry.disk = restored.value;
    }
    this.#at = this.#indexOf(decision);
    // Without its answers, other things may be left for later.
    if (decision.round === 1) this.#visits.length = this.#visits.filter(({ round }) => round === 1).length;
  }

  /** The files in question since a decision, its own first. Those of an earlier visit are written again anyway. */
  #visitsSince(decision: Decision): readonly Visit[] {
    return this.#visits.slice(this.#indexOf(decision), this.#at + 1);
  }

  #indexOf({ path, round }: Decision): number {
    const index = this.#visits.findIndex((one) => one.entry.source.file.path === path && one.round === round);
    return Math.max(index, 0);
  }

  /** Looks at a file anew that the user has had open. */
  #reread(entry: Entry): string | undefined {
    const read = rereadFile(entry.disk);
    if (read.kind === "failed") return `${read.path} ${read.message}.`;
    if (read.value.bytes.equals(entry.disk.bytes)) return `${read.value.file.path} was not changed.`;
    entry.source = read.value;
    entry.disk = read.value;
    const { checked } = reportFile(this.#review.checker, read.value);
    const left = checked?.left.filter(({ finding }) => fixesOf(finding).length > 0).length ?? 0;
    entry.questions = left;
    return `${read.value.file.path} was read anew; it has ${left} to review.`;
  }
}

/** What was decided about what is left in a text that is written, for who looks at it next. */
function keptOf({ left, after }: CheckedFile, decisions: readonly Decision[]): readonly Decision[] {
  const findings = left.map(({ finding }) => finding);
  const keys = findingKeys(findings, after);
  const [model] = decisions;
  return left.flatMap(({ finding, reason }) => {
    if (model === undefined || reason.kind !== "declined" || reason.isForLater) return [];
    const decided = { kind: "skip" as const, scope: "one" as const };
    return [{ ...model, rule: finding.rule, key: keys.get(finding) ?? "", round: 1 as const, decided }];
  });
}
