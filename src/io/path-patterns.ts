import { relative, resolve, sep } from "node:path";
import picomatch from "picomatch";

/** What Ruff leaves out by default. */
export const DEFAULT_EXCLUDES: readonly string[] = [
  ".bzr",
  ".direnv",
  ".eggs",
  ".git",
  ".git-rewrite",
  ".hg",
  ".ipynb_checkpoints",
  ".mypy_cache",
  ".nox",
  ".pants.d",
  ".pyenv",
  ".pytest_cache",
  ".pytype",
  ".ruff_cache",
  ".svn",
  ".tox",
  ".venv",
  ".vscode",
  "__pypackages__",
  "_build",
  "buck-out",
  "dist",
  "node_modules",
  "site-packages",
  "venv",
];

/** A test of an absolute path, whose last part may be told where it is known. */
export type PathTest = (path: string, name?: string) => boolean;

/**
 * A test of absolute paths by Ruff's rules: a pattern matches a base name, or a path below `folder`;
 * `*` matches a slash too.
 */
export function pathMatcher(patterns: readonly string[], folder: string): PathTest {
  if (patterns.length === 0) return matchesNone;
  const options = { dot: true, bash: true };
  const plain = new Set(patterns.map(withoutSlash).filter(isName));
  const others = patterns.map(withoutSlash).filter((pattern) => !isName(pattern));
  const byPlainName = (name: string): boolean => plain.has(name);
  if (others.length === 0) return (path, name = nameOf(path)) => byPlainName(name);
  const byName = picomatch(others, options);
  const byPath = picomatch(
    others.map((pattern) => fromFolder(pattern, folder)),
    options,
  );
  return (path, name = nameOf(path)) => byPlainName(name) || byName(name) || byPath(fromFolder(path, folder));
}

/** The test of what any of some tests says. */
export function anyOf(tests: readonly PathTest[]): PathTest {
  const [first = matchesNone, ...others] = tests.filter((test) => test !== matchesNone);
  return others.length === 0
    ? first
    : (path, name) => first(path, name) || others.some((test) => test(path, name));
}

const matchesNone: PathTest = () => false;

/** A pattern that is one name matches that name, and no path that ends in another. */
function isName(pattern: string): boolean {
  return /^\w[\w.-]*$|^\.\w[\w.-]*$/.test(pattern);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1);
}

function withoutSlash(pattern: string): string {
  return pattern.replace(/\/+$/, "");
}

function fromFolder(path: string, folder: string): string {
  return relative(folder, resolve(folder, path)).split(sep).join("/");
}
