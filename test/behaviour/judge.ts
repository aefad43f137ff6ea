import { isAccepted, type Outcome, type Outcomes } from "./measure.ts";
import type { Expectation } from "./program.ts";
import type { Strength } from "./rewrite.ts";

/** What is wrong with the outcomes of a rewritten program, a line each; nothing if all is well. */
export function judge(
  expected: Expectation,
  before: Outcomes,
  after: Outcomes,
  strength: Strength = "verifying",
): readonly string[] {
  const sees = strength === "preserving" ? everything : clientOnly;
  switch (expected.kind) {
    case "same":
      return differences(before, after, sees);
    case "verifies":
      return unverified(before, after);
    case "either":
      return differences(before, after, sees).length === 0 ? [] : unverified(before, after);
    case "accepts":
      return wronglyAccepted(expected.scenarios, after);
  }
}

type Sight = (outcome: Outcome) => string;

/** What the server sees of the client; the name that it asks for is new where the client verifies. */
const everything: Sight = ({ seen }) => seen;
const clientOnly: Sight = ({ seen }) => seen.replace(/^sni=\S+ /, "");

function differences(before: Outcomes, after: Outcomes, sees: Sight): readonly string[] {
  return [...after].flatMap(([scenario, now]) => {
    const was = before.get(scenario);
    if (was?.verdict !== now.verdict) return [`${scenario}: was ${say(was)}; now ${say(now)}`];
    return sees(was) === sees(now) ? [] : [`${scenario}: the server saw ${was.seen}; now ${now.seen}`];
  });
}

const refusals: Readonly<Record<string, string>> = {
  good: "accepted",
  selfsigned: "refused:certificate",
  expired: "refused:certificate",
  wronghost: "refused:hostname",
};

function unverified(before: Outcomes, after: Outcomes): readonly string[] {
  return [...after].flatMap(([scenario, now]) => {
    const wanted = refusals[scenario];
    if (wanted !== undefined)
      return now.verdict === wanted ? [] : [`${scenario}: ${wanted} wanted; ${say(now)}`];
    const same = isAccepted(before.get(scenario)) === isAccepted(now);
    return same ? [] : [`${scenario}: was ${say(before.get(scenario))}; now ${say(now)}`];
  });
}

const wronglyAccepted = (scenarios: readonly string[], after: Outcomes): readonly string[] =>
  [...after].flatMap(([scenario, now]) =>
    scenarios.includes(scenario) === isAccepted(now) ? [] : [`${scenario}: ${say(now)}`],
  );

const say = (outcome: Outcome | undefined): string =>
  outcome === undefined ? "not run" : `${outcome.verdict} (${outcome.last})`;
