import { join } from "node:path";
import { ROOT } from "../root.mjs";

/** Reads, decodes and parses some files of a tree, on `threads` threads, and prints how many seconds that took. */
export function parseCommand(tree, candidates, threads) {
  return {
    file: process.execPath,
    args: [join(ROOT, "bench", "programs", "parse-files.mjs"), String(threads), tree],
    input: candidates.map(({ path }) => `${path}\n`).join(""),
  };
}
