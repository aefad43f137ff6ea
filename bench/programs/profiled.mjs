// Which share of what is run is that of some functions, by V8's own profiler.
import { Session } from "node:inspector/promises";

const MICROSECONDS = 250;

/** The share, 0 to 1, of the time of `work` in which any of the functions of these names is being run. */
export async function shareOf(names, work) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: MICROSECONDS });
  await session.post("Profiler.start");
  work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return shareIn(profile, names);
}

const isCollector = ({ callFrame }) => callFrame.functionName === "(garbage collector)";

function shareIn({ nodes, samples, timeDeltas }, names) {
  const within = new Map();
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const isNamed = new Map(nodes.map(({ id, callFrame }) => [id, names.includes(callFrame.functionName)]));
  // Nothing is to be taken for "no time" that is "no such function", as after a change of its name.
  if (![...isNamed.values()].includes(true)) throw new Error(`none of ${names.join(", ")} was run`);
  const isWithin = (id) => {
    if (id === undefined) return false;
    if (!within.has(id)) within.set(id, isNamed.get(id) || isWithin(callers.get(id)));
    return within.get(id);
  };
  // The collector of garbage has no caller in a profile: it is put to what ran before it, which asked for the memory.
  const collecting = new Set(nodes.filter(isCollector).map(({ id }) => id));
  let [all, found] = [0, 0];
  let running;
  samples.forEach((id, at) => {
    all += timeDeltas[at];
    if (!collecting.has(id)) running = id;
    if (isWithin(running)) found += timeDeltas[at];
  });
  return found / all;
}
