import { wordsOf } from "../../core/diff.ts";
import type { Fix } from "../../core/fix.ts";
import type { KeyScreen, Size } from "../../io/prompt.ts";
import { printable, type Style, shownLine } from "../../reporters/style.ts";
import { actionOf, KEYS, type KeyAction } from "./keys.ts";
import type { ReviewAnswer, ReviewForm, ReviewQuestion } from "./question.ts";
import { type Segment, wrapSegments, wrapText } from "./styled-line.ts";

/** What is shown of a question. */
export interface ScreenState {
  readonly form: number;
  readonly context: number;
  readonly top: number;
  readonly view: "change" | "help" | "explain";
}

const FIRST_CONTEXT = 3;
const MOST_CONTEXT = 60;
const LEAST_BODY_ROWS = 3;

/** The screen of a question: where, what and why, the change, and the keys. */
export function reviewScreen(question: ReviewQuestion, style: Style): KeyScreen<ScreenState, ReviewAnswer> {
  return {
    start: { form: 0, context: FIRST_CONTEXT, top: 0, view: "change" },
    press: (state, key) => press(question, state, actionOf(key)),
    render: (state, size) => render(question, state, size, style),
  };
}

type Pressed = { readonly state: ScreenState } | { readonly answer: ReviewAnswer };

function press(question: ReviewQuestion, state: ScreenState, action: KeyAction | undefined): Pressed {
  switch (action) {
    case undefined:
      return { state };
    case "help":
    case "explain":
      return { state: { ...state, top: 0, view: state.view === action ? "change" : action } };
    case "down":
      return { state: { ...state, top: state.top + 1 } };
    case "up":
      return { state: { ...state, top: Math.max(0, state.top - 1) } };
    default:
      // From another page, a key first leads back: nobody decides about what is not in view.
      if (state.view !== "change") return { state: { ...state, view: "change", top: 0 } };
      return decide(question, state, action);
  }
}

function decide(
  { forms }: ReviewQuestion,
  state: ScreenState,
  action: Exclude<KeyAction, "help" | "explain" | "down" | "up">,
): Pressed {
  const { form, context } = state;
  switch (action) {
    case "yes":
      return { answer: { kind: "take", form, scope: "one" } };
    case "rule":
      return { answer: { kind: "take", form, scope: "rule" } };
    case "file":
      return { answer: { kind: "take", form, scope: "file" } };
    case "safe":
      return { answer: { kind: "take safe" } };
    case "no":
      return { answer: { kind: "skip", scope: "one" } };
    case "skip rule":
      return { answer: { kind: "skip", scope: "rule" } };
    case "skip file":
      return { answer: { kind: "skip", scope: "file" } };
    case "quit":
      return { answer: { kind: "quit" } };
    case "discard":
      return { answer: { kind: "discard" } };
    case "next form":
      return { state: { ...state, form: (form + 1) % forms.length, top: 0 } };
    case "more context":
      return { state: { ...state, context: Math.min(MOST_CONTEXT, context * 2 + 1) } };
    case "less context":
      return { state: { ...state, context: Math.max(0, Math.floor((context - 1) / 2)), top: 0 } };
  }
}

function render(question: ReviewQuestion, state: ScreenState, { columns, rows }: Size, style: Style): string {
  // One column stays free: a full line would make the terminal break it once more.
  const width = Math.max(20, columns - 1);
  const form = question.forms[state.form] ?? question.forms[0];
  if (form === undefined) throw new RangeError("a question needs a change to offer");
  const head = headOf(question, state, form.fix, width, style);
  const foot = footOf(question, state, width, style);
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
  const { number, total, path, line, column, rule, message, forms } = question;
  const safety = SAFETY[fix.applicability];
  const place = `[${number} of ${total}] ${printable(path)}:${line}:${column}  ${rule}  ${safety}`;
  const form = forms.length > 1 ? `form ${state.form + 1} of ${forms.length}: ` : "";
  const because = fix.because === undefined ? "" : `: ${fix.because}`;
  return [
    ...wrapText(place, width).map(style.bold),
    ...wrapText(printable(message), width),
    ...wrapText(printable(`${form}${fix.title}${because}`), width).map(
      fix.applicability === "safe" ? style.green : style.yellow,
    ),
  ];
}

const SAFETY = { safe: "safe", unsafe: "UNSAFE", display: "NEEDS AN ANSWER" } as const;

function footOf(
  { forms, notice }: ReviewQuestion,
  { view }: ScreenState,
  width: number,
  style: Style,
): readonly string[] {
  if (view !== "change") return ["Any key leads back to the change: "];
  const form = forms.length > 1 ? " | Tab other form" : "";
  const rows = wrapText(
    `y yes  n no${form} | a rest of rule  f rest of file  A all safe | q stop  ? help`,
    width,
  );
  const notices = notice === undefined ? [] : wrapText(notice, width).map(style.yellow);
  return [...rows.map(style.dim), ...notices, "Apply this change? "];
}

function bodyOf(
  question: ReviewQuestion,
  state: ScreenState,
  form: ReviewForm,
  width: number,
  style: Style,
): readonly string[] {
  if (state.view === "explain")
    return question.docs.split("\n").flatMap((line) => wrapText(shownLine(line), width));
  if (state.view === "help") {
    return KEYS.flatMap(({ label, meaning }) => wrapText(`${label.padEnd(4)} ${meaning}`, width, "     "));
  }
  return form.hunks(state.context).flatMap((hunk) => [
    style.cyan(`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`),
    ...wordsOf(hunk).flatMap((line) => {
      const { mark, look, changed } = lookOf(line.kind, style);
      const words: readonly Segment[] = line.words.map((word) => ({
        text: shownLine(word.text.replace(/\r$/, "")),
        look: word.changed ? changed : look,
      }));
      return wrapSegments([{ text: mark, look }, ...words], width, "    ");
    }),
  ]);
}

function lookOf(kind: "context" | "removed" | "added", style: Style) {
  const plain = (text: string): string => text;
  if (kind === "context") return { mark: " ", look: plain, changed: plain };
  if (kind === "removed") return { mark: "-", look: style.red, changed: style.removed };
  return { mark: "+", look: style.green, changed: style.added };
}

/** The rows that there is room for, and a line that says which they are. */
function window(body: readonly string[], top: number, room: number, style: Style): readonly string[] {
  if (body.length <= room) return body;
  const shown = Math.max(1, room - 1);
  const first = Math.min(top, body.length - shown);
  const status = `-- lines ${first + 1} to ${first + shown} of ${body.length}; j and k scroll --`;
  return [...body.slice(first, first + shown), style.dim(status)];
}
