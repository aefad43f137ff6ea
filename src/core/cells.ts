/** The source of a code cell of a notebook. */
export interface Cell {
  /** Its place among all cells of the notebook, those without code included, from 1. */
  readonly number: number;
  readonly text: string;
}

/** A cell in a text that is made of cells. */
export interface PlacedCell extends Cell {
  /** Where its source starts in that text. */
  readonly start: number;
}

const FIRST_MARK = "# %% cell ";

/**
 * What the lines start with that stand above each cell in one text, as editors write notebooks as scripts; no line
 * of the cells themselves starts so.
 */
export function markFor(cells: readonly Cell[]): string {
  let mark = FIRST_MARK;
  while (cells.some(({ text }) => `\n${text}`.includes(`\n${mark}`))) mark = mark.replace("%", "%%");
  return mark;
}

/** The cells as one text, each below its mark. */
export function joinCells(cells: readonly Cell[], mark: string): string {
  return cells.map(({ number, text }) => `${mark}${number}\n${text}\n`).join("");
}

/** The cells of a text that was joined, in its order; nothing where it is no such text any more. */
export function splitCells(text: string, mark: string): readonly PlacedCell[] | undefined {
  if (text === "") return [];
  const heads = [...text.matchAll(new RegExp(`(?<![^\\n])${mark}(\\d+)\\n`, "g"))];
  if (heads[0]?.index !== 0 || !text.endsWith("\n")) return undefined;
  const cells = heads.map((head, i) => {
    const start = head.index + head[0].length;
    // The line end before the next mark, or at the end, is none of the cell's.
    const end = (heads[i + 1]?.index ?? text.length) - 1;
    return { number: Number(head[1]), start, text: text.slice(start, Math.max(start, end)) };
  });
  // A mark right below a mark has eaten the line that a cell has at least.
  return cells.every(({ start }, i) => start < (heads[i + 1]?.index ?? text.length)) ? cells : undefined;
}
