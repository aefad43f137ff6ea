import type { Shard } from "../../core/shard.ts";
import type { CountedFinding } from "../../reporters/statistics.ts";

/** A report that was read from a file: what a merge needs of it besides its own text. */
export interface ReadReport {
  /** The file, as the user named it. */
  readonly name: string;
  /** Which part of a run it is of, where that run was one of several. */
  readonly shard: Shard | undefined;
  /** Whether its run was interrupted, so that it is not whole. */
  readonly interrupted: boolean;
  readonly findings: readonly CountedFinding[];
  /** How many files could not be done. */
  readonly failed: number;
  /** The paths that it says something of. */
  readonly paths: ReadonlySet<string>;
}

/** Paths in the order in which a run goes through a folder: name by name, from the top down. */
export function byPath(a: string, b: string): number {
  const [one, other] = [a.split("/"), b.split("/")];
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const [x, y] = [one[at] ?? "", other[at] ?? ""];
    if (x !== y) return x < y ? -1 : 1;
  }
  return one.length - other.length;
}
