import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { programsFolder, programsOf } from "./program.ts";
import { fixIn, type Strength, whyNoTool } from "./rewrite.ts";

const rule = "wrap-socket";
const rules = "wrap-socket,disabled-verification,removed-function";
const noTool = whyNoTool();
if (noTool) console.warn(`wrap-socket in two steps: left out, ${noTool}`);

/**
 * A safe run that an unsafe one follows leaves what the unsafe one alone leaves: how lines are laid out and comments
 * apart.
 */
describe.skipIf(noTool !== undefined)("safe fixes first, unsafe ones later", () => {
  const programs = programsOf(rule);
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tlsfix-two-steps-"));
    const steps: Readonly<Record<string, readonly Strength[]>> = {
      once: ["verifying"],
      twice: ["preserving", "verifying"],
    };
    for (const [name, strengths] of Object.entries(steps)) {
      const copy = join(folder, name);
      mkdirSync(copy);
      for (const { file } of programs) cpSync(join(programsFolder(rule), file), join(copy, file));
      for (const strength of strengths) {
        fixIn(
          copy,
          programs.map((program) => ({ ...program, select: rules })),
          strength,
        );
      }
    }
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test.for(programs)("$name", ({ file }) => {
    const [once, twice] = ["once", "twice"].map((name) => readFileSync(join(folder, name, file), "latin1"));
    expect(saidIn(twice ?? "")).toEqual(saidIn(once ?? ""));
  });
});

/** The statements of a program without what does not matter to what it does. */
function saidIn(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s+)#.*$/, "").replaceAll(/\s+/g, ""))
    .join("")
    .replaceAll(/,(?=[)\]}])/g, "");
}
