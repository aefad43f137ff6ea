import { byPosition, type Edit } from "../core/edit.ts";
import type { Finding, SuppressedFinding } from "../core/finding.ts";
import type { ImportNeed } from "../core/fix.ts";
import type { Rule } from "../core/rule.ts";
import type { Check, Checked } from "../core/verify.ts";
import { dropImportedNames, type ImportedName } from "../python/dropped-names.ts";
import { functionOf } from "../python/expressions.ts";
import { addImports } from "../python/imports.ts";
import { type ModuleOptions, PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import type { PythonParser } from "../python/parse.ts";
import { removeStatements } from "../python/removal.ts";
import { isName } from "../python/scopes.ts";
import { suppressionsOf } from "../python/suppressions.ts";

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
    return {
      ...findingsOf(module, rules),
      errors: tree.errors,
      importEdits: (needs, edits) => importEdits(module, needs, edits),
      close: () => tree.close(),
    };
  };
}

function tooSlow(text: string): Checked {
  return { findings: [], errors: [{ start: 0, end: text.length }], importEdits: () => [] };
}

/** A stub runs nothing, so nothing is found in it. */
function findingsOf(
  module: PythonModule,
  rules: readonly Rule<PythonModule>[],
): Pick<Checked, "findings" | "suppressed"> {
  if (module.path.endsWith(".pyi")) return { findings: [] };
  const suppressions = suppressionsOf(module.root, module.text);
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const rule of rules) {
    for (const finding of rule.check(module)) {
      const suppression = suppressions.isSuppressed(rule.meta, finding);
      if (suppression === undefined) findings.push(finding);
      else suppressed.push({ finding, reason: suppression.reason });
    }
  }
  return {
    findings: findings.sort(byPosition),
    suppressed: suppressed.sort((a, b) => byPosition(a.finding, b.finding)),
  };
}

function importEdits(
  module: PythonModule,
  needs: readonly ImportNeed[],
  edits: readonly Edit[],
): readonly Edit[] {
  const added = addImports(module.root, module.text, needs, firstModuleLevelUse(module, edits));
  const hiding = hidingImports(module, needs);
  const gone = removeStatements(module.text, hiding);
  const read = namesReadIn(module, edits).filter(({ statement }) => !hiding.includes(statement));
  const dropped = dropImportedNames(module.text, read, [...edits, ...added]).edits;
  return [...added, ...gone, ...dropped].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The imports in functions that a needed one at module level takes the place of. */
function hidingImports(module: PythonModule, needs: readonly ImportNeed[]): SyntaxNode[] {
  return needs
    .flatMap(({ instead = [] }) => instead)
    .flatMap((start) => module.root.at(start, start + "import".length).parent ?? [])
    .filter(({ type }) => type === "import_statement");
}

/** Where the first accepted edit stands that runs while the module is imported; a definition does not. */
function firstModuleLevelUse(module: PythonModule, edits: readonly Edit[]): number | undefined {
  const starts = edits
    .filter(({ start, text }) => !/^\s*def /.test(text) && functionOf(module.root.at(start)) === undefined)
    .map(({ start }) => start);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** The imported names that the edits take readers away from. */
function namesReadIn(module: PythonModule, edits: readonly Edit[]): ImportedName[] {
  const names = new Map<SyntaxNode, ImportedName>();
  for (const edit of edits) {
    for (const match of module.text.slice(edit.start, edit.end).matchAll(/[^\W\d]\w*/g)) {
      const at = edit.start + match.index;
      const node = module.root.at(at, at + match[0].length);
      if (node.type !== "identifier" || !isName(node)) continue;
      for (const name of importsOf(module, node)) names.set(name.entry, name);
    }
  }
  return [...names.values()];
}

function importsOf(module: PythonModule, node: SyntaxNode): ImportedName[] {
  const found = module.scopes.lookup(node.text, node);
  if (found === undefined || found.bindings.length !== 1) return [];
  return found.bindings.flatMap((binding) => {
    const entry = binding.import?.entry;
    if (entry === undefined) return [];
    const references = module.scopes.uses(node.text, found.scope);
    const { node: owner, parent } = found.scope;
    const name = { statement: binding.statement, entry, references };
    return [parent === undefined ? name : { ...name, scope: { start: owner.start, end: owner.end } }];
  });
}
