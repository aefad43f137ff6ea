import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";
import { type NameTest, nameTest } from "./ignore-names.ts";
import type { Names } from "./listing.ts";

/** One file of ignore patterns; they hold for paths that start with `within`. */
interface PatternFile {
  readonly within: string;
  readonly patterns: Ignore;
  /** What no pattern can match by its name need not be compared with all of them. */
  readonly mayConcern: NameTest;
}

const IGNORE_FILES = [".gitignore", ".ignore"];

/** What the ignore files that hold in a folder say. The last file that says something about a path decides. */
export class IgnoreRules {
  readonly #files: readonly PatternFile[];

  private constructor(files: readonly PatternFile[]) {
    this.#files = files;
  }

  /** The rules of the user, of the repository that `folder` is in, and of every folder from its top down to `folder`. */
  static forRoot(folder: string): IgnoreRules {
    const top = findRepositoryTop(folder);
    if (top === undefined) return new IgnoreRules(readPatterns(folder, userIgnoreFile())).below(folder);
    const start = new IgnoreRules([
      ...readPatterns(top, userIgnoreFile()),
      ...readPatterns(top, join(gitFolder(top), "info", "exclude")),
    ]);
    return foldersBetween(top, folder).reduce((rules, next) => rules.below(next), start);
  }

  /** No rules but those of `folder` itself. */
  static only(folder: string): IgnoreRules {
    return new IgnoreRules([]).below(folder);
  }

  /** These rules and those of a folder further down, whose `names` may be known. */
  below(folder: string, names?: Names): IgnoreRules {
    const there = IGNORE_FILES.filter((name) => names === undefined || names.has(name));
    const added = there.flatMap((name) => readPatterns(folder, join(folder, name)));
    return added.length === 0 ? this : new IgnoreRules([...this.#files, ...added]);
  }

  /** Whether the rules leave a path out. With its `name`, for one in a folder that they do not leave out. */
  ignores(path: string, isFolder: boolean, name?: string): boolean {
    for (let i = this.#files.length - 1; i >= 0; i--) {
      const { within, patterns, mayConcern } = this.#files[i] as PatternFile;
      if (name !== undefined && !mayConcern(name, isFolder)) continue;
      if (!path.startsWith(within) || path.length === within.length) continue;
      const inside = path.slice(within.length).replaceAll(sep, "/");
      const verdict = patterns.test(isFolder ? `${inside}/` : inside);
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }
}

/** The top folder of the git working tree that `folder` is in. */
export function findRepositoryTop(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, ".git"))) return current;
    if (dirname(current) === current) return undefined;
  }
}

/** In a linked worktree `.git` is a file that names the real folder, whose `commondir` has the shared one. */
export function gitFolder(top: string): string {
  const path = join(top, ".git");
  if (statSync(path).isDirectory()) return path;
  const own = resolve(
    top,
    readText(path)
      .replace(/^gitdir:\s*/, "")
      .trim(),
  );
  const common = readText(join(own, "commondir")).trim();
  return common === "" ? own : resolve(own, common);
}

function userIgnoreFile(): string {
  const { XDG_CONFIG_HOME } = process.env;
  const home = XDG_CONFIG_HOME || join(homedir(), ".config");
  const configured = [join(homedir(), ".gitconfig"), join(home, "git", "config")]
    .map((file) => /^\s*excludes[fF]ile\s*=\s*"?(.+?)"?\s*$/m.exec(readText(file))?.[1])
    .find((value) => value !== undefined);
  return configured?.replace(/^~(?=\/)/, homedir()) ?? join(home, "git", "ignore");
}

function foldersBetween(top: string, folder: string): readonly string[] {
  const folders = [top];
  for (const part of relative(top, folder).split(sep)) {
    if (part !== "") folders.push(join(folders.at(-1) ?? top, part));
  }
  return folders;
}

function readPatterns(folder: string, file: string): readonly PatternFile[] {
  const text = readText(file);
  if (text === "") return [];
  const within = folder.endsWith(sep) ? folder : folder + sep;
  return [{ within, patterns: ignore({ ignorecase: false }).add(text), mayConcern: nameTest(text) }];
}

/** An ignore file that is missing or unreadable has no rules. */
function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
