import type { Analyzer } from "../../core/analyzer.ts";
import { type Choose, fixesOf } from "../../core/choose.ts";
import type { Edit } from "../../core/edit.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fix } from "../../core/fix.ts";
import { LineIndex, spokenPlace } from "../../core/lines.ts";
import { type CheckedFile, checkedFile, type FailedFile, reportedFile } from "../../core/report.ts";
import { settle } from "../../core/settle.ts";
import { type Check, type Checked, withImports } from "../../core/verify.ts";
import { fileLines, type SourceFile } from "../../io/file-system.ts";
import type { FoundFile } from "../../io/found-file.ts";
import type { ReportedFindings } from "../sarif/reported.ts";
import { crashed } from "./crash.ts";
import { analyzerOf } from "./notebook.ts";
import type { FileOutcome } from "./outcome.ts";
import type { Terms } from "./terms.ts";

/** What checking a file takes besides the file. */
export interface Checker {
  readonly analyzer: Analyzer;
  /** What is known of a file, and which rules are wanted there. */
  readonly termsOf: (file: FoundFile) => Terms;
  /** What another tool reported, where the run is about that alone. */
  readonly reported?: ReportedFindings;
  /** Where the edits and imports of the fixes that are left are kept, for reports that tell them. */
  readonly completeEdits?: { set(fix: Fix, edits: readonly Edit[]): unknown };
}

/** What is found in a file; nothing is changed. */
export function reportFile(checker: Checker, source: SourceFile): FileOutcome {
  const { path } = source.file;
  return guarded(path, () => {
    const checked = checkOf(checker, source)(source.text);
    try {
      const findings = checked.findings.filter(concernOf(checker, source));
      keepEdits(checker, checked, findings);
      return {
        checked: {
          ...reportedFile(path, source.text, findings),
          ...suppressedIn(checked, concernOf(checker, source)),
          ...notebookFacts(source, source.text),
        },
        ...parseFailure(source, source.text, checked),
      };
    } finally {
      checked.close?.();
    }
  });
}

/** What a file becomes by the fixes that are chosen; nothing is written. */
export function fixFile(checker: Checker, source: SourceFile, choose: Choose): Promise<FileOutcome> {
  const { path } = source.file;
  return guardedLater(path, async () => {
    const check = checkOf(checker, source);
    const concerns = concernOf(checker, source);
    let found: readonly Finding[] | undefined;
    const texts = new Map<string, Pick<CheckedFile, "suppressed">>();
    let failure: { readonly failed?: FailedFile } = {};
    const remembering: Check = (text) => {
      const checked = check(text);
      if (found === undefined) {
        found = checked.findings;
        failure = parseFailure(source, text, checked);
      }
      texts.set(text, suppressedIn(checked, concerns));
      return checked;
    };
    const outcome = await settle(source.text, remembering, choose, { concerns });
    keepEditsOfLeft(
      checker,
      check,
      outcome.text,
      outcome.left.map(({ finding }) => finding),
    );
    return {
      checked: {
        ...checkedFile(path, source.text, (found ?? []).filter(concerns), outcome),
        ...texts.get(outcome.text),
        ...notebookFacts(source, outcome.text),
      },
      ...failure,
    };
  });
}

/** Only where there are any: few files have some. */
function suppressedIn(
  { suppressed = [] }: Checked,
  concerns: (finding: Finding) => boolean,
): Pick<CheckedFile, "suppressed"> {
  const own = suppressed.filter(({ finding }) => concerns(finding));
  return own.length === 0 ? {} : { suppressed: own };
}

function notebookFacts(source: SourceFile, after: string): Pick<CheckedFile, "notebook"> {
  const { mark } = source;
  return mark === undefined ? {} : { notebook: { mark, fileLines: fileLines(source, after) } };
}

function concernOf({ reported }: Checker, source: SourceFile): (finding: Finding) => boolean {
  return reported?.concerning(source) ?? (() => true);
}

/** The check of one file by the rules that are wanted for it. */
export function checkOf(checker: Checker, source: Pick<SourceFile, "file" | "text" | "mark">): Check {
  const { facts, rules } = checker.termsOf(source.file);
  return analyzerOf(checker, source).checkFor(facts, new Set(rules));
}

function keepEditsOfLeft(checker: Checker, check: Check, text: string, left: readonly Finding[]): void {
  if (checker.completeEdits === undefined || left.length === 0) return;
  const checked = check(text);
  try {
    keepEdits(checker, checked, left);
  } finally {
    checked.close?.();
  }
}

function keepEdits({ completeEdits }: Checker, checked: Checked, findings: readonly Finding[]): void {
  if (completeEdits === undefined) return;
  for (const fix of findings.flatMap(fixesOf)) {
    completeEdits.set(fix, withImports(checked, fix.edits, [fix]));
  }
}

/** A short text never takes long: an error over the whole of it is one of syntax. */
const LONG_TEXT = 100_000;

function parseFailure(
  { file: { path }, mark }: SourceFile,
  text: string,
  { errors }: Checked,
): { readonly failed?: FailedFile } {
  const [first] = errors;
  if (first === undefined) return {};
  if (first.start === 0 && first.end === text.length && text.length > LONG_TEXT) {
    return {
      failed: {
        kind: "failed",
        path,
        reason: "too slow",
        message: "takes too long to parse; it was not checked",
      },
    };
  }
  const place = spokenPlace(new LineIndex(text, mark).position(first.start));
  const message = `does not parse at ${place}; what parses was checked`;
  return { failed: { kind: "failed", path, reason: "unparsable", message } };
}

/** One file's defect must not cost the others their fixes; it is told with its stack. */
function guarded(path: string, work: () => FileOutcome): FileOutcome {
  try {
    return work();
  } catch (error) {
    return crashed(path, error);
  }
}

async function guardedLater(path: string, work: () => Promise<FileOutcome>): Promise<FileOutcome> {
  try {
    return await work();
  } catch (error) {
    return crashed(path, error);
  }
}
