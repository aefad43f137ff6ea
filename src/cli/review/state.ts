import type { Key, Pressed } from "../../io/key-screen.ts";
import { actionOf, type KeyAction } from "./keys.ts";
import type { ReviewAnswer, ReviewQuestion, Scope } from "./question.ts";

/** What is shown of a question. */
export interface ScreenState {
  readonly form: number;
  readonly context: number;
  readonly top: number;
  readonly view: "change" | "help" | "explain" | "rules" | "answer" | "reason";
  /** What is being typed, in the views that ask for text. */
  readonly typed: string;
  /** What is wrong with what was typed, or why nothing came of a key. */
  readonly notice: string | undefined;
  /** The rule that the checklist points at. */
  readonly cursor: number;
  readonly unwanted: readonly string[];
  /** How far the answer reaches whose text is being typed. */
  readonly scope: Scope;
}

/** An answer, and how the screen looked when it was given. */
export interface Answered {
  readonly answer: ReviewAnswer;
  readonly state: ScreenState;
}

type Next = Pressed<ScreenState, Answered>;

const FIRST_CONTEXT = 3;
const MOST_CONTEXT = 60;

/** How a question is shown first; what the user has set stays as it was at the question before. */
export function startState(question: ReviewQuestion, last?: ScreenState): ScreenState {
  return {
    form: 0,
    context: last?.context ?? FIRST_CONTEXT,
    top: 0,
    view: "change",
    typed: "",
    notice: undefined,
    cursor: 0,
    unwanted: question.unwanted,
    scope: "one",
  };
}

/** What a key makes of a question. */
export function press(question: ReviewQuestion, state: ScreenState, key: Key): Next {
  if (state.view === "answer" || state.view === "reason") return pressText(question, state, key);
  if (state.view === "rules") return pressRules(question, state, key);
  return pressKey(question, { ...state, notice: undefined }, actionOf(key));
}

function pressKey(question: ReviewQuestion, state: ScreenState, action: KeyAction | undefined): Next {
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
      return pressOnChange(question, state, action);
  }
}

type ChangeAction = Exclude<KeyAction, "help" | "explain" | "down" | "up">;

function pressOnChange(question: ReviewQuestion, state: ScreenState, action: ChangeAction): Next {
  const { form, context } = state;
  switch (action) {
    case "yes":
      return take(question, state, "one");
    case "rule":
    case "file":
      return take(question, state, action);
    case "suppress":
      return question.suppression(0, "") === undefined
        ? { state: { ...state, notice: "No comment can stand at this line." } }
        : { state: { ...state, view: "reason", typed: "", top: 0 } };
    case "rules":
      return { state: { ...state, view: "rules", unwanted: question.unwanted, cursor: 0, top: 0 } };
    case "next form":
      return { state: { ...state, form: (form + 1) % question.forms.length, top: 0 } };
    case "more context":
      return { state: { ...state, context: Math.min(MOST_CONTEXT, context * 2 + 1) } };
    case "less context":
      return { state: { ...state, context: Math.max(0, Math.floor((context - 1) / 2)), top: 0 } };
    default:
      return { answer: { answer: answerOf(action, form), state } };
  }
}

function answerOf(
  action: Exclude<
    ChangeAction,
    "yes" | "rule" | "file" | "suppress" | "rules" | "next form" | "more context" | "less context"
  >,
  form: number,
): ReviewAnswer {
  switch (action) {
    case "safe":
      return { kind: "take safe" };
    case "no":
      return { kind: "skip", scope: "one" };
    case "skip rule":
      return { kind: "skip", scope: "rule" };
    case "skip file":
      return { kind: "skip", scope: "file" };
    case "edit":
    case "split":
      return { kind: action, form };
    case "whole diff":
      return { kind: "show", form };
    case "later":
    case "undo":
    case "open":
    case "quit":
    case "discard":
      return { kind: action };
  }
}

/** A change that asks for something is taken when it has its answer. */
function take({ forms }: ReviewQuestion, state: ScreenState, scope: Scope): Next {
  const { form } = state;
  if (forms[form]?.fix.ask !== undefined)
    return { state: { ...state, view: "answer", typed: "", top: 0, scope } };
  return { answer: { answer: { kind: "take", form, scope }, state } };
}

const NO_ANSWER = "Without an answer this change cannot be made.";
const NO_REASON = "Without a reason nothing is suppressed.";

function pressText(question: ReviewQuestion, state: ScreenState, key: Key): Next {
  const { form, scope, view } = state;
  const back = { ...state, view: "change" as const, typed: "" };
  if (key.name === "escape") return { state: { ...back, notice: undefined } };
  if (key.name !== "return" && key.name !== "enter")
    return { state: { ...state, typed: key.line, notice: undefined } };
  // The line editor has emptied its line by now; where a terminal reads whole lines, the key brings it.
  const text = (key.line || state.typed).trim();
  if (text === "") return { state: { ...back, notice: view === "answer" ? NO_ANSWER : NO_REASON } };
  if (view === "reason") return { answer: { answer: { kind: "suppress", reason: text }, state: back } };
  const notice = question.forms[form]?.problemWith(text);
  if (notice !== undefined) return { state: { ...state, typed: text, notice } };
  return { answer: { answer: { kind: "take", form, scope, text }, state: back } };
}

function pressRules({ rules }: ReviewQuestion, state: ScreenState, key: Key): Next {
  const at = rules[state.cursor]?.rule;
  const move = (by: number): Next => ({
    state: { ...state, cursor: (state.cursor + by + rules.length) % rules.length },
  });
  if (key.sequence === "j" || key.name === "down") return move(1);
  if (key.sequence === "k" || key.name === "up") return move(-1);
  if ((key.sequence === " " || key.sequence === "x") && at !== undefined) {
    const unwanted = state.unwanted.includes(at)
      ? state.unwanted.filter((rule) => rule !== at)
      : [...state.unwanted, at];
    return { state: { ...state, unwanted } };
  }
  const back = { ...state, view: "change" as const };
  if (key.name === "escape") return { state: back };
  if (key.name !== "return" && key.name !== "enter") return { state };
  return { answer: { answer: { kind: "choose rules", unwanted: state.unwanted }, state: back } };
}
