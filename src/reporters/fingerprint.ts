import { createHash } from "node:crypto";
import type { Finding } from "../core/finding.ts";
import type { LineIndex } from "../core/lines.ts";

/**
 * Tells the findings of a run apart, and knows each again in another run: by its rule, its path and the code of its
 * lines, whatever their numbers and indentation are. Equal ones are counted, in the order of the text.
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  /** The fingerprint of a finding; to be asked once for each. */
  of(path: string, lines: LineIndex, finding: Finding): string {
    const code = codeOf(lines, finding).replace(/\s+/g, " ").trim();
    return this.ofParts(finding.rule, path, code);
  }

  /** The fingerprint of something that is told by these parts. */
  ofParts(...parts: readonly string[]): string {
    const key = JSON.stringify(parts);
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    return createHash("sha256").update(`${key}${count}`).digest("hex").slice(0, 32);
  }
}

function codeOf(lines: LineIndex, { start, end }: Finding): string {
  const first = lines.lineAt(start);
  const last = lines.lineAt(Math.max(start, end - 1));
  return Array.from({ length: last - first + 1 }, (_, i) => lines.textOf(first + i)).join("\n");
}
