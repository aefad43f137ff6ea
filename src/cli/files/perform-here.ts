import type { Progress } from "../world/progress.ts";
import type { Checker } from "./check-file.ts";
import type { PerformAll } from "./modes.ts";
import { perform } from "./perform.ts";

/** Does everything on the thread that is there anyway, one file after the other. */
export function performHere({
  checker,
  progress,
  interrupt,
}: {
  readonly checker: () => Promise<Checker>;
  readonly progress: Progress;
  readonly interrupt: AbortSignal;
}): PerformAll {
  return async (files, order, done) => {
    for (const candidate of files) {
      await progress.step("checking", candidate.file.path);
      if (interrupt.aborted) break;
      done(candidate, await perform(candidate, order, await checker()));
    }
    progress.clear();
  };
}
