import { join } from "node:path";
import { ROOT } from "../root.mjs";
import { packageVersion, pythonWith } from "./find.mjs";

const python = pythonWith("libcst");
const program = (name) => join(ROOT, "bench", "programs", name);

export const libcst = python && {
  name: "LibCST visitor",
  what: "a visitor of ours with qualified names, that finds what one call shows",
  doesNot: "parses every file in Python, finds calls only, and has no rewrite here",
  sample: 400,
  version: () => packageVersion(python, "libcst"),
  check: async (tree, threads) => ({
    file: python,
    args: [program("libcst_visitor.py"), String(threads), "."],
    cwd: tree,
  }),
  /** Rewrites `requests.get(..., verify=False)` in place. */
  rewrite: (tree, threads) => ({
    file: python,
    args: [program("libcst_codemod.py"), String(threads), "."],
    cwd: tree,
  }),
};
