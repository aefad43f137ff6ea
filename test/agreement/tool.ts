import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

interface Place {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

/** A finding as `--output-format json` gives it, as far as it is looked at here. */
export interface ReportedFinding extends Place {
  readonly rule: string;
  readonly related: readonly Place[];
}

const tool = fileURLToPath(new URL("../../bin/tlsfix.js", import.meta.url));

/** What the built tool finds in a folder, as a user has it: all files of it are one project. */
export function findingsIn(folder: string): readonly ReportedFinding[] {
  const report = JSON.parse(run(folder, ["--output-format", "json", "."])) as {
    readonly findings: readonly ReportedFinding[];
  };
  return report.findings;
}

/** Takes every fix that a batch run takes. */
export function fixIn(folder: string): void {
  run(folder, ["--fix", "--unsafe-fixes", "."]);
}

function run(cwd: string, args: readonly string[]): string {
  const options = ["--isolated", "--no-ignore", "--target-version", "3.8"];
  const result = spawnSync(process.execPath, [tool, ...options, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { status, stdout, stderr } = result;
  if (status !== 0 && status !== 1) throw new Error(`tlsfix ended with status ${status}: ${stderr}`);
  return stdout;
}

/** The lines of `path` that a finding is about, its related locations included. */
export function linesOf({ related, ...own }: ReportedFinding, path: string): ReadonlySet<number> {
  const here = [own, ...related].filter((place) => place.path === path);
  return new Set(
    here.flatMap(({ line, endLine }) => Array.from({ length: endLine - line + 1 }, (_, at) => line + at)),
  );
}
