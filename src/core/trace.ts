import { byPosition, type Edit, type Span } from "./edit.ts";

/**
 * Where ranges of a text stand after disjoint `edits`. What is inserted at the bounds of a range stays outside;
 * a bound inside a replaced range moves outwards, to the bound of the replacement.
 */
export function spanMapper(edits: readonly Edit[]): (span: Span) => Span {
  const sorted = [...edits].sort(byPosition);
  const shifts = [0];
  for (const edit of sorted) {
    shifts.push((shifts.at(-1) ?? 0) + edit.text.length - (edit.end - edit.start));
  }
  /** How many edits, from the first, satisfy a condition that holds for a prefix. */
  const countWhile = (holds: (edit: Edit) => boolean): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const edit = sorted[middle];
      if (edit !== undefined && holds(edit)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const startOf = (offset: number): number => {
    const done = countWhile((edit) => edit.end <= offset);
    const next = sorted[done];
    return (shifts[done] ?? 0) + (next !== undefined && next.start < offset ? next.start : offset);
  };
  const endOf = (offset: number): number => {
    const done = countWhile((edit) => edit.start < offset);
    const last = sorted[done - 1];
    const inside = last !== undefined && last.end > offset;
    return (shifts[done] ?? 0) + (inside ? last.end : offset);
  };
  return ({ start, end }) => {
    const mapped = startOf(start);
    return { start: mapped, end: Math.max(mapped, endOf(end)) };
  };
}

/** A stretch of a rewritten text: kept from the original, or new. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

/** The edits of the original text that do what `first` and then, on its result, `second` does. */
export function compose(first: readonly Edit[], second: readonly Edit[]): readonly Edit[] {
  return editsOf(splice(piecesOf(first), [...second].sort(byPosition)));
}

function piecesOf(edits: readonly Edit[]): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  for (const edit of [...edits].sort(byPosition)) {
    pieces.push({ start: position, end: edit.start }, { text: edit.text });
    position = edit.end;
  }
  pieces.push({ start: position, end: Number.POSITIVE_INFINITY });
  return pieces;
}

function lengthOf(piece: Piece): number {
  return "text" in piece ? piece.text.length : piece.end - piece.start;
}

function cut(piece: Piece, from: number, to: number): Piece {
  if ("text" in piece) return { text: piece.text.slice(from, to) };
  return { start: piece.start + from, end: Math.min(piece.end, piece.start + to) };
}

/** Makes sorted edits on the text that the pieces stand for. */
function splice(pieces: readonly Piece[], edits: readonly Edit[]): Piece[] {
  const result: Piece[] = [];
  let index = 0;
  let base = 0;
  /** Goes on to `offset`; keeps or drops what it passes. */
  const advance = (from: number, offset: number, keep: boolean): void => {
    let position = from;
    for (let piece = pieces[index]; piece !== undefined && position < offset; piece = pieces[index]) {
      const end = base + lengthOf(piece);
      const stop = Math.min(end, offset);
      if (keep) result.push(cut(piece, position - base, stop - base));
      position = stop;
      if (stop < end) return;
      base = end;
      index += 1;
    }
  };
  let position = 0;
  for (const edit of edits) {
    advance(position, edit.start, true);
    result.push({ text: edit.text });
    advance(edit.start, edit.end, false);
    position = edit.end;
  }
  advance(position, Number.POSITIVE_INFINITY, true);
  return result;
}

function editsOf(pieces: readonly Piece[]): Edit[] {
  const edits: Edit[] = [];
  let position = 0;
  let text = "";
  for (const piece of pieces) {
    if ("text" in piece) {
      text += piece.text;
    } else if (piece.end > piece.start || piece.end === Number.POSITIVE_INFINITY) {
      if (text !== "" || piece.start > position) edits.push({ start: position, end: piece.start, text });
      text = "";
      position = piece.end;
    }
  }
  return edits;
}
