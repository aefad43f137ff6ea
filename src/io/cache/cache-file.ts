import { createHash, randomBytes } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { FileIdentity } from "./identity.ts";

/** A file as it was when it was searched, and what it mentions. */
export interface CachedFile extends FileIdentity {
  readonly mentions: number;
}

/** The files of a run, in its order. There may be very many, so no object is made for each. */
export interface CachedFiles {
  readonly paths: readonly string[];
  /** Five for each file: those of its identity, and what it mentions. */
  readonly numbers: Float64Array;
}

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
  readonly files: CachedFiles;
  readonly results: ReadonlyMap<string, CachedResult>;
}

/** Nothing is known. */
export const EMPTY: CacheContent = {
  files: { paths: [], numbers: new Float64Array() },
  results: new Map(),
};
const MAGIC = "tlsfix cache 1\n";
const HASH_BYTES = 32;
const HEADER_BYTES = 64;
/** Size, two times, number of the file, mentions. */
const NUMBERS = 5;
const SUFFIX = ".tlsfixcache";
const DAY_MS = 24 * 60 * 60 * 1000;
/** What nobody used for so long is not kept. */
const KEPT_MS = 30 * DAY_MS;

/** The content of a cache file; nothing where there is none, or none that is whole. */
export function readCache(folder: string, name: string): CacheContent {
  const path = join(folder, name + SUFFIX);
  try {
    const content = decodeCache(readFileSync(path));
    const now = Date.now();
    if (content !== EMPTY && statSync(path).mtimeMs < now - DAY_MS) utimesSync(path, now / 1000, now / 1000);
    return content;
  } catch {
    // It is not there, or cannot be read: all it costs is time.
    return EMPTY;
  }
}

/**
 * Writes a cache file so that whoever reads it meanwhile finds the old or the new one whole; of two writers one is
 * right after the other. Where it cannot be written nothing is.
 */
export function writeCache(folder: string, name: string, content: CacheContent): void {
  const path = join(folder, name + SUFFIX);
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, encodeCache(content), { flag: "wx", mode: 0o600 });
    renameSync(temporary, path);
    removeOld(folder);
  } catch {
    removeIfThere(temporary);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written nothing was.
  }
}

/** The bytes of a cache file: a head with a hash of the rest; numbers; paths; results. */
function encodeCache({ files, results }: CacheContent): Buffer {
  const { numbers } = files;
  const paths = Buffer.from(files.paths.join("\0"));
  const rows = [...results].map(([key, { content, terms, json }]) => [key, content, terms, json].join("\0"));
  const rest = Buffer.from(rows.join("\0\0"));
  const body = Buffer.concat([
    Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength),
    paths,
    rest,
  ]);
  const head = Buffer.alloc(HEADER_BYTES);
  head.write(MAGIC, "latin1");
  head.writeUInt32LE(files.paths.length, 16);
  head.writeUInt32LE(paths.length, 20);
  head.writeUInt32LE(results.size, 24);
  hashOf(head, body).copy(head, HEADER_BYTES - HASH_BYTES);
  return Buffer.concat([head, body]);
}

/** What the bytes of a cache file say; nothing where they are no whole one. */
function decodeCache(bytes: Buffer): CacheContent {
  if (bytes.length < HEADER_BYTES || bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) return EMPTY;
  const head = Buffer.from(bytes.subarray(0, HEADER_BYTES));
  const hash = Buffer.from(head.subarray(HEADER_BYTES - HASH_BYTES));
  head.fill(0, HEADER_BYTES - HASH_BYTES);
  const body = bytes.subarray(HEADER_BYTES);
  if (!hashOf(head, body).equals(hash)) return EMPTY;
  const [count, pathBytes, resultCount] = [16, 20, 24].map((at) => head.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  const numberBytes = 8 * NUMBERS * count;
  const aligned = Uint8Array.prototype.slice.call(body, 0, numberBytes);
  const numbers = new Float64Array(aligned.buffer, aligned.byteOffset, NUMBERS * count);
  const names = body.toString("utf8", numberBytes, numberBytes + pathBytes);
  const paths = count === 0 ? [] : names.split("\0");
  if (paths.length !== count) return EMPTY;
  const rows = resultCount === 0 ? [] : body.toString("utf8", numberBytes + pathBytes).split("\0\0");
  const results = rows.map((row): [string, CachedResult] => {
    const [key = "", content = "", terms = "", json = ""] = row.split("\0");
    return [key, { content, terms, json }];
  });
  return { files: { paths, numbers }, results: new Map(results) };
}

/** Files as they are kept, from one after the other. */
export function packFiles(files: Iterable<readonly [string, CachedFile]>): CachedFiles {
  const paths: string[] = [];
  const numbers: number[] = [];
  for (const [path, { size, modified, changed, inode, mentions }] of files) {
    paths.push(path);
    numbers.push(size, modified, changed, inode, mentions);
  }
  return { paths, numbers: Float64Array.from(numbers) };
}

/** The file with a number. */
export function fileAt({ numbers }: CachedFiles, index: number): CachedFile {
  const at = index * NUMBERS;
  return {
    size: numbers[at] ?? 0,
    modified: numbers[at + 1] ?? 0,
    changed: numbers[at + 2] ?? 0,
    inode: numbers[at + 3] ?? 0,
    mentions: numbers[at + 4] ?? 0,
  };
}

function hashOf(head: Buffer, body: Buffer): Buffer {
  return createHash("sha256").update(head).update(body).digest();
}

function removeOld(folder: string): void {
  const limit = Date.now() - KEPT_MS;
  for (const name of readdirSync(folder)) {
    if (!name.includes(SUFFIX)) continue;
    const path = join(folder, name);
    if (statSync(path).mtimeMs < limit) rmSync(path, { force: true });
  }
}
