import { ExpectedError } from "../../core/expected-error.ts";
import { readShard, type Shard } from "../../core/shard.ts";
import type { CountedFinding } from "../../reporters/statistics.ts";

/** The values of a JSON object by their names. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads the parts of one report, and says which part of which file is not as it must be. */
export class FieldReader {
  readonly #name: string;
  readonly #format: string;

  /** `format` names what the file should be: "JSON report of tlsfix". */
  constructor(name: string, format: string) {
    this.#name = name;
    this.#format = format;
  }

  /** Ends the merge: `what` says what is missing or wrong. */
  refuse(what: string): never {
    throw new ExpectedError(`${this.#name} is no ${this.#format}: ${what}.`);
  }

  fields(value: unknown, place: string): Fields {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      this.refuse(`${place} is no object`);
    return value as Fields;
  }

  list(value: unknown, place: string): readonly Fields[] {
    if (!Array.isArray(value)) this.refuse(`${place} is no list`);
    return value.map((one, at) => this.fields(one, `${place}[${at}]`));
  }

  text(value: unknown, place: string): string {
    if (typeof value !== "string") this.refuse(`${place} is no text`);
    return value;
  }

  /** Left out where a run is not one of several. */
  shard(value: unknown, place: string): Shard | undefined {
    if (value === undefined) return undefined;
    return readShard(this.text(value, place)) ?? this.refuse(`${place} is no shard such as "2/4"`);
  }

  /** A finding by its rule and what could be done about it. */
  finding(rule: unknown, remedies: unknown, place: string): CountedFinding {
    const fixes = this.list(remedies, `${place}.remedies`).filter(
      ({ kind, ask }) => kind === "fix" && ask === undefined,
    );
    const isSafe = fixes.some(({ applicability }) => applicability === "safe");
    const isFixable = isSafe || fixes.some(({ applicability }) => applicability === "unsafe");
    return { rule: this.text(rule, `${place}.rule`), isSafe, isFixable };
  }
}
