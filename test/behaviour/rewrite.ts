import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Program, programsFolder } from "./program.ts";

export type Strength = "preserving" | "verifying";

/** A finding as `--output-format json` gives it, as far as it is looked at here. */
export interface LeftFinding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
  readonly remedies: readonly { readonly kind: string; readonly title?: string; readonly because?: string }[];
}

/** The rewritten programs, and what was still found in them. */
export interface Rewritten {
  readonly folder: string;
  readonly left: readonly LeftFinding[];
}

const tool = fileURLToPath(new URL("../../bin/tlsfix.js", import.meta.url));
const built = fileURLToPath(new URL("../../dist", import.meta.url));

/** Why the programs cannot be rewritten, if they cannot. */
export function whyNoTool(): string | undefined {
  return existsSync(tool) && existsSync(built) ? undefined : "tlsfix is not built: npm run build";
}

/** Copies the programs of `rule` into `folder` and lets the tool fix that rule there, each for its target. */
export function rewrite(
  rule: string,
  programs: readonly Program[],
  strength: Strength,
  folder: string,
): Rewritten {
  mkdirSync(folder, { recursive: true });
  for (const { file } of programs) cpSync(join(programsFolder(rule), file), join(folder, file));
  const unsafe = strength === "verifying" ? ["--unsafe-fixes"] : [];
  const left = [...groups(programs)].flatMap(([options, files]) => {
    run(folder, [...options.split(" "), "--fix", ...unsafe, ...files]);
    return findings(run(folder, [...options.split(" "), "--output-format", "json", ...files]));
  });
  return { folder, left };
}

/** The files that can be fixed in one run, by its options. */
function groups(programs: readonly Program[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { file, select, target } of programs) {
    const options = `--select ${select} --target-version ${target}`;
    found.set(options, [...(found.get(options) ?? []), file]);
  }
  return found;
}

function run(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== 1) throw new Error(`tlsfix ended with status ${status}: ${stderr}`);
  return stdout;
}

function findings(text: string): readonly LeftFinding[] {
  const report = JSON.parse(text) as { readonly findings: readonly LeftFinding[] };
  return report.findings;
}
