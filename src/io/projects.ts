import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { shownPath } from "./found-file.ts";

/** What stands at the top of a project. */
const MARKERS = ["pyproject.toml", "setup.py", "setup.cfg", ".tlsfix.toml", "tlsfix.toml", ".git"];

/**
 * Which project a file is of: the nearest folder above it that has a marker. Nothing above the working folder is
 * looked at, so that a checkout has the same projects wherever it lies; what has no project of its own there is of
 * the working folder's, and of the file system's top outside of it.
 */
export class Projects {
  readonly #cwd: string;
  readonly #byFolder = new Map<string, string>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The project of a path, as its folder is shown. */
  of(absolute: string): string {
    return this.#ofFolder(dirname(absolute));
  }

  #ofFolder(folder: string): string {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const isTop = folder === this.#cwd || parent === folder;
    const isOwn = isTop || MARKERS.some((name) => existsSync(join(folder, name)));
    const project = isOwn ? shownPath(folder, this.#cwd) : this.#ofFolder(parent);
    this.#byFolder.set(folder, project);
    return project;
  }
}
