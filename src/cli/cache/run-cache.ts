import { createHash } from "node:crypto";
import { type CacheContent, type CachedResult, EMPTY } from "../../io/cache/cache-bytes.ts";
import { readCache, writeCache } from "../../io/cache/cache-file.ts";
import { isSettled } from "../../io/cache/identity.ts";
import { KnownFinder, NUMBERS } from "../../io/cache/known-files.ts";
import { Verification } from "../../io/cache/verification.ts";
import type { FoundFile, WalkedFile } from "../../io/found-file.ts";
import { FileRows } from "./file-rows.ts";

/** Where a run keeps what it found out, and what all of that hangs on. */
export interface CachePlace {
  readonly folder: string;
  /** What makes this run another than others: program, folder, paths. */
  readonly key: string;
}

/** What other threads need to help with finding out which files are as they were. */
export interface SharedKnowledge {
  readonly count: number;
  readonly bytes: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
}

/** What an earlier run like this one found out, and what this one does. */
export class RunCache {
  readonly #place: CachePlace | undefined;
  readonly #name: string;
  readonly #content: CacheContent;
  readonly #finder: KnownFinder;
  readonly #states: SharedArrayBuffer;
  readonly #verification: Verification;
  /** What is known of this run's files. */
  readonly #rows = new FileRows();
  readonly #kept = new Map<string, CachedResult>();
  /** The paths of the known files that are as they were, and mention something. */
  readonly #unchanged = new Set<string>();
  readonly #start = Date.now();
  #unchangedCount = 0;
  #isNews = false;

  /** Without a place nothing is known, and nothing is kept. */
  constructor(place: CachePlace | undefined) {
    this.#place = place;
    this.#name = hash(place?.key ?? "").slice(0, 24);
    this.#content = place === undefined ? EMPTY : readCache(place.folder, this.#name);
    const { files } = this.#content;
    this.#finder = new KnownFinder(files);
    this.#states = new SharedArrayBuffer(files.names.length);
    this.#verification = new Verification(files, this.#states);
  }

  /** Where things are kept, if they are. */
  get folder(): string | undefined {
    return this.#place?.folder;
  }

  /** How many files were not touched since an earlier run. */
  get unchanged(): number {
    return this.#unchangedCount;
  }

  /** What was known when the run began, where anything was. */
  get shared(): SharedKnowledge | undefined {
    const { bytes, files } = this.#content;
    return bytes && { count: files.names.length, bytes, states: this.#states };
  }

  /** What a file mentions, where it was not touched since that was found out. Every file of the run is asked about once. */
  mentionsOf(file: WalkedFile): number | undefined {
    if (this.#place === undefined) return undefined;
    this.#rows.meet(file);
    const { files } = this.#content;
    if (files.names.length === 0 || file.isStream) return undefined;
    const number = this.#finder.numberOf(file.folder.inside, file.name);
    if (number === undefined || !this.#verification.isSame(number)) return undefined;
    const at = number * NUMBERS;
    const mentions = files.numbers[at + NUMBERS - 1] ?? 0;
    this.#rows.keep(file, files.numbers, at, mentions);
    this.#unchangedCount += 1;
    if (mentions !== 0) this.#unchanged.add(file.absolute);
    return mentions;
  }

  /** Keeps what a file mentions, by what it was before it was read: the numbers in `identities` from `at` on. */
  keepMentions(file: WalkedFile, identities: Float64Array, at: number, mentions: number): void {
    if (this.#place === undefined || !isSettled(identities, at, this.#start)) return;
    this.#rows.keep(file, identities, at, mentions);
    this.#isNews = true;
  }

  /**
   * What was found out about a file on the same terms, if its content is the same: because the file was not touched,
   * or because `hashContent` says so.
   */
  result(
    kind: string,
    file: FoundFile,
    terms: unknown,
    hashContent: () => string | undefined,
  ): unknown | undefined {
    const key = keyOf(kind, file);
    const known = this.#content.results.get(key);
    if (known === undefined || known.terms !== hash(JSON.stringify(terms))) return undefined;
    if (!this.#unchanged.has(file.absolute) && known.content !== hashContent()) return undefined;
    return this.#valueOf(key, known);
  }

  #valueOf(key: string, known: CachedResult): unknown | undefined {
    try {
      const value: unknown = JSON.parse(known.json);
      this.#kept.set(key, known);
      return value;
    } catch {
      return undefined;
    }
  }

  /** Keeps what was found out about a content on certain terms. */
  keepResult(kind: string, file: FoundFile, terms: unknown, content: string, value: unknown): void {
    if (this.#place === undefined || file.isStream) return;
    const json = JSON.stringify(value);
    this.#kept.set(keyOf(kind, file), { content, terms: hash(JSON.stringify(terms)), json });
    this.#isNews = true;
  }

  /** What was found out about many files together, if all of them, and no others, are as they were. */
  whole(kind: string, paths: readonly string[], hashContents: () => string): unknown | undefined {
    const known = this.#content.results.get(kind);
    if (known === undefined || known.terms !== hash(JSON.stringify(paths))) return undefined;
    if (!paths.every((path) => this.#unchanged.has(path)) && known.content !== hashContents())
      return undefined;
    return this.#valueOf(kind, known);
  }

  /** Keeps what was found out about many files together. */
  keepWhole(kind: string, paths: readonly string[], contents: string, value: unknown): void {
    if (this.#place === undefined) return;
    const terms = hash(JSON.stringify(paths));
    this.#kept.set(kind, { content: contents, terms, json: JSON.stringify(value) });
    this.#isNews = true;
  }

  /** Writes for the next run what this one knows; results that it did not ask for are kept with files that stayed as they were. */
  save(): void {
    if (this.#place === undefined) return;
    for (const [key, result] of this.#content.results) {
      const path = key.slice(key.indexOf(":") + 1);
      if (!this.#kept.has(key) && this.#unchanged.has(path)) this.#kept.set(key, result);
    }
    if (!this.#isNews && this.#unchangedCount === this.#content.files.names.length) return;
    writeCache(this.#place.folder, this.#name, { files: this.#rows.inOrder(), results: this.#kept });
  }
}

function keyOf(kind: string, { absolute }: FoundFile): string {
  return `${kind}:${absolute}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
