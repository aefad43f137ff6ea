import type { Edit } from "../../src/core/edit.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { Fix } from "../../src/core/fix.ts";
import type { Rule } from "../../src/core/rule.ts";
import type { ProjectFacts, PythonModule } from "../../src/python/module.ts";
import type { PythonVersion } from "../../src/python/version.ts";
import { moduleOf } from "../parser.ts";
import { expectMentioned } from "./support/mentioned.ts";

/** What a rule is asked to do in a test. */
export interface Setting {
  readonly target?: PythonVersion;
  readonly project?: ProjectFacts;
  /** Unsafe fixes are applied too, and preferred: the last one that a finding offers. */
  readonly unsafe?: boolean;
}

/** The findings of a rule in a text. */
export function findingsOf(rule: Rule<PythonModule>, text: string, setting: Setting = {}): Finding[] {
  const findings = rule.check(moduleOf(text, setting.target, setting.project));
  expectMentioned([rule], text, findings);
  return findings;
}

/** Every remedy in a few words: `safe`, `unsafe: why`, `none: why`; a list for each finding. */
export function remediesOf(rule: Rule<PythonModule>, text: string, setting?: Setting): string[] {
  return findingsOf(rule, text, setting).map(({ remedies }) =>
    remedies
      .map((r) => {
        const level = r.kind === "fix" ? r.applicability : "none";
        return r.because === undefined ? level : `${level}: ${r.because}`;
      })
      .join(" | "),
  );
}

/** The text after the fixes that the setting allows, all spliced in at once; imports are written on top. */
export function fixed(rule: Rule<PythonModule>, text: string, setting: Setting = {}): string {
  const chosen = findingsOf(rule, text, setting).flatMap((finding) => choose(finding, setting) ?? []);
  const needs = new Set(chosen.flatMap((fix) => fix.imports.map(importLine)));
  return (
    [...needs].join("") +
    splice(
      text,
      chosen.flatMap((fix) => fix.edits),
    )
  );
}

function choose({ remedies }: Finding, { unsafe = false }: Setting): Fix | undefined {
  const fixes = remedies.filter((r): r is Fix => r.kind === "fix");
  if (unsafe)
    return fixes.find((f) => f.applicability === "unsafe") ?? fixes.find((f) => f.applicability === "safe");
  return fixes.find((f) => f.applicability === "safe");
}

function importLine({ module, name }: Fix["imports"][number]): string {
  return module === name ? `import ${module}\n` : `import ${module} as ${name}\n`;
}

/** Puts disjoint edits into a text. */
function splice(text: string, edits: readonly Edit[]): string {
  const unique = new Map(edits.map((edit) => [`${edit.start}:${edit.end}:${edit.text}`, edit]));
  let result = text;
  let last = Number.POSITIVE_INFINITY;
  for (const edit of [...unique.values()].sort((a, b) => b.start - a.start || b.end - a.end)) {
    if (edit.end > last) throw new Error(`edits overlap at ${edit.start}`);
    last = edit.start;
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}
