import { rememberingLast } from "../core/last-text.ts";
import type { SyntaxNode } from "./node.ts";

const USUAL_LIMIT = 79;
const WIDEST_LIMIT = 120;
/** How far around a place its file's habits are looked at, in characters. */
const AROUND = 6000;

/** The width that the file keeps to, judged by the lines of a node and the longest lines around. */
export function fileWidth(text: string, { start, end }: SyntaxNode): number {
  const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
  const longest = Math.max(
    ...around.split("\n").map((line) => (/https?:|noqa/.test(line) ? 0 : line.trimEnd().length)),
  );
  return Math.min(WIDEST_LIMIT, Math.max(USUAL_LIMIT, longest));
}

/** The columns that a text takes on its line. */
export function widthOf(text: string): number {
  return text.replaceAll("\t", "        ").length;
}

/**
 * Whether the calls of a file that take several lines open with an empty rest of the line, as Black writes them; where
 * nothing shows, a file that is indented by tabs has them so, since what is aligned would mix tabs and spaces.
 */
export const hangsIndents = rememberingLast((text) => {
  const hanging = text.match(/\([ \t]*(?:#[^\r\n]*)?\r?\n/g)?.length ?? 0;
  const aligned = text.match(/\([^()\r\n]+,[ \t]*\r?\n(?!\t+[^\t ])/g)?.length ?? 0;
  return hanging > aligned || (hanging === aligned && /^\t+\S/m.test(text));
});
