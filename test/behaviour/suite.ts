import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { interpreters, missingVersions } from "../lab/interpreters.ts";
import { type Lab, startLab, whyNoLab } from "../lab/lab.ts";
import { judge } from "./judge.ts";
import { isAccepted, isAtLeast, type Measured, measure } from "./measure.ts";
import { type Configuration, type Program, programsFolder, programsOf } from "./program.ts";
import {
  knownRules,
  type LeftFinding,
  type Rewritten,
  rewrite,
  type Strength,
  whyNoTool,
} from "./rewrite.ts";

const strengths: readonly Strength[] = ["preserving", "verifying"];

/** Everything that was measured of one rule's programs. */
export interface Measurements {
  readonly programs: readonly Program[];
  readonly before: Measured;
  readonly after: Readonly<Record<Strength, Measured>>;
  readonly rewritten: Readonly<Record<Strength, Rewritten>>;
}

/** Which Pythons run what: all of them the rewritten programs, those that know the old names the old ones. */
export interface Pythons {
  readonly newestBefore: string;
  readonly oldestAfter: string;
  /** The only ones to run, where not all are. */
  readonly versions?: readonly string[];
}

/** Which programs to run, and how, where not all are run as they say. */
export interface Choice {
  readonly title: string;
  choose(programs: readonly Program[]): readonly Program[];
}

const everyProgram = (rule: string): Choice => ({ title: rule, choose: (programs) => programs });

type More = (measurements: () => Measurements) => void;

/** Runs the programs of `rule` before and after each rewrite, and holds the outcomes against what they say of themselves. */
export function behaviourSuite(
  rule: string,
  { newestBefore, oldestAfter, versions }: Pythons,
  more?: More,
  { title, choose }: Choice = everyProgram(rule),
): void {
  const isWanted = (version: string): boolean =>
    isAtLeast(version, oldestAfter) && (versions?.includes(version) ?? true);
  const reason = whyNoLab();
  const noTool = whyNoTool();
  const after = interpreters().filter(({ version }) => isWanted(version));
  const before = after.filter(({ version }) => isAtLeast(newestBefore, version));
  const lacking = missingVersions().filter(isWanted);
  if (reason ?? noTool) console.warn(`behaviour of ${title}: left out, ${reason ?? noTool}`);
  if (lacking.length > 0) console.warn(`behaviour of ${title}: not run on ${lacking.join(", ")}`);

  describe.skipIf(reason !== undefined || before.length === 0)(`behaviour of ${title}`, () => {
    const programs = choose(noTool ? programsOf(rule) : withKnownRules(programsOf(rule)));
    let lab: Lab;
    let original: Measured;

    beforeAll(async () => {
      lab = await startLab();
      original = await measure(lab, programsFolder(rule), programs, before);
    }, 600_000);
    afterAll(() => lab?.stop());

    test.for(programs)("$name works as it is, or says why not", (program) => {
      expect(worksAtAll(original, program)).toBe(program.broken === undefined);
    });

    describe.skipIf(noTool !== undefined)("rewritten", () => {
      let measured: Measurements;

      beforeAll(async () => {
        const copy = (strength: Strength): Rewritten =>
          rewrite(rule, programs, strength, join(lab.folder, strength));
        const rewritten = { preserving: copy("preserving"), verifying: copy("verifying") };
        const run = (strength: Strength): Promise<Measured> =>
          measure(lab, rewritten[strength].folder, programs, after);
        const outcomes = { preserving: await run("preserving"), verifying: await run("verifying") };
        measured = { programs, rewritten, before: original, after: outcomes };
      }, 900_000);

      for (const strength of strengths) describeStrength(rule, programs, strength, () => measured);
      more?.(() => measured);
    });
  });
}

/** The programs whose rewriting takes no rule that is still to come. */
function withKnownRules(programs: readonly Program[]): readonly Program[] {
  const known = knownRules();
  return programs.filter(({ name, select }) => {
    const unknown = select.split(",").filter((rule) => !known.has(rule));
    if (unknown.length > 0) console.warn(`behaviour of ${name}: left out, there is no rule ${unknown} yet`);
    return unknown.length === 0;
  });
}

const worksAtAll = (original: Measured, program: Program): boolean =>
  program.configurations.some((configuration) =>
    original
      .versions(program)
      .flatMap((version) => [...(original.outcomes(version, program, configuration)?.values() ?? [])])
      .some(isAccepted),
  );

const isHalfway = ({ stays }: Program, strength: Strength): boolean =>
  stays?.strengths.includes(strength) ?? false;

/** What stays has a reason; all else is gone. */
function expectRewritten(rule: string, program: Program, strength: Strength, measured: Measurements): void {
  const left = findingsIn(measured, program, strength);
  expect(left.map(({ remedies }) => remedies.map(({ kind, because }) => [kind, typeof because]))).toEqual(
    isHalfway(program, strength) ? [[["none", "string"]]] : [],
  );
  expect(isUnchanged(rule, measured, program, strength)).toBe(false);
  expect(complaints(measured, program, strength)).toEqual([]);
}

const findingsIn = (measured: Measurements, { file }: Program, strength: Strength): readonly LeftFinding[] =>
  measured.rewritten[strength].left.filter(({ path }) => path === file);

const isUnchanged = (rule: string, measured: Measurements, program: Program, strength: Strength): boolean =>
  textIn(measured.rewritten[strength].folder, program) === textIn(programsFolder(rule), program);

function describeStrength(
  rule: string,
  programs: readonly Program[],
  strength: Strength,
  measured: () => Measurements,
): void {
  describe(strength, () => {
    test.for(programs.filter((program) => isRewritten(program, strength)))("$name", (program) => {
      expectRewritten(rule, program, strength, measured());
    });

    test.for(programs.filter(({ left }) => left))("$name is left, with its reason", (program) => {
      const findings = findingsIn(measured(), program, strength);
      expect(findings.length).toBeGreaterThan(0);
      for (const { remedies } of findings) {
        expect(remedies.map(({ kind, because }) => [kind, typeof because])).toEqual([["none", "string"]]);
      }
      expect(isUnchanged(rule, measured(), program, strength)).toBe(true);
    });

    const unsafeOnly = strength === "preserving" ? programs.filter((program) => program.unsafeOnly) : [];
    test.for(unsafeOnly)("$name waits for --unsafe-fixes", (program) => {
      expect(findingsIn(measured(), program, strength).length).toBeGreaterThan(0);
      expect(isUnchanged(rule, measured(), program, strength)).toBe(true);
    });

    test.for(programs.filter(({ untouched }) => untouched))("$name has no finding", (program) => {
      expect(findingsIn(measured(), program, strength)).toEqual([]);
      expect(isUnchanged(rule, measured(), program, strength)).toBe(true);
      expect(complaints(measured(), program, strength)).toEqual([]);
    });
  });
}

export const isRewritten = ({ left, untouched, unsafeOnly }: Program, strength: Strength): boolean =>
  !left && !untouched && !(unsafeOnly && strength === "preserving");

const textIn = (folder: string, { file }: Program): string => readFileSync(join(folder, file), "latin1");

function complaints(measured: Measurements, program: Program, strength: Strength): readonly string[] {
  return program.configurations.flatMap((configuration) =>
    versionsAfter(measured, program, strength).flatMap((version) =>
      complaintsOn(measured, program, configuration, strength, version).map(
        (text) => `Python ${version} ${JSON.stringify(configuration.settings)} ${text}`,
      ),
    ),
  );
}

/** Where something stays, only the Pythons that the program ran on before. */
const versionsAfter = ({ before, after }: Measurements, program: Program, strength: Strength) =>
  (isHalfway(program, strength) ? before : after[strength]).versions(program);

function complaintsOn(
  { before, after }: Measurements,
  program: Program,
  configuration: Configuration,
  strength: Strength,
  version: string,
): readonly string[] {
  const newest = before.versions(program).at(-1);
  const was = before.outcomes(version, program, configuration);
  const reference = was ?? (newest && before.outcomes(newest, program, configuration));
  const now = after[strength].outcomes(version, program, configuration);
  if (!reference || !now) return ["not measured"];
  const expected = program.untouched ? ({ kind: "same" } as const) : configuration[strength];
  return judge(expected, reference, now, strength);
}
