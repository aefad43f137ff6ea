// Results of long runs, kept in .cache/outcomes: a run that was stopped goes on where it was, and only that is done
// again which something changed for.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cache } from "./sdists.mjs";

/** A short digest of texts or bytes. */
export function digestOf(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 12);
}

/** One digest over the names and the bytes of all files of a tree. */
export function digestOfTree(tree) {
  const entries = readdirSync(tree, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return digestOf(...files.sort().flatMap((file) => [file.slice(tree.length), readFileSync(file)]));
}

/** What `make` gives, which must go through JSON; from an earlier run, where all that decides it is the same. */
export async function remembered(what, deciding, { again = false }, make) {
  const name = `${what.replaceAll(/[^\w.]+/g, "-")}-${digestOf(...deciding)}.json`;
  const file = join(cache, "outcomes", name);
  if (!again && existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const made = await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(made));
  return made;
}
