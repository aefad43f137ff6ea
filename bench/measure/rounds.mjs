// Runs that take turns, so that what else the machine does falls on all of them alike.
import { runProcess } from "./run-process.mjs";

/**
 * Runs every contender once a round; who begins moves on with each round. A contender is `{ name, command }` with an
 * optional `prepare`, called before each of its runs and not timed. One round before the first is not counted: it
 * fills the page cache, and shows early what cannot be run.
 */
export function inTurn(contenders, { rounds, warmUp = true, say = () => {} }) {
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  const once = (contender) => {
    contender.prepare?.();
    return runProcess(contender.command);
  };
  if (warmUp) for (const contender of contenders) once(contender);
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < contenders.length; at++) {
      const contender = contenders[(at + round) % contenders.length];
      samples.get(contender.name).push(once(contender));
    }
    say(`round ${round + 1} of ${rounds}`);
  }
  return samples;
}

/** How one contender's time stands to another's, round by round. */
export function ratioOf(samples, name, to) {
  const others = samples.get(to);
  return spreadOf(samples.get(name).map(({ seconds }, round) => seconds / others[round].seconds));
}

/** Median, least and greatest of some numbers. */
export function spreadOf(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

export const medianSeconds = (runs) => spreadOf(runs.map(({ seconds }) => seconds)).median;

/** The largest memory of some runs in bytes, or `undefined` where it was not measured. */
export function peakOf(runs) {
  const peaks = runs.flatMap(({ peakBytes }) => peakBytes ?? []);
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}
