// Whether time and memory grow in proportion: with the number of files, and within one file.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monorepo } from "../inputs/monorepo.mjs";
import { STRESS } from "../inputs/stress.mjs";
import { inTurn, medianSeconds, peakOf, spreadOf } from "../measure/rounds.mjs";
import { runProcess } from "../measure/run-process.mjs";
import { atMost, figure, spreadText, unmeasured } from "../measure/verdict.mjs";
import { tlsfix } from "../peers/tlsfix.mjs";
import { ROOT } from "../root.mjs";

const title = "Growth";

/** What the clock leaves of "in proportion". */
const PROPORTION = 1.25;
const ROUNDS_OF_ONE_FILE = 2;
const LIMIT_MS = 90_000;
const MOST_MEMORY_MB = 300;

export async function run(bench) {
  const trees = files(bench);
  const single = STRESS.map((kind) => inOneFile(bench, kind));
  return {
    title,
    text: [
      "1 is growth in proportion to the size, less is better. Of trees, what files cost in the middle is compared with what",
      "more of them cost. Of one file, the time is that of its check within one warm process, the memory and the seconds",
      "those of a whole process with all its threads; what the least file of its kind costs is taken off both.",
    ],
    tables: [
      trees.table,
      {
        head: [
          "one file",
          "small",
          "large",
          "times as large",
          "growth of time",
          "growth of memory",
          "large: seconds",
          "MB",
        ],
        rows: single.map(({ row }) => row),
      },
    ],
    targets: [...trees.targets, ...single.flatMap(({ targets }) => targets)],
  };
}

function files({ inputs, rounds, quick, say }) {
  const sizes = quick ? [100, 1000, 10_000] : [1000, 10_000, 100_000];
  const contenders = sizes.map((size) => ({
    name: size,
    command: tlsfix(["-q", "."], { cwd: monorepo(inputs, size) }),
  }));
  const samples = inTurn(contenders, { rounds, say });
  const [small, middle, large] = sizes.map((size) => samples.get(size).map(({ seconds }) => seconds));
  const [a, b, c] = sizes;
  const growth = spreadOf(
    large.map((time, at) => ((time - middle[at]) / (c - b)) * ((b - a) / (middle[at] - small[at]))),
  );
  const peak = peakOf(samples.get(c));
  const memory = `peak memory on ${figure(c)} files, MB`;
  return {
    table: {
      head: ["files", "seconds", "microseconds a file", "peak, MB"],
      rows: sizes.map((size) => {
        const { median } = spreadOf(samples.get(size).map(({ seconds }) => seconds));
        const most = peakOf(samples.get(size));
        return [
          figure(size),
          figure(median),
          figure((median / size) * 1e6),
          most === undefined ? "–" : figure(most / 1e6),
        ];
      }),
    },
    targets: [
      atMost(
        `cost of a file from ${figure(b)} to ${figure(c)}, times that from ${figure(a)} to ${figure(b)}`,
        PROPORTION,
        growth,
      ),
      peak === undefined
        ? unmeasured(memory, `< ${MOST_MEMORY_MB}`, "no GNU time")
        : {
            text: memory,
            limit: `< ${MOST_MEMORY_MB}`,
            measured: figure(peak / 1e6),
            met: peak / 1e6 < MOST_MEMORY_MB,
          },
    ],
  };
}

function inOneFile({ inputs, say }, { name, unit, small, large, text }) {
  say(`one file: ${name}`);
  const folder = inputs.scratch("one-file");
  const [least, few, many] = [1, small, large].map((count, at) => {
    const content = text(count);
    const file = `${at}.py`;
    writeFileSync(join(folder, file), content);
    return { file, size: content.length, command: tlsfix(["-q", file], { cwd: folder }) };
  });
  const factor = (many.size - least.size) / (few.size - least.size);
  const label = `${name}, ${figure(large)} ${unit}`;
  const cells = [name, `${figure(small)} ${unit}`, `${figure(large)} ${unit}`, figure(factor)];
  const runs = [least, few, many].map(({ command }) =>
    Array.from({ length: ROUNDS_OF_ONE_FILE }, () => runProcess(command, { limitMs: LIMIT_MS })),
  );
  if (runs.flat().some(({ stopped }) => stopped)) return tooLong(label, cells);
  const time = growthOf(secondsInside(folder, [least, few, many]), factor);
  const hasMemory = runs.flat().every(({ peakBytes }) => peakBytes !== undefined);
  const memory =
    hasMemory &&
    growthOf(
      runs.map((list) => list.map(({ peakBytes }) => peakBytes)),
      factor,
    );
  return {
    row: [
      ...cells,
      spreadText(time),
      hasMemory ? spreadText(memory) : "–",
      figure(medianSeconds(runs[2])),
      hasMemory ? figure(peakOf(runs[2]) / 1e6) : "–",
    ],
    targets: [
      atMost(`${label}: growth of time`, PROPORTION, time),
      hasMemory
        ? atMost(`${label}: growth of memory`, PROPORTION, memory)
        : unmeasured(`${label}: growth of memory`, `≤ ${PROPORTION}`, "no GNU time"),
    ],
  };
}

function tooLong(label, cells) {
  const measured = `stopped after ${LIMIT_MS / 1000} s`;
  return {
    row: [...cells, measured, "–", `> ${LIMIT_MS / 1000}`, "–"],
    targets: [{ text: `${label}: growth of time`, limit: `≤ ${PROPORTION}`, measured, met: false }],
  };
}

/** Seconds of the check of each file within one process, so that no start-up hides what is small. */
function secondsInside(folder, files) {
  const command = {
    file: process.execPath,
    args: [
      join(ROOT, "bench", "programs", "time-checks.mjs"),
      ...files.map(({ file }) => join(folder, file)),
    ],
  };
  return JSON.parse(runProcess(command, { keep: true }).stdout);
}

/** What the large file costs above the least one, per what it is larger, in terms of the same of the small file. */
function growthOf([least, few, many], factor) {
  const { median } = spreadOf(least);
  const added = spreadOf(few).median - median;
  return spreadOf(many.map((value) => (value - median) / added / factor));
}
