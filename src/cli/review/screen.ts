import type { PlacedHunk } from "../../core/cell-diff.ts";
import { wordsOf } from "../../core/diff.ts";
import type { Fix } from "../../core/fix.ts";
import type { KeyScreen, Size } from "../../io/key-screen.ts";
import { printable, type Style, shownLine } from "../../reporters/style.ts";
import { highlighted } from "./highlight.ts";
import { KEYS } from "./keys.ts";
import type { ReviewForm, ReviewQuestion } from "./question.ts";
import { type Answered, press, type ScreenState, startState } from "./state.ts";
import { wrapSegments, wrapText } from "./styled-line.ts";

const LEAST_BODY_ROWS = 3;

/** The screen of a question: where, what and why, the change, and the keys. */
export function reviewScreen(
  question: ReviewQuestion,
  style: Style,
  last?: ScreenState,
): KeyScreen<ScreenState, Answered> {
  return {
    start: last ?? startState(question),
    press: (state, key) => press(question, state, key),
    render: (state, size) => render(question, state, size, style),
    textOf: ({ view, typed }) => (view === "answer" || view === "reason" ? typed : undefined),
  };
}

function render(question: ReviewQuestion, state: ScreenState, { columns, rows }: Size, style: Style): string {
  // One column stays free: a full line would make the terminal break it once more.
  const width = Math.max(20, columns - 1);
  const form = question.forms[state.form] ?? question.forms[0];
  if (form === undefined) throw new RangeError("a question needs a change to offer");
  const head = headOf(question, state, form.fix, width, style);
  const foot = footOf(question, state, form, { columns: width, rows }, style);
  const body = bodyOf(question, state, form, width, style);
  const room = Math.max(LEAST_BODY_ROWS, rows - head.length - foot.length - 2);
  return [...head, ...window(body, state.top, room, style), ...foot].join("\n");
}

function headOf(
  question: ReviewQuestion,
  state: ScreenState,
  fix: Fix,
  width: number,
  style: Style,
): readonly string[] {
  const { number, total, rule, message, forms } = question;
  const place = `[${number} of ${total}] ${printable(question.place)}  ${rule}  ${safetyOf(fix)}`;
  const form = forms.length > 1 ? `form ${state.form + 1} of ${forms.length}: ` : "";
  const because = fix.because === undefined ? "" : `: ${fix.because}`;
  const title =
    state.view === "reason" ? "A comment that says not to report it" : `${form}${fix.title}${because}`;
  return [
    ...wrapText(place, width).map(style.bold),
    ...wrapText(printable(message), width),
    ...wrapText(printable(title), width).map(fix.applicability === "safe" ? style.green : style.yellow),
  ];
}

function safetyOf({ applicability, ask }: Fix): string {
  if (ask !== undefined) return "NEEDS AN ANSWER";
  return { safe: "safe", unsafe: "UNSAFE", display: "NOT PROVEN" }[applicability];
}

function footOf(
  { forms, notice }: ReviewQuestion,
  state: ScreenState,
  { fix }: ReviewForm,
  { columns: width, rows }: Size,
  style: Style,
): readonly string[] {
  const said = state.notice ?? notice;
  const notices = said === undefined ? [] : wrapText(printable(said), width).map(style.yellow);
  const dim = (text: string): readonly string[] => wrapText(text, width).map(style.dim);
  switch (state.view) {
    case "help":
    case "explain":
      return ["Any key leads back to the change: "];
    case "rules":
      return [
        ...dim("j and k move, Space chooses, Enter goes on with these rules, Esc changes nothing"),
        "Rules? ",
      ];
    case "answer":
      return [
        ...wrapText(fix.ask?.text ?? "", width),
        ...notices,
        ...dim("Enter takes the answer; an empty one, or Esc, goes back"),
        `Answer: ${state.typed}`,
      ];
    case "reason":
      return [...dim("Enter takes the reason; an empty one, or Esc, goes back"), `Reason: ${state.typed}`];
    case "change": {
      const known = rows < ROWS_FOR_ALL_KEYS ? FEW_KEY_GROUPS : KEY_GROUPS;
      const groups = known.filter((group) => forms.length > 1 || !group.startsWith("Tab"));
      return [...joinGroups(groups, width).map(style.dim), ...notices, "Apply this change? "];
    }
  }
}

/** The keys that are used most; the help has them all. */
const KEY_GROUPS = [
  "y yes  n no",
  "Tab other form",
  "a rest of rule  f rest of file  A all safe",
  "e edit  i suppress  l later  u undo",
  "q stop  ? help",
];

/** Where there is hardly room for the change itself. */
const FEW_KEY_GROUPS = ["y yes  n no", "Tab other form", "q stop  ? help"];
const ROWS_FOR_ALL_KEYS = 20;

/** Groups side by side, broken between them where they can be. */
function joinGroups(groups: readonly string[], width: number): readonly string[] {
  const rows: string[] = [];
  for (const group of groups) {
    const longer = `${rows.at(-1)} | ${group}`;
    if (rows.length > 0 && longer.length <= width) rows[rows.length - 1] = longer;
    else rows.push(...wrapText(group, width));
  }
  return rows;
}

function bodyOf(
  question: ReviewQuestion,
  state: ScreenState,
  form: ReviewForm,
  width: number,
  style: Style,
): readonly string[] {
  const { context, typed, view } = state;
  switch (view) {
    case "explain":
      return paragraphs(question.docs).flatMap((line) => wrapText(shownLine(line), width));
    case "help":
      return KEYS.flatMap(({ label, meaning }) => wrapText(`${label.padEnd(4)} ${meaning}`, width, "     "));
    case "rules":
      return question.rules.map(({ rule, count }, i) => {
        const mark = state.unwanted.includes(rule) ? "[ ]" : "[x]";
        return `${i === state.cursor ? ">" : " "} ${mark} ${String(count).padStart(4)} ${rule}`;
      });
    case "reason":
      return diffOf(question.suppression(context, typed || "...") ?? [], width, style);
    case "answer":
      return diffOf(form.hunks(context, typed || "..."), width, style);
    case "change":
      return diffOf(form.hunks(context), width, style);
  }
}

/** Markdown whose paragraphs are one line each; lists, tables and code stay as they are. */
function paragraphs(markdown: string): readonly string[] {
  const isBlock = /^(?:$|\s{4}|[-*] |[|#>]|```|\d+\. )/;
  const rows: string[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    const isFence = line.startsWith("```");
    const last = rows.at(-1) ?? "";
    const goesOn = !isCode && !isBlock.test(line) && last !== "" && !/^(?:\s{4}|[|#]|```)/.test(last);
    if (goesOn) rows[rows.length - 1] = `${last} ${line.trimStart()}`;
    else rows.push(line);
    if (isFence) isCode = !isCode;
  }
  return rows;
}

function diffOf(hunks: readonly PlacedHunk[], width: number, style: Style): readonly string[] {
  return hunks.flatMap((hunk) => [
    style.cyan(hunkHead(hunk)),
    ...highlighted(wordsOf(hunk), style).flatMap((line) => wrapSegments(line, width, "    ")),
  ]);
}

function hunkHead({ oldStart, oldLines, newStart, newLines, cell }: PlacedHunk): string {
  const where = cell === undefined ? "" : ` cell ${cell}`;
  return `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@${where}`;
}

/** The rows that there is room for, and a line that says which they are. */
function window(body: readonly string[], top: number, room: number, style: Style): readonly string[] {
  if (body.length <= room) return body;
  const shown = Math.max(1, room - 1);
  const first = Math.min(top, body.length - shown);
  const status = `-- lines ${first + 1} to ${first + shown} of ${body.length}; j and k scroll --`;
  return [...body.slice(first, first + shown), style.dim(status)];
}
