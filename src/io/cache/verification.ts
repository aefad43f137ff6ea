import { decodeFiles } from "./cache-bytes.ts";
import { IDENTITY_NUMBERS, identifyPath, isSameIdentity } from "./identity.ts";
import { type KnownFiles, NUMBERS, pathOf } from "./known-files.ts";

const UNKNOWN = 0;
const SAME = 1;
const OTHER = 2;

/** Which of the known files are as they were. It is found out by several threads at once, each file by whoever is first. */
export class Verification {
  readonly #files: KnownFiles;
  readonly #states: Uint8Array;
  readonly #now = new Float64Array(IDENTITY_NUMBERS);

  /** `states` has a byte for each file. */
  constructor(files: KnownFiles, states: SharedArrayBuffer) {
    this.#files = files;
    this.#states = new Uint8Array(states);
  }

  /** Of the bytes of a cache that another thread shares. */
  static of(bytes: SharedArrayBuffer, states: SharedArrayBuffer): Verification {
    return new Verification(decodeFiles(bytes), states);
  }

  /** Whether a file is as it was. */
  isSame(number: number): boolean {
    let state = Atomics.load(this.#states, number);
    if (state === UNKNOWN) {
      state = this.#look(number) ? SAME : OTHER;
      Atomics.store(this.#states, number, state);
    }
    return state === SAME;
  }

  /** Finds it out for the files of a range, from the last to the first, until it meets one that somebody has looked at. */
  sweep(from: number, to: number): void {
    for (let number = to - 1; number >= from && Atomics.load(this.#states, number) === UNKNOWN; number--) {
      this.isSame(number);
    }
  }

  #look(number: number): boolean {
    const { numbers } = this.#files;
    const found = identifyPath(pathOf(this.#files, number), this.#now);
    return found && isSameIdentity(this.#now, 0, numbers, number * NUMBERS);
  }
}
