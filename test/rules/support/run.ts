import { checkModule } from "../../../src/cli/check-module.ts";
import { type Choose, chooseWithin, fixesOf } from "../../../src/core/choose.ts";
import { unifiedDiff } from "../../../src/core/diff.ts";
import type { Finding } from "../../../src/core/finding.ts";
import type { Fix } from "../../../src/core/fix.ts";
import type { Rule } from "../../../src/core/rule.ts";
import { type Outcome, settle } from "../../../src/core/settle.ts";
import type { Check } from "../../../src/core/verify.ts";
import type { PythonModule } from "../../../src/python/module.ts";
import { parser } from "../../parser.ts";
import type { Fixture } from "./fixtures.ts";
import { expectMentioned } from "./mentioned.ts";

/** What is written: the safe fixes, the unsafe ones too, or what someone takes who can answer every question. */
export type Strength = "safe" | "unsafe" | "answered";

export const strengths: readonly Strength[] = ["safe", "unsafe", "answered"];

/** What stands where a fix asks for a fact; an expression, as an answer is. */
const ANSWER = '"answer.example"';

/** The engine's check of a fixture by some rules; the text may be another form of the fixture's. */
export function checkOf(fixture: Fixture, rules: readonly Rule<PythonModule>[]): Check {
  const check = checkModule(parser, rules, {
    path: `${fixture.name}.py`,
    target: fixture.target,
    project: { httpsContextPatchedIn: undefined },
  });
  return (text) => {
    const checked = check(text);
    expectMentioned(rules, text, checked.findings);
    return checked;
  };
}

/** The findings of a text. */
export function findingsOf(check: Check, text: string): readonly Finding[] {
  return look(check, text, ({ findings }) => findings);
}

/** How many places of a text do not parse. */
export function errorsIn(check: Check, text: string): number {
  return look(check, text, ({ errors }) => errors.length);
}

function look<T>(check: Check, text: string, read: (checked: ReturnType<Check>) => T): T {
  const checked = check(text);
  try {
    return read(checked);
  } finally {
    checked.close?.();
  }
}

/** Takes what a strength takes until nothing is left to take. */
export function fixAll(check: Check, text: string, strength: Strength): Promise<Outcome> {
  return settle(text, check, strength === "answered" ? chooseAnything : chooseWithin(strength));
}

/** The one that asks is what batch runs never take, so it is the one to try here. */
const chooseAnything: Choose = (finding) => {
  const fixes = fixesOf(finding);
  const fix = fixes.find(({ ask }) => ask !== undefined) ?? fixes[0];
  return fix === undefined ? { kind: "withhold" } : take(fix);
};

function take(fix: Fix): ReturnType<Choose> {
  return fix.ask === undefined ? { kind: "take", fix } : { kind: "take", fix, answer: ANSWER };
}

/** Takes one fix of one finding, and nothing else: what an interactive run may do. */
export function fixOne(check: Check, text: string, finding: Finding, fix: Fix): Promise<Outcome> {
  let isTaken = false;
  return settle(text, check, (asked) => {
    const same = asked.rule === finding.rule && asked.start === finding.start && asked.end === finding.end;
    const found = fixesOf(asked).find(
      ({ title, applicability }) => title === fix.title && applicability === fix.applicability,
    );
    if (isTaken || !same || found === undefined) return { kind: "decline" };
    isTaken = true;
    return take(found);
  });
}

/** Whether a fix needs someone who answers or who looks: `--fix` never writes it. */
export function isForReview({ ask, applicability }: Fix): boolean {
  return ask !== undefined || applicability === "display";
}

/** The patch of an outcome, as the user sees it. */
export function patchOf(fixture: Fixture, before: string, { edits }: Outcome): string {
  return unifiedDiff({ path: `${fixture.name}.py`, before, edits });
}
