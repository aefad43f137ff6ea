import { hasInconsistentTabs } from "./mixed-tabs.ts";
import type { SyntaxNode } from "./node.ts";
import type { Scope, Scopes } from "./scopes.ts";

/**
 * Whether no Python 3 runs the file: `print x`, `exec x`, backticks, `<>`, `raise E, x`, `except E, e` with a name
 * that nothing else binds, or tabs and spaces that only fit together where a tab reaches to the next multiple of 8.
 */
export function isPythonTwoOnly(source: string, scopes: Scopes): boolean {
  const root = scopes.module.node;
  return (
    hasPythonTwoSyntax(root, source) ||
    bindsByComma(root, source, scopes) ||
    hasInconsistentTabs(root, source)
  );
}

function hasPythonTwoSyntax(root: SyntaxNode, source: string): boolean {
  for (const match of source.matchAll(PYTHON_TWO_HINT)) {
    const node = root.at(match.index + (match[1]?.length ?? 0), match.index + match[0].length);
    for (let up: SyntaxNode | undefined = node, i = 0; up !== undefined && i < 3; up = up.parent, i++) {
      if (isPythonTwoNode(up)) return true;
    }
  }
  return false;
}

const PYTHON_TWO_HINT =
  /()\bprint\b(?!\s*\()|()\bexec\b(?!\s*\()|()`|()<>|()\braise\s+[\w.]+\s*,|()\b0[0-7]+\b(?![.xob])|()\b\d+[lL]\b/g;

function isPythonTwoNode(node: SyntaxNode): boolean {
  switch (node.type) {
    case "print_statement":
    case "exec_statement":
      return !node.hasError;
    case "comparison_operator":
      return node.children.some((child) => child.type === "<>");
    case "raise_statement":
      return node.children.some((child) => child.type === "," || child.type === "expression_list");
    case "integer":
      return /^0[0-7]*[1-7][0-7]*$|[lL]$/.test(node.text);
    default:
      return false;
  }
}

const COMMA_HANDLER = /\bexcept\b[^\n:]*,\s*(?=[a-z_]\w*\s*:)/g;

/**
 * Whether a handler `except E, e` can only be one of Python 2, which gives `e` the exception. Python 3 before 3.14 does
 * not take it; from then on it names two classes (PEP 758), and a name that nothing else binds is an error. The names of
 * the builtin exceptions start otherwise.
 */
function bindsByComma(root: SyntaxNode, source: string, scopes: Scopes): boolean {
  if (scopes.facts(scopes.module).stars.length > 0) return false;
  for (const { 0: text, index } of source.matchAll(COMMA_HANDLER)) {
    const name = root.at(index + text.length, index + text.length + 1);
    const isHandler = name?.type === "identifier" && commaTarget(name.parent)?.start === name.start;
    if (isHandler && isBoundByComma(name, scopes)) return true;
  }
  return false;
}

/** Whether handlers of this kind are all that binds the name, from where it stands outwards. */
function isBoundByComma(name: SyntaxNode, scopes: Scopes): boolean {
  let found = scopes.lookup(name.text, name);
  while (found !== undefined) {
    if (found.bindings.some(({ node, statement }) => commaTarget(statement)?.start !== node.start))
      return false;
    const outer: Scope | undefined = found.scope.parent;
    found = outer === undefined ? undefined : scopes.lookupFrom(name.text, outer);
  }
  return !scopes.setsByText(name.text);
}

/** The second of exactly two expressions of a handler without parentheses around them. */
export function commaTarget(handler: SyntaxNode | undefined): SyntaxNode | undefined {
  if (handler?.type !== "except_clause") return undefined;
  const [, , comma, second, colon] = handler.children;
  return comma?.type === "," && colon?.type === ":" && second?.type === "identifier" ? second : undefined;
}
