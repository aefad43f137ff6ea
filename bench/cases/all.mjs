import { run as analysis } from "./analysis.mjs";
import { run as fix } from "./fix.mjs";
import { run as scaling } from "./scaling.mjs";
import { run as secondRun } from "./second-run.mjs";
import { run as startup } from "./startup.mjs";
import { run as trees } from "./trees.mjs";
import { run as words } from "./words.mjs";

/** The cases by the names that `--only` takes, in the order of the report. */
export const CASES = { trees, words, "second-run": secondRun, startup, analysis, fix, scaling };
