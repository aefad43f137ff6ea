import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Lab, startLab, whyNoLab } from "../lab/lab.ts";
import { installPackages, type Packages } from "../lab/packages.ts";
import { judge } from "./judge.ts";
import { isAccepted, type Measured, measure } from "./measure.ts";
import { type Program, programsFolder, programsOf } from "./program.ts";
import { type Rewritten, rewrite, whyNoTool } from "./rewrite.ts";

const RULE = "unverified-request";
const reason = whyNoLab() ?? whyNoTool();
if (reason !== undefined) console.warn(`behaviour of ${RULE}: left out, ${reason}`);
const sets = reason === undefined ? installPackages() : [];

/** The programs, told where the packages are. */
function programsWith({ folder }: Packages): readonly Program[] {
  return programsOf(RULE).map((program) => ({
    ...program,
    configurations: program.configurations.map((one) => ({
      ...one,
      settings: { ...one.settings, PACKAGES: folder },
    })),
  }));
}

describe.skipIf(sets.length === 0)(`behaviour of ${RULE}`, () => {
  let lab: Lab;
  let rewritten: Rewritten;

  beforeAll(async () => {
    lab = await startLab();
    rewritten = rewrite(RULE, programsOf(RULE), "verifying", join(lab.folder, "verifying"));
  }, 300_000);
  afterAll(() => lab?.stop());

  test("nothing is left to find", () => {
    expect(rewritten.left).toEqual([]);
  });

  describe.for(sets)("with the $age packages", (set) => {
    const programs = programsWith(set);
    let before: Measured;
    let after: Measured;

    beforeAll(async () => {
      before = await measure(lab, programsFolder(RULE), programs, [set.python]);
      after = await measure(lab, rewritten.folder, programs, [set.python]);
    }, 300_000);

    test.for(programs)("$name", (program) => {
      for (const configuration of program.configurations) {
        const was = before.outcomes(set.python.version, program, configuration);
        const now = after.outcomes(set.python.version, program, configuration);
        expect(isAccepted(was?.get("wronghost"))).toBe(true);
        expect(was && now && judge({ kind: "verifies" }, was, now)).toEqual([]);
      }
    });
  });
});
