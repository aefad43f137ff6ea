import { setFlagsFromString } from "node:v8";

/** A flag of V8, and the versions of Node.js that are known to take it; another would say on stderr that it does not. */
interface EngineFlag {
  readonly flag: string;
  readonly oldest: number;
  readonly newest: number;
}

const GROWING: readonly EngineFlag[] = [
  { flag: "--heap-growing-percent=40", oldest: 20, newest: 25 },
  // What older versions have; those of the threads that come follow it.
  { flag: "--max-semi-space-size=16", oldest: 24, newest: 25 },
];

const OPTIMIZING: readonly EngineFlag[] = [
  { flag: "--interrupt-budget=500000", oldest: 20, newest: 20 },
  { flag: "--invocation-count-for-turbofan=20000", oldest: 22, newest: 25 },
];

/**
 * Lets the heaps of this process grow by no more than a part of what is in use, where V8 lets them grow to a multiple
 * of it: nearly all that a file takes is given up with it, and each thread has a heap of its own.
 */
export function growSlowly(): void {
  set(GROWING);
}

/**
 * Has V8 optimize code later. Each thread compiles for itself, on cores that the others want: what a run over a tree
 * seldom calls does not pay for it. Where one thread works alone the other cores are there to compile.
 */
export function optimizeLater(): void {
  set(OPTIMIZING);
}

function set(flags: readonly EngineFlag[]): void {
  const major = Number.parseInt(process.versions.node, 10);
  for (const { flag, oldest, newest } of flags)
    if (major >= oldest && major <= newest) setFlagsFromString(flag);
}
