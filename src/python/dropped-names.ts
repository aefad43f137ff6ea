import { contains, type Edit, type Span, touches } from "../core/edit.ts";
import { commentEnd, isFirstOnLine, isLastOnLine, lineEnd, lineStart, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";
import { removeEntries, separatedList } from "./separated.ts";

/** A name that an import statement binds, and every place that reads it. */
export interface ImportedName {
  /** The `import_statement` or `import_from_statement`. */
  readonly statement: SyntaxNode;
  /** The entry of the name in the statement: `a`, `a.b`, `a as b`. */
  readonly entry: SyntaxNode;
  readonly references: readonly Span[];
  /** The function or class whose name it is; nothing outside of that can mean it. */
  readonly scope?: Span;
}

/** What goes, and what stays although nothing reads it any more. */
export interface DroppedNames {
  readonly edits: readonly Edit[];
  readonly kept: readonly { readonly name: ImportedName; readonly because: string }[];
}

/**
 * Removes imported names that `accepted` leaves without a reader: each of their references lies in a replaced
 * range, and no new text says the name. A name that nothing read before stays: it is not ours.
 *
 * A statement that would go whole stays where it stands in a `try`, or in a `with` outside of which the name was read:
 * it is a probe whose failure the program handles, and neither `pass` nor nothing would fail. It stays where it is all
 * that a function has, too.
 */
export function dropImportedNames(
  text: string,
  names: readonly ImportedName[],
  accepted: readonly Edit[],
): DroppedNames {
  const edits: Edit[] = [];
  const kept: { name: ImportedName; because: string }[] = [];
  const unread = names.filter((name) => isUnread(name, accepted));
  for (const [statement, gone] of byStatement(unread)) {
    const readers = gone.flatMap(({ references }) => references);
    const outcome = dropFrom(text, statement, new Set(gone.map(({ entry }) => entry)), accepted, readers);
    if (typeof outcome === "string") kept.push(...gone.map((name) => ({ name, because: outcome })));
    else edits.push(...outcome);
  }
  return { edits: edits.sort((a, b) => a.start - b.start), kept };
}

function isUnread({ entry, references, scope }: ImportedName, accepted: readonly Edit[]): boolean {
  const near = accepted.filter(
    (edit) => scope === undefined || (edit.start > scope.start && edit.start <= scope.end),
  );
  const word = new RegExp(`(?<![\\w.])${boundName(entry)}(?!\\w)`, "u");
  return (
    references.length > 0 &&
    references.every((span) => accepted.some((edit) => edit.start < edit.end && contains(edit, span))) &&
    !near.some((edit) => word.test(edit.text))
  );
}

function boundName(entry: SyntaxNode): string {
  return (entry.field("alias")?.text ?? entry.text.split(".", 1)[0] ?? "").trim();
}

function byStatement(names: readonly ImportedName[]): Map<SyntaxNode, ImportedName[]> {
  const groups = new Map<SyntaxNode, ImportedName[]>();
  for (const name of names) groups.set(name.statement, [...(groups.get(name.statement) ?? []), name]);
  return groups;
}

/** The edits, or the reason why there are none. */
function dropFrom(
  text: string,
  statement: SyntaxNode,
  gone: ReadonlySet<SyntaxNode>,
  accepted: readonly Edit[],
  readers?: readonly Span[],
): Edit[] | string {
  const list = importedList(statement);
  const own = accepted.filter((edit) => edit.start < edit.end && touches(edit, statement));
  if (own.length > 0) return dropBeside(text, statement, gone, accepted, own, readers);
  const comments = [...list.comments, ...trailingComments(statement)].map((node) => node.text);
  if (comments.some((comment) => /F401|unused-import|re-?export/i.test(comment))) {
    return "its comment says that the name is imported for others";
  }
  if (list.entries.some(({ node }) => !gone.has(node))) return removeEntries(text, list, gone);
  const handler = handlerAround(statement, readers ?? []);
  if (handler !== undefined) return `the import may fail, and the ${handler} around it handles that`;
  const suite = statement.parent?.type === "block" ? statement.parent : undefined;
  if (suite?.named.length === 1) {
    if (SCOPES.has(suite.parent?.type ?? "") || list.comments.length > 0)
      return "it is all that its suite has";
    return [{ start: statement.start, end: statement.end, text: "pass" }];
  }
  if (list.comments.length > 0) return "a comment stands in it";
  return removeStatement(text, statement, accepted);
}

/**
 * The kind of statement around an import that does something where it fails, or may. Conditions and loops do not; nor
 * does a `with` outside of which the name is not read: it is there for something else.
 */
function handlerAround(statement: SyntaxNode, readers: readonly Span[]): string | undefined {
  const suite = statement.parent;
  const isOwn =
    suite !== undefined && readers.length > 0 && readers.every((reader) => contains(suite, reader));
  for (let at = suite; at !== undefined && !SCOPES.has(at.type); at = at.parent) {
    const isChoice = at.type === "else_clause" ? at.parent?.type === "if_statement" : CHOICES.has(at.type);
    const isHarmless = isChoice || (at.type === "with_statement" && isOwn);
    if (at.type !== "block" && !isHarmless) return at.type.split("_", 1)[0];
  }
  return undefined;
}

const SCOPES = new Set(["function_definition", "class_definition", "module"]);
const CHOICES = new Set(["if_statement", "elif_clause", "for_statement", "while_statement"]);

/** What goes beside names that other edits take out of the same statement: without what is theirs. */
function dropBeside(
  text: string,
  statement: SyntaxNode,
  gone: ReadonlySet<SyntaxNode>,
  accepted: readonly Edit[],
  own: readonly Edit[],
  readers: readonly Span[] | undefined,
): Edit[] | string {
  const entries = importedEntries(statement);
  const taken = entries.filter((entry) => own.some((edit) => contains(edit, entry)));
  const others = accepted.filter((edit) => !own.includes(edit));
  const all = dropFrom(text, statement, new Set([...gone, ...taken]), others, readers);
  const isRemoval = typeof all !== "string" && [...all, ...own].every((edit) => edit.text === "");
  const isWhole = isRemoval && own.every((edit) => all.some((wide) => contains(wide, edit)));
  return isWhole ? all.flatMap((edit) => without(edit, own)) : "the statement is changed otherwise";
}

/** The parts of a removal that are not removed already. */
function without(removal: Edit, others: readonly Edit[]): Edit[] {
  const inside = others.filter((edit) => contains(removal, edit)).sort((a, b) => a.start - b.start);
  const starts = [removal.start, ...inside.map(({ end }) => end)];
  const ends = [...inside.map(({ start }) => start), removal.end];
  return starts
    .map((start, i) => ({ start, end: ends[i] ?? removal.end, text: "" }))
    .filter(({ start, end }) => start < end);
}

/** The edits that take a name that nothing reads out of its import; a reason where it must stay. */
export function withoutImport(text: string, statement: SyntaxNode, entry: SyntaxNode): Edit[] | string {
  return dropFrom(text, statement, new Set([entry]), []);
}

/** The entries of an import statement: what it imports, each with its alias. */
export function importedEntries(statement: SyntaxNode): SyntaxNode[] {
  return importedList(statement).entries.map(({ node }) => node);
}

/** The edits that take one of several names out of an import statement. */
export function withoutEntry(text: string, statement: SyntaxNode, entry: SyntaxNode): Edit[] {
  return removeEntries(text, importedList(statement), new Set([entry]));
}

function importedList(statement: SyntaxNode) {
  const { children } = statement;
  const keyword = children.findLastIndex((child) => child.type === "import");
  const open = children.find((child, i) => i > keyword && child.type === "(");
  const close = children.findLast((child) => child.type === ")");
  const start =
    open?.end ?? children.find((child, i) => i > keyword && isEntry(child))?.start ?? statement.end;
  const tail = children.slice(keyword + 1);
  return separatedList(tail, { start, end: close?.start ?? statement.end }, isEntry);
}

function isEntry(node: SyntaxNode): boolean {
  return node.type === "dotted_name" || node.type === "aliased_import";
}

/** The comment that ends the statement's last line. */
function trailingComments(statement: SyntaxNode): SyntaxNode[] {
  let node = statement.next;
  if (node?.type === ";") node = node.next;
  const gap = node === undefined ? "\n" : (statement.parent?.text ?? "").slice(statement.end, node.start);
  return node?.type === "comment" && !gap.includes("\n") ? [node] : [];
}

/** A comment that speaks to a tool about the import; it goes with it. */
const PRAGMA = /^#\s*(?:noqa|nosec|nosem|type:|pylint:|pragma|isort|pyright|mypy|ruff:|flake8|NOSONAR|lgtm)/i;

function removeStatement(text: string, statement: SyntaxNode, accepted: readonly Edit[]): Edit[] {
  const { start, end } = statement;
  const joined = withoutSemicolon(text, statement);
  if (joined !== undefined) return [{ ...joined, text: "" }];
  const comment = trailingComments(statement)[0];
  const isPragma = comment !== undefined && PRAGMA.test(comment.text);
  if (comment !== undefined && !isPragma) return [{ start, end: comment.start, text: "" }];
  const last = comment === undefined ? end : commentEnd(text, comment);
  const line = { start: start - indentBefore(text, start), end: nextLine(text, last) };
  const isFirst = opensSuite(statement);
  return [{ ...withBlankLines(text, line, accepted, isFirst), text: "" }];
}

function opensSuite({ parent, start }: SyntaxNode): boolean {
  return parent?.type === "block" && parent.start === start;
}

function indentBefore(text: string, start: number): number {
  return isFirstOnLine(text, start) ? start - lineStart(text, start) : 0;
}

/** The part of `a; import b; c` that goes, so that the others stay joined. */
function withoutSemicolon(text: string, { start, end }: Span): Span | undefined {
  const after = /^[ \t]*;[ \t]*/.exec(text.slice(end, lineEnd(text, end)))?.[0].length ?? 0;
  if (after > 0 && !isLastOnLine(text, end + after) && text[end + after] !== "#")
    return { start, end: end + after };
  const before = /[ \t]*;[ \t]*$/.exec(text.slice(lineStart(text, start), start))?.[0].length ?? 0;
  return before > 0 ? { start: start - before, end } : undefined;
}

/** Of the blank lines before and after a line that goes, the fewer go too; not where something is added there. */
function withBlankLines(text: string, line: Span, accepted: readonly Edit[], opens: boolean): Span {
  const before = /(?:^|(?<=\n))(?:[ \t\f]*\r?\n)*$/.exec(text.slice(0, line.start))?.[0].length ?? 0;
  const after = /^(?:[ \t\f]*\r?\n)*/.exec(text.slice(line.end))?.[0].length ?? 0;
  const isFirst = opens || text.slice(0, line.start).trim() === "";
  if (after === 0 || (before === 0 && !isFirst)) return line;
  const whole =
    isFirst || after <= before
      ? { start: line.start, end: line.end + after }
      : { start: line.start - before, end: line.end };
  const isAdded = (edit: Edit) => edit.start === edit.end && touches(edit, whole);
  return accepted.some(isAdded) ? line : whole;
}
