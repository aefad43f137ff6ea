import type { Related } from "../../core/finding.ts";
import type { ContextLife, ContextUse } from "../model/context-life.ts";

/** The place where a context is used, for the reader of a finding; nothing where it is the place that makes it. */
export function shownUse({ creation }: ContextLife, use: ContextUse, message: string): readonly Related[] {
  if (use.elsewhere !== undefined) return [{ ...use.elsewhere.place, message, isStep: true }];
  const { start, end } = use.node;
  const isElsewhere = use.kind !== "end" && !(start <= creation.start && creation.end <= end);
  return isElsewhere ? [{ start, end, message, isStep: true }] : [];
}
