import { engine } from "./cli/engine.ts";
import type { ParserChoice } from "./core/analyzer.ts";
import { chooseWithin } from "./core/choose.ts";
import { unifiedDiff } from "./core/diff.ts";
import type { Finding } from "./core/finding.ts";
import type { RuleMeta } from "./core/rule.ts";
import { type Outcome, settle } from "./core/settle.ts";
import type { Check } from "./core/verify.ts";
import { compileParser } from "./io/wasm.ts";

export type { Choice, Choose } from "./core/choose.ts";
export type { Edit, Span } from "./core/edit.ts";
export { ExpectedError } from "./core/expected-error.ts";
export type { Finding, Related } from "./core/finding.ts";
export type { Applicability, Fix, ImportNeed, NoFix, Question, Remedy } from "./core/fix.ts";
export { LineIndex, type Position } from "./core/lines.ts";
export type { RuleMeta } from "./core/rule.ts";
export type { Applied, Left, LeftReason, Outcome, Reverted } from "./core/settle.ts";

/** How texts are checked. */
export interface TlsfixOptions {
  readonly parser?: ParserChoice;
  /** The ids of the rules that are wanted; all where it is left out. */
  readonly rules?: readonly string[];
  /** The oldest Python that the code must run on: "3.8". */
  readonly targetVersion?: string;
  /** Whether a file of the project assigns `ssl._create_default_https_context`. */
  readonly patchesDefaultContext?: boolean;
}

/** The rules, loaded. Everything it does is in memory: reading and writing files is the caller's. */
export interface Tlsfix {
  readonly rules: readonly RuleMeta[];
  /** What is found in a text. */
  check(text: string, path?: string): readonly Finding[];
  /** What a text becomes by its safe fixes, or also by its unsafe ones. */
  fix(text: string, options?: { readonly unsafe?: boolean; readonly path?: string }): Promise<Outcome>;
  /** What `git apply` takes to do to a text what an outcome did; empty where that is nothing. */
  diff(text: string, outcome: Outcome, path: string): string;
}

/** Loads the parser and the rules. */
export async function loadTlsfix(options: TlsfixOptions = {}): Promise<Tlsfix> {
  const { parser = "auto", patchesDefaultContext = false, targetVersion } = options;
  const analyzer = await engine.load({ parser, compileParser });
  const enabled = new Set(options.rules ?? engine.rules.map(({ id }) => id));
  const checkOf = (path = "-"): Check => {
    const version = targetVersion === undefined ? {} : { targetVersion };
    return analyzer.checkFor({ path, patchesDefaultContext, ...version }, enabled);
  };
  return {
    rules: engine.rules,
    check: (text, path) => {
      const checked = checkOf(path)(text);
      try {
        return checked.findings;
      } finally {
        checked.close?.();
      }
    },
    fix: (text, { unsafe = false, path } = {}) =>
      settle(text, checkOf(path), chooseWithin(unsafe ? "unsafe" : "safe")),
    diff: (text, { edits }, path) => unifiedDiff({ path, before: text, edits }),
  };
}
