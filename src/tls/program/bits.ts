/** A set of small whole numbers. */
export class Bits {
  readonly #bits: Uint32Array;

  /** For the numbers below `length`. */
  constructor(length: number) {
    this.#bits = new Uint32Array((length >> 5) + 1);
  }

  has(at: number): boolean {
    return ((this.#bits[at >> 5] ?? 0) & (1 << (at & 31))) !== 0;
  }

  add(at: number): void {
    this.#bits[at >> 5] = (this.#bits[at >> 5] ?? 0) | (1 << (at & 31));
  }

  /** Whether any number from one to before another is there. */
  hasAny(from: number, to: number): boolean {
    if (from >= to) return false;
    const [first, last] = [from >> 5, (to - 1) >> 5];
    for (let at = first; at <= last; at++)
      if (((this.#bits[at] ?? 0) & maskOf(at, first, from, last, to)) !== 0) return true;
    return false;
  }

  /** Adds the numbers from one to before another. */
  addRange(from: number, to: number): void {
    if (from >= to) return;
    const [first, last] = [from >> 5, (to - 1) >> 5];
    for (let at = first; at <= last; at++)
      this.#bits[at] = (this.#bits[at] ?? 0) | maskOf(at, first, from, last, to);
  }

  addAll(other: Bits): void {
    for (let at = 0; at < this.#bits.length; at++)
      this.#bits[at] = (this.#bits[at] ?? 0) | (other.#bits[at] ?? 0);
  }

  clear(): void {
    this.#bits.fill(0);
  }
}

/** Which bits of one word of a set lie in a range. */
function maskOf(at: number, first: number, from: number, last: number, to: number): number {
  let mask = -1;
  if (at === first) mask &= -1 << (from & 31);
  if (at === last) mask &= -1 >>> (31 - ((to - 1) & 31));
  return mask;
}
