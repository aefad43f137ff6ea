import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** What stands at the top of a project. */
const MARKERS = ["pyproject.toml", "setup.py", "setup.cfg"];

interface Known {
  readonly folder: string;
  /** Whether something says that it is a project. */
  readonly isMarked: boolean;
}

/**
 * Which files may run in one process: those of a repository, with all its projects, since these import each other; and
 * without one those of the outermost project. Nothing above the working folder is looked at.
 */
export class Programs {
  readonly #cwd: string;
  readonly #byFolder = new Map<string, Known>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The folder of the program that a path is of. */
  of(absolute: string): string {
    return this.#ofFolder(dirname(absolute)).folder;
  }

  #ofFolder(folder: string): Known {
    const known = this.#byFolder.get(folder) ?? this.#find(folder);
    this.#byFolder.set(folder, known);
    return known;
  }

  #find(folder: string): Known {
    if (existsSync(join(folder, ".git"))) return { folder, isMarked: true };
    const parent = dirname(folder);
    const isTop = folder === this.#cwd || parent === folder;
    const above = isTop ? undefined : this.#ofFolder(parent);
    if (above?.isMarked) return above;
    const isMarked = MARKERS.some((name) => existsSync(join(folder, name)));
    return isMarked || above === undefined ? { folder, isMarked } : above;
  }
}
