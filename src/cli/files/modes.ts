import { chooseWithin } from "../../core/choose.ts";
import type { CheckedFile, FileResult } from "../../core/report.ts";
import { replaceText, type SourceFile } from "../../io/file-system.ts";
import type { Progress } from "../world/progress.ts";
import { type Checker, type FileOutcome, fixFile, reportFile } from "./check-file.ts";

/** What a mode tells while it works; whoever prints says how. */
export interface Telling {
  /** What a file would become. */
  patch(source: SourceFile, checked: CheckedFile): void;
  /** A whole text. */
  text(source: SourceFile, text: string): void;
  /** How many suppressions a file got. */
  suppressed(count: number): void;
}

/** What every mode works with. */
export interface Work {
  readonly files: readonly SourceFile[];
  readonly checker: Checker;
  readonly threshold: "safe" | "unsafe";
  readonly printer: Telling;
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

/** What is written replaces what was to be written; a file that cannot be is as it was. */
function write(source: SourceFile, outcome: FileOutcome): FileOutcome {
  const { checked } = outcome;
  if (checked === undefined || checked.before === checked.after) return outcome;
  const written = replaceText(source, checked.after);
  return written.kind === "failed" ? { failed: written } : outcome;
}

/** Does something with every file, and says so. */
export async function eachFile(
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
