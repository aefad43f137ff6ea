import { join } from "node:path";
import { firstLineOf, runProcess } from "../measure/run-process.mjs";
import { ROOT } from "../root.mjs";

const PROGRAM = join(ROOT, "bin", "tlsfix.js");

export const NAME = "tlsfix";

const help = runProcess({ file: process.execPath, args: [PROGRAM, "--help"] }, { keep: true }).stdout;

/** Whether the build has a cache of results: then runs that are to do the work are told to leave it out. */
export const HAS_CACHE = help.includes("--no-cache");

export const version = () => firstLineOf(process.execPath, [PROGRAM, "--version"]);

/** A run of the program that is measured. `args` come before the paths. */
export function tlsfix(args, { cwd, cached = false, env } = {}) {
  const noCache = HAS_CACHE && !cached ? ["--no-cache"] : [];
  return { file: process.execPath, args: [PROGRAM, ...noCache, ...args], cwd, env, okStatus: [0, 1] };
}

/** What is found in a tree, as the JSON report says it. */
export function findingsOf(tree) {
  const command = tlsfix(["-q", "--output-format", "json", "."], { cwd: tree });
  return JSON.parse(runProcess(command, { keep: true }).stdout).findings;
}
