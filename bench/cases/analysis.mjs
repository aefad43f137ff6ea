// What the analysis, and following contexts alone, cost beside the parse of the same files, in one process, with no start-up in it.
import { join } from "node:path";
import { spreadOf } from "../measure/rounds.mjs";
import { runProcess } from "../measure/run-process.mjs";
import { atMost, figure, spreadText } from "../measure/verdict.mjs";
import { ROOT } from "../root.mjs";

const title = "The analysis";

const mostFiles = ({ quick }) => (quick ? 120 : 400);

export async function run(bench) {
  const trees = (await bench.trees()).filter(({ id, candidates }) => id !== "none" && candidates > 0);
  const results = trees.map((tree) => ({ tree, ...measure(bench, tree) }));
  return {
    title,
    text: [
      `The candidates of each tree, at most ${mostFiles(bench)} at even distances, in turns: parsed and no more, and checked by all`,
      "rules, which has the parse in it. The analysis is the difference: names, contexts, all rules and their edits.",
      "Following contexts is the part of it, by V8's profiler, in which contexts are followed through the program, with",
      "what of the tree and its names is read there for the first time, and the collection of garbage that follows on it.",
      "One thread, the code warm.",
    ],
    tables: [
      {
        head: [
          "tree",
          "files",
          "MB",
          "analysis, times the parse",
          "following contexts, times the parse",
          "the dearest file of 20 kB and more",
          "files that make it fail",
        ],
        rows: results.map(({ tree, files, bytes, spread, following, worst, failed }) => [
          tree.name,
          figure(files),
          figure(bytes / 1e6),
          spreadText(spread),
          spreadText(following),
          worst === undefined ? "–" : `${figure(worst.times)}: ${worst.path}`,
          failed.length === 0 ? "none" : failed.join(", "),
        ]),
      },
    ],
    targets: results.flatMap(({ tree, spread, following }) => [
      atMost(`${tree.name}: analysis, times the parse`, 1, spread),
      atMost(`${tree.name}: following contexts, times the parse`, 1, following),
    ]),
  };
}

function measure(bench, { folder, candidateList }) {
  const most = mostFiles(bench);
  const step = Math.max(1, candidateList.length / most);
  const count = Math.min(most, candidateList.length);
  const taken = Array.from({ length: count }, (_, at) => candidateList[Math.floor(at * step)]);
  const command = {
    file: process.execPath,
    args: [join(ROOT, "bench", "programs", "check-files.mjs"), String(bench.rounds), folder],
    input: taken.map(({ path }) => `${path}\n`).join(""),
  };
  const { runs, worst, failed } = JSON.parse(runProcess(command, { keep: true }).stdout);
  return {
    files: taken.length,
    bytes: taken.reduce((sum, { bytes }) => sum + bytes, 0),
    spread: spreadOf(runs.map(({ parse, check }) => (check - parse) / parse)),
    following: spreadOf(runs.map(({ parse, following }) => following / parse)),
    worst,
    failed,
  };
}
