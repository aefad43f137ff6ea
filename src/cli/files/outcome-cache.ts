import type { Saying } from "../../core/analyzer.ts";
import type { Edit } from "../../core/edit.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fix } from "../../core/fix.ts";
import { type CheckedFile, type FailedFile, reportedFile } from "../../core/report.ts";
import { contentHash } from "../../io/cache/content-hash.ts";
import { readBytes } from "../../io/file-system.ts";
import type { RunCache } from "../cache/run-cache.ts";
import { type Candidate, openCandidate } from "./candidate.ts";
import { isLasting } from "./failures.ts";
import type { Order, Performed } from "./perform.ts";
import type { Terms } from "./terms.ts";

/** The edits of fixes together with those of their imports. */
export interface CompleteEdits {
  get(fix: Fix): readonly Edit[] | undefined;
  set(fix: Fix, edits: readonly Edit[]): unknown;
}

/** What is kept of a report on a file. */
interface Kept {
  readonly encoding: string;
  readonly failed?: FailedFile;
  /** What was checked: all but the texts. */
  readonly found: readonly Finding[];
  readonly rest: Partial<CheckedFile>;
  /** Of each fix of the findings in turn, where they were wanted. */
  readonly edits?: readonly (readonly Edit[])[];
}

/** What earlier runs said of files, by what they were checked for. */
export class OutcomeCache {
  readonly #cache: RunCache;
  readonly #parser: string;
  readonly #edits: CompleteEdits | undefined;
  /** What has edits is kept beside what has none: runs with either take turns. */
  readonly #kind: "report" | "report with edits";
  readonly #hashes = new Map<Saying, string>();

  constructor(cache: RunCache, parser: string, edits: CompleteEdits | undefined) {
    this.#cache = cache;
    this.#parser = parser;
    this.#edits = edits;
    this.#kind = edits === undefined ? "report" : "report with edits";
  }

  /** What became of a file, where that is known; of one that is to be fixed only that it has nothing to fix. */
  recall(candidate: Candidate, terms: Terms, { mode }: Order): Performed | undefined {
    const { file, bytes } = candidate;
    if (bytes !== undefined) return undefined;
    const hashContent = (): string | undefined => {
      const read = readBytes(file);
      return read.kind === "failed" ? undefined : contentHash(read.value.bytes);
    };
    const kept = this.#cache.result(this.#kind, file, this.#termsOf(terms), hashContent) as Kept | undefined;
    if (kept === undefined || (mode !== "report" && kept.found.length > 0)) return undefined;
    return this.#restored(candidate, kept);
  }

  /** Keeps what a report on a file said. */
  keep({ file }: Candidate, terms: Terms, { mode }: Order, { outcome, encoding, content }: Performed): void {
    const { checked, failed } = outcome;
    if (mode !== "report" || checked === undefined || content === undefined || encoding === undefined) return;
    if (failed !== undefined && !isLasting(failed)) return;
    const { before, after, left, found, ...rest } = checked;
    const edits = fixesIn(found).map((fix) => this.#edits?.get(fix) ?? []);
    const kept: Kept = {
      encoding,
      found,
      rest,
      ...(failed === undefined ? {} : { failed }),
      ...(this.#edits === undefined ? {} : { edits }),
    };
    this.#cache.keepResult(this.#kind, file, this.#termsOf(terms), content, kept);
  }

  #termsOf({ facts: { project, ...facts }, rules }: Terms): unknown {
    const told = project && [project.text, project.others.map((one) => [one.path, this.#hashOf(one)])];
    return [facts, told, rules, this.#parser];
  }

  /** A file says the same to many others. */
  #hashOf(saying: Saying): string {
    let hash = this.#hashes.get(saying);
    if (hash === undefined) {
      hash = contentHash(Buffer.from(saying.text));
      this.#hashes.set(saying, hash);
    }
    return hash;
  }

  #restored(candidate: Candidate, { encoding, failed, found, rest, edits }: Kept): Performed | undefined {
    const source = found.length === 0 ? undefined : openCandidate(candidate);
    if (source?.kind === "failed") return undefined;
    const checked = { ...reportedFile(candidate.file.path, source?.value.text ?? "", found), ...rest };
    fixesIn(found).forEach((fix, i) => {
      this.#edits?.set(fix, edits?.[i] ?? fix.edits);
    });
    return { outcome: { checked, ...(failed === undefined ? {} : { failed }) }, encoding };
  }
}

function fixesIn(findings: readonly Finding[]): readonly Fix[] {
  return findings.flatMap(({ remedies }) => remedies.filter((remedy) => remedy.kind === "fix"));
}
