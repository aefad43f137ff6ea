/** How questions that a body asks again were answered. Never changed. */
export class Answers {
  static readonly NONE = new Answers(new Map());
  readonly #known: ReadonlyMap<string, boolean>;
  #signature: string | undefined;

  private constructor(known: ReadonlyMap<string, boolean>) {
    this.#known = known;
  }

  get(question: string): boolean | undefined {
    return this.#known.get(question);
  }

  with(question: string, answer: boolean): Answers {
    if (this.#known.get(question) === answer) return this;
    return new Answers(new Map(this.#known).set(question, answer));
  }

  /** The answers that are the same in both. */
  common(other: Answers): Answers {
    if (this === other) return this;
    const same = [...this.#known].filter(([question, answer]) => other.#known.get(question) === answer);
    if (same.length === 0) return Answers.NONE;
    return same.length === this.#known.size ? this : new Answers(new Map(same));
  }

  isSame(other: Answers): boolean {
    return this === other || this.signature === other.signature;
  }

  /** The same for the same answers, in whatever order they were given. */
  get signature(): string {
    this.#signature ??= [...this.#known]
      .map(([question, answer]) => `${question} ${answer}`)
      .sort()
      .join("\n");
    return this.#signature;
  }
}
