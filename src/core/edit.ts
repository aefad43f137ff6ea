/** A half-open range of a text, in UTF-16 code units (what `String.prototype.slice` takes). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replace `[start, end)` of the baseline text by `text`; an insertion where `start === end`. */
export interface Edit extends Span {
  readonly text: string;
}

/** Whether two ranges share a character, meet at an offset, or stand at the same place. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Whether two ranges share a character, or one stands strictly inside the other. */
export function overlaps(a: Span, b: Span): boolean {
  if (a.start === a.end) return b.start < a.start && a.start < b.end;
  if (b.start === b.end) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies within `outer`, the bounds included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The order in which edits stand in the text; sorting by it keeps the given order of insertions at one place. */
export function byPosition(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/**
 * Where an offset of the baseline stands after disjoint `edits`; inside a replaced range it goes to its start,
 * and what is inserted at it stands before it.
 */
export function mapOffset(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.end <= offset) shift += edit.text.length - (edit.end - edit.start);
    else if (edit.start < offset) shift += edit.start - offset;
  }
  return offset + shift;
}
