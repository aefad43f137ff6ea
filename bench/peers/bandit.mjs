import { firstLineOf } from "../measure/run-process.mjs";
import { onPath } from "./find.mjs";

const file = onPath("bandit");
const TESTS = "B323,B501,B502,B503,B504";

export const bandit = file && {
  name: "Bandit, TLS tests",
  what: `\`bandit -r -t ${TESTS}\``,
  doesNot: "rewrites nothing, uses one core, and looks at one call at a time",
  sample: 10_000,
  version: () => firstLineOf(file, ["--version"]),
  check: async (tree) => ({ file, args: ["-r", "-q", "--exit-zero", "-t", TESTS, "."], cwd: tree }),
};
