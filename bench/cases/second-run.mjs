// A run over a tree that did not change since the last one, against listing it.
import { join } from "node:path";
import { inTurn, ratioOf } from "../measure/rounds.mjs";
import { runProcess } from "../measure/run-process.mjs";
import { atMost, spreadText, unmeasured } from "../measure/verdict.mjs";
import { onPath } from "../peers/find.mjs";
import { HAS_CACHE, NAME, tlsfix } from "../peers/tlsfix.mjs";
import { ROOT } from "../root.mjs";

const title = "The second run";

const LIMIT = 1.3;
const FIND = "find -printf";
const IN_NODE = "listing in Node";

export async function run(bench) {
  const text = [
    "The same run again, with its cache, where nothing changed: times listing all files with their times and sizes, by",
    "`find -printf` and by a program in Node that does nothing else. The files are in the page cache.",
  ];
  const trees = (await bench.trees()).filter(({ id }) => id !== "none");
  const target = (tree) => `${tree.name}: second run, times \`${FIND}\``;
  if (!HAS_CACHE) {
    const targets = trees.map((tree) => unmeasured(target(tree), `≤ ${LIMIT}`, "this build has no cache"));
    return { title, text, tables: [], targets };
  }
  const results = trees.map((tree) => ({ tree, samples: measure(bench, tree) }));
  return {
    title,
    text,
    tables: [
      {
        head: ["second run, times", ...results.map(({ tree }) => tree.name)],
        rows: [FIND, IN_NODE, "first run"].map((name) => [
          name,
          ...results.map(({ samples }) =>
            samples.has(name) ? spreadText(ratioOf(samples, NAME, name)) : "–",
          ),
        ]),
      },
    ],
    targets: results.map(({ tree, samples }) =>
      samples.has(FIND)
        ? atMost(target(tree), LIMIT, ratioOf(samples, NAME, FIND))
        : unmeasured(target(tree), `≤ ${LIMIT}`, "no find with -printf"),
    ),
  };
}

function measure({ inputs, rounds, say }, { folder, id }) {
  const cache = inputs.scratch(`cache-${id}`);
  const env = { XDG_CACHE_HOME: cache };
  const again = tlsfix(["-q", "."], { cwd: folder, cached: true, env });
  const find = { file: onPath("find"), args: [".", "-printf", "%p %T@ %s\\n"], cwd: folder };
  const contenders = [
    { name: NAME, command: again },
    ...(canPrint(find) ? [{ name: FIND, command: find }] : []),
    {
      name: IN_NODE,
      command: { file: process.execPath, args: [join(ROOT, "bench", "programs", "list-files.mjs"), folder] },
    },
    { name: "first run", command: tlsfix(["-q", "."], { cwd: folder }) },
  ];
  // The run that fills the cache; the rounds read it.
  runProcess(again);
  return inTurn(contenders, { rounds, say });
}

function canPrint(command) {
  if (command.file === undefined) return false;
  try {
    runProcess({ ...command, args: ["-maxdepth", "0", ...command.args.slice(1)] });
    return true;
  } catch {
    return false;
  }
}
