// Source distributions of pinned versions: downloaded once, checked by their hash, unpacked; nothing of them is run.

import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythons, run } from "./evidence.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const cache = join(dirname(scripts), ".cache");
const unpack = "import shutil, sys; shutil.unpack_archive(sys.argv[1], sys.argv[2], filter='data')";

/** The trees of `{ name, version, sha256 }`: a name to show and a folder for each. */
export function treesOf(pins) {
  const python = pythons().at(-1);
  const folder = join(cache, "sdists");
  const input = pins.map((pin) => `${JSON.stringify(pin)}\n`).join("");
  const { status, stdout, stderr } = run(python.path, [join(scripts, "fetch-sdists.py"), folder], { input });
  if (status !== 0) throw new Error(String(stderr));
  const answers = String(stdout)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return answers.map((answer) => treeOf(python, folder, answer));
}

function treeOf(python, sdists, { name, version, file, error }) {
  if (error) throw new Error(`${name} ${version}: ${error}`);
  const folder = join(cache, "corpus", `${name}-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const { status, stderr } = run(python.path, ["-c", unpack, join(sdists, file), folder]);
    if (status !== 0) throw new Error(`${file}: ${stderr}`);
  }
  return { name: `${name} ${version}`, folder };
}
