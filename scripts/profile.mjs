// Where the time of a run goes, from a profile of it:
//   node --cpu-prof --cpu-prof-name=run.cpuprofile bin/tlsfix.js --no-cache --jobs 1 --exit-zero TREE
//   node scripts/profile.mjs run.cpuprofile
import { readFileSync } from "node:fs";

/** What functions of the built program stand for; a sample is that of the innermost of them that is being run. */
const WORK = [
  ["parsing", /^parse$/],
  ["following contexts", /^(?:contextsOf|contextsIf|livesIf)$/],
  ["the texts of neighbours", /^(?:programOf|neighbour|openProject)$/],
  ["what files say to each other", /^(?:knownProject|projectFacts|factsFor|see)$/],
  ["searching", /^(?:searchFile|inFile|results)$/],
  ["listing", /^(?:discover|gather|#folder|#below|#list)$/],
  ["the report", /^(?:#findings|full|report)$/],
  ["names, rules and edits", /^(?:findingsOf|check|outcomeOf|#performHere|perform)$/],
  ["the cache", /^(?:readCache|RunCache|recall|mentionsOf|isSame|#recall)$/],
];

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("node scripts/profile.mjs FILE.cpuprofile");
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, "utf8"));
const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));

function workOf(sample) {
  if (names.get(sample) === "(garbage collector)") return "garbage collection";
  for (let at = sample; at !== undefined; at = callers.get(at)) {
    const found = WORK.find(([, pattern]) => pattern.test(names.get(at)));
    if (found !== undefined) return found[0];
  }
  return "start-up and the rest";
}

const times = new Map();
samples.forEach((sample, i) => {
  if (names.get(sample) === "(idle)") return;
  const work = workOf(sample);
  times.set(work, (times.get(work) ?? 0) + timeDeltas[i]);
});
const all = [...times.values()].reduce((sum, time) => sum + time, 0);
for (const [work, time] of [...times].sort((a, b) => b[1] - a[1]))
  console.log(`${((100 * time) / all).toFixed(1).padStart(5)} %  ${work}`);
