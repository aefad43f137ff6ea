import { basename } from "node:path";
import type { Told } from "../../core/analyzer.ts";
import type { CheckedFile, FailedFile } from "../../core/report.ts";
import { contentHash } from "../../io/cache/content-hash.ts";
import { readBytes } from "../../io/file-system.ts";
import { type Candidate, openCandidate } from "./candidate.ts";
import { isLasting } from "./failures.ts";
import type { FileOutcome } from "./outcome.ts";
import { type Order, type Performed, writeOutcome } from "./perform.ts";
import { relocated } from "./relocated.ts";
import type { Terms } from "./terms.ts";

/** A file of a run that others may be copies of. */
export interface Original {
  readonly index: number;
  readonly content: string;
  readonly terms: Terms;
}

/**
 * Which files of a run are copies of others: they have the same name and content, and all that is known of their
 * surroundings is the same. Environments, vendored packages and builds beside their sources are full of them.
 */
export class Copies {
  readonly #names = new Map<string, number>();
  readonly #originals = new Map<string, Original[]>();

  /** For these files; no other file can be a copy of one whose name is its own. */
  constructor(files: readonly Candidate[]) {
    for (const { file } of files) {
      const name = basename(file.absolute);
      this.#names.set(name, (this.#names.get(name) ?? 0) + 1);
    }
  }

  /** The first file that this one is a copy of, among those that were asked about; `undefined` for the first itself. */
  originalOf(index: number, { file, bytes }: Candidate, terms: Terms): Original | undefined {
    const name = basename(file.absolute);
    if (bytes !== undefined || (this.#names.get(name) ?? 0) < 2) return undefined;
    const read = readBytes(file);
    if (read.kind === "failed") return undefined;
    const content = contentHash(read.value.bytes);
    const key = `${name}\n${content}`;
    const known = this.#originals.get(key) ?? [];
    const original = known.find((one) => areSame(one.terms, terms));
    if (original === undefined) this.#originals.set(key, [...known, { index, content, terms }]);
    return original;
  }
}

/** Whether a text is checked on the same terms in two places. */
function areSame(a: Terms, b: Terms): boolean {
  return areToldTheSame(a.facts.project, b.facts.project) && withoutPlace(a) === withoutPlace(b);
}

function areToldTheSame(a: Told | undefined, b: Told | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.text !== b.text || a.others.length !== b.others.length) return false;
  return a.others.every(({ text }, i) => text === b.others[i]?.text);
}

function withoutPlace({ facts: { path, project, ...facts }, rules }: Terms): string {
  return JSON.stringify([facts, rules]);
}

/**
 * What becomes of a copy, by what became of the original; it is written where that is the order. Nothing where that
 * cannot be told, so that the copy is to be done as any other file.
 */
export function performAlike(
  candidate: Candidate,
  terms: Terms,
  order: Order,
  { content, terms: others }: Original,
  performed: Performed,
): Performed | undefined {
  if (performed.content !== content) return undefined;
  const { path } = candidate.file;
  const outcome = outcomeAt(path, performed.outcome, pathsBetween(others, terms));
  if (outcome === undefined || order.mode !== "fix" || !isChanged(outcome.checked))
    return outcome && { ...performed, outcome };
  const source = openCandidate(candidate);
  if (source.kind === "failed" || contentHash(source.value.bytes) !== content) return undefined;
  return { ...performed, outcome: writeOutcome(source.value, outcome) };
}

function outcomeAt(
  path: string,
  { checked, failed }: FileOutcome,
  paths: ReadonlyMap<string, string>,
): FileOutcome | undefined {
  if (checked === undefined || (failed !== undefined && !isLasting(failed))) return undefined;
  const { before, after, edits, path: _, ...said } = checked;
  const moved = relocated(said, paths);
  if (moved === undefined) return undefined;
  const failure: FailedFile | undefined = failed && { ...failed, path };
  return { checked: { ...moved, path, before, after, edits }, ...(failure && { failed: failure }) };
}

/** Where the files that have to do with the original are, and the same ones of the copy, where those are others. */
function pathsBetween(from: Terms, to: Terms): ReadonlyMap<string, string> {
  const others = to.facts.project?.others ?? [];
  const pairs = (from.facts.project?.others ?? []).map(
    ({ path }, i) => [path, others[i]?.path ?? path] as const,
  );
  return new Map(pairs.filter(([path, other]) => path !== other));
}

function isChanged(checked: CheckedFile | undefined): boolean {
  return checked !== undefined && checked.before !== checked.after;
}
