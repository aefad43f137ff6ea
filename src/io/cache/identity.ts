import { fstatSync, type Stats, statSync } from "node:fs";

/**
 * What tells a file from itself as it was: size, time of modification in milliseconds, time when anything about it was
 * changed (which nobody can set), and number of the file on its disk. There may be very many, so they stand in one
 * array, each at a place of its own.
 */
export const IDENTITY_NUMBERS = 4;

/** Writes the identity of a file that is open. */
export function identifyOpen(file: number, into: Float64Array, at = 0): void {
  write(fstatSync(file), into, at);
}

/** Writes the identity of a file by its path, or of the one that a link leads to. False where there is none. */
export function identifyPath(path: string, into: Float64Array, at = 0): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return false;
    write(stats, into, at);
    return true;
  } catch {
    return false;
  }
}

function write({ size, mtimeMs, ctimeMs, ino }: Stats, into: Float64Array, at: number): void {
  into[at] = size;
  into[at + 1] = mtimeMs;
  into[at + 2] = ctimeMs;
  into[at + 3] = ino;
}

/** Whether two places hold the same identity. */
export function isSameIdentity(a: Float64Array, atA: number, b: Float64Array, atB: number): boolean {
  for (let i = 0; i < IDENTITY_NUMBERS; i++) if (a[atA + i] !== b[atB + i]) return false;
  return true;
}

/** The coarsest clock of a file system that is common (FAT's). */
const COARSE_MS = 2000;

/**
 * Whether a file was left alone for long enough before `now` that a later change must show in its times. One that is
 * younger may be changed once more within the same tick of its clock.
 */
export function isSettled(numbers: Float64Array, at: number, now: number): boolean {
  return Math.max(numbers[at + 1] ?? now, numbers[at + 2] ?? now) < now - COARSE_MS;
}
