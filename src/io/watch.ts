import { watch as watchFiles } from "chokidar";
import { ExpectedError } from "../core/expected-error.ts";

/** What to watch. */
export interface WatchOptions {
  /** Files and folders, absolute. */
  readonly paths: readonly string[];
  /** Whether a path, and all below it, is left out. */
  readonly isIgnored: (path: string) => boolean;
  /** Whether a change of a file matters. */
  readonly isRelevant: (path: string) => boolean;
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

/** Tells of changes to files. */
export interface Watcher {
  /** Resolves when something has changed since the last call, and has come to rest; `false` once it is over. */
  changed(): Promise<boolean>;
  close(): Promise<void>;
}

/** Editors write in several steps, and a checkout changes many files. */
const REST_MS = 150;

/** Starts to watch; resolves when no change will be missed. Rejects with an `ExpectedError` where it cannot be done. */
export async function watch({ paths, isIgnored, isRelevant, signal }: WatchOptions): Promise<Watcher> {
  const watched = watchFiles([...paths], { ignoreInitial: true, ignored: isIgnored });
  let hasChanged = false;
  let failure: ExpectedError | undefined;
  let lastChange = 0;
  let wake = (): void => {};
  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  watched.on("all", (event, path) => {
    if (event === "addDir" || event === "unlinkDir" || !isRelevant(path)) return;
    hasChanged = true;
    lastChange = Date.now();
    wake();
  });
  watched.on("error", (error) => {
    failure = new ExpectedError(problemOf(error));
    wake();
  });
  signal.addEventListener("abort", () => wake());
  const ready = new Promise<void>((resolve) => watched.once("ready", () => resolve()));
  await Promise.race([ready, woken()]);
  if (failure !== undefined) {
    await watched.close();
    throw failure;
  }
  return {
    async changed() {
      while (!hasChanged && failure === undefined && !signal.aborted) await woken();
      if (failure !== undefined) throw failure;
      for (let rest = REST_MS; rest > 0 && !signal.aborted; rest = lastChange + REST_MS - Date.now())
        await Promise.race([woken(), new Promise((resolve) => setTimeout(resolve, rest))]);
      hasChanged = false;
      return !signal.aborted;
    },
    close: () => watched.close(),
  };
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  if (code !== "ENOSPC" && code !== "EMFILE") return `--watch cannot go on: ${reason}`;
  return "--watch cannot go on: the system lets no more files be watched. Name fewer folders, or raise the limit (fs.inotify.max_user_watches on Linux).";
}
