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

/**
 * A test of absolute paths by Ruff's rules: a pattern matches a base name, or a path below `folder`;
 * `*` matches a slash too.
 */
export function pathMatcher(patterns: readonly string[], folder: string): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const options = { dot: true, bash: true };
  const byName = picomatch(patterns.map(withoutSlash), options);
  const byPath = picomatch(
    patterns.map((pattern) => fromFolder(withoutSlash(pattern), folder)),
    options,
  );
  return (path) => byName(path.slice(path.lastIndexOf(sep) + 1)) || byPath(fromFolder(path, folder));
}

function withoutSlash(pattern: string): string {
  return pattern.replace(/\/+$/, "");
}

function fromFolder(path: string, folder: string): string {
  return relative(folder, resolve(folder, path)).split(sep).join("/");
}
