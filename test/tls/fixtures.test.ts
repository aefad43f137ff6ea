import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Fix, Remedy } from "../../src/core/fix.ts";
import type { Rule } from "../../src/core/rule.ts";
import type { PythonModule } from "../../src/python/module.ts";
import contextWithoutMinimumVersion from "../../transforms/context-without-minimum-version.ts";
import deprecatedProtocolOptions from "../../transforms/deprecated-protocol-options.ts";
import disabledVerification from "../../transforms/disabled-verification.ts";
import legacyProtocol from "../../transforms/legacy-protocol.ts";
import pyopensslLegacyMethod from "../../transforms/pyopenssl-legacy-method.ts";
import pyopensslUnverified from "../../transforms/pyopenssl-unverified.ts";
import pyopensslWithoutMinimumVersion from "../../transforms/pyopenssl-without-minimum-version.ts";
import { moduleOf, parser } from "../parser.ts";

const RULES: readonly Rule<PythonModule>[] = [
  contextWithoutMinimumVersion,
  deprecatedProtocolOptions,
  disabledVerification,
  legacyProtocol,
  pyopensslLegacyMethod,
  pyopensslUnverified,
  pyopensslWithoutMinimumVersion,
];
const FIXTURES = new URL("../fixtures/", import.meta.url);

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function expectedLines(text: string, rule: string): number[] {
  const marks = text.split("\n").map((line) => /# expect: (.*)$/.exec(line)?.[1]?.split(/, */) ?? []);
  return marks.flatMap((ids, i) => ids.filter((id) => id === rule).map(() => i + 1));
}

/** The text after every fix of a strength was taken, pass by pass. */
function settled(rule: Rule<PythonModule>, start: string): string {
  let text = start;
  for (let pass = 0; pass < 20; pass++) {
    const [fix] = rule
      .check(moduleOf(text))
      .flatMap(({ remedies }) => remedies.filter(isWritten).slice(0, 1));
    if (fix === undefined) return text;
    const next = apply(text, fix);
    expect(next).not.toBe(text);
    expect(parser.parse(next)?.errors).toEqual([]);
    text = next;
  }
  throw new Error("it does not settle");
}

function isWritten(remedy: Remedy): remedy is Fix {
  return remedy.kind === "fix" && remedy.applicability !== "display";
}

function apply(text: string, fix: Fix): string {
  const edits = [...fix.edits].sort((a, b) => b.start - a.start);
  return edits.reduce((t, { start, end, text: by }) => t.slice(0, start) + by + t.slice(end), text);
}

describe.each(RULES)("$meta.id", (rule) => {
  const folder = new URL(`${rule.meta.id}/`, FIXTURES);
  it.each(readdirSync(folder).filter((name) => name.endsWith(".py")))("%s", async (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const lines = rule.check(moduleOf(text)).map((finding) => lineOf(text, finding.start));
    expect(lines).toEqual(expectedLines(text, rule.meta.id));
    await expect(settled(rule, text)).toMatchFileSnapshot(
      new URL(`./__snapshots__/${rule.meta.id}/${name}`, import.meta.url).pathname,
    );
  });
});
