import type { Chosen, Failure, Rewrite } from "./verify.ts";

/** What of a set of fixes holds. What is neither kept nor failed holds alone, but not beside what is kept. */
export interface Admission {
  readonly kept: readonly Chosen[];
  /** What the kept ones make; `undefined` where none is kept. */
  readonly rewrite: Rewrite | undefined;
  readonly failed: readonly { readonly chosen: Chosen; readonly failure: Failure }[];
}

/**
 * Keeps as many of the fixes as hold together. Of a set that does not hold, each half is tried on its own, so
 * that one culprit among n costs about 2 log n tries.
 */
export function admit(
  fixes: readonly Chosen[],
  attempt: (fixes: readonly Chosen[]) => Rewrite | Failure,
): Admission {
  const kept: Chosen[] = [];
  const failed: { chosen: Chosen; failure: Failure }[] = [];
  let rewrite: Rewrite | undefined;
  const take = (candidates: readonly Chosen[]): void => {
    const [only] = candidates;
    if (only === undefined) return;
    const tried = attempt([...kept, ...candidates]);
    if (!("kind" in tried)) {
      rewrite?.checked.close?.();
      rewrite = tried;
      kept.push(...candidates);
    } else if (candidates.length > 1) {
      take(candidates.slice(0, candidates.length >> 1));
      take(candidates.slice(candidates.length >> 1));
    } else {
      const alone = kept.length === 0 ? tried : attempt(candidates);
      if ("kind" in alone) failed.push({ chosen: only, failure: alone });
      else alone.checked.close?.();
    }
  };
  take(fixes);
  return { kept, rewrite, failed };
}
