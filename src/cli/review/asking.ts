import { placedHunks } from "../../core/cell-diff.ts";
import { answered, type Preview } from "../../core/choose.ts";
import type { Edit } from "../../core/edit.ts";
import type { Finding } from "../../core/finding.ts";
import { findingKeys } from "../../core/finding-keys.ts";
import type { Fix } from "../../core/fix.ts";
import { LineIndex, shownPlace } from "../../core/lines.ts";
import { rewrite } from "../../core/rewrite.ts";
import type { Check, Checked } from "../../core/verify.ts";
import type { ReviewQuestion } from "./question.ts";

/** What can be done with a file under review. */
export interface FileTools {
  readonly path: string;
  readonly absolute: string;
  /** The text that the file had when the review began. */
  readonly original: string;
  /** What stands above each cell, where the text is a notebook's. */
  readonly mark?: string;
  readonly check: Check;
  suppressionEdit(text: string, finding: Finding, reason: string): Edit | undefined;
  expressionProblem(answer: string, text: string): string | undefined;
  linesOf(text: string): LineIndex;
  /** The line of the file itself on which a line of a text stands. */
  fileLine(text: string, line: number): number;
}

/** A finding that a decision is wanted about, and the text as it is then. */
export interface Asking {
  readonly tools: FileTools;
  readonly finding: Finding;
  readonly checked: Checked;
  readonly preview: (fix: Fix, answer?: string) => Preview;
  readonly text: string;
  /** What was chosen for other findings of this text. */
  readonly chosen: readonly Fix[];
  /** Which of all questions it is. */
  readonly number: number;
}

type Around = Pick<ReviewQuestion, "total" | "docs" | "rules" | "unwanted" | "notice">;

/** The question as it is shown. */
export function questionOf(asking: Asking, forms: readonly Fix[], around: Around): ReviewQuestion {
  const { tools, finding, preview, text, number } = asking;
  return {
    ...around,
    number,
    place: shownPlace(tools.path, tools.linesOf(text).position(finding.start)),
    rule: finding.rule,
    message: finding.message,
    forms: forms.map((fix) => ({
      fix,
      hunks: (context, answer) => placedHunks({ ...preview(fix, answer), context }, tools.mark),
      problemWith: (answer) => problemWith(asking, fix, answer),
    })),
    suppression: (context, reason) => {
      const fix = suppressionOf(asking, reason);
      return fix && placedHunks({ before: text, edits: fix.edits, context }, tools.mark);
    },
  };
}

/** The file and the line of a finding, for people. */
export function placeOf({ tools, finding, text }: Asking): string {
  const lines = tools.linesOf(text);
  return shownPlace(tools.path, lines.shown(lines.lineAt(finding.start)));
}

/** The line of the file itself on which a finding stands. */
export function fileLineOf({ tools, finding, text }: Asking): number {
  return tools.fileLine(text, tools.linesOf(text).lineAt(finding.start));
}

/** What a finding is known by while its text changes. */
export function keyOf({ finding, checked, text }: Asking): string {
  const keys = KEYS_OF.get(checked) ?? findingKeys(checked.findings, text);
  KEYS_OF.set(checked, keys);
  return keys.get(finding) ?? "";
}

/** Kept for as long as a text is the one in question: there may be thousands of findings. */
const KEYS_OF = new WeakMap<Checked, ReadonlyMap<Finding, string>>();

/** The change that writes a comment which says not to report the finding. */
export function suppressionOf({ tools, finding, text }: Asking, reason: string): Fix | undefined {
  const edit = tools.suppressionEdit(text, finding, reason);
  if (edit === undefined) return undefined;
  return {
    kind: "fix",
    title: `Do not report ${finding.rule} here`,
    applicability: "safe",
    edits: [edit],
    imports: [],
    isSuppression: true,
  };
}

function problemWith(
  { tools, checked, preview, text }: Asking,
  fix: Fix,
  answer: string,
): string | undefined {
  const problem = tools.expressionProblem(answer, text);
  if (problem !== undefined) return problem;
  if (answered(fix, answer) === undefined) return "An answer is needed.";
  const after = tools.check(rewrite(text, preview(fix, answer).edits));
  const isBroken = after.errors.length > checked.errors.length;
  after.close?.();
  return isBroken ? "With this answer the file would not parse." : undefined;
}

/** The lines of texts, of which the last asked about is kept. */
export function lineIndexes(mark: string | undefined): (text: string) => LineIndex {
  let last: LineIndex | undefined;
  return (text) => {
    if (last?.text !== text) last = new LineIndex(text, mark);
    return last;
  };
}
