import { commentEnd, lineEnd, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";
import { isStdlibModule } from "./stdlib.ts";

/** A logical line of the module: its statements are joined by `;`. */
export interface ModuleLine {
  readonly statements: readonly SyntaxNode[];
  /** The start of its first physical line. */
  readonly start: number;
  /** The end of its last physical line, before the line ending; a trailing comment is part of it. */
  readonly end: number;
  /** The start of the physical line after it. */
  readonly next: number;
}

/** A line of imports at module level. */
export interface ImportLine extends ModuleLine {
  readonly isPlain: boolean;
  readonly module: string;
  readonly isStdlib: boolean;
}

/** Import lines that follow one another, without a blank line between them. */
export type ImportBlock = readonly ImportLine[];

const known = new WeakMap<SyntaxNode, readonly ModuleLine[]>();

/** The logical lines at module level, in order; comments alone on their lines are not among them. */
export function moduleLines(root: SyntaxNode, text: string): readonly ModuleLine[] {
  const lines = known.get(root) ?? findLines(root, text);
  known.set(root, lines);
  return lines;
}

function findLines(root: SyntaxNode, text: string): ModuleLine[] {
  const groups: SyntaxNode[][] = [];
  for (const child of root.children) {
    if (!child.isNamed || child.type === "comment" || child.type === "line_continuation") continue;
    const last = groups.at(-1);
    const previous = last?.at(-1);
    const isJoined =
      previous !== undefined && !/(?:^|[^\\\r])\r?\n/.test(text.slice(previous.end, child.start));
    if (isJoined) last?.push(child);
    else groups.push([child]);
  }
  return groups.map((statements) => moduleLine(text, statements));
}

function moduleLine(text: string, statements: readonly SyntaxNode[]): ModuleLine {
  const start = lineStart(text, statements[0]?.start ?? 0);
  let end = lineEnd(text, statements.at(-1)?.end ?? start);
  while (/^[^#]*\\$/.test(text.slice(lineStart(text, end), end)) && end < text.length) {
    end = lineEnd(text, nextLine(text, end));
  }
  return { statements, start, end, next: nextLine(text, end) };
}

/** The line as one of imports, if all of its statements are. */
function asImportLine(line: ModuleLine): ImportLine | undefined {
  const first = line.statements[0];
  if (first === undefined || !line.statements.every(isImport)) return undefined;
  const module = importedModule(first);
  return { ...line, isPlain: first.type === "import_statement", module, isStdlib: isStdlibModule(module) };
}

function isImport(node: SyntaxNode): boolean {
  return node.type === "import_statement" || node.type === "import_from_statement";
}

/** The module that an import names first; with its dots, where it is relative. */
function importedModule(statement: SyntaxNode): string {
  if (statement.type === "import_from_statement") return statement.field("module_name")?.text ?? "";
  const entry = statement.field("name");
  return (entry?.type === "aliased_import" ? entry.field("name")?.text : entry?.text) ?? "";
}

/** Import lines in runs (nothing else stands between them) of blocks (no blank line stands between them). */
export function importRuns(lines: readonly ModuleLine[], text: string): ImportBlock[][] {
  const runs: ImportLine[][][] = [];
  let previous: ImportLine | undefined;
  for (const line of lines) {
    const imports = asImportLine(line);
    if (imports !== undefined) {
      const run = previous === undefined ? undefined : runs.at(-1);
      const isSameBlock = previous !== undefined && !hasBlankLine(text.slice(previous.end, imports.start));
      if (run === undefined) runs.push([[imports]]);
      else if (isSameBlock) run.at(-1)?.push(imports);
      else run.push([imports]);
    }
    previous = imports;
  }
  return runs;
}

function hasBlankLine(gap: string): boolean {
  return /\n[ \t\f]*\r?\n/.test(gap);
}

/** Whether a statement is a bare string: the docstring, if it comes first. Parentheses and prefixes are allowed. */
export function isDocstring(statement: SyntaxNode): boolean {
  let node: SyntaxNode | undefined =
    statement.type === "expression_statement" ? statement.named[0] : undefined;
  while (node?.type === "parenthesized_expression") node = node.named[0];
  const isAlone = statement.named.length === 1;
  return isAlone && (node?.type === "string" || node?.type === "concatenated_string");
}

/** Where the comments end that head a file without a docstring: shebang, encoding, licence. 0 for none. */
export function headerEnd(root: SyntaxNode, text: string): number {
  const blocks = commentBlocks(root, text);
  const last = blocks.at(-1);
  if (last === undefined) return 0;
  const code = root.children.find((child) => child.type !== "comment");
  const isAttached = code !== undefined && !hasBlankLine(text.slice(last.end, code.start));
  const isHeader = blocks.length === 1 && /^#!|coding[:=]|copyright|licen[cs]e/im.test(last.text);
  const header = isAttached && !isHeader ? blocks.at(-2) : last;
  return header?.end ?? 0;
}

interface CommentBlock {
  readonly end: number;
  readonly text: string;
}

function commentBlocks(root: SyntaxNode, text: string): CommentBlock[] {
  const blocks: { start: number; end: number }[] = [];
  for (const child of root.children) {
    if (child.type !== "comment") break;
    const last = blocks.at(-1);
    if (last !== undefined && !hasBlankLine(text.slice(last.end, child.start))) {
      last.end = commentEnd(text, child);
    } else blocks.push({ start: child.start, end: commentEnd(text, child) });
  }
  return blocks.map(({ start, end }) => ({ end, text: text.slice(start, end) }));
}
