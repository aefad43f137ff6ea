import { firstLineOf } from "../measure/run-process.mjs";
import { onPath } from "./find.mjs";

const file = onPath("ast-grep");
const VERIFY = ["-p", "requests.get($$$A, verify=False)", "-r", "requests.get($$$A)", "-l", "py"];

export const astGrep = file && {
  name: "ast-grep, one pattern",
  what: "`ast-grep run` with `ssl.wrap_socket($$$)`",
  doesNot: "knows no names or imports: it matches text that parses to one shape",
  sample: 1500,
  version: () => firstLineOf(file, ["--version"]),
  check: async (tree) => ({
    file,
    args: ["run", "-p", "ssl.wrap_socket($$$A)", "-l", "py", "--json=stream", "."],
    cwd: tree,
    okStatus: [0, 1],
  }),
  /** Rewrites `requests.get(..., verify=False)` in place. */
  rewrite: (tree) => ({ file, args: ["run", ...VERIFY, "--update-all", "."], cwd: tree, okStatus: [0, 1] }),
};
