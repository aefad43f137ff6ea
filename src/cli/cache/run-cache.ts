import { createHash } from "node:crypto";
import {
  type CachedFile,
  type CachedFiles,
  type CachedResult,
  EMPTY,
  fileAt,
  packFiles,
  readCache,
  writeCache,
} from "../../io/cache/cache-file.ts";
import { type FileIdentity, identityOfPath, isSettled } from "../../io/cache/identity.ts";
import type { FoundFile } from "../../io/discover.ts";

/** Where a run keeps what it found out, and what all of that hangs on. */
export interface CachePlace {
  readonly folder: string;
  /** What makes this run another than others: program, folder, paths. */
  readonly key: string;
}

/** What an earlier run like this one found out, and what this one does. */
export class RunCache {
  readonly #place: CachePlace | undefined;
  readonly #name: string;
  readonly #known: CachedFiles;
  /** The numbers of the known files by their paths, made where files come in another order. */
  #numbers: ReadonlyMap<string, number> | undefined;
  #next = 0;
  readonly #results: ReadonlyMap<string, CachedResult>;
  /** What is known anew. */
  readonly #files = new Map<string, CachedFile>();
  readonly #kept = new Map<string, CachedResult>();
  /** The numbers of the known files that are as they were. */
  readonly #unchanged = new Map<string, number>();
  readonly #start = Date.now();
  #isNews = false;

  /** Without a place nothing is known, and nothing is kept. */
  constructor(place: CachePlace | undefined) {
    this.#place = place;
    this.#name = hash(place?.key ?? "").slice(0, 24);
    const { files, results } = place === undefined ? EMPTY : readCache(place.folder, this.#name);
    this.#known = files;
    this.#results = results;
  }

  /** Where things are kept, if they are. */
  get folder(): string | undefined {
    return this.#place?.folder;
  }

  /** How many files were not touched since an earlier run. */
  get unchanged(): number {
    return this.#unchanged.size;
  }

  /** What a file mentions, where it was not touched since that was found out. */
  mentionsOf(file: FoundFile): number | undefined {
    if (this.#known.paths.length === 0 || file.isStream) return undefined;
    const number = this.#numberOf(file.absolute);
    const now = number === undefined ? undefined : identityOfPath(file.absolute);
    if (number === undefined || now === undefined) return undefined;
    const known = fileAt(this.#known, number);
    if (!isSame(known, now)) return undefined;
    this.#unchanged.set(file.absolute, number);
    return known.mentions;
  }

  #numberOf(path: string): number | undefined {
    // Most often it is the one after the last.
    let number: number | undefined = this.#next;
    if (this.#known.paths[number] !== path) {
      this.#numbers ??= new Map(this.#known.paths.map((one, i) => [one, i]));
      number = this.#numbers.get(path);
    }
    if (number !== undefined) this.#next = number + 1;
    return number;
  }

  /** Keeps what a file mentions, by what it was before it was read. */
  keepMentions(file: FoundFile, identity: FileIdentity, mentions: number): void {
    if (this.#place === undefined || !isSettled(identity, this.#start)) return;
    this.#files.set(file.absolute, { ...identity, mentions });
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
    const known = this.#results.get(key);
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
    const known = this.#results.get(kind);
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
    for (const [key, result] of this.#results) {
      const path = key.slice(key.indexOf(":") + 1);
      if (!this.#kept.has(key) && this.#unchanged.has(path)) this.#kept.set(key, result);
    }
    if (!this.#isNews && this.#unchanged.size === this.#known.paths.length) return;
    const files = packFiles(this.#all());
    writeCache(this.#place.folder, this.#name, { files, results: this.#kept });
  }

  /** What was known and still holds, then what is known anew. */
  *#all(): Generator<readonly [string, CachedFile]> {
    for (const [path, number] of this.#unchanged) yield [path, fileAt(this.#known, number)];
    yield* this.#files;
  }
}

function keyOf(kind: string, { absolute }: FoundFile): string {
  return `${kind}:${absolute}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}
