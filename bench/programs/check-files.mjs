// Times the parse of files and their check, in turns. Usage: check-files.mjs ROUNDS FOLDER < LIST
// Prints JSON: seconds of each round, with those of the check that go into following contexts, and the file whose analysis is dearest, in times its parse,
// and the files that make the check fail.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../root.mjs";
import { loadParser } from "./parser.mjs";
import { shareOf } from "./profiled.mjs";

/** Below this the clock and the collector of garbage are most of what is measured. */
const LARGE = 20_000;

/** The functions by which rules ask what becomes of contexts. */
const FOLLOWING = ["contextsOf", "contextsIf"];

const { loadTlsfix } = await import(pathToFileURL(join(ROOT, "dist", "index.js")).href);
const [tool, parser] = [await loadTlsfix(), await loadParser()];
const [rounds, folder] = [Number(process.argv[2]), process.argv[3]];
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
const all = paths.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));

const parse = ({ text }) => parser.parse(text).delete();
const check = ({ text, path }) => tool.check(text, path);

function secondsOf(work, file) {
  const start = performance.now();
  work(file);
  return (performance.now() - start) / 1000;
}

async function round() {
  const sums = { parse: 0, check: 0 };
  const times = new Map();
  for (const file of files) {
    const [one, other] = [secondsOf(parse, file), secondsOf(check, file)];
    sums.parse += one;
    sums.check += other;
    if (file.text.length >= LARGE) times.set(file.path, (other - one) / one);
  }
  // Of a run of its own: the profiler takes time too.
  const share = await shareOf(FOLLOWING, () => {
    for (const file of files) check(file);
  });
  return { ...sums, following: share * sums.check, times };
}

/** Of each file the least of the rounds: what is dear in every one of them, not what was disturbed in one. */
function dearest(runs) {
  const [first] = runs;
  const least = [...first.times.keys()].map((path) => ({
    path,
    times: Math.min(...runs.map(({ times }) => times.get(path))),
  }));
  return least.sort((a, b) => b.times - a.times)[0];
}

/** A file that makes the check fail is a defect: it is told, and left out of what is timed. */
const failed = all.filter((file) => {
  try {
    check(file);
    return false;
  } catch {
    return true;
  }
});
const files = all.filter((file) => !failed.includes(file));

const runs = [];
for (let at = 0; at < rounds; at++) runs.push(await round());
const sums = runs.map(({ parse, check, following }) => ({ parse, check, following }));
console.log(JSON.stringify({ runs: sums, worst: dearest(runs), failed: failed.map(({ path }) => path) }));
