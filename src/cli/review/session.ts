import { type Choice, type Choose, fixesOf, type Preview } from "../../core/choose.ts";
import { hunksOf } from "../../core/diff.ts";
import type { Finding } from "../../core/finding.ts";
import type { Applicability, Fix } from "../../core/fix.ts";
import { LineIndex } from "../../core/lines.ts";
import { INTERRUPTED } from "../../io/prompt.ts";
import type { ReviewAnswer, ReviewQuestion, Scope } from "./question.ts";

/** Who answers. */
export interface Reviewer {
  ask(question: ReviewQuestion): Promise<ReviewAnswer | typeof INTERRUPTED>;
  askText(message: string): Promise<string | typeof INTERRUPTED>;
}

/** How a review ended, where it did not come to its end. */
export type ReviewEnd = "quit" | "discard" | "interrupted";

/** A standing order: take what is at most this unsafe, or skip. */
type Order = Applicability | "skip";

const NOT_SAFE = "All safe changes from here on are taken; this one is not safe.";
const NO_ANSWER = "Without an answer this change cannot be made.";

/** A review of many files: what is asked, and what was answered for more than one finding. */
export class ReviewSession {
  /** Set once the user has had enough. */
  end: ReviewEnd | undefined;
  readonly #reviewer: Reviewer;
  readonly #docsOf: (rule: string) => string;
  readonly #rules = new Map<string, Order>();
  #file: Order | undefined;
  #all: Order | undefined;
  #asked = 0;
  #total: number;

  constructor(reviewer: Reviewer, total: number, docsOf: (rule: string) => string) {
    this.#reviewer = reviewer;
    this.#total = total;
    this.#docsOf = docsOf;
  }

  /** Decides about the findings of one file. */
  chooserFor(path: string): Choose {
    this.#file = undefined;
    return async (finding, _checked, preview) => {
      this.#asked += 1;
      this.#total = Math.max(this.#total, this.#asked);
      const standing = this.#standing(finding);
      if (standing !== undefined) return standing;
      return this.#ask(this.#question(path, finding, preview), finding);
    };
  }

  #standing(finding: Finding): Choice | undefined {
    for (const order of [this.#rules.get(finding.rule), this.#file, this.#all]) {
      if (order === "skip") return { kind: "decline" };
      const fix = order && fixesOf(finding).find((one) => isWithin(one, order));
      if (fix !== undefined) return { kind: "take", fix };
    }
    return undefined;
  }

  async #ask(question: ReviewQuestion, finding: Finding): Promise<Choice> {
    const answer = await this.#reviewer.ask(question);
    if (answer === INTERRUPTED) return this.#stop("interrupted");
    switch (answer.kind) {
      case "quit":
      case "discard":
        return this.#stop(answer.kind);
      case "skip":
        this.#order(finding, answer.scope, "skip");
        return { kind: "decline" };
      case "take safe":
        this.#all = "safe";
        return this.#standing(finding) ?? this.#ask({ ...question, notice: NOT_SAFE }, finding);
      case "take": {
        const fix = question.forms[answer.form]?.fix;
        if (fix === undefined) throw new RangeError("an answer names a form that was not offered");
        this.#order(finding, answer.scope, fix.applicability);
        return this.#take(fix, question, finding);
      }
    }
  }

  /** Asks for the fact that a fix needs; without an answer the question comes back. */
  async #take(fix: Fix, question: ReviewQuestion, finding: Finding): Promise<Choice> {
    if (fix.ask === undefined) return { kind: "take", fix };
    const answer = await this.#reviewer.askText(fix.ask.text);
    if (answer === INTERRUPTED) return this.#stop("interrupted");
    return answer === ""
      ? this.#ask({ ...question, notice: NO_ANSWER }, finding)
      : { kind: "take", fix, answer };
  }

  #order(finding: Finding, scope: Scope, order: Order): void {
    if (scope === "rule") this.#rules.set(finding.rule, order);
    if (scope === "file") this.#file = order;
  }

  #stop(end: ReviewEnd): Choice {
    this.end = end;
    return { kind: "stop" };
  }

  #question(path: string, finding: Finding, preview: (fix: Fix) => Preview): ReviewQuestion {
    const fixes = fixesOf(finding);
    const previews = fixes.map((fix) => preview(fix));
    const { line, column } = new LineIndex(previews[0]?.before ?? "").position(finding.start);
    return {
      number: this.#asked,
      total: this.#total,
      path,
      line,
      column,
      rule: finding.rule,
      message: finding.message,
      docs: this.#docsOf(finding.rule),
      forms: fixes.map((fix, i) => ({
        fix,
        hunks: (context) => hunksOf({ ...(previews[i] ?? preview(fix)), context }),
      })),
    };
  }
}

/** A standing order never crosses from safe to unsafe, and never answers a question. */
function isWithin(fix: Fix, order: Applicability): boolean {
  return fix.ask === undefined && (fix.applicability === "safe" || fix.applicability === order);
}
