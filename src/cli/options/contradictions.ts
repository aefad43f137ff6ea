import type { Mode } from "../../core/report.ts";
import type { RawOptions } from "./raw-options.ts";

/** What is wrong with options that mean nothing together: an error, not silently one of them. */
export function contradictionIn(paths: readonly string[], raw: RawOptions, mode: Mode): string | undefined {
  if (raw.unsafeFixes && mode === "report") return "--unsafe-fixes goes with --fix or --diff";
  if (raw.fixOnly && mode !== "fix") return "--fix-only goes with --fix";
  if (raw.exitNonZeroOnFix && mode !== "fix" && mode !== "interactive") {
    return "--exit-non-zero-on-fix goes with --fix or -i";
  }
  if (raw.statistics && !["full", "concise"].includes(raw.outputFormat ?? "full"))
    return "--statistics goes with a text format";
  if (paths.includes("-") && paths.length > 1) return '"-" goes with no other path';
  if (paths.includes("-") && raw.interactive)
    return '-i cannot review standard input: name a file instead of "-"';
  if (paths.includes("-") && raw.addSuppressions !== undefined)
    return '--add-suppressions writes files: name one instead of "-"';
  if (paths.includes("-") && raw.shard !== undefined) return "--shard cuts files, not standard input";
  if (paths.includes("-") && raw.watch) return '--watch watches files: name one instead of "-"';
  if (paths.includes("")) return 'a path is empty: write "." for this folder';
  if (raw.stdinFilename !== undefined && !paths.includes("-") && raw.filesFrom !== "-")
    return '--stdin-filename goes with "-", for standard input';
  if (raw.filesFrom !== undefined && paths.length > 0) return "--files-from goes with no paths";
  return undefined;
}
