import type { SyntaxNode } from "./node.ts";

/** How far a line is indented: with tabs that reach to the next multiple of 8, and with tabs of 1. */
interface Indentation {
  readonly column: number;
  readonly characters: number;
}

/**
 * Whether tabs and spaces are mixed so that which blocks there are depends on how wide a tab is: Python 3 raises
 * TabError, Python 2 takes a tab to the next multiple of 8 (measured, 2.7 to 3.13).
 */
export function hasInconsistentTabs(root: SyntaxNode, source: string): boolean {
  if (!/^ *\t/m.test(source) || !/^\t* +\S/m.test(source) || root.hasError) return false;
  const open: Indentation[] = [{ column: 0, characters: 0 }];
  for (const start of logicalLines(root, source)) {
    const here = indentationOf(source, start);
    const depth = open.length;
    while (here.column < (open.at(-1)?.column ?? 0)) open.pop();
    const { column, characters } = open.at(-1) ?? here;
    const isDeeper = here.column > column;
    // No Python takes a line that is between two blocks.
    if (isDeeper && open.length < depth) return false;
    if (isDeeper ? here.characters <= characters : here.characters !== characters) return true;
    if (isDeeper) open.push(here);
  }
  return false;
}

const HOLDERS = new Set(["module", "block", "decorated_definition"]);
const CLAUSE = /_clause$/;

/** Where what begins a line of its own starts: statements, clauses of them, decorators and what they decorate. */
function* logicalLines(root: SyntaxNode, source: string): Generator<number> {
  for (const node of root.walk(({ type }) => !SIMPLE.test(type))) {
    const parent = node.parent;
    if (parent === undefined || !node.isNamed || node.type === "comment") continue;
    const isStatement = HOLDERS.has(parent.type) && node.type !== "block";
    if (!isStatement && !(CLAUSE.test(node.type) && COMPOUND.test(parent.type))) continue;
    const line = source.lastIndexOf("\n", node.start - 1) + 1;
    const isFirst = /^[ \t\f]*$/.test(source.slice(line, node.start));
    if (isFirst && !/\\\r?\n$/.test(source.slice(Math.max(0, line - 3), line))) yield node.start;
  }
}

const COMPOUND = /^(?:if|for|while|try|with|match)_statement$/;
/** What holds no statements. */
const SIMPLE =
  /^(?:expression|return|import|import_from|future_import|assert|delete|raise|global|nonlocal|print|exec|pass|break|continue)_statement$/;

function indentationOf(source: string, start: number): Indentation {
  let [column, characters] = [0, 0];
  for (let at = source.lastIndexOf("\n", start - 1) + 1; at < start; at++) {
    if (source[at] === "\f") [column, characters] = [0, 0];
    else {
      column += source[at] === "\t" ? 8 - (column % 8) : 1;
      characters += 1;
    }
  }
  return { column, characters };
}
