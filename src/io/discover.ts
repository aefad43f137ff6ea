import {
  closeSync,
  type Dirent,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { basename, dirname, extname, relative, resolve, sep } from "node:path";
import { didYouMean } from "../core/closest.ts";
import { ExpectedError } from "../core/expected-error.ts";
import type { FailedFile } from "../core/report.ts";
import { IgnoreRules } from "./ignore-files.ts";
import { systemReason } from "./system-reason.ts";

/** Where to look for Python source, and what to leave out. */
export interface DiscoverOptions {
  readonly cwd: string;
  /** Files and folders as the user gave them. */
  readonly paths: readonly string[];
  /** By the folder that a path is in: the test of the paths that are left out there. */
  readonly exclusionIn: (folder: string) => (path: string) => boolean;
  readonly respectIgnoreFiles: boolean;
  /** Leave out excluded files even where they are named explicitly. */
  readonly forceExclude: boolean;
}

/** A file to be checked. */
export interface FoundFile {
  /** As it is shown: relative to the working folder where it is inside, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** The folder that a link may not lead out of when it is written through. */
  readonly root: string;
  /** It is no regular file: what it gives can be read once only. */
  readonly isStream?: true;
}

/** Something passed over on purpose that is worth saying. */
export interface Note {
  readonly path: string;
  /** Continues the path: "is a link to itself". */
  readonly message: string;
}

/** What was found, in the order of the paths given, each folder sorted by name. */
export interface Discovered {
  readonly files: readonly FoundFile[];
  /** What could not be looked into: it counts as left. */
  readonly failed: readonly FailedFile[];
  readonly notes: readonly Note[];
}

const NOTEBOOK = ".ipynb";
const EXTENSIONS: ReadonlySet<string> = new Set([".py", ".pyi", ".pyw", NOTEBOOK]);
const PYTHON_FIRST_LINE = /^#!.*\b(?:python|pypy|uv run)/;
const FIRST_LINE_BYTES = 128;

/** Whether a path is that of a notebook. */
export function isNotebook(path: string): boolean {
  return extname(path) === NOTEBOOK;
}

/**
 * The Python files below the given paths. A path that does not exist ends the run. `found` hears of each file as soon
 * as it is met; what then turns out to be another one once more is not among those returned.
 */
export function discover(options: DiscoverOptions, found: (file: FoundFile) => void = () => {}): Discovered {
  const walk = new Walk(options, found);
  for (const path of options.paths) walk.start(path);
  const files = [...walk.files.values()];
  return {
    files: walk.sawLink ? withoutDoubles(files, walk.links) : files,
    failed: walk.failed,
    notes: walk.notes,
  };
}

interface Listing {
  /** Sorted by name. */
  readonly entries: readonly Dirent[];
  readonly names: ReadonlySet<string>;
}

interface Listed extends Listing {
  readonly folder: string;
}

class Walk {
  readonly files = new Map<string, FoundFile>();
  readonly failed: FailedFile[] = [];
  readonly notes: Note[] = [];
  /** The files that may be there under another name too. */
  readonly links = new Set<string>();
  sawLink = false;
  readonly #options: DiscoverOptions;
  readonly #found: (file: FoundFile) => void;

  constructor(options: DiscoverOptions, found: (file: FoundFile) => void) {
    this.#options = options;
    this.#found = found;
  }

  start(given: string): void {
    const absolute = resolve(this.#options.cwd, given);
    const kind = kindOf(absolute);
    this.sawLink ||= this.#options.paths.length > 1;
    if (kind === "missing") throw new ExpectedError(missingPath(given, absolute));
    if (this.#options.forceExclude && isLeftOut(absolute, this.#options)) return;
    if (kind === "loop") this.failed.push(this.#failure(absolute, "is a link to itself"));
    else if (kind === "folder") this.#top(absolute);
    else {
      const shown = shownPath(absolute, this.#options.cwd);
      if (isLink(absolute)) this.links.add(absolute);
      this.#add(absolute, shown, rootOf(absolute, this.#options.cwd), kind === "other");
    }
  }

  #top(folder: string): void {
    const listed = this.#list(folder);
    const rules = this.#options.respectIgnoreFiles ? rulesFrom(folder) : undefined;
    if (listed !== undefined) this.#folder({ folder, root: folder, ...listed }, rules);
  }

  /** What is in a folder, with all that can be known of it from its list of names. */
  #folder(
    { folder, entries, root }: Listed & { readonly root: string },
    rules: IgnoreRules | undefined,
  ): void {
    const isExcluded = this.#options.exclusionIn(folder);
    const inside = withSlash(folder);
    const shown = shownPath(folder, this.#options.cwd);
    const shownInside = shown === "." ? "" : shown === "/" ? shown : `${shown}/`;
    for (const entry of entries) {
      const { name } = entry;
      const path = inside + name;
      const isFolder = entry.isDirectory();
      if (!isFolder && entry.isFile() && !mayBePython(name)) continue;
      if (isExcluded(path) || rules?.ignores(path, isFolder)) continue;
      if (isFolder) this.#below(path, rules, root);
      else if (entry.isSymbolicLink()) this.#link(path, root);
      else if (entry.isFile() && isPython(path)) this.#add(path, shownInside + name, root);
    }
  }

  /** A virtual environment is not the project's own. */
  #below(folder: string, rules: IgnoreRules | undefined, root: string): void {
    const listed = this.#list(folder);
    if (listed === undefined || listed.names.has("pyvenv.cfg")) return;
    this.#folder({ folder, root, ...listed }, rules?.below(folder, listed.names));
  }

  #link(path: string, root: string): void {
    this.sawLink = true;
    this.links.add(path);
    const kind = kindOf(path);
    if (kind === "loop") {
      if (EXTENSIONS.has(extname(path))) this.failed.push(this.#failure(path, "is a link to itself"));
      else this.notes.push(this.#note(path, "is a link to itself; it is left out"));
    } else if (kind === "file" && isPython(path)) {
      this.#add(path, shownPath(path, this.#options.cwd), root);
    } else if (kind === "folder") this.#folderLink(path);
    else if (kind === "missing" && EXTENSIONS.has(extname(path))) {
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
      const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
      return { entries, names: new Set(entries.map(({ name }) => name)) };
    } catch (error) {
      this.failed.push(this.#failure(folder, `cannot be read: ${systemReason(error)}`));
      return undefined;
    }
  }

  #add(absolute: string, path: string, root: string, isStream = false): void {
    if (this.files.has(absolute)) return;
    const file: FoundFile = { path, absolute, root, ...(isStream ? { isStream } : {}) };
    this.files.set(absolute, file);
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

/** How a path is shown: relative to the working folder where it is inside, with forward slashes. */
export function shownPath(absolute: string, cwd: string): string {
  const path = relative(cwd, absolute);
  const isInside = path !== ".." && !path.startsWith(`..${sep}`);
  return (isInside ? path || "." : absolute).split(sep).join("/");
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  return kindOf(path) === "folder";
}

type PathKind = "file" | "folder" | "other" | "loop" | "missing";

function kindOf(path: string): PathKind {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return "file";
    return stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ELOOP") return "loop";
    if (code === "ENOENT" || code === "ENOTDIR") return "missing";
    if (code === "EACCES" || code === "ENAMETOOLONG") return "other";
    throw error;
  }
}

/** Whether a name says that it is Python, or says nothing. */
function mayBePython(name: string): boolean {
  const extension = extname(name);
  return extension === "" || EXTENSIONS.has(extension);
}

function isPython(path: string): boolean {
  const extension = extname(path);
  if (EXTENSIONS.has(extension)) return true;
  return extension === "" && PYTHON_FIRST_LINE.test(firstBytes(path));
}

function firstBytes(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const buffer = Buffer.alloc(FIRST_LINE_BYTES);
      const text = buffer.toString("latin1", 0, readSync(file, buffer));
      return text.split("\n", 1)[0] ?? "";
    } finally {
      closeSync(file);
    }
  } catch {
    // A file that says neither by name nor by its first line that it is Python is none of ours.
    return "";
  }
}

/** A link beside the file that it leads to is that file once more. */
function withoutDoubles(files: readonly FoundFile[], links: ReadonlySet<string>): readonly FoundFile[] {
  const seen = new Map<string, FoundFile>();
  const realFolders = new Map<string, string>();
  const realFolder = (folder: string): string => {
    const known = realFolders.get(folder) ?? withSlash(realPath(folder));
    realFolders.set(folder, known);
    return known;
  };
  for (const file of files) {
    const { absolute } = file;
    const isOther = links.has(absolute);
    // Only a link can have another name than its own in the folder that it is in.
    const real = isOther ? realPath(absolute) : realFolder(dirname(absolute)) + basename(absolute);
    if (!seen.has(real) || !isOther) seen.set(real, file);
  }
  const kept = new Set(seen.values());
  return files.filter((file) => kept.has(file));
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** The ignore rules that hold in a folder which was asked for: it is taken even where a file further up leaves it out. */
function rulesFrom(folder: string): IgnoreRules {
  const rules = IgnoreRules.forRoot(folder);
  return rules.ignores(folder, true) ? IgnoreRules.only(folder) : rules;
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

function rootOf(file: string, cwd: string): string {
  return file.startsWith(withSlash(cwd)) ? cwd : dirname(file);
}

function withSlash(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
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
