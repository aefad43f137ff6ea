import type { Edit } from "../core/edit.ts";
import type { Fix } from "../core/fix.ts";
import type { RunReport } from "../core/report.ts";
import type { RuleMeta } from "../core/rule.ts";

/** What a reporter knows besides the report. */
export interface ReportContext {
  readonly rules: readonly RuleMeta[];
  /** The version of the program. */
  readonly version: string;
  readonly color: boolean;
  /** A fix's edits together with those of the imports that it needs. */
  readonly editsOf: (fix: Fix) => readonly Edit[];
}

/** Makes the text of a report; empty where there is nothing to report. */
export type Reporter = (report: RunReport, context: ReportContext) => string;
