import { closeSync, openSync, readSync } from "node:fs";
import { BUCKETS, bucketsOf, FINGERPRINT_LENGTH, halvesAt, SHORTEST_WORD } from "./fingerprints.ts";
import { KERNEL } from "./kernel.generated.ts";

/** Where things stand in the memory of the kernel; word-search.wat says what they are. */
const AT = { tables: 0, buckets: 0x80, found: 0x100, entries: 0x400, words: 0x4000, text: 0x8000 } as const;
const ENTRY_BYTES = 16;
const MOST_WORDS = 0x200;
/** How much of a file is searched at a time. */
const CHUNK = 0x40000;

/** After so many bytes a compiled search has earned the time that it takes to make one. */
const WORTH_A_KERNEL = 0x40000;

/** Looks for many words at once in bytes or in files, whatever their size, in memory that is used over and over. */
export class WordSearch {
  readonly #words: readonly Buffer[];
  readonly #overlap: number;
  #memory: Uint8Array = new Uint8Array(AT.text + 2 * CHUNK);
  #found: Uint8Array;
  #searchTo = (end: number): void => this.#searchEach(end);
  readonly #worthKernel: number;
  #searched = 0;
  #isCompiled = false;

  /** `worthKernel`: after how many bytes the compiled search takes over from the plain one. */
  constructor(words: readonly string[], worthKernel = WORTH_A_KERNEL) {
    this.#worthKernel = worthKernel;
    this.#words = words.map((word) => Buffer.from(word));
    this.#overlap = Math.max(0, ...this.#words.map(({ length }) => length - 1));
    if (this.#overlap > CHUNK / 8 || words.length > MOST_WORDS)
      throw new Error("too much to look for at once");
    this.#found = new Uint8Array(words.length);
  }

  /** For each word 1 if `bytes` have it, else 0. Holds until the next search. */
  inBytes(bytes: Uint8Array): Uint8Array {
    let done = 0;
    return this.#search((into, room) => {
      const part = bytes.subarray(done, done + room);
      this.#memory.set(part, into);
      done += part.length;
      return part.length;
    });
  }

  /** The same for the bytes of a file; `look` is given it before it is read. Throws what the file system says. */
  inFile(path: string, look?: (file: number) => void): Uint8Array {
    const file = openSync(path, "r");
    try {
      look?.(file);
      return this.#search((into, room) => readSync(file, this.#memory, into, room, null));
    } finally {
      closeSync(file);
    }
  }

  /** The end of what is searched stands before what is read next, so that no word is cut in two. */
  #search(read: (into: number, room: number) => number): Uint8Array {
    if (!this.#isCompiled && this.#searched >= this.#worthKernel) this.#compile();
    this.#found.fill(0);
    let kept = 0;
    for (;;) {
      const start = AT.text + kept;
      const count = read(start, CHUNK);
      if (count === 0) return this.#found;
      const end = start + count;
      this.#searchTo(end);
      this.#searched += count;
      kept = Math.min(this.#overlap, end - AT.text);
      this.#memory.copyWithin(AT.text, end - kept, end);
    }
  }

  #compile(): void {
    this.#isCompiled = true;
    const kernel = kernelFor(this.#words);
    if (kernel === undefined) return;
    this.#memory = kernel.memory;
    this.#found = kernel.memory.subarray(AT.found, AT.found + this.#words.length);
    this.#searchTo = kernel.searchTo;
  }

  /** What the kernel does, where it cannot be had or is not worth it. */
  #searchEach(end: number): void {
    const text = Buffer.from(this.#memory.buffer, AT.text, end - AT.text);
    this.#words.forEach((word, i) => {
      if (this.#found[i] === 0 && text.includes(word)) this.#found[i] = 1;
    });
  }
}

interface Kernel {
  readonly memory: Uint8Array;
  readonly searchTo: (end: number) => void;
}

interface KernelInstance {
  readonly exports: KernelExports;
}

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly search: (from: number, to: number) => void;
}

/** The compiled search with its tables filled; `undefined` on a processor without SIMD, or for a word too short for it. */
function kernelFor(words: readonly Buffer[]): Kernel | undefined {
  if (words.some(({ length }) => length < SHORTEST_WORD)) return undefined;
  const instance = instantiate(Buffer.from(KERNEL, "base64"));
  if (instance === undefined) return undefined;
  const { memory, search } = instance.exports;
  fill(new DataView(memory.buffer), words);
  return { memory: new Uint8Array(memory.buffer), searchTo: (end) => search(AT.text, end) };
}

/** An instance of the kernel; `undefined` where the processor has no SIMD, or WebAssembly is switched off. */
function instantiate(bytes: Uint8Array): KernelInstance | undefined {
  // Node runs without it where it is told to (`--jitless`).
  const { WebAssembly: wasm } = globalThis as Partial<Pick<typeof globalThis, "WebAssembly">>;
  try {
    return wasm && (new wasm.Instance(new wasm.Module(bytes)) as unknown as KernelInstance);
  } catch {
    return undefined;
  }
}

function fill(memory: DataView, words: readonly Buffer[]): void {
  const addresses: number[] = [];
  let address: number = AT.words;
  for (const word of words) {
    addresses.push(address);
    word.forEach((byte, i) => {
      memory.setUint8(address + i, byte);
    });
    address += word.length;
  }
  if (address > AT.text) throw new Error("the words are too long to look for at once");
  let entry: number = AT.entries;
  bucketsOf(words).forEach((fingerprints, bucket) => {
    memory.setUint32(AT.buckets + 8 * bucket, entry, true);
    memory.setUint32(AT.buckets + 8 * bucket + 4, fingerprints.length, true);
    for (const { word, offset } of fingerprints) {
      const bytes = words[word] ?? Buffer.alloc(0);
      [addresses[word] ?? 0, bytes.length, offset, word].forEach((value, i) => {
        memory.setUint32(entry + 4 * i, value, true);
      });
      entry += ENTRY_BYTES;
      for (let i = 0; i < FINGERPRINT_LENGTH; i++) {
        for (const { low, high } of halvesAt(bytes, offset + i)) {
          mark(memory, AT.tables + 16 * i + low, bucket);
          mark(memory, AT.tables + 16 * (FINGERPRINT_LENGTH + i) + high, bucket);
        }
      }
    }
  });
}

function mark(memory: DataView, address: number, bucket: number): void {
  if (bucket >= BUCKETS) throw new Error("there is no such bucket");
  memory.setUint8(address, memory.getUint8(address) | (1 << bucket));
}
