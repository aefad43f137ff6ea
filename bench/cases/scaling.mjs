// Whether time and memory grow in proportion: with the number of files, and within one file.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monorepo } from "../inputs/monorepo.mjs";
import { STRESS } from "../inputs/stress.mjs";
import { inTurn, peakOf, spreadOf } from "../measure/rounds.mjs";
import { atMost, figure, spreadText, unmeasured } from "../measure/verdict.mjs";
import { tlsfix } from "../peers/tlsfix.mjs";

const title = "Growth";

/** What the shares of a start-up and of the clock leave of "in proportion". */
const PROPORTION = 1.25;
const MOST_MEMORY_MB = 300;

export async function run(bench) {
  const trees = files(bench);
  const single = STRESS.map((kind) => inOneFile(bench, kind));
  return {
    title,
    text: [
      "What is added is compared with what is added to: start-up, measured on a small file, is taken off both. 1 is growth",
      "in proportion, less is better than that. Peak memory is that of the whole process with all its threads.",
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

function inOneFile({ inputs, rounds, say }, { name, unit, small, large, text }) {
  const folder = inputs.scratch("one-file");
  const write = (file, content) => {
    writeFileSync(join(folder, file), content);
    return { content, command: tlsfix(["-q", file], { cwd: folder }) };
  };
  const least = write("least.py", text(1));
  const few = write("few.py", text(small));
  const many = write("many.py", text(large));
  say(`one file: ${name}`);
  const samples = inTurn(
    [
      { name: "least", command: least.command },
      { name: "few", command: few.command },
      { name: "many", command: many.command },
    ],
    { rounds, warmUp: false },
  );
  const factor = (many.content.length - least.content.length) / (few.content.length - least.content.length);
  const of = (kind, what) => samples.get(kind).map((run) => run[what]);
  const time = growthOf(of("least", "seconds"), of("few", "seconds"), of("many", "seconds"), factor);
  const hasMemory = of("many", "peakBytes").every((peak) => peak !== undefined);
  const memory =
    hasMemory && growthOf(of("least", "peakBytes"), of("few", "peakBytes"), of("many", "peakBytes"), factor);
  const label = (count) => `${figure(count)} ${unit}`;
  return {
    row: [
      name,
      label(small),
      label(large),
      figure(factor),
      spreadText(time),
      hasMemory ? spreadText(memory) : "–",
      figure(spreadOf(of("many", "seconds")).median),
      hasMemory ? figure(peakOf(samples.get("many")) / 1e6) : "–",
    ],
    targets: [
      atMost(`${name}, ${label(large)}: growth of time`, PROPORTION, time),
      hasMemory
        ? atMost(`${name}, ${label(large)}: growth of memory`, PROPORTION, memory)
        : unmeasured(`${name}, ${label(large)}: growth of memory`, `≤ ${PROPORTION}`, "no GNU time"),
    ],
  };
}

/**
 * What the large file costs above the least one, per what it is larger, in terms of the same of the small file. Where
 * the small one costs no more than the least, a hundredth of the least is taken, so that noise is not divided by.
 */
function growthOf(least, few, many, factor) {
  return spreadOf(
    many.map((value, at) => {
      const added = Math.max(few[at] - least[at], least[at] / 100);
      return (value - least[at]) / added / factor;
    }),
  );
}
