import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lab, startLab, whyNoLab } from "../lab/lab.ts";
import { installPackages, type Packages } from "../lab/packages.ts";
import { judge } from "./judge.ts";
import { isAccepted, isAtLeast, type Measured, measure } from "./measure.ts";
import { type Expectation, type Program, programsFolder, programsOf } from "./program.ts";
import { type Rewritten, rewrite, whyNoTool } from "./rewrite.ts";

/**
 * Runs the programs of a rule about third-party packages, at current and at old versions, before and after the
 * unsafe fixes. A program that asks for a newer Python than a set has is one for the newer set.
 */
export function packageSuite(rule: string): void {
  const reason = whyNoLab() ?? whyNoTool();
  if (reason !== undefined) console.warn(`behaviour of ${rule}: left out, ${reason}`);
  const installed = reason === undefined ? installPackages() : [];
  const sets = installed.filter((set) => programsWith(rule, set).length > 0);

  describe.skipIf(sets.length === 0)(`behaviour of ${rule}`, () => {
    let lab: Lab;
    let rewritten: Rewritten;

    beforeAll(async () => {
      lab = await startLab();
      rewritten = rewrite(rule, programsOf(rule), "verifying", join(lab.folder, "verifying"));
    }, 300_000);
    afterAll(() => lab?.stop());

    test("nothing is left to find", () => {
      expect(rewritten.left).toEqual([]);
    });

    describe.for(sets)("with the $age packages", (set) => {
      const programs = programsWith(rule, set);
      let before: Measured;
      let after: Measured;

      beforeAll(async () => {
        before = await measure(lab, programsFolder(rule), programs, [set.python]);
        after = await measure(lab, rewritten.folder, programs, [set.python]);
      }, 300_000);

      test.for(programs)("$name", (program) => {
        for (const configuration of program.configurations) {
          const was = before.outcomes(set.python.version, program, configuration);
          const now = after.outcomes(set.python.version, program, configuration);
          const refused = refusedBy(configuration.verifying, program.scenarios);
          expect(refused.filter((scenario) => !isAccepted(was?.get(scenario)))).toEqual([]);
          expect(was && now && judge(configuration.verifying, was, now)).toEqual([]);
        }
      });
    });
  });
}

/** What must have been accepted before, and no longer is: the host at least is nowhere checked before. */
function refusedBy(expected: Expectation, scenarios: readonly string[]): readonly string[] {
  if (expected.kind !== "accepts") return ["wronghost"];
  return scenarios.filter((scenario) => !expected.scenarios.includes(scenario));
}

/** The programs, told where the packages are. */
function programsWith(rule: string, { folder, python }: Packages): readonly Program[] {
  return programsOf(rule)
    .filter((program) => isAtLeast(python.version, program.python))
    .map((program) => ({
      ...program,
      configurations: program.configurations.map((one) => ({
        ...one,
        settings: { ...one.settings, PACKAGES: folder },
      })),
    }));
}
