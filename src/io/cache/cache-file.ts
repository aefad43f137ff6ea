import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type CacheContent, decodeCache, EMPTY, encodeCache } from "./cache-bytes.ts";

const SUFFIX = ".tlsfixcache";
const DAY_MS = 24 * 60 * 60 * 1000;
/** What nobody used for so long is not kept. */
const KEPT_MS = 30 * DAY_MS;

/** The content of a cache file; nothing where there is none, or none that is whole. */
export function readCache(folder: string, name: string): CacheContent {
  const path = join(folder, name + SUFFIX);
  try {
    const content = decodeCache(readShared(path));
    const now = Date.now();
    if (content !== EMPTY && statSync(path).mtimeMs < now - DAY_MS) utimesSync(path, now / 1000, now / 1000);
    return content;
  } catch {
    // It is not there, or cannot be read: all it costs is time.
    return EMPTY;
  }
}

/** A file's bytes where threads can share them. One that is replaced meanwhile is read as it was. */
function readShared(path: string): SharedArrayBuffer {
  const file = openSync(path, "r");
  try {
    const shared = new SharedArrayBuffer(fstatSync(file).size);
    const bytes = new Uint8Array(shared);
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(file, bytes, done, bytes.length - done, null);
      if (count === 0) break;
      done += count;
    }
    return shared;
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a cache file so that whoever reads it meanwhile finds the old or the new one whole; of two writers one is
 * right after the other. Where it cannot be written nothing is.
 */
export function writeCache(folder: string, name: string, content: Omit<CacheContent, "bytes">): void {
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

function removeOld(folder: string): void {
  const limit = Date.now() - KEPT_MS;
  for (const name of readdirSync(folder)) {
    if (!name.includes(SUFFIX)) continue;
    const path = join(folder, name);
    if (statSync(path).mtimeMs < limit) rmSync(path, { force: true });
  }
}
