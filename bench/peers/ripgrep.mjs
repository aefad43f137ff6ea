import { words } from "../inputs/candidates.mjs";
import { firstLineOf } from "../measure/run-process.mjs";
import { onPath } from "./find.mjs";

const file = onPath("rg");

/** The limit: reading every file, and searching it for the words of all rules. */
export const ripgrep = file && {
  name: "ripgrep",
  what: "`rg -l -F` with every word of every rule",
  doesNot:
    "knows no Python: it lists files with one of the words, wherever they stand; it stops at the first",
  version: () => firstLineOf(file, ["--version"]),
  async check(tree) {
    const patterns = (await words()).flatMap((word) => ["-e", word]);
    return {
      file,
      args: ["-l", "-F", "--no-messages", "-t", "py", ...patterns, "."],
      cwd: tree,
      okStatus: [0, 1, 2],
    };
  },
};
