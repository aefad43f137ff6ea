import { diffArrays, diffWordsWithSpace, FILE_HEADERS_ONLY, formatPatch } from "diff";
import { byPosition, type Edit } from "./edit.ts";
import { groupChanges, type Hunk, type HunkLine, type LineChange } from "./hunk.ts";
import { rewrite } from "./rewrite.ts";

/** A part of a line; `changed` where the other side does not have it. */
export interface Word {
  readonly text: string;
  readonly changed: boolean;
}

/** A line and its parts. */
export interface WordLine extends HunkLine {
  readonly words: readonly Word[];
}

/** A text and what becomes of it. */
export interface TextChange {
  readonly before: string;
  readonly edits: readonly Edit[];
  /** How many unchanged lines stand around a change. */
  readonly context?: number;
}

/** The patch that `git apply` takes, or the empty text where nothing changes. */
export function unifiedDiff({ path, ...change }: TextChange & { readonly path: string }): string {
  return patchOf(path, hunksOf(change));
}

/** As `unifiedDiff`, where the edits are not known. */
export function unifiedDiffOfTexts(texts: {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly context?: number;
}): string {
  const { after, ...rest } = texts;
  return unifiedDiff({ ...rest, edits: [{ start: 0, end: rest.before.length, text: after }] });
}

/** The text of a patch for one file. */
export function patchOf(path: string, hunks: readonly Hunk[]): string {
  if (hunks.length === 0) return "";
  const patch = {
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.flatMap(patchLines) })),
  };
  return formatPatch(patch, FILE_HEADERS_ONLY);
}

const MARKS = { context: " ", removed: "-", added: "+" } as const;

function patchLines({ kind, text, endsWithNewline }: HunkLine): string[] {
  const line = MARKS[kind] + text;
  return endsWithNewline ? [line] : [line, "\\ No newline at end of file"];
}

/** The changed lines. Only regions that an edit touches are compared, so that the cost is that of the edits. */
export function hunksOf({ before, edits, context = 3 }: TextChange): readonly Hunk[] {
  const lines = splitLines(before);
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length;
  }
  starts.push(offset);
  const changes = regionsOf(before, starts, edits).flatMap(({ first, end, added }) =>
    lineChanges(first, lines.slice(first, end), added),
  );
  return groupChanges(lines, changes, context);
}

/** The lines of a text with their "\n"; the only line end that a patch knows. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

interface Region {
  readonly first: number;
  readonly end: number;
  readonly added: readonly string[];
}

/** Whole lines around the edits, and what becomes of them; edits that share a line share a region. */
function regionsOf(before: string, starts: readonly number[], edits: readonly Edit[]): Region[] {
  const regions: Region[] = [];
  const last = Math.max(starts.length - 2, 0);
  let line = 0;
  let open: { first: number; end: number; edits: Edit[] } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const from = starts[open.first] ?? 0;
    const shifted = open.edits.map((e) => ({ ...e, start: e.start - from, end: e.end - from }));
    const text = rewrite(before.slice(from, starts[open.end]), shifted);
    regions.push({ first: open.first, end: open.end, added: splitLines(text) });
  };
  const lineAt = (offset: number): number => {
    while (line < last && (starts[line + 1] ?? 0) <= offset) line += 1;
    return line;
  };
  for (const edit of [...edits].sort(byPosition)) {
    const first = lineAt(edit.start);
    const end = Math.min(lineAt(edit.end) + 1, starts.length - 1);
    // An empty text has no line that two edits could share, and yet they do.
    if (open !== undefined && (first < open.end || first === open.first)) {
      open.end = end;
      open.edits.push(edit);
    } else {
      close();
      open = { first, end, edits: [edit] };
    }
  }
  close();
  return regions;
}

/** Beyond this many changed lines a region is shown as replaced: the search for less is quadratic. */
const LONGEST_SEARCH = 500;

/** The smallest change between the lines of a region and what becomes of them. */
function lineChanges(at: number, before: readonly string[], after: readonly string[]): LineChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const removed = before.slice(head, before.length - tail);
  const added = after.slice(head, after.length - tail);
  if (removed.length === 0 && added.length === 0) return [];
  const whole = { at: at + head, removed, added };
  if (removed.length === 0 || added.length === 0) return [whole];
  const parts = diffArrays(removed, added, { maxEditLength: LONGEST_SEARCH });
  if (parts === undefined) return [whole];
  const changes: LineChange[] = [];
  let position = whole.at;
  for (const part of parts) {
    if (part.removed) changes.push({ at: position, removed: part.value, added: [] });
    else if (part.added) changes.push({ at: position, removed: [], added: part.value });
    if (!part.added) position += part.value.length;
  }
  return changes;
}

/** The lines of a hunk with what changed inside them, for lines that are replaced by others. */
export function wordsOf(hunk: Hunk): readonly WordLine[] {
  const result: WordLine[] = [];
  let removed: HunkLine[] = [];
  let added: HunkLine[] = [];
  const flush = (): void => {
    result.push(...compareWords(removed, added));
    removed = [];
    added = [];
  };
  for (const line of hunk.lines) {
    if (line.kind === "added") {
      added.push(line);
    } else {
      if (line.kind === "context" || added.length > 0) flush();
      if (line.kind === "removed") removed.push(line);
      else result.push({ ...line, words: wholeLine(line, false) });
    }
  }
  flush();
  return result;
}

function wholeLine({ text }: HunkLine, changed: boolean): Word[] {
  return text === "" ? [] : [{ text, changed }];
}

/** Beyond this many changed words a block counts as wholly new. */
const MOST_CHANGED_WORDS = 300;

function compareWords(removed: readonly HunkLine[], added: readonly HunkLine[]): WordLine[] {
  const join = (lines: readonly HunkLine[]): string => lines.map(({ text }) => text).join("\n");
  const parts =
    removed.length > 0 && added.length > 0
      ? diffWordsWithSpace(join(removed), join(added), { maxEditLength: MOST_CHANGED_WORDS })
      : undefined;
  if (parts === undefined)
    return [...removed, ...added].map((line) => ({ ...line, words: wholeLine(line, true) }));
  const side = (lines: readonly HunkLine[], other: "added" | "removed"): WordLine[] => {
    const words = wordsByLine(
      parts.filter((part) => !part[other]).map((p) => ({ text: p.value, changed: p.added || p.removed })),
    );
    return lines.map((line, i) => ({ ...line, words: words[i] ?? [] }));
  };
  return [...side(removed, "added"), ...side(added, "removed")];
}

/** Splits words at line ends. */
function wordsByLine(words: readonly Word[]): Word[][] {
  const lines: Word[][] = [[]];
  for (const { text, changed } of words) {
    text.split("\n").forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, changed });
    });
  }
  return lines;
}
