import { dirname, join } from "node:path";
import { oldestPython, REQUIREMENT_READERS } from "../../config/requires-python.ts";
import { shownPath } from "../../io/found-file.ts";
import { readTextIfThere } from "../../io/text-file.ts";

/** The oldest Python that a project says it runs on, and where it says so. */
export interface RequiredPython {
  readonly version: string;
  /** `requires-python in pyproject.toml`. */
  readonly origin: string;
}

/** What the nearest project files above a folder require. */
export class PythonRequirements {
  readonly #cwd: string;
  readonly #byFolder = new Map<string, RequiredPython | undefined>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  above(folder: string): RequiredPython | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const parent = dirname(folder);
    const found = this.#readIn(folder) ?? (parent === folder ? undefined : this.above(parent));
    this.#byFolder.set(folder, found);
    return found;
  }

  #readIn(folder: string): RequiredPython | undefined {
    for (const [name, read] of Object.entries(REQUIREMENT_READERS)) {
      const path = join(folder, name);
      const text = readTextIfThere(path);
      const requirement = text === undefined ? undefined : read(text);
      const version = requirement === undefined ? undefined : oldestPython(requirement.specifier);
      if (requirement === undefined || version === undefined) continue;
      return { version, origin: `${requirement.key} in ${shownPath(path, this.#cwd)}` };
    }
    return undefined;
  }
}
