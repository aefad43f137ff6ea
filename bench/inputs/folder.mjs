// Where inputs are built: outside the repository, once, and again only when what they are made from changes.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The folder of all inputs unless the command line names another. */
export const DEFAULT_FOLDER = join(tmpdir(), "tlsfix-bench");

export class InputFolder {
  #top;
  #say;

  constructor(top, say = () => {}) {
    this.#top = top;
    this.#say = say;
    mkdirSync(top, { recursive: true });
  }

  /** What an input was made from, for the keys of those that are made from it. */
  keyOf(folder) {
    return readFileSync(`${folder}.json`, "utf8");
  }

  /** A folder of scratch files that is empty now. */
  scratch(name) {
    const folder = join(this.#top, "scratch", name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /**
   * The input `name`: made by `fill(folder)` where there is none, or one of another `key`. The note that says which
   * key it has is written last, so that a build that was cut short is made anew.
   */
  input(name, key, fill) {
    const folder = join(this.#top, "inputs", name);
    const note = join(this.#top, "inputs", `${name}.json`);
    const wanted = JSON.stringify(key);
    if (existsSync(folder) && existsSync(note) && readFileSync(note, "utf8") === wanted) return folder;
    this.#say(`building input: ${name}`);
    rmSync(note, { force: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    fill(folder);
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, wanted);
    return folder;
  }
}
