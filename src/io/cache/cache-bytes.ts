import { createHash } from "node:crypto";
import { type KnownFiles, NO_FILES, NUMBERS } from "./known-files.ts";

/** What was found out about a file's content, on certain terms. */
export interface CachedResult {
  /** A hash of the content. */
  readonly content: string;
  /** A hash of the terms. */
  readonly terms: string;
  /** What was found out, as JSON. */
  readonly json: string;
}

/** What a run has left for the next one. Results go by whatever key the run gives them. */
export interface CacheContent {
  readonly files: KnownFiles;
  readonly results: ReadonlyMap<string, CachedResult>;
  /** The bytes that say so, which threads can share. */
  readonly bytes?: SharedArrayBuffer;
}

/** Nothing is known. */
export const EMPTY: CacheContent = { files: NO_FILES, results: new Map() };

const MAGIC = "tlsfix cache 2\n";
const HASH_BYTES = 32;
/** Magic, counts, hash; a multiple of 8, so that numbers can be read where they stand. */
const HEADER_BYTES = 72;
const COUNTS_AT = 16;
const HASH_AT = HEADER_BYTES - HASH_BYTES;

/** How much there is of each part. */
interface Counts {
  readonly files: number;
  readonly folders: number;
  readonly folderBytes: number;
  readonly nameBytes: number;
  readonly results: number;
}

/** The bytes of a cache file: a head with a hash of the rest; numbers; folders of files; folders; names; results. */
export function encodeCache({ files, results }: Omit<CacheContent, "bytes">): Buffer {
  const folders = Buffer.from(files.folders.join("\0"));
  const names = Buffer.from(files.names.join("\0"));
  const rows = [...results].map(([key, { content, terms, json }]) => [key, content, terms, json].join("\0"));
  const body = Buffer.concat([
    bytesOf(files.numbers),
    bytesOf(files.folderOf),
    folders,
    names,
    Buffer.from(rows.join("\0\0")),
  ]);
  const head = Buffer.alloc(HEADER_BYTES);
  head.write(MAGIC, "latin1");
  const counts = [files.names.length, files.folders.length, folders.length, names.length, results.size];
  counts.forEach((count, i) => {
    head.writeUInt32LE(count, COUNTS_AT + 4 * i);
  });
  hashOf(head, body).copy(head, HASH_AT);
  return Buffer.concat([head, body]);
}

/** What the bytes of a cache file say; nothing where they are no whole one. */
export function decodeCache(shared: SharedArrayBuffer): CacheContent {
  const bytes = Buffer.from(shared);
  if (bytes.length < HEADER_BYTES || bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) return EMPTY;
  const head = Buffer.from(bytes.subarray(0, HEADER_BYTES));
  const hash = Buffer.from(head.subarray(HASH_AT));
  head.fill(0, HASH_AT);
  if (!hashOf(head, bytes.subarray(HEADER_BYTES)).equals(hash)) return EMPTY;
  const counts = countsOf(bytes);
  const rows = counts.results === 0 ? [] : bytes.toString("utf8", placesOf(counts).results).split("\0\0");
  const results = rows.map((row): [string, CachedResult] => {
    const [key = "", content = "", terms = "", json = ""] = row.split("\0");
    return [key, { content, terms, json }];
  });
  return { files: decodeFiles(shared), results: new Map(results), bytes: shared };
}

/** The files alone, of bytes that are known to be whole. */
export function decodeFiles(shared: SharedArrayBuffer): KnownFiles {
  const bytes = Buffer.from(shared);
  const counts = countsOf(bytes);
  const places = placesOf(counts);
  const split = (from: number, to: number, count: number): readonly string[] =>
    count === 0 ? [] : bytes.toString("utf8", from, to).split("\0");
  return {
    folders: split(places.folders, places.names, counts.folders),
    names: split(places.names, places.results, counts.files),
    folderOf: new Uint32Array(shared, places.folderOf, counts.files),
    numbers: new Float64Array(shared, HEADER_BYTES, NUMBERS * counts.files),
  };
}

function countsOf(bytes: Buffer): Counts {
  const at = (index: number): number => bytes.readUInt32LE(COUNTS_AT + 4 * index);
  return { files: at(0), folders: at(1), folderBytes: at(2), nameBytes: at(3), results: at(4) };
}

/** Where each part starts. */
function placesOf({ files, folderBytes, nameBytes }: Counts) {
  const folderOf = HEADER_BYTES + 8 * NUMBERS * files;
  const folders = folderOf + 4 * files;
  const names = folders + folderBytes;
  return { folderOf, folders, names, results: names + nameBytes };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function hashOf(head: Buffer, body: Buffer): Buffer {
  return createHash("sha256").update(head).update(body).digest();
}
