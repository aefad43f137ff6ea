// Runs the rules about clients over source distributions of PyPI: those of client-rules.json, which have mail
// clients, HTTPS connections and requests, and those of corpus.json. None of their code is run; what is changed is
// compiled before and after. Prints for each rule what was found, what was fixed, and why the rest was not.
// Usage: node scripts/client-rules.mjs [--save DIR] [--only NAME] [--list]
//   --save  writes the diffs; --list  prints a line for each finding that has a fix

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { printCounts } from "./counts.mjs";
import { checkTree, fateOf, findings, pythons } from "./evidence.mjs";
import { treesOf } from "./sdists.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const RULES = [
  "client-without-context",
  "https-connection-without-context",
  "removed-argument",
  "removed-function",
  "unverified-context",
  "unverified-request",
];
/** The newest Python, and the newest that still compiles what Python 2 was written for. */
const compilers = ["3.13", "2.7"];

const { values } = parseArgs({
  options: { save: { type: "string" }, only: { type: "string" }, list: { type: "boolean" } },
});

const used = compilers.flatMap((version) => pythons().findLast((python) => python.version === version) ?? []);
const pins = ["client-rules.json", "corpus.json"]
  .flatMap((file) => JSON.parse(readFileSync(join(scripts, file), "utf8")))
  .filter(({ name }) => !values.only || name === values.only);

function examine(sdist) {
  const tree = { ...sdist, select: RULES, pythons: used.map(({ path }) => path) };
  const found = findings(tree);
  const [safe, unsafe] = ["safe", "unsafe"].map((strength) => checkTree(tree, strength));
  if (values.save) save(tree, { safe, unsafe });
  if (values.list) for (const one of found.filter(isFixed)) console.log(lineOf(tree, one));
  console.error(`${tree.name}: ${found.length} findings`);
  return { found, safe, unsafe, problems: [...new Set([...safe.problems, ...unsafe.problems])] };
}

const isFixed = (finding) => ["safe", "unsafe"].includes(fateOf(finding));
const lineOf = ({ name }, { path, line, rule, remedies }) =>
  `${name}\t${path}:${line}\t${rule}\t${remedies[0].title}`;

function save({ name }, strengths) {
  mkdirSync(values.save, { recursive: true });
  for (const [strength, { patch }] of Object.entries(strengths)) {
    const file = join(values.save, `${name.replaceAll(/[^\w.]+/g, "-")}.${strength}.diff`);
    if (patch.length > 0) writeFileSync(file, patch);
  }
}

const results = treesOf(pins).map(examine);
printCounts(results);
const problems = results.flatMap((result) => result.problems);
for (const problem of problems) console.log(`PROBLEM ${problem}`);
console.log(problems.length === 0 ? "\nNo problems." : `\n${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
