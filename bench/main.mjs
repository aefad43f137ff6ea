// Measures tlsfix beside its peers. See README.md in this folder.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CASES } from "./cases/all.mjs";
import { DEFAULT_FOLDER, InputFolder } from "./inputs/folder.mjs";
import { allTrees } from "./inputs/trees.mjs";
import { chart } from "./report/chart.mjs";
import { machine } from "./report/machine.mjs";
import { markdown } from "./report/markdown.mjs";
import { ROOT } from "./root.mjs";

const USAGE = `npm run bench -- [--quick] [--only CASE[,CASE]] [--runs N] [--folder DIR] [--note TEXT] [--write]
cases: ${Object.keys(CASES).join(", ")}`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    runs: { type: "string" },
    folder: { type: "string", default: DEFAULT_FOLDER },
    note: { type: "string" },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const PAGE = "benchmark.md";
const PICTURE = "benchmark.svg";
const kept = join(resolve(values.folder), "report");
const say = (text) => process.stderr.write(`bench: ${text}\n`);

if (values.help) console.log(USAGE);
else await main();

async function main() {
  const names = values.only?.split(",") ?? Object.keys(CASES);
  const unknown = names.filter((name) => CASES[name] === undefined);
  if (unknown.length > 0) throw new Error(`no case ${unknown.join(", ")}\n${USAGE}`);
  const folder = resolve(values.folder);
  if (folder === resolve(ROOT) || folder.startsWith(resolve(ROOT, "x").slice(0, -1))) {
    throw new Error(
      "--folder is to be outside the repository: inputs are large, and Git and tlsfix would see them",
    );
  }
  const inputs = new InputFolder(folder, say);
  const { quick } = values;
  const rounds = values.runs === undefined ? (quick ? 2 : 5) : Number(values.runs);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--runs takes a whole number from 1 on");
  let trees;
  const bench = {
    inputs,
    quick,
    rounds,
    slowRounds: quick ? 1 : 2,
    sampleShare: quick ? 0.2 : 1,
    threads: availableParallelism(),
    say,
    trees: () => {
      trees ??= allTrees(inputs, quick ? { size: 10_000, newest: 2 } : { size: 100_000 });
      return trees;
    },
  };
  const started = performance.now();
  rmSync(kept, { recursive: true, force: true });
  const about = { ...machine(), quick, rounds, note: values.note };
  const results = [];
  let isWhole = true;
  for (const name of names) {
    say(`case: ${name}`);
    const result = await measured(name, bench);
    isWhole &&= result !== undefined;
    if (result !== undefined) results.push(result);
    // What is known is kept, whatever becomes of the next case.
    write(kept, results, { ...about, minutes: (performance.now() - started) / 60_000 });
  }
  console.log(readFileSync(join(kept, PAGE), "utf8"));
  say(`written to ${kept}`);
  if (isWhole) publish();
  else process.exitCode = 1;
}

/** One case; where it fails the others are measured all the same, and nothing is published. */
async function measured(name, bench) {
  try {
    return await CASES[name](bench);
  } catch (error) {
    say(`the case ${name} FAILED: ${error.stack}`);
    return undefined;
  }
}

function write(folder, results, about) {
  const bars = results.find((result) => result.chart !== undefined)?.chart;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PAGE), markdown(results, about, bars !== undefined));
  if (bars !== undefined) writeFileSync(join(folder, PICTURE), chart(bars));
}

/** The documents change with a whole run, or where they are asked to. */
function publish() {
  const isPart = values.quick || values.only !== undefined;
  if (isPart && !values.write) return;
  for (const name of [PAGE, PICTURE]) {
    if (existsSync(join(kept, name))) copyFileSync(join(kept, name), join(ROOT, "docs", name));
  }
  say("docs written");
}
