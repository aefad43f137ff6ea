// Runs tlsfix over every standard library of this machine, and over what is installed beside it.
// Usage: node scripts/realworld.mjs [--save DIR] [--only TEXT] [FOLDER...]

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { printCounts } from "./counts.mjs";
import { checkTree, findings, numberOf, pythons } from "./evidence.mjs";

const { values, positionals } = parseArgs({
  options: { save: { type: "string" }, only: { type: "string" } },
  allowPositionals: true,
});

/** The standard library and the installed packages of each CPython 3.8 and later, and the folders asked for. */
function trees() {
  const found = pythons()
    .filter(({ version }) => numberOf(version) >= numberOf("3.8"))
    .flatMap(({ path, version, stdlib, purelib, isSystem }) => {
      const name = isSystem ? `${version} system` : version;
      const packages = isSystem ? join(dirname(stdlib), "python3", "dist-packages") : purelib;
      return [
        { name: `${name} stdlib`, folder: stdlib, exclude: "site-packages,dist-packages", pythons: [path] },
        { name: `${name} packages`, folder: packages, pythons: [path] },
      ];
    });
  const newest = found.at(-1).pythons;
  const asked = positionals.map((folder) => ({ name: folder, folder: resolve(folder), pythons: newest }));
  return [...found, ...asked].filter(
    ({ name, folder }) => existsSync(folder) && (!values.only || name.includes(values.only)),
  );
}

function examine(tree) {
  const started = Date.now();
  const found = findings(tree);
  const runs = ["safe", "unsafe"].map((strength) => {
    const result = checkTree(tree, strength);
    save(tree, strength, result.patch);
    return result;
  });
  const [safe, unsafe] = runs;
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  const changed = `${safe.changed.length} files changed, ${unsafe.changed.length} with --unsafe-fixes`;
  const failed = safe.failed.length > 0 ? `, ${safe.failed.length} could not be done` : "";
  console.log(`${tree.name}: ${found.length} findings, ${changed}${failed} (${seconds} s)`);
  return { found, safe, unsafe, problems: [...new Set(runs.flatMap(({ problems }) => problems))] };
}

function save(tree, strength, patch) {
  if (!values.save || patch.length === 0) return;
  mkdirSync(values.save, { recursive: true });
  writeFileSync(join(values.save, `${tree.name.replaceAll(/[^\w.]+/g, "-")}.${strength}.diff`), patch);
}

const results = trees().map(examine);
printCounts(results);
const problems = results.flatMap((result) => result.problems);
for (const failure of new Set(results.flatMap(({ safe }) => safe.failed))) {
  console.log(`could not be done: ${failure}`);
}
for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(problems.length === 0 ? "No problems." : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
