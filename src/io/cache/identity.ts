import { fstatSync, type Stats, statSync } from "node:fs";

/** What tells a file from itself as it was: size, times in milliseconds, and number of the file on its disk. */
export interface FileIdentity {
  readonly size: number;
  readonly modified: number;
  /** When anything about it was changed; unlike the time of modification nobody can set it. */
  readonly changed: number;
  readonly inode: number;
}

/** The identity of a file that is open. */
export function identityOfOpen(file: number): FileIdentity {
  return identityOf(fstatSync(file));
}

/** The identity of a file by its path, or of the one that a link leads to; `undefined` where there is none. */
export function identityOfPath(path: string): FileIdentity | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : identityOf(stats);
  } catch {
    return undefined;
  }
}

function identityOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileIdentity {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

/** The coarsest clock of a file system that is common (FAT's). */
const COARSE_MS = 2000;

/**
 * Whether a file was left alone for long enough before `now` that a later change must show in its times. One that is
 * younger may be changed once more within the same tick of its clock.
 */
export function isSettled({ modified, changed }: FileIdentity, now: number): boolean {
  return Math.max(modified, changed) < now - COARSE_MS;
}
