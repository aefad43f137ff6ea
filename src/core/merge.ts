import { byPosition, type Edit, type Span } from "./edit.ts";

/** What a merge needs to know of a fix. */
export interface Change {
  readonly edits: readonly Edit[];
  readonly guard?: Span;
  readonly group?: string;
}

/** A change that lost to an earlier one: their edits touch, one is in the other's guard, or they share a group. */
export interface Conflict<C> {
  readonly change: C;
  readonly rival: C;
  readonly because: "edits" | "guard" | "group";
}

/** A change that is wrong in itself, whatever else there is: a programming error of whoever made it. */
export interface Malformed<C> {
  readonly change: C;
  readonly because: string;
}

export interface Merge<C> {
  /** The edits of all accepted changes, in the order of the text; no two of them touch. */
  readonly edits: readonly Edit[];
  readonly accepted: readonly C[];
  readonly conflicts: readonly Conflict<C>[];
  readonly malformed: readonly Malformed<C>[];
}

/**
 * Combines independent changes to one text of `length` units. All or nothing per change: where two touch,
 * the earlier in the given order wins. An edit that two changes share (same range, same text) is made once.
 */
export function merge<C extends Change>(changes: readonly C[], length = Number.POSITIVE_INFINITY): Merge<C> {
  const accepted: C[] = [];
  const conflicts: Conflict<C>[] = [];
  const malformed: Malformed<C>[] = [];
  const joined = changes.map((change) => joinTouching(change.edits, length));
  const board = new Board<C>(changes, joined);
  changes.forEach((change, i) => {
    const edits = joined[i] ?? [];
    if (typeof edits === "string") {
      malformed.push({ change, because: edits });
      return;
    }
    const lost = board.rivalOf(change, edits);
    if (lost !== undefined) {
      conflicts.push({ change, ...lost });
      return;
    }
    board.add(change, edits);
    accepted.push(change);
  });
  return { edits: board.edits(), accepted, conflicts, malformed };
}

/** One change's edits with those that meet joined to one, or what is wrong with them. */
function joinTouching(edits: readonly Edit[], length: number): readonly Edit[] | string {
  const joined: Edit[] = [];
  for (const edit of [...edits].sort(byPosition)) {
    if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= length)) {
      return `the range ${edit.start}-${edit.end} is not in the text`;
    }
    const last = joined.at(-1);
    if (last === undefined || last.end < edit.start) {
      joined.push(edit);
    } else if (edit.start < last.end) {
      return `the ranges ${last.start}-${last.end} and ${edit.start}-${edit.end} of one fix overlap`;
    } else {
      joined[joined.length - 1] = { start: last.start, end: edit.end, text: last.text + edit.text };
    }
  }
  return joined;
}

/** What the accepted changes have taken. */
class Board<C extends Change> {
  readonly #taken = new Map<string, Edit>();
  readonly #groups = new Map<string, C>();
  readonly #edits: Occupied<C>;
  readonly #guards: Occupied<C>;

  constructor(changes: readonly C[], joined: readonly (readonly Edit[] | string)[]) {
    this.#edits = new Occupied(joined.flatMap((edits) => (typeof edits === "string" ? [] : edits)));
    this.#guards = new Occupied(changes.flatMap((change) => change.guard ?? []));
  }

  rivalOf(change: C, edits: readonly Edit[]): Omit<Conflict<C>, "change"> | undefined {
    const peer = change.group === undefined ? undefined : this.#groups.get(change.group);
    if (peer !== undefined) return { rival: peer, because: "group" };
    for (const edit of edits) {
      const guarding = this.#guards.touching(edit);
      if (guarding !== undefined) return { rival: guarding, because: "guard" };
      if (this.#taken.has(keyOf(edit))) continue;
      const editing = this.#edits.touching(edit);
      if (editing !== undefined) return { rival: editing, because: "edits" };
    }
    if (change.guard === undefined) return undefined;
    const rival = this.#edits.touching(change.guard) ?? this.#guards.touching(change.guard);
    return rival && { rival, because: "guard" };
  }

  add(change: C, edits: readonly Edit[]): void {
    for (const edit of edits) {
      this.#taken.set(keyOf(edit), edit);
      this.#edits.add(edit, change);
    }
    if (change.guard !== undefined) this.#guards.add(change.guard, change);
    if (change.group !== undefined) this.#groups.set(change.group, change);
  }

  edits(): readonly Edit[] {
    return [...this.#taken.values()].sort(byPosition);
  }
}

function keyOf(edit: Edit): string {
  return `${edit.start}:${edit.end}:${edit.text}`;
}

/**
 * Ranges with their owners: a Fenwick tree over all starts that may come, which holds the furthest end.
 * Of the ranges that start at or before `span.end`, one touches the span if the furthest end reaches its start.
 */
class Occupied<C> {
  readonly #starts: readonly number[];
  readonly #furthest: ({ readonly end: number; readonly owner: C } | undefined)[];

  constructor(spans: readonly Span[]) {
    this.#starts = [...new Set(spans.map((span) => span.start))].sort((a, b) => a - b);
    this.#furthest = new Array(this.#starts.length + 1);
  }

  add(span: Span, owner: C): void {
    for (let i = this.#countUpTo(span.start); i < this.#furthest.length; i += i & -i) {
      const held = this.#furthest[i];
      if (held === undefined || held.end < span.end) this.#furthest[i] = { end: span.end, owner };
    }
  }

  touching(span: Span): C | undefined {
    for (let i = this.#countUpTo(span.end); i > 0; i -= i & -i) {
      const held = this.#furthest[i];
      if (held !== undefined && held.end >= span.start) return held.owner;
    }
    return undefined;
  }

  /** How many of the starts are at or before `offset`. */
  #countUpTo(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
