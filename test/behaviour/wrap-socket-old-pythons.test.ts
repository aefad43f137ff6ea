import type { Program } from "./program.ts";
import { behaviourSuite, isRewritten } from "./suite.ts";

const rule = "wrap-socket";
const enough = ["good", "selfsigned", "wronghost", "tls12", "anonymous", "known", "foreign"];

/** The programs that run on `target`, rewritten for it; a branch that is dead on 3.8 alone is no finding there. */
const programsFor = (target: string) => (programs: readonly Program[]) =>
  programs
    .filter((program) => isRewritten(program, "preserving") && program.python === "2.7")
    .map((program) => ({
      ...program,
      target,
      scenarios: program.scenarios.filter((scenario) => enough.includes(scenario)),
    }));

for (const target of ["2.7", "3.6"]) {
  behaviourSuite(
    rule,
    { newestBefore: "3.11", oldestAfter: target, versions: [target, "3.11", "3.13"] },
    undefined,
    { title: `${rule} for Python ${target}`, choose: programsFor(target) },
  );
}
