import type { JournalFile } from "../../io/journal-file.ts";
import type { Decided, Decision } from "./decision-log.ts";

/** A line of the journal. */
type Entry =
  | { readonly version: 1 }
  | { readonly decision: Decision }
  | { readonly undone: Pick<Decision, "path" | "key"> }
  | { readonly wrote: { readonly path: string; readonly hash: string; readonly kept: readonly Decision[] } };

/** The fingerprint of a file as it is: it tells files that a review has written from those that it has not. */
type HashOf = (path: string) => string | undefined;

const FIRST: Entry = { version: 1 };

/** The decisions of a review as they are kept between runs: each is written as soon as it is made. */
export class ReviewJournal {
  readonly #file: JournalFile;
  /** What a review that was left has decided, and this one has not met yet. */
  #carried: Decision[] = [];
  /** What the first line of this run puts in the place of what is there. */
  #before: readonly string[] = [JSON.stringify(FIRST)];

  constructor(file: JournalFile) {
    this.#file = file;
  }

  /** How many decisions of a review that was left still hold. */
  left(hashOf: HashOf): number {
    return decisionsIn(this.#file.read(), hashOf).length;
  }

  get failed(): string | undefined {
    return this.#file.failed;
  }

  /** Takes up a review that was left. */
  resume(hashOf: HashOf): readonly Decision[] {
    this.#carried = decisionsIn(this.#file.read(), hashOf);
    this.#before = [FIRST, ...this.#carried.map((decision): Entry => ({ decision }))].map((one) =>
      JSON.stringify(one),
    );
    return this.#carried.filter(({ decided }) => isOrder(decided)).map((one) => ({ ...one, key: "" }));
  }

  hasDecisionsFor(path: string): boolean {
    return this.#carried.some((one) => one.path === path);
  }

  /** The carried decision about a finding, once. */
  take(path: string, key: string): Decided | undefined {
    const index = this.#carried.findIndex(
      (one) => one.path === path && one.key === key && isOfOne(one.decided),
    );
    return index < 0 ? undefined : this.#carried.splice(index, 1)[0]?.decided;
  }

  add(decision: Decision): void {
    this.#append({ decision });
  }

  undo({ path, key }: Decision): void {
    this.#append({ undone: { path, key } });
  }

  /** A file is about to have a new text, in which `kept` is what was decided about what is left. */
  writes(path: string, hash: string, kept: readonly Decision[]): void {
    this.#append({ wrote: { path, hash, kept } });
  }

  /** There is nothing to go on with. */
  finish(): void {
    this.#file.remove();
  }

  #append(entry: Entry): void {
    this.#file.append(JSON.stringify(entry), this.#before);
  }
}

function decisionsIn(lines: readonly string[], hashOf: HashOf): Decision[] {
  const [first, ...rest] = lines.map(parsed);
  if (first === undefined || !("version" in first) || first.version !== 1) return [];
  let decisions: Decision[] = [];
  for (const entry of rest) {
    if (entry === undefined) continue;
    if ("decision" in entry) decisions.push(entry.decision);
    else if ("undone" in entry) decisions = withoutLast(decisions, entry.undone);
    else if ("wrote" in entry && hashOf(entry.wrote.path) === entry.wrote.hash)
      decisions = afterWriting(decisions, entry.wrote);
  }
  return decisions;
}

function parsed(line: string): Entry | undefined {
  try {
    // Whoever changes the journal by hand gets what they ask for, but no crash.
    const entry = JSON.parse(line) as Entry;
    return typeof entry === "object" && entry !== null ? entry : undefined;
  } catch {
    return undefined;
  }
}

function withoutLast(decisions: Decision[], { path, key }: Pick<Decision, "path" | "key">): Decision[] {
  const index = decisions.findLastIndex((one) => one.path === path && one.key === key);
  return index < 0 ? decisions : decisions.toSpliced(index, 1);
}

/** What holds of a file's decisions when it is written: orders, and what was decided about what is left. */
function afterWriting(
  decisions: readonly Decision[],
  { path, kept }: { readonly path: string; readonly kept: readonly Decision[] },
): Decision[] {
  const others = decisions.flatMap((one) => {
    if (one.path !== path) return [one];
    return isOrder(one.decided) ? [{ ...one, key: "" }] : [];
  });
  return [...others, ...kept];
}

/** Whether it says something about findings beside its own. */
function isOrder(decided: Decided): boolean {
  return decided.kind === "take" || decided.kind === "skip" ? decided.scope !== "one" : !isOfOne(decided);
}

/** Whether it says something about its own finding. */
function isOfOne({ kind }: Decided): boolean {
  return kind !== "take safe" && kind !== "choose rules";
}
