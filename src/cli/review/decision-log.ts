import type { Edit } from "../../core/edit.ts";
import type { Applicability } from "../../core/fix.ts";
import type { Scope } from "./question.ts";

/** What was decided about a finding, in words that hold when its text has moved. */
export type Decided =
  | {
      readonly kind: "take";
      readonly title: string;
      readonly applicability: Applicability;
      readonly scope: Scope;
      /** What the change asked for. */
      readonly text?: string;
      /** What the user made of the change, and the text that it was made on. */
      readonly edited?: { readonly edits: readonly Edit[]; readonly base: string };
    }
  | { readonly kind: "skip"; readonly scope: Scope }
  | { readonly kind: "suppress"; readonly reason: string }
  | { readonly kind: "later" }
  | { readonly kind: "take safe" }
  | { readonly kind: "choose rules"; readonly unwanted: readonly string[] };

/** A decision, and the finding in question when it was made. */
export interface Decision {
  readonly path: string;
  /** The file and the line, for people. */
  readonly place: string;
  readonly rule: string;
  readonly key: string;
  /** The first time through the files, or the second, for what was left for later. */
  readonly round: 1 | 2;
  readonly decided: Decided;
}

/** A standing order: take what is at most this unsafe, or skip. */
export type Order = Applicability | "skip";

/** All decisions, the last at the end. What they order for other findings is read from them, so that one can go. */
export class DecisionLog {
  readonly #decisions: Decision[] = [];
  readonly #orders: readonly Decision[];

  /** `orders` were given before, in a review that is gone on with; they cannot be undone. */
  constructor(orders: readonly Decision[] = []) {
    this.#orders = orders;
  }

  get last(): Decision | undefined {
    return this.#decisions.at(-1);
  }

  add(decision: Decision): void {
    this.#decisions.push(decision);
  }

  pop(): Decision | undefined {
    return this.#decisions.pop();
  }

  /** What was decided about findings of a file, one by one. */
  of(path: string): readonly Decision[] {
    return this.#decisions.filter(
      ({ path: its, decided }) =>
        its === path && decided.kind !== "take safe" && decided.kind !== "choose rules",
    );
  }

  /** The files in which something was left for later. */
  leftForLater(): ReadonlySet<string> {
    const later = this.#decisions.filter(({ decided, round }) => decided.kind === "later" && round === 1);
    return new Set(later.map(({ path }) => path));
  }

  /** How many were left undecided to the end. */
  get undecided(): number {
    return this.#decisions.filter(({ decided, round }) => decided.kind === "later" && round === 2).length;
  }

  /** The rules that are not to be asked about. */
  unwanted(): readonly string[] {
    return (
      [...this.#orders, ...this.#decisions]
        .map(({ decided }) => decided)
        .findLast((one) => one.kind === "choose rules")?.unwanted ?? []
    );
  }

  /** What earlier answers say of a finding, the most particular first. */
  ordersFor(rule: string, path: string, since: 1 | 2): readonly Order[] {
    let ofRule: Order | undefined;
    let ofFile: Order | undefined;
    let ofAll: Order | undefined;
    for (const { rule: its, path: where, decided, round } of [...this.#orders, ...this.#decisions]) {
      if (round < since) continue;
      if (decided.kind === "take safe") ofAll = "safe";
      if (decided.kind !== "take" && decided.kind !== "skip") continue;
      const order = decided.kind === "skip" ? "skip" : decided.applicability;
      if (decided.scope === "rule" && its === rule) ofRule = order;
      if (decided.scope === "file" && where === path) ofFile = order;
    }
    const unwanted = this.unwanted().includes(rule) ? ("skip" as const) : undefined;
    return [unwanted, ofRule, ofFile, ofAll].filter((order) => order !== undefined);
  }
}
