import type { Edit } from "../../core/edit.ts";
import type { ImportNeed, Remedy } from "../../core/fix.ts";
import type { Binding } from "../../python/bindings.ts";
import { importedEntries, withoutEntry } from "../../python/dropped-names.ts";
import { isNone, unwrap } from "../../python/expressions.ts";
import { importFromPackage } from "../../python/import-places.ts";
import { isFirstOnLine, isLastOnLine, lineEnd } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { removeStatement } from "../../python/removal.ts";

/**
 * `try: from ssl import wrap_socket` … `except ImportError: wrap_socket = None`: whether there is TLS is asked by
 * the import of the old name, which fails on new Pythons. The module itself can be asked instead.
 */
export interface ProbedImport {
  readonly module: PythonModule;
  readonly binding: Binding;
  /** `wrap_socket = None`, where the import fails. */
  readonly substitutes: readonly Binding[];
  /** Where the program asks whether it has the name. */
  readonly questions: readonly SyntaxNode[];
  /** Where it calls the function or, where nothing takes its place, passes it on. */
  readonly others: readonly SyntaxNode[];
}

/** The import of a name in a `try`; a reason where the name is more than a question and a function to call. */
export function probedImport(module: PythonModule, name: SyntaxNode): ProbedImport | string | undefined {
  const found = name.type === "identifier" ? module.scopes.lookup(name.text, name) : undefined;
  const imports = found?.bindings.filter((other) => other.import !== undefined && !isGone(other)) ?? [];
  const [binding] = imports;
  const attempt = binding?.statement.ancestor("try_statement");
  if (found === undefined || binding === undefined) return undefined;
  const substitutes = found.bindings.filter((other) => !imports.includes(other) && !isGone(other));
  if (attempt === undefined || !isInBody(attempt, binding.statement))
    return substitutes.length === 0 ? undefined : otherwise(name);
  const isSimple = imports.length === 1 && substitutes.every((other) => isSubstitute(attempt, other));
  if (!isSimple) return refusal(name);
  const bound = new Set(found.bindings.map(({ node }) => node.start));
  const uses = module.scopes.uses(name.text, found.scope).filter((node) => !bound.has(node.start));
  const questions = uses.filter(isQuestion);
  const isCalled = ({ parent, start }: SyntaxNode) =>
    parent?.type === "call" && parent.field("function")?.start === start;
  const others = uses.filter((node) => !questions.includes(node));
  const isMore = substitutes.length > 0 && !others.every(isCalled);
  const isQuoted = others.some((node) => node.type !== "identifier");
  return isMore || isQuoted ? refusal(name) : { module, binding, substitutes, questions, others };
}

function refusal(name: SyntaxNode): string {
  return `\`${name.text}\` is also bound to something else where the import fails, which the program may ask for`;
}

function otherwise(name: SyntaxNode): string {
  return `\`${name.text}\` is also bound to something else, which may be what is called here`;
}

function isInBody(attempt: SyntaxNode, statement: SyntaxNode): boolean {
  const body = attempt.field("body");
  return body !== undefined && body.start <= statement.start && statement.end <= body.end;
}

/** `from socket import ssl as wrap_socket`, for Python 2.5: where the first import fails now, so does this one. */
function isGone({ import: target }: Binding): boolean {
  return target?.module === "socket" && target.attribute === "ssl";
}

/** `wrap_socket = None` in the handler of that import. */
function isSubstitute(attempt: SyntaxNode, { kind, statement, value }: Binding): boolean {
  if (kind !== "assignment" || value === undefined) return false;
  const isNothing = isNone(value) || unwrap(value).type === "false";
  return isNothing && statement.ancestor("except_clause")?.parent === attempt;
}

const CONDITIONS = new Set(["if_statement", "elif_clause", "while_statement", "conditional_expression"]);

/** Whether only the truth of the name is asked for, or whether it is `None`. */
export function isQuestion(name: SyntaxNode): boolean {
  const parent = name.parent;
  if (parent === undefined) return false;
  switch (parent.type) {
    case "not_operator":
      return true;
    case "comparison_operator":
      return parent.named.length === 2 && parent.named.some(isNone);
    case "parenthesized_expression":
      return isQuestion(parent);
    case "boolean_operator": {
      const isGuard = parent.field("left") === name && parent.field("operator")?.text === "and";
      return isGuard || isQuestion(parent);
    }
    case "assert_statement":
      return parent.named[0] === name;
    default:
      if (!CONDITIONS.has(parent.type)) return false;
      return parent.type === "conditional_expression"
        ? parent.named[1] === name
        : parent.field("condition") === name;
  }
}

/** A remedy of a use of the name, which asks for the module where the name was asked for. */
export function askingForModule(probed: ProbedImport, use: SyntaxNode, remedy: Remedy): Remedy {
  if (remedy.kind !== "fix") return remedy;
  const need = remedy.imports.find(({ module }) => /(?:^|\.)ssl$/.test(module));
  const edits = nameEdits(probed, use, need);
  if (edits === undefined) return { kind: "none", because: refusal(probed.binding.node) };
  return {
    ...remedy,
    edits: [...remedy.edits, ...edits],
    imports: remedy.imports.filter(({ module }) => module !== need?.module),
  };
}

function nameEdits(probed: ProbedImport, use: SyntaxNode, need: ImportNeed | undefined): Edit[] | undefined {
  const { module, binding, questions, others } = probed;
  const spelt = module.names.spell("ssl", "wrap_socket", binding.statement).text;
  const name = need?.name ?? spelt.slice(0, spelt.lastIndexOf("."));
  const substitutes = substituteEdits(probed, need);
  if (substitutes === undefined) return undefined;
  return [
    ...importEdits(probed, need),
    ...substitutes,
    ...questions.map(({ start, end }) => ({ start, end, text: name })),
    ...others
      .filter((node) => node !== use)
      .map(({ start, end }) => ({ start, end, text: `${name}.wrap_socket` })),
  ];
}

/** `import ssl` in the place of the old name. */
function importEdits({ module, binding }: ProbedImport, need: ImportNeed | undefined): Edit[] {
  const { statement } = binding;
  const entry = binding.import?.entry;
  const isOnly = importedEntries(statement).length === 1;
  const { start, end } = statement;
  const line = importFromPackage(need ?? { module: "ssl", name: "ssl" });
  if (isOnly) {
    const isNeeded = need !== undefined || statement.parent?.named.length === 1;
    return isNeeded ? [{ start, end, text: line }] : removeStatement(module.text, statement);
  }
  const rest = entry === undefined ? [] : withoutEntry(module.text, statement, entry);
  if (need === undefined) return rest;
  const indent = /[ \t]*$/.exec(module.text.slice(0, start))?.[0] ?? "";
  const newline =
    isLastOnLine(module.text, lineEnd(module.text, end)) && module.text.includes("\r\n") ? "\r\n" : "\n";
  // `if asked: from ssl import …` has no line of its own.
  const separator = isFirstOnLine(module.text, start) ? newline + indent : "; ";
  return [{ start, end: start, text: line + separator }, ...rest];
}

/** `ssl = None`, or nothing where the module is imported elsewhere. */
function substituteEdits(
  { module, substitutes }: ProbedImport,
  need: ImportNeed | undefined,
): Edit[] | undefined {
  if (need !== undefined)
    return substitutes.map(({ node: { start, end } }) => ({ start, end, text: need.name }));
  const edits: Edit[] = [];
  for (const { statement } of substitutes) {
    const isPlain =
      statement.parent?.type === "expression_statement" && statement.field("left")?.type === "identifier";
    const isChain = statement.field("right")?.type === "assignment";
    if (!isPlain || isChain || statement.parent === undefined) return undefined;
    edits.push(...removeStatement(module.text, statement.parent));
  }
  return edits;
}
