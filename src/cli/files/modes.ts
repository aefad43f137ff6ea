import type { CheckedFile, FileResult } from "../../core/report.ts";
import type { SourceFile } from "../../io/file-system.ts";
import type { Progress } from "../world/progress.ts";
import { type Candidate, openCandidate } from "./candidate.ts";
import type { Checker } from "./check-file.ts";
import type { FileOutcome } from "./outcome.ts";
import type { Order, Performed } from "./perform.ts";

/** What a mode tells while it works; whoever prints says how. */
export interface Telling {
  /** What a file would become. */
  patch(source: PatchSource, checked: CheckedFile): void;
  /** A whole text. */
  text(source: SourceFile, text: string): void;
  /** How many suppressions a file got. */
  suppressed(count: number): void;
}

/** What a patch needs of its file besides the texts. */
export interface PatchSource extends Pick<SourceFile, "file" | "encoding" | "mark"> {
  /** Of a notebook, whose text is not all that it holds. */
  readonly bytes?: Uint8Array;
}

/** What every mode works with. */
export interface Work {
  readonly files: readonly Candidate[];
  readonly checker: () => Promise<Checker>;
  readonly threshold: "safe" | "unsafe";
  readonly printer: Telling;
  readonly progress: Progress;
  readonly interrupt: AbortSignal;
  readonly performAll: PerformAll;
}

/**
 * Does with every file what is ordered, on whatever threads there are. `done` hears what became of each, in the order
 * of the files; where the run is interrupted, of those that were done.
 */
export type PerformAll = (
  files: readonly Candidate[],
  order: Order,
  done: (candidate: Candidate, performed: Performed) => void,
) => Promise<void>;

/** Reports on every file, shows what it would become, or writes that, each as soon as it is known. */
export async function performMode(
  { files, threshold, printer, performAll }: Work,
  mode: Order["mode"],
): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  await performAll(files, { mode, threshold }, ({ file }, { outcome, ...source }) => {
    results.push(...resultsOf(outcome));
    const { checked } = outcome;
    const { encoding } = source;
    if (mode === "diff" && checked !== undefined && encoding !== undefined) {
      printer.patch({ file, ...source, encoding }, checked);
    }
  });
  return results;
}

/** Does something with every file, one after the other, and says so. */
export async function eachFile(
  { files, checker, progress, interrupt }: Pick<Work, "files" | "checker" | "progress" | "interrupt">,
  work: (source: SourceFile, checker: Checker) => FileOutcome | Promise<FileOutcome>,
): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const candidate of files) {
    await progress.step("checking", candidate.file);
    if (interrupt.aborted) break;
    const source = openCandidate(candidate);
    const outcome = source.kind === "failed" ? { failed: source } : await work(source.value, await checker());
    results.push(...resultsOf(outcome));
  }
  progress.clear();
  return results;
}

/** A file that parses in part is both. */
function resultsOf({ checked, failed }: FileOutcome): readonly FileResult[] {
  return [...(failed === undefined ? [] : [failed]), ...(checked === undefined ? [] : [checked])];
}
