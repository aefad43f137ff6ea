import { type Attempt, decode, readBytes, type SourceFile } from "../../io/file-system.ts";
import type { FoundFile } from "../../io/found-file.ts";

/** A file that a rule may have something to say about. Its text is read when its turn comes, and not kept. */
export interface Candidate {
  readonly file: FoundFile;
  /** Where they can be read once only. */
  readonly bytes?: Buffer;
}

/** Reads a candidate. */
export function openCandidate({ file, bytes }: Candidate): Attempt<SourceFile> {
  if (bytes !== undefined) return decode({ file, bytes });
  const read = readBytes(file);
  return read.kind === "failed" ? read : decode(read.value);
}
