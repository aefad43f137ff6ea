import { answered, type Choice, type Choose, fixesOf } from "../../core/choose.ts";
import type { Fix } from "../../core/fix.ts";
import type { Checked } from "../../core/verify.ts";
import { fingerprintOf } from "../../io/journal-file.ts";
import { INTERRUPTED } from "../../io/prompt.ts";
import type { RuleCount } from "../output/rule-counts.ts";
import type { Aside, Turn } from "./aside.ts";
import { goAside } from "./asides.ts";
import { type Asking, type FileTools, keyOf, placeOf, questionOf, suppressionOf } from "./asking.ts";
import { type Decided, type Decision, DecisionLog } from "./decision-log.ts";
import type { ReviewJournal } from "./journal.ts";
import type { ReviewAnswer, ReviewQuestion, Scope } from "./question.ts";
import { recalled } from "./recalled.ts";
import { Replay } from "./replay.ts";
import type { Reviewer } from "./reviewer.ts";
import { standingChoice } from "./standing.ts";
import { type ScreenState, startState } from "./state.ts";

/** How a review ended, where it did not come to its end. */
export type ReviewEnd = "quit" | "discard" | "interrupted";

/** Where a file stands among all questions. */
export interface Place {
  /** How many questions there are in the files before it. */
  readonly before: number;
  readonly own: number;
  readonly total: number;
}

/** What a session is begun with. */
export interface SessionStart {
  readonly reviewer: Reviewer;
  readonly journal: ReviewJournal;
  /** What a review that is gone on with has ordered for all. */
  readonly orders: readonly Decision[];
  readonly rules: readonly RuleCount[];
  readonly docsOf: (rule: string) => string;
  /** Why an answer cannot be undone, if it cannot. */
  readonly undoObstacle: (decision: Decision) => string | undefined;
}

const NOT_SAFE = "All safe changes from here on are taken; this one is not safe.";
const NOTHING_TO_UNDO = "There is nothing to undo: this is the first question.";

/** A review of many files: what is asked, and what was decided. */
export class ReviewSession {
  readonly log: DecisionLog;
  /** Set once the user has had enough. */
  end: ReviewEnd | undefined;
  /** Set where the file in question must be begun anew. */
  turn: Turn | undefined;
  round: 1 | 2 = 1;
  /** Said with the next question. */
  notice: string | undefined;
  readonly #start: SessionStart;
  /** How many questions the file in question has had. */
  askedInFile = 0;
  #screen: ScreenState | undefined;
  #total = 0;
  #hasAsked = false;

  constructor(start: SessionStart) {
    this.#start = start;
    this.log = new DecisionLog(start.orders);
  }

  /** Decides about the findings of one file. */
  chooserFor(tools: FileTools, { before, own, total }: Place): Choose {
    const { path } = tools;
    const replay = new Replay(this.log.of(path), this.round);
    const chosen: Fix[] = [];
    let seen: Checked | undefined;
    this.askedInFile = 0;
    return async (finding, checked, preview, text) => {
      if (seen !== checked) chosen.length = 0;
      seen = checked;
      this.askedInFile += 1;
      this.#total = total - own + Math.max(own, this.askedInFile);
      const number = before + this.askedInFile;
      const asking: Asking = { tools, finding, checked, preview, text, chosen, number };
      const choice = await this.#choose(asking, replay);
      if (choice.kind === "take") chosen.push(answered(choice.fix, choice.answer) ?? choice.fix);
      return choice;
    };
  }

  async #choose(asking: Asking, replay: Replay): Promise<Choice> {
    const { finding, tools } = asking;
    const key = (): string => keyOf(asking);
    const decided = replay.take(key) ?? this.#resume(tools.path, key, asking);
    const again = decided && recalled(decided, asking, suppressionOf);
    if (again !== undefined) return again;
    const since = replay.mustAsk(key) ? 2 : 1;
    const standing = standingChoice(finding, this.log.ordersFor(finding.rule, tools.path, since));
    return standing ?? this.#ask(asking);
  }

  /** What was decided in a review that was left; from now on it is this one's. */
  #resume(path: string, key: () => string, asking: Asking): Decided | undefined {
    const { journal } = this.#start;
    if (!journal.hasDecisionsFor(path)) return undefined;
    const decided = journal.take(path, key());
    // The journal has it already.
    if (decided !== undefined) this.log.add(this.#decision(asking, decided));
    return decided;
  }

  async #ask(asking: Asking): Promise<Choice> {
    this.#hasAsked = true;
    let state: ScreenState | undefined;
    let { notice } = this;
    this.notice = undefined;
    let forms = fixesOf(asking.finding);
    for (;;) {
      const question = this.#question(asking, forms, notice);
      state ??= startState(question, this.#screen);
      const answered = await this.#start.reviewer.ask(question, state);
      if (answered === INTERRUPTED) return this.#stop("interrupted");
      state = { ...answered.state, notice: undefined };
      this.#screen = state;
      const { answer } = answered;
      const choice = this.#decide(answer, asking, forms);
      if (choice !== undefined && "kind" in choice) return choice;
      const aside = choice ?? (await this.#aside(answer, asking, forms, state));
      notice = aside.notice;
      this.turn = aside.turn;
      if (this.turn !== undefined || this.end !== undefined) return { kind: "stop" };
      if (aside.forms !== undefined) {
        forms = aside.forms;
        state = { ...state, form: 0, top: 0 };
      }
    }
  }

  /** What an answer means that needs nothing but itself; `undefined` where there is something to do first. */
  #decide(answer: ReviewAnswer, asking: Asking, forms: readonly Fix[]): Choice | Aside | undefined {
    switch (answer.kind) {
      case "quit":
      case "discard":
        return this.#stop(answer.kind);
      case "skip":
        this.#record(asking, answer);
        return { kind: "decline" };
      case "later":
        this.#record(asking, answer);
        return { kind: "decline", isForLater: true };
      case "take safe":
      case "choose rules":
        this.#record(asking, answer);
        return this.#afterOrder(answer, asking);
      case "suppress":
        return this.#suppress(answer.reason, asking);
      case "take":
        return this.#take(answer.form, answer.scope, answer.text, asking, forms);
      default:
        return undefined;
    }
  }

  #afterOrder({ kind }: ReviewAnswer, { finding, tools }: Asking): Choice | Aside {
    const orders = this.log.ordersFor(finding.rule, tools.path, this.round);
    return standingChoice(finding, orders) ?? (kind === "take safe" ? { notice: NOT_SAFE } : {});
  }

  #suppress(reason: string, asking: Asking): Choice | Aside {
    const fix = suppressionOf(asking, reason);
    if (fix === undefined) return { notice: "No comment can stand at this line." };
    this.#record(asking, { kind: "suppress", reason });
    return {
      kind: "take",
      fix,
      again: (finding, text) => suppressionOf({ ...asking, finding, text }, reason),
    };
  }

  #take(form: number, scope: Scope, text: string | undefined, asking: Asking, forms: readonly Fix[]): Choice {
    const fix = forms[form];
    if (fix === undefined) throw new RangeError("an answer names a form that was not offered");
    const isOwn = fixesOf(asking.finding).includes(fix);
    this.#record(asking, {
      kind: "take",
      title: fix.title,
      applicability: fix.applicability,
      // What was made by hand is no pattern for others.
      scope: isOwn ? scope : "one",
      ...(text === undefined ? {} : { text }),
      ...(isOwn ? {} : { edited: { edits: asking.preview(fix).edits, base: fingerprintOf(asking.text) } }),
    });
    if (!isOwn) return { kind: "take", fix, again: () => undefined };
    return text === undefined ? { kind: "take", fix } : { kind: "take", fix, answer: text };
  }

  #aside(
    answer: ReviewAnswer,
    asking: Asking,
    forms: readonly Fix[],
    state: ScreenState,
  ): Promise<Aside> | Aside {
    if (answer.kind === "undo") return this.#undo();
    return goAside(answer, {
      reviewer: this.#start.reviewer,
      asking,
      forms,
      context: state.context,
      askPart: (parts) => this.#askPart(asking, parts, state),
    });
  }

  async #askPart(
    asking: Asking,
    { part, notice }: { readonly part: Fix; readonly notice: string },
    state: ScreenState,
  ): Promise<ReviewAnswer | undefined> {
    const shown = { ...state, form: 0, top: 0 };
    const answered = await this.#start.reviewer.ask(this.#question(asking, [part], notice), shown);
    if (answered !== INTERRUPTED) return answered.answer;
    this.end = "interrupted";
    return undefined;
  }

  #question(asking: Asking, forms: readonly Fix[], notice: string | undefined): ReviewQuestion {
    return questionOf(asking, forms, {
      total: this.#total,
      docs: this.#start.docsOf(asking.finding.rule),
      rules: this.#start.rules,
      unwanted: this.log.unwanted(),
      ...(notice === undefined ? {} : { notice }),
    });
  }

  /**
   * Asks whether that was all, once everything is answered: the last answer can be taken back like any other. It is
   * not asked where nothing else was.
   */
  async askEnd(): Promise<void> {
    if (!this.#hasAsked) return;
    const { last } = this.log;
    for (let notice: string | undefined; ; ) {
      const question = {
        ...(last === undefined ? {} : { last }),
        ...(notice === undefined ? {} : { notice }),
      };
      const answer = await this.#start.reviewer.askEnd(question);
      if (answer === INTERRUPTED) this.end = "interrupted";
      if (answer !== "undo") return;
      const aside = this.#undo();
      this.turn = aside.turn;
      if (aside.turn !== undefined) return;
      notice = aside.notice;
    }
  }

  #undo(): Aside {
    const { last } = this.log;
    if (last === undefined) return { notice: NOTHING_TO_UNDO };
    const obstacle = this.#start.undoObstacle(last);
    if (obstacle !== undefined) return { notice: obstacle };
    this.log.pop();
    this.#start.journal.undo(last);
    this.notice = `Undone: the answer to ${last.place} (${last.rule}).`;
    return { turn: { kind: "undo", decision: last } };
  }

  #record(asking: Asking, decided: Decided): void {
    const decision = this.#decision(asking, decided);
    this.log.add(decision);
    this.#start.journal.add(decision);
  }

  #decision(asking: Asking, decided: Decided): Decision {
    const { path } = asking.tools;
    const { rule } = asking.finding;
    return { path, place: placeOf(asking), rule, key: keyOf(asking), round: this.round, decided };
  }

  #stop(end: ReviewEnd): Choice {
    this.end = end;
    return { kind: "stop" };
  }
}
