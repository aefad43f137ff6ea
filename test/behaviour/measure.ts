import { join } from "node:path";
import type { Result } from "../lab/driver.ts";
import type { Interpreter } from "../lab/interpreters.ts";
import type { Lab, Trial } from "../lab/lab.ts";
import type { Configuration, Program } from "./program.ts";

/** What happened in one scenario, in a form that can be compared. */
export interface Outcome {
  readonly verdict: string;
  /** What the server said that it saw: the name asked for and the certificate shown. */
  readonly seen: string;
  readonly last: string;
  readonly warnings: readonly string[];
}

/** Scenario to outcome. */
export type Outcomes = ReadonlyMap<string, Outcome>;

/** The outcomes of a folder of programs: by Python version, program and configuration. */
export interface Measured {
  outcomes(version: string, program: Program, configuration: Configuration): Outcomes | undefined;
  versions(program: Program): readonly string[];
}

const key = (version: string, program: Program, configuration: Configuration): string =>
  [version, program.name, JSON.stringify(configuration.settings)].join(" ");

export const isAtLeast = (version: string, oldest: string): boolean => number(version) >= number(oldest);

const number = (version: string): number => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 1000 + minor;
};

/** Runs every program of `folder`, in every configuration and scenario, on each of `pythons` that it runs on. */
export async function measure(
  lab: Lab,
  folder: string,
  programs: readonly Program[],
  pythons: readonly Interpreter[],
): Promise<Measured> {
  const all = new Map<string, Outcomes>();
  const waiting = [...pythons];
  const work = async (): Promise<void> => {
    for (let python = waiting.shift(); python; python = waiting.shift()) {
      await measureOn(lab, folder, programs, python, all);
    }
  };
  await Promise.all([work(), work()]);
  return {
    outcomes: (version, program, configuration) => all.get(key(version, program, configuration)),
    versions: (program) =>
      pythons.map(({ version }) => version).filter((version) => isAtLeast(version, program.python)),
  };
}

async function measureOn(
  lab: Lab,
  folder: string,
  programs: readonly Program[],
  python: Interpreter,
  all: Map<string, Outcomes>,
): Promise<void> {
  const able = programs.filter((program) => isAtLeast(python.version, program.python));
  const groups = able.flatMap((program) =>
    program.configurations.map((configuration) => ({ program, configuration })),
  );
  const trials = groups.flatMap(({ program, configuration }, at) =>
    program.scenarios.map((scenario) => trial(folder, program, configuration, scenario, `${at} ${scenario}`)),
  );
  const results = await lab.run(python, trials);
  for (const [at, { program, configuration }] of groups.entries()) {
    const outcomes = program.scenarios.map(
      (scenario) => [scenario, outcomeOf(program, results.get(`${at} ${scenario}`))] as const,
    );
    all.set(key(python.version, program, configuration), new Map(outcomes));
  }
}

function trial(
  folder: string,
  { file, role, talk }: Program,
  { settings }: Configuration,
  scenario: string,
  id: string,
): Trial {
  return { id, program: join(folder, file), role, talk, scenario, settings };
}

function outcomeOf(program: Program, result: Result | undefined): Outcome {
  if (!result) throw new Error(`${program.name} was not run`);
  const { outcome, last, peer, warnings } = result;
  const seen = /sni=\S+ client=\S+/.exec(last)?.[0] ?? "";
  const verdict = program.role === "client" ? outcome : `${outcome}, peer ${turnedAway(peer?.outcome ?? "")}`;
  return { verdict, seen, last: peer ? `${last} | ${peer.last}` : last, warnings };
}

/** Whether an alert or only the end of the connection reaches the peer is a matter of luck. */
const turnedAway = (outcome: string): string =>
  /^(refused:(client-certificate|by-peer)|dropped)$/.test(outcome) ? "turned away" : outcome;

export const isAccepted = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined && /^accepted(, peer accepted)?$/.test(outcome.verdict);
