import { existsSync, readdirSync, realpathSync } from "node:fs";
import { basename, dirname, resolve, sep } from "node:path";
import { didYouMean } from "../core/closest.ts";
import { ExpectedError } from "../core/expected-error.ts";
import type { FailedFile } from "../core/report.ts";
import { withoutDoubles } from "./doubles.ts";
import { type FoundFolder, shownPath, WalkedFile, WalkedStream, withSlash } from "./found-file.ts";
import { IgnoreRules } from "./ignore-files.ts";
import { type Listing, list, type Names } from "./listing.ts";
import { isLink, kindOf } from "./path-kind.ts";
import type { PathTest } from "./path-patterns.ts";
import { saidByName, startsAsPython } from "./python-files.ts";
import { systemReason } from "./system-reason.ts";

/** Where to look for Python source, and what to leave out. */
export interface DiscoverOptions {
  readonly cwd: string;
  /** Files and folders as the user gave them. */
  readonly paths: readonly string[];
  /** By the folder that a path is in, and what is in it where that is known: the test of the paths that are left out there. */
  readonly exclusionIn: (folder: string, names?: Names) => PathTest;
  readonly respectIgnoreFiles: boolean;
  /** Leave out excluded files even where they are named explicitly. */
  readonly forceExclude: boolean;
}

/** Something passed over on purpose that is worth saying. */
export interface Note {
  readonly path: string;
  /** Continues the path: "is a link to itself". */
  readonly message: string;
}

/** What was found, in the order of the paths given, each folder sorted by name. */
export interface Discovered {
  readonly files: readonly WalkedFile[];
  /** What could not be looked into: it counts as left. */
  readonly failed: readonly FailedFile[];
  readonly notes: readonly Note[];
}

/**
 * The Python files below the given paths. A path that does not exist ends the run. `found` hears of each file as soon
 * as it is met; what then turns out to be another one once more is not among those returned.
 */
export function discover(options: DiscoverOptions, found: (file: WalkedFile) => void = () => {}): Discovered {
  const walk = new Walk(options, found);
  for (const path of options.paths) walk.start(path);
  const { failed, notes } = walk;
  return { files: walk.distinct(), failed, notes };
}

class Walk {
  readonly failed: FailedFile[] = [];
  readonly notes: Note[] = [];
  readonly #files: WalkedFile[] = [];
  /** The files that may be there under another name too. */
  readonly #links = new Set<string>();
  /** The paths of the files, where one path that was given may lead to what another did. */
  readonly #met: Set<string> | undefined;
  readonly #options: DiscoverOptions;
  readonly #found: (file: WalkedFile) => void;

  constructor(options: DiscoverOptions, found: (file: WalkedFile) => void) {
    this.#options = options;
    this.#found = found;
    this.#met = options.paths.length > 1 ? new Set() : undefined;
  }

  start(given: string): void {
    const absolute = resolve(this.#options.cwd, given);
    const kind = kindOf(absolute);
    if (kind === "missing") throw new ExpectedError(missingPath(given, absolute));
    if (this.#options.forceExclude && isLeftOut(absolute, this.#options)) return;
    if (kind === "loop") this.failed.push(this.#failure(absolute, "is a link to itself"));
    else if (kind === "folder") this.#top(absolute);
    else this.#single(absolute, kind === "other");
  }

  /** The files without those that were met under another name. */
  distinct(): readonly WalkedFile[] {
    const mayRepeat = this.#met !== undefined;
    if (!mayRepeat && this.#links.size === 0) return this.#files;
    return withoutDoubles(this.#files, this.#links, mayRepeat);
  }

  #single(absolute: string, isStream: boolean): void {
    if (isLink(absolute)) this.#links.add(absolute);
    const name = basename(absolute);
    const shown = shownPath(absolute, this.#options.cwd);
    const folder: FoundFolder = {
      inside: absolute.slice(0, absolute.length - name.length),
      shownInside: shown.slice(0, shown.length - name.length),
      root: rootOf(absolute, this.#options.cwd),
    };
    this.#add(folder, name, isStream);
  }

  #top(folder: string): void {
    const listing = this.#list(folder);
    const rules = this.#options.respectIgnoreFiles ? rulesFrom(folder) : undefined;
    if (listing === undefined) return;
    const shown = shownPath(folder, this.#options.cwd);
    const shownInside = shown === "." ? "" : shown === "/" ? shown : `${shown}/`;
    this.#folder(folder, { inside: withSlash(folder), shownInside, root: folder }, listing, rules);
  }

  /** What is in a folder, with all that can be known of it from its list of names. */
  #folder(path: string, folder: FoundFolder, listing: Listing, rules: IgnoreRules | undefined): void {
    const isExcluded = this.#options.exclusionIn(path, listing);
    const { inside } = folder;
    for (const entry of listing.entries) {
      const { name } = entry;
      const isFolder = entry.isDirectory();
      const said = isFolder ? "nothing" : saidByName(name);
      if (said === "other" && entry.isFile()) continue;
      const path = inside + name;
      if (isExcluded(path, name) || rules?.ignores(path, isFolder, name)) continue;
      if (isFolder) this.#below(path, folder, name, rules);
      else if (entry.isSymbolicLink()) this.#link(folder, name);
      else if (entry.isFile() && (said === "python" || startsAsPython(path))) this.#add(folder, name);
    }
  }

  /** A virtual environment is not the project's own. */
  #below(path: string, above: FoundFolder, name: string, rules: IgnoreRules | undefined): void {
    const listing = this.#list(path);
    if (listing === undefined || listing.has("pyvenv.cfg")) return;
    const { root } = above;
    const folder = { inside: path + sep, shownInside: `${above.shownInside}${name}/`, root };
    this.#folder(path, folder, listing, rules?.below(path, listing));
  }

  #link(folder: FoundFolder, name: string): void {
    const path = folder.inside + name;
    const said = saidByName(name);
    const kind = kindOf(path);
    this.#links.add(path);
    if (kind === "loop") {
      if (said === "python") this.failed.push(this.#failure(path, "is a link to itself"));
      else this.notes.push(this.#note(path, "is a link to itself; it is left out"));
    } else if (kind === "file" && (said === "python" || (said === "nothing" && startsAsPython(path)))) {
      this.#add(folder, name);
    } else if (kind === "folder") this.#folderLink(path);
    else if (kind === "missing" && said === "python") {
      this.failed.push(this.#failure(path, "is a link to a file that does not exist"));
    }
  }

  #folderLink(path: string): void {
    const target = realpathSync(path);
    const here = realpathSync(dirname(path));
    const leadsBack = here === target || here.startsWith(withSlash(target));
    if (!leadsBack) return;
    const what = here === target ? "itself" : "a folder that it is in";
    this.notes.push(this.#note(path, `is a link to ${what}; it is not followed`));
  }

  #list(folder: string): Listing | undefined {
    try {
      return list(folder);
    } catch (error) {
      this.failed.push(this.#failure(folder, `cannot be read: ${systemReason(error)}`));
      return undefined;
    }
  }

  #add(folder: FoundFolder, name: string, isStream = false): void {
    if (this.#met !== undefined) {
      const absolute = folder.inside + name;
      if (this.#met.has(absolute)) return;
      this.#met.add(absolute);
    }
    const file = new (isStream ? WalkedStream : WalkedFile)(folder, name, this.#files.length);
    this.#files.push(file);
    this.#found(file);
  }

  #failure(absolute: string, message: string): FailedFile {
    return { kind: "failed", reason: "unreadable", ...this.#note(absolute, message) };
  }

  #note(absolute: string, message: string): Note {
    return { path: shownPath(absolute, this.#options.cwd), message };
  }
}

/** Whether patterns leave out a path, or a folder that it is in, up to the working folder. */
export function isLeftOut(
  path: string,
  { cwd, exclusionIn }: Pick<DiscoverOptions, "cwd" | "exclusionIn">,
): boolean {
  for (let current = path; current !== cwd && dirname(current) !== current; current = dirname(current)) {
    if (exclusionIn(dirname(current))(current)) return true;
  }
  return false;
}

/** The ignore rules that hold in a folder which was asked for: it is taken even where a file further up leaves it out. */
function rulesFrom(folder: string): IgnoreRules {
  const rules = IgnoreRules.forRoot(folder);
  return rules.ignores(folder, true) ? IgnoreRules.only(folder) : rules;
}

function rootOf(file: string, cwd: string): string {
  return file.startsWith(withSlash(cwd)) ? cwd : dirname(file);
}

function missingPath(given: string, absolute: string): string {
  let folder = dirname(absolute);
  let name = basename(absolute);
  while (!existsSync(folder)) {
    name = basename(folder);
    folder = dirname(folder);
  }
  const near = didYouMean(name, readdirSync(folder));
  return `${given} does not exist.${near}`;
}
