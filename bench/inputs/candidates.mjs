// Which files the words of the rules let through: by what the rules say of themselves, and a search of our own.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../root.mjs";

let loaded;

/** The rules of the build that is measured. */
export async function rules() {
  loaded ??= (async () => {
    const { loadTlsfix } = await import(pathToFileURL(join(ROOT, "dist", "index.js")).href);
    return (await loadTlsfix()).rules;
  })();
  return loaded;
}

/** Every word of every rule, once; of what is to stand before a certain sign, the word alone. */
export async function words() {
  const all = (await rules()).flatMap(({ mentions }) => mentions.flat());
  return [...new Set(all.map((word) => /^\w+/.exec(word)?.[0] ?? word))].sort();
}

/** The ids of the rules that a file may concern: those of which it has every word of one list. */
function rulesFor(bytes, all) {
  const known = new Map();
  const has = (word) => {
    if (!known.has(word)) known.set(word, bytes.includes(word));
    return known.get(word);
  };
  return all.filter(({ mentions }) => mentions.some((list) => list.every(has))).map(({ id }) => id);
}

/** The candidates among some files: path, size, a hash of the content, and the rules whose words they have. */
export async function candidatesIn(top, paths) {
  const all = await rules();
  return paths.flatMap((path) => {
    const bytes = readFileSync(join(top, path));
    const found = rulesFor(bytes, all);
    return found.length === 0 ? [] : [{ path, bytes: bytes.length, content: hashOf(bytes), rules: found }];
  });
}

const hashOf = (bytes) => createHash("sha256").update(bytes).digest("base64");
