import { setFlagsFromString } from "node:v8";

/** The versions of Node.js whose V8 is known to take the flag; another one would say on stderr that it does not. */
const OLDEST = 20;
const NEWEST = 25;

/**
 * Lets the heaps of this process grow by no more than a part of what is in use, where V8 lets them grow to a multiple
 * of it: nearly all that a file takes is given up with it, and each thread has a heap of its own.
 */
export function growSlowly(): void {
  const major = Number.parseInt(process.versions.node, 10);
  if (major >= OLDEST && major <= NEWEST) setFlagsFromString("--heap-growing-percent=40");
}
