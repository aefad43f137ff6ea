import { type Choice, fixesOf } from "../../core/choose.ts";
import type { Finding } from "../../core/finding.ts";
import type { Applicability, Fix } from "../../core/fix.ts";
import type { Order } from "./decision-log.ts";

/** What standing orders, the most particular first, say of a finding. */
export function standingChoice(finding: Finding, orders: readonly Order[]): Choice | undefined {
  for (const order of orders) {
    if (order === "skip") return { kind: "decline" };
    const fix = fixesOf(finding).find((one) => isWithin(one, order));
    if (fix !== undefined) return { kind: "take", fix };
  }
  return undefined;
}

/** A standing order never crosses from safe to unsafe, and never answers a question. */
function isWithin(fix: Fix, order: Applicability): boolean {
  return fix.ask === undefined && (fix.applicability === "safe" || fix.applicability === order);
}
