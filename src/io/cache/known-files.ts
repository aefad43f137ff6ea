import { IDENTITY_NUMBERS } from "./identity.ts";

/** What is kept of each file in numbers: those of its identity, and what it mentions. */
export const NUMBERS = IDENTITY_NUMBERS + 1;

/** The files of a run, in its order. There may be very many, so no object is made for each. */
export interface KnownFiles {
  /** What the paths of each folder start with. */
  readonly folders: readonly string[];
  readonly names: readonly string[];
  /** For each file the number of its folder. */
  readonly folderOf: Uint32Array;
  /** So many for each file as `NUMBERS` says. */
  readonly numbers: Float64Array;
}

/** No files. */
export const NO_FILES: KnownFiles = {
  folders: [],
  names: [],
  folderOf: new Uint32Array(),
  numbers: new Float64Array(),
};

/** The path of the file with a number. */
export function pathOf({ folders, folderOf, names }: KnownFiles, number: number): string {
  return `${folders[folderOf[number] ?? 0] ?? ""}${names[number] ?? ""}`;
}

/** Finds files in the order in which a run meets them, which is mostly that in which they are known. */
export class KnownFinder {
  readonly #files: KnownFiles;
  #next = 0;
  /** Made where files come in another order. */
  #byPath: ReadonlyMap<string, number> | undefined;

  constructor(files: KnownFiles) {
    this.#files = files;
  }

  /** The number of a file. */
  numberOf(folder: string, name: string): number | undefined {
    const { folders, folderOf, names } = this.#files;
    let number: number | undefined = this.#next;
    if (names[number] !== name || folders[folderOf[number] ?? 0] !== folder) {
      this.#byPath ??= new Map(names.map((_, i) => [pathOf(this.#files, i), i]));
      number = this.#byPath.get(folder + name);
    }
    if (number !== undefined) this.#next = number + 1;
    return number;
  }
}

/** Files that are to be known by a later run, from one after the other. */
export class KnownFilesBuilder {
  readonly #folders: string[] = [];
  readonly #folderNumbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #folderOf: number[] = [];
  readonly #numbers: number[] = [];

  /** A file with its numbers, which stand in an array from `at` on. */
  add(folder: string, name: string, numbers: Float64Array, at: number): void {
    this.#names.push(name);
    this.#folderOf.push(this.#numberOf(folder));
    for (let i = 0; i < NUMBERS; i++) this.#numbers.push(numbers[at + i] ?? 0);
  }

  files(): KnownFiles {
    return {
      folders: this.#folders,
      names: this.#names,
      folderOf: Uint32Array.from(this.#folderOf),
      numbers: Float64Array.from(this.#numbers),
    };
  }

  #numberOf(folder: string): number {
    let number = this.#folderNumbers.get(folder);
    if (number === undefined) {
      number = this.#folders.push(folder) - 1;
      this.#folderNumbers.set(folder, number);
    }
    return number;
  }
}
