import { type KnownFiles, KnownFilesBuilder, NUMBERS } from "../../io/cache/known-files.ts";
import type { WalkedFile } from "../../io/found-file.ts";

/** What a run keeps of its files in numbers, by their numbers in the walk. */
export class FileRows {
  readonly #files: WalkedFile[] = [];
  #numbers = new Float64Array(NUMBERS * 256);
  #isKept = new Uint8Array(256);

  /** Every file of the walk, in its order, is met before it is kept. */
  meet(file: WalkedFile): void {
    this.#files.push(file);
    if (this.#files.length <= this.#isKept.length) return;
    this.#numbers = grown(this.#numbers, new Float64Array(2 * this.#numbers.length));
    this.#isKept = grown(this.#isKept, new Uint8Array(2 * this.#isKept.length));
  }

  /** Keeps a file's identity, which stands in `from` at `at`, and what it mentions. */
  keep({ number }: WalkedFile, from: Float64Array, at: number, mentions: number): void {
    const row = number * NUMBERS;
    for (let i = 0; i < NUMBERS - 1; i++) this.#numbers[row + i] = from[at + i] ?? 0;
    this.#numbers[row + NUMBERS - 1] = mentions;
    this.#isKept[number] = 1;
  }

  /** All that are kept, in the order of the walk. */
  inOrder(): KnownFiles {
    const builder = new KnownFilesBuilder();
    for (const { folder, name, number } of this.#files) {
      if (this.#isKept[number] === 1) builder.add(folder.inside, name, this.#numbers, number * NUMBERS);
    }
    return builder.files();
  }
}

function grown<T extends Float64Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
