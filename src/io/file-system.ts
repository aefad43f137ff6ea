import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { FailedFile, FailureReason } from "../core/report.ts";
import type { FoundFile } from "./found-file.ts";
import { decodeNotebook, encodeNotebook, fileLinesOf } from "./notebook.ts";
import { isNotebook } from "./python-files.ts";
import { type DecodedSource, decodeSource, encodeSource } from "./source-text.ts";
import { systemReason } from "./system-reason.ts";

/** A file as its bytes were when it was read. */
export interface SourceBytes {
  readonly file: FoundFile;
  readonly bytes: Buffer;
}

/** A file whose text is known, and that can be written back. */
export interface SourceFile extends SourceBytes {
  readonly text: string;
  readonly encoding: string;
  /** What stands above each cell, where the text is made of the cells of a notebook. */
  readonly mark?: string;
}

/** What became of something that the world may refuse. */
export type Attempt<T> = { readonly kind: "done"; readonly value: T } | FailedFile;

/** Reads a file, once. */
export function readBytes(file: FoundFile): Attempt<SourceBytes> {
  try {
    return { kind: "done", value: { file, bytes: readFileSync(file.absolute) } };
  } catch (error) {
    return unreadable(file, error);
  }
}

/** What a file is that the file system does not let be read. */
export function unreadable(file: FoundFile, error: unknown): FailedFile {
  return failure(file, "unreadable", `cannot be read: ${systemReason(error)}`);
}

/** The text of a file that was read. */
export function decode({ file, bytes }: SourceBytes): Attempt<SourceFile> {
  if (isNotebook(file.path)) {
    const notebook = decodeNotebook(bytes);
    if (notebook.kind === "refused") return failure(file, "undecodable", notebook.reason);
    const { text, mark } = notebook;
    return { kind: "done", value: { file, bytes, text, mark, encoding: "utf8" } };
  }
  const decoded = decodeSource(bytes);
  if (decoded.kind === "refused") {
    const where = decoded.line === undefined ? "" : `, line ${decoded.line}`;
    return failure(file, "undecodable", `${decoded.reason}${where}`);
  }
  return { kind: "done", value: withText(file, bytes, decoded) };
}

/** The bytes of a file that has another text, or `undefined` where it has no way to hold it. */
export function encode({ bytes, encoding, mark }: SourceFile, text: string): Buffer | undefined {
  return mark === undefined ? encodeSource(text, encoding) : encodeNotebook(bytes, mark, text);
}

/** For each line of a notebook's text the line of the file on which it stands. */
export function fileLines(source: SourceFile, text: string): readonly number[] {
  const bytes = encode(source, text);
  return bytes === undefined ? [] : fileLinesOf(bytes);
}

/**
 * Replaces a file's text, if its bytes on disk are still those that were read. Whoever reads the file, at any
 * moment, sees it wholly old or wholly new. A link is followed to its target inside the file's root.
 */
export function replaceText(source: SourceFile, text: string): Attempt<SourceFile> {
  const { file, encoding } = source;
  const bytes = encode(source, text);
  if (bytes === undefined)
    return failure(
      file,
      "unwritable",
      source.mark === undefined ? `cannot be written in its encoding, ${encoding}` : OTHER_CELLS,
    );
  try {
    const target = findTarget(file);
    if (typeof target !== "string") return failure(file, "unwritable", target.refused);
    if (!readFileSync(target).equals(source.bytes)) return failure(file, "changed on disk", CHANGED);
    accessSync(target, constants.W_OK);
    const written = replaceAtomically(target, source.bytes, bytes);
    return written
      ? { kind: "done", value: { ...source, text, bytes } }
      : failure(file, "changed on disk", CHANGED);
  } catch (error) {
    return failure(file, "unwritable", `cannot be written: ${systemReason(error)}`);
  }
}

/** Whether a file still has the bytes that are known of it. */
export function isUnchanged({ file, bytes }: SourceBytes): boolean {
  const now = readBytes(file);
  return now.kind === "done" && now.value.bytes.equals(bytes);
}

/** Reads a file again that something else may have changed. */
export function rereadFile({ file }: SourceBytes): Attempt<SourceFile> {
  const read = readBytes(file);
  return read.kind === "failed" ? read : decode(read.value);
}

const OTHER_CELLS = "would have other cells than before; it is left as it is";
const CHANGED = "was changed by something else since it was read; it is left as it is";

function findTarget(file: FoundFile): string | { readonly refused: string } {
  if (!lstatSync(file.absolute).isSymbolicLink()) return file.absolute;
  const target = realpathSync(file.absolute);
  const root = realpathSync(file.root);
  if (target.startsWith(root.endsWith(sep) ? root : root + sep)) return target;
  return {
    refused: `is a link that leads out of ${file.root}, to ${target}: name that file to have it written`,
  };
}

function replaceAtomically(target: string, expected: Buffer, bytes: Buffer): boolean {
  const stats = statSync(target);
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    writeNew(temporary, bytes, stats);
    if (!readFileSync(target).equals(expected)) {
      unlinkSync(temporary);
      return false;
    }
    renameSync(temporary, target);
  } catch (error) {
    removeIfThere(temporary);
    throw error;
  }
  syncFolder(dirname(target));
  return true;
}

function writeNew(path: string, bytes: Buffer, like: Stats): void {
  const file = openSync(path, "wx", 0o600);
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    const own = statSync(path);
    if (own.uid !== like.uid || own.gid !== like.gid) keepOwner(file, like);
    fchmodSync(file, like.mode & 0o7777);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function keepOwner(file: number, like: Stats): void {
  try {
    fchownSync(file, like.uid, like.gid);
  } catch {
    // Only root may give files away; the content and mode are right all the same.
  }
}

function syncFolder(path: string): void {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // Not every system can sync a folder; the rename itself is done.
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or it is renamed already.
  }
}

function withText(file: FoundFile, bytes: Buffer, { text, encoding }: DecodedSource): SourceFile {
  return { file, bytes, text, encoding };
}

function failure({ path }: FoundFile, reason: FailureReason, message: string): FailedFile {
  return { kind: "failed", path, reason, message };
}
