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
  fixIn(folder, programs, strength);
  const left = groups(programs).flatMap(([options, files]) =>
    findings(run(folder, [...options, "--output-format", "json", ...files])),
  );
  return { folder, left };
}

/** Lets the tool fix the programs where they lie. */
export function fixIn(folder: string, programs: readonly Program[], strength: Strength): void {
  const unsafe = strength === "verifying" ? ["--unsafe-fixes"] : [];
  for (const [options, files] of groups(programs)) run(folder, [...options, "--fix", ...unsafe, ...files]);
}

/**
 * The files that can be fixed in one run, with its options. What one file patches concerns all files of a run, so that
 * one of which something is left is by itself.
 */
function groups(
  programs: readonly Program[],
): readonly (readonly [options: readonly string[], files: string[]])[] {
  const found = new Map<string, string[]>();
  for (const { file, select, target, unsafeOnly, left, untouched } of programs) {
    const key = [select, target, (unsafeOnly ?? left ?? untouched) ? file : ""].join(" ");
    found.set(key, [...(found.get(key) ?? []), file]);
  }
  return [...found].map(([key, files]) => {
    const [select = "", target = ""] = key.split(" ");
    return [["--select", select, "--target-version", target], files] as const;
  });
}

/** The ids of the tool's rules. */
export function knownRules(): ReadonlySet<string> {
  const rules = JSON.parse(run(".", ["rules", "--json"])) as readonly { readonly id: string }[];
  return new Set(rules.map(({ id }) => id));
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
