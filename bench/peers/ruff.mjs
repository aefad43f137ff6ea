import { firstLineOf } from "../measure/run-process.mjs";
import { onPath } from "./find.mjs";

const file = onPath("ruff");
const TLS_RULES = "S323,S501,S502,S503,S504";

const ruff = (name, what, select, args = ["--no-cache"]) =>
  file && {
    name,
    what,
    doesNot: "rewrites none of what its S rules find, and does not follow a context from where it is made",
    version: () => firstLineOf(file, ["--version"]),
    check: async (tree) => ({
      file,
      args: ["check", "--isolated", "--exit-zero", "-q", "--select", select, ...args, "."],
      cwd: tree,
    }),
  };

export const ruffSecurity = ruff("Ruff, S rules", "`ruff check --select S --no-cache`", "S");
export const ruffTls = ruff("Ruff, TLS rules", `\`ruff check --select ${TLS_RULES} --no-cache\``, TLS_RULES);
