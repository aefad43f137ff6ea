import { hunksOf } from "../../core/diff.ts";
import { type CheckedFile, linesOf, type Mode } from "../../core/report.ts";
import { type Content, type Markup, markup } from "../markup.ts";
import type { ReportContext } from "../reporter.ts";
import { diffView, sourceOf } from "./diff-view.ts";
import { fixedView, type ItemContext, leftView } from "./item-view.ts";
import { countStates, type FileView, STATES } from "./model.ts";

/** What the view of a file takes besides the file. */
export interface FileContext extends Pick<ReportContext, "editsOf">, Pick<ItemContext, "words"> {
  readonly isOpen: boolean;
  readonly mode: Mode;
}

/** A file: what was changed in it, what is left in it, and whether it could be done. */
export function fileView(file: FileView, context: FileContext): Markup {
  const { path, failure } = file;
  const told =
    failure &&
    markup`<p class="failure"><b>Could not be done as a whole:</b> ${firstLine(failure.message)}</p>`;
  return markup`<details class="file"${context.isOpen && markup` open`} data-path="${path}">
<summary><h3>${pathView(path)}</h3>${chips(file, context)}</summary>
${told}${changedView(file, context)}${leftItems(file, context)}</details>
`;
}

/** The rest is a stack, which standard error told. */
function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}

function pathView(path: string): Content {
  const cut = path.lastIndexOf("/") + 1;
  // The folders may be broken where the screen is narrow, the name rather not.
  const folders = path.slice(0, cut).split(/(?<=\/)/);
  return [folders.map((folder) => folder !== "" && markup`<span>${folder}</span><wbr>`), path.slice(cut)];
}

function chips({ checked, fixed, left, failure }: FileView, { words }: FileContext): Markup {
  const counts = countStates([...fixed, ...left]);
  const states = STATES.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0
      ? []
      : [markup`<span class="chip c-${state}">${count} ${words[state].label.toLowerCase()}</span> `];
  });
  const failed = failure && markup`<span class="chip c-none">${failure.reason}</span>`;
  return markup`<span class="chips">${checked && lineCounts(checked)}${states}${failed}</span>`;
}

function lineCounts({ before, edits }: CheckedFile): Markup | undefined {
  if (edits.length === 0) return undefined;
  const lines = hunksOf({ before, edits }).flatMap((hunk) => hunk.lines);
  const added = lines.filter(({ kind }) => kind === "added").length;
  const removed = lines.filter(({ kind }) => kind === "removed").length;
  return markup`<span class="lines"><ins>+${added}</ins> <del>−${removed}</del></span> `;
}

function changedView({ checked, fixed }: FileView, { words }: FileContext): Markup | undefined {
  if (checked === undefined || fixed.length === 0) return undefined;
  const diff = diffView(sourceOf(checked.before, checked.notebook?.mark), checked.edits);
  return markup`<ul class="fixed">${fixed.map((item) => fixedView(item, words))}</ul>
${diff !== undefined && markup`<div class="changes">${diff}</div>`}`;
}

function leftItems({ path, checked, left }: FileView, context: FileContext): readonly Markup[] {
  if (checked === undefined || left.length === 0) return [];
  const { before, after } = checked;
  const isPreview = context.mode === "diff" && before !== after;
  const item: ItemContext = {
    ...context,
    isPreview,
    path,
    source: sourceOf(after, checked.notebook?.mark),
    lines: linesOf(checked),
  };
  return left.map((one) => leftView(one, item));
}
