import { chooseWithin } from "../../core/choose.ts";
import type { CheckedFile } from "../../core/report.ts";
import { contentHash } from "../../io/cache/content-hash.ts";
import { replaceText, type SourceFile } from "../../io/file-system.ts";
import { type Candidate, openCandidate } from "./candidate.ts";
import { type Checker, fixFile, reportFile } from "./check-file.ts";
import type { FileOutcome } from "./outcome.ts";

/** What is done with each file of a run that asks nobody: nothing is written, shown what would be, or written. */
export interface Order {
  readonly mode: "report" | "diff" | "fix";
  readonly threshold: "safe" | "unsafe";
}

/** What became of a file, and the encoding of its text where it could be read. */
export interface Performed {
  readonly outcome: FileOutcome;
  readonly encoding?: string;
  /** A hash of the content that it had. */
  readonly content?: string;
  /** Of a notebook that is to be shown: what stands above each cell, and all that it holds. */
  readonly mark?: string;
  readonly bytes?: Uint8Array;
}

/** Does what is ordered with one file. */
export async function perform(candidate: Candidate, order: Order, checker: Checker): Promise<Performed> {
  const source = openCandidate(candidate);
  if (source.kind === "failed") return { outcome: { failed: source } };
  const outcome = await outcomeOf(source.value, order, checker);
  const { checked } = outcome;
  const light = checked === undefined ? outcome : { ...outcome, checked: withoutNeedlessText(checked) };
  const { bytes, encoding, mark } = source.value;
  const notebook = mark === undefined || order.mode !== "diff" ? {} : { mark, bytes };
  return { outcome: light, encoding, content: contentHash(bytes), ...notebook };
}

async function outcomeOf(source: SourceFile, order: Order, checker: Checker): Promise<FileOutcome> {
  if (order.mode === "report") return reportFile(checker, source);
  const outcome = await fixFile(checker, source, chooseWithin(order.threshold));
  return order.mode === "fix" ? writeOutcome(source, outcome) : outcome;
}

/** Writes what a file becomes; one that cannot be written is as it was. */
export function writeOutcome(source: SourceFile, outcome: FileOutcome): FileOutcome {
  const { checked } = outcome;
  if (checked === undefined || checked.before === checked.after) return outcome;
  const written = replaceText(source, checked.after);
  return written.kind === "failed" ? { failed: written } : outcome;
}

/** Nothing will be shown of a text in which nothing was found, and there may be very many of them. */
function withoutNeedlessText(checked: CheckedFile): CheckedFile {
  const { before, after, found, left } = checked;
  const isNeeded = before !== after || found.length > 0 || left.length > 0;
  return isNeeded ? checked : { ...checked, before: "", after: "" };
}
