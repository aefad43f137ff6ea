import type { ImportNeed } from "../core/fix.ts";
import type { Edit } from "../core/edit.ts";
import type { Finding } from "../core/finding.ts";
import type { Rule } from "../core/rule.ts";
import type { Check, Checked } from "../core/verify.ts";
import { functionOf } from "../python/expressions.ts";
import { addImports } from "../python/imports.ts";
import { type ModuleOptions, PythonModule } from "../python/module.ts";
import type { PythonParser } from "../python/parse.ts";

/** The check of one file: parses, lets every rule look, and answers what the engine asks of the language. */
export function checkModule(
  parser: PythonParser,
  rules: readonly Rule<PythonModule>[],
  options: ModuleOptions,
): Check {
  return (text) => {
    const tree = parser.parse(text);
    if (tree === undefined) return tooSlow(text);
    const module = new PythonModule(tree, options);
    const findings = rules.flatMap((rule) => rule.check(module)).sort(byPosition);
    return {
      findings,
      errors: tree.errors,
      importEdits: (needs, edits) => importEdits(module, needs, edits),
      close: () => tree.close(),
    };
  };
}

function tooSlow(text: string): Checked {
  return { findings: [], errors: [{ start: 0, end: text.length }], importEdits: () => [] };
}

function byPosition(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end;
}

function importEdits(module: PythonModule, needs: readonly ImportNeed[], edits: readonly Edit[]): readonly Edit[] {
  return addImports(module.root, module.text, needs, firstModuleLevelUse(module, edits));
}

/** Where the first accepted edit stands that runs while the module is imported. */
function firstModuleLevelUse(module: PythonModule, edits: readonly Edit[]): number | undefined {
  const starts = edits.filter(({ start }) => functionOf(module.root.at(start)) === undefined).map(({ start }) => start);
  return starts.length === 0 ? undefined : Math.min(...starts);
}
