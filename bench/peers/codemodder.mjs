import { dirname, join } from "node:path";
import { besides, onPath, packageVersion } from "./find.mjs";
import { SEMGREP_OFFLINE } from "./semgrep.mjs";

const file = onPath("codemodder");
const CODEMOD = "pixee:python/requests-verify";

export const codemodder = file && {
  name: "codemodder",
  what: `\`codemodder --codemod-include ${CODEMOD}\`, which asks Semgrep where to look`,
  doesNot: "knows `requests` and `httpx` calls with a literal `False`, not sessions; writes `verify=True`",
  version: () => packageVersion(join(dirname(file), "python"), "codemodder"),
  /** Rewrites `requests.get(..., verify=False)` in place. */
  rewrite: (tree, threads) => ({
    file,
    args: [".", "--codemod-include", CODEMOD, "--max-workers", String(threads)],
    cwd: tree,
    env: { ...besides(file), ...SEMGREP_OFFLINE },
  }),
};
