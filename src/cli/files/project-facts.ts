import type { Analyzer } from "../../core/analyzer.ts";
import { type Candidate, openCandidate } from "./candidate.ts";

/**
 * Whether one of the files changes the default HTTPS context for all. Each is read, asked and forgotten: what is
 * known of a project is facts, not texts.
 */
export async function patchesDefaultContext(
  files: readonly Candidate[],
  loadAnalyzer: () => Promise<Analyzer>,
): Promise<boolean> {
  for (const file of files) {
    const source = openCandidate(file);
    if (source.kind === "failed") continue;
    if ((await loadAnalyzer()).patchesDefaultContext(source.value.text)) return true;
  }
  return false;
}
