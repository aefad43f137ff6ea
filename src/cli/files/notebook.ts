import type { Analyzer } from "../../core/analyzer.ts";
import type { SourceFile } from "../../io/file-system.ts";

/** What understands a file: a notebook's text is not Python alone. */
export function analyzerOf(
  { analyzer }: { readonly analyzer: Analyzer },
  { text, mark }: Pick<SourceFile, "text" | "mark">,
): Analyzer {
  return mark === undefined ? analyzer : analyzer.inCells(text, mark);
}
