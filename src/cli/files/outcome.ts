import type { CheckedFile, FailedFile } from "../../core/report.ts";

/** What became of one file: a text that parses in part is both checked and failed. */
export interface FileOutcome {
  readonly checked?: CheckedFile;
  readonly failed?: FailedFile;
}
