// Pinned source distributions: fetched through pip, checked by their hash, kept in .cache, unpacked.

import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythons, run } from "./evidence.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));

/** Where what the scripts download or make is kept between runs. */
export const cache = join(dirname(scripts), ".cache");
const archives = join(cache, "sdists");

const unpacking = `import shutil, sys
options = {} if sys.argv[1].endswith(".zip") else {"filter": "data"}
shutil.unpack_archive(sys.argv[1], sys.argv[2], **options)`;

function python(args, options) {
  const { status, stdout, stderr } = run(pythons().at(-1).path, args, options);
  if (status !== 0) throw new Error(String(stderr));
  return String(stdout);
}

/** The pins, each with its `archive` on disk: downloaded if it is not there yet. None of their code is run. */
export function fetchAll(pins) {
  const input = pins.map(({ name, version, sha256 }) => `${JSON.stringify({ name, version, sha256 })}\n`);
  const lines = python([join(scripts, "fetch-sdists.py"), archives], { input: input.join("") });
  const answers = lines.split("\n").filter(Boolean);
  return answers.map((line, at) => {
    const { error, file } = JSON.parse(line);
    if (error) throw new Error(`${pins[at].name} ${pins[at].version}: ${error}`);
    return { ...pins[at], archive: join(archives, file) };
  });
}

/** Unpacks an archive into `folder`, which must be new. */
export function unpack(archive, folder) {
  python(["-c", unpacking, archive, folder]);
}

/** The one folder that the archive holds, unpacked in `folder`, which must be new. */
export function unpacked(archive, folder) {
  unpack(archive, folder);
  return join(folder, readdirSync(folder)[0]);
}

/** The trees of pins: a name to show and a folder for each, unpacked once and kept. */
export function treesOf(pins) {
  return fetchAll(pins).map(({ name, version, archive }) => {
    const folder = join(cache, "corpus", `${name}-${version}`);
    if (!existsSync(folder)) {
      mkdirSync(dirname(folder), { recursive: true });
      unpack(archive, folder);
    }
    return { name: `${name} ${version}`, folder };
  });
}
