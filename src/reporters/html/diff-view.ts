import { type PlacedHunk, placedHunks } from "../../core/cell-diff.ts";
import { changedParts } from "../../core/changed-words.ts";
import { type WordLine, wordsOf } from "../../core/diff.ts";
import type { Edit, Span } from "../../core/edit.ts";
import type { LineIndex } from "../../core/lines.ts";
import { rewrite } from "../../core/rewrite.ts";
import { linesAround } from "../frame.ts";
import { type Markup, markup } from "../markup.ts";
import { codeLine, type Mark } from "./code-line.ts";
import { type Token, tokensByLine } from "./python-tokens.ts";

/** A text and its colours. */
export interface Source {
  readonly text: string;
  readonly tokens: Lines;
  /** What stands above each cell of a notebook. */
  readonly mark: string | undefined;
}

/** A text with its colours. */
export function sourceOf(text: string, mark?: string): Source {
  return { text, tokens: tokensByLine(text), mark };
}

/** The changed lines of a text, the old ones beside the new ones, with the changed words set off. */
export function diffView(before: Source, edits: readonly Edit[]): Markup | undefined {
  const hunks = placedHunks({ before: before.text, edits }, before.mark);
  if (hunks.length === 0) return undefined;
  const colours = { old: before.tokens, new: tokensByLine(rewrite(before.text, edits)) };
  return markup`<div class="diff" translate="no">${hunks.map((hunk) => hunkView(hunk, colours))}</div>`;
}

type Lines = readonly (readonly Token[])[];

interface Colours {
  readonly old: Lines;
  readonly new: Lines;
}

/** Lines that stand beside each other. */
interface Block {
  readonly isContext: boolean;
  readonly old: Markup[];
  readonly new: Markup[];
}

function hunkView(hunk: PlacedHunk, colours: Colours): Markup {
  const last = hunk.oldStart + Math.max(hunk.oldLines, 1) - 1;
  const cell = hunk.cell === undefined ? "" : `Cell ${hunk.cell}, `;
  const range = hunk.oldStart === last ? `line ${last}` : `lines ${hunk.oldStart} to ${last}`;
  const lines = `${cell}${range}`.replace(/^l/, "L");
  const blocks = blocksOf(hunk, colours);
  return markup`<div class="hunk">${lines}</div>${blocks.map(blockView)}`;
}

function blockView(block: Block): Markup {
  const name = block.isContext ? "block same" : "block";
  const side = (kind: string, lines: readonly Markup[]): Markup =>
    markup`<div class="${kind}${lines.length === 0 ? " empty" : ""}">${lines}</div>`;
  return markup`<div class="${name}">${side("old", block.old)}${side("new", block.new)}</div>`;
}

function blocksOf(hunk: PlacedHunk, colours: Colours): readonly Block[] {
  const blocks: Block[] = [];
  let oldLine = hunk.oldStart;
  let newLine = hunk.newStart;
  for (const line of wordsOf(hunk)) {
    const isContext = line.kind === "context";
    let block = blocks.at(-1);
    if (block === undefined || block.isContext !== isContext) {
      block = { isContext, old: [], new: [] };
      blocks.push(block);
    }
    if (line.kind !== "added") {
      block.old.push(
        codeLine(oldLine, line.text, colours.old[hunk.before.old + oldLine - 1] ?? [], marksOf(line)),
      );
      oldLine += 1;
    }
    if (line.kind !== "removed") {
      block.new.push(
        codeLine(newLine, line.text, colours.new[hunk.before.new + newLine - 1] ?? [], marksOf(line)),
      );
      newLine += 1;
    }
  }
  return blocks;
}

function marksOf(line: WordLine): readonly Mark[] {
  return changedParts(line).map((part) => ({ ...part, kind: line.kind === "added" ? "ins" : "del" }));
}

const MOST_LINES = 12;

/** The code of a finding that has no fix, marked. */
export function frameView(lines: LineIndex, span: Span, colours: Lines): Markup {
  const first = lines.lineAt(span.start);
  const last = Math.min(lines.lineAt(Math.max(span.start, span.end - 1)), first + MOST_LINES - 1);
  const { from, to } = linesAround(lines, first, last);
  const rows = Array.from({ length: to - from + 1 }, (_, i) => frameLine(lines, from + i, span, colours));
  return markup`<div class="diff frame" translate="no"><div class="block same"><div class="new">${rows}</div></div></div>`;
}

function frameLine(lines: LineIndex, line: number, span: Span, colours: Lines): Markup {
  const base = lines.startOf(line);
  const text = lines.text.slice(base, lines.offset({ line, column: Number.MAX_SAFE_INTEGER }));
  const indent = text.length - text.trimStart().length;
  const start = Math.max(span.start - base, indent);
  const end = Math.min(span.end - base, text.length);
  const marks: readonly Mark[] = start < end ? [{ start, end, kind: "mark" }] : [];
  return codeLine(lines.shown(line).line, text, colours[line - 1] ?? [], marks);
}
