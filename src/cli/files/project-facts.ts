import type { Analyzer } from "../../core/analyzer.ts";
import { contentHash } from "../../io/cache/content-hash.ts";
import type { RunCache } from "../cache/run-cache.ts";
import { type Candidate, openCandidate } from "./candidate.ts";

/** How the answers are kept for later runs: they hang on nothing but the text. */
const KIND = "patches default context";
const TERMS = "";

/**
 * Whether one of the files changes the default HTTPS context for all. Each is read, asked and forgotten: what is
 * known of a project is facts, not texts.
 */
export async function patchesDefaultContext(
  files: readonly Candidate[],
  cache: RunCache,
  loadAnalyzer: () => Promise<Analyzer>,
): Promise<boolean> {
  for (const file of files) {
    const known = cache.result(KIND, file.file, TERMS, () => {
      const read = openCandidate(file);
      return read.kind === "failed" ? undefined : contentHash(read.value.bytes);
    });
    if (known === true) return true;
    if (known === false) continue;
    const source = openCandidate(file);
    if (source.kind === "failed") continue;
    const { bytes, text } = source.value;
    const answer = (await loadAnalyzer()).patchesDefaultContext(text);
    cache.keepResult(KIND, file.file, TERMS, contentHash(bytes), answer);
    if (answer) return true;
  }
  return false;
}
