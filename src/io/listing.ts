import { type Dirent, readdirSync } from "node:fs";

/** Whether a folder has something of a name. */
export interface Names {
  has(name: string): boolean;
}

/** What is in a folder, sorted by name. */
export class Listing implements Names {
  readonly entries: readonly Dirent[];

  constructor(entries: Dirent[]) {
    this.entries = isSorted(entries) ? entries : entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    let from = 0;
    let to = this.entries.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#nameAt(middle) < name) from = middle + 1;
      else to = middle;
    }
    return from < this.entries.length && this.#nameAt(from) === name;
  }

  #nameAt(index: number): string {
    return this.entries[index]?.name ?? "";
  }
}

/** Lists a folder. Throws what the file system says. */
export function list(folder: string): Listing {
  return new Listing(readdirSync(folder, { withFileTypes: true }));
}

/** The system mostly gives them in order already. */
function isSorted(entries: readonly Dirent[]): boolean {
  let last = "";
  for (const { name } of entries) {
    if (name < last) return false;
    last = name;
  }
  return true;
}
