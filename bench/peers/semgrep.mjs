import { join } from "node:path";
import { firstLineOf } from "../measure/run-process.mjs";
import { ROOT } from "../root.mjs";
import { besides, onPath } from "./find.mjs";

const file = onPath("semgrep");
const RULES = join(ROOT, "bench", "rules", "semgrep.yml");
/** It is to ask no network: neither for rules, nor for its version, nor to tell of its use. */
export const SEMGREP_OFFLINE = { SEMGREP_SEND_METRICS: "off", SEMGREP_ENABLE_VERSION_CHECK: "0" };

export const semgrep = file && {
  name: "Semgrep",
  what: "`semgrep scan` with the rules of `bench/rules/semgrep.yml`, which find what one call shows",
  doesNot: "follows no context through a function with these rules, and rewrites nothing",
  sample: 400,
  version: () => `semgrep ${firstLineOf(file, ["--version"], { ...besides(file), ...SEMGREP_OFFLINE })}`,
  check: async (tree, threads) => ({
    file,
    args: ["scan", "--config", RULES, "--quiet", "--no-git-ignore", "--jobs", String(threads), "."],
    cwd: tree,
    env: { ...besides(file), ...SEMGREP_OFFLINE },
    okStatus: [0, 1],
  }),
};
