import type { Decided, Decision } from "./decision-log.ts";

/** The decisions about a file that is gone through again, each for the finding that it was made about. */
export class Replay {
  readonly #decisions: Decision[];
  readonly #later: ReadonlySet<string>;

  constructor(decisions: readonly Decision[], round: 1 | 2) {
    const isOver = ({ decided, round: its }: Decision): boolean => decided.kind === "later" && its < round;
    this.#decisions = decisions.filter((one) => !isOver(one));
    this.#later = new Set(decisions.filter(isOver).map(({ key }) => key));
  }

  take(key: () => string): Decided | undefined {
    if (this.#decisions.length === 0) return undefined;
    const index = this.#decisions.findIndex((one) => one.key === key());
    return index < 0 ? undefined : this.#decisions.splice(index, 1)[0]?.decided;
  }

  /** Whether it was left for later: then no order that was given before decides about it. */
  mustAsk(key: () => string): boolean {
    return this.#later.size > 0 && this.#later.has(key());
  }
}
