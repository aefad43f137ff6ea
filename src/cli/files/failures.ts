import type { FailedFile, FailureReason } from "../../core/report.ts";

/** The failures that lie in the content, and not in the moment. */
const LASTING: ReadonlySet<FailureReason> = new Set<FailureReason>(["undecodable", "unparsable"]);

/** Whether the same content fails in the same way whenever and wherever it is checked. */
export function isLasting({ reason }: FailedFile): boolean {
  return LASTING.has(reason);
}
