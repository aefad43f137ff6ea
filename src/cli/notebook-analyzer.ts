import type { Analyzer } from "../core/analyzer.ts";
import { splitCells } from "../core/cells.ts";
import type { Check } from "../core/verify.ts";
import { maskMagics } from "../python/magics.ts";

/**
 * The analyzer of texts that are made of a notebook's cells. What IPython alone understands is out of the rules'
 * sight. What becomes of `text` counts as broken where it has other cells, or other magics in one: so no change reaches
 * over the edge of a cell, and none touches a magic.
 */
export function analyzerOfCells(analyzer: Analyzer, text: string, mark: string): Analyzer {
  const { kept } = readCells(text, mark);
  const python = (now: string): string => readCells(now, mark).python;
  return {
    patchesDefaultContext: (now) => analyzer.patchesDefaultContext(python(now)),
    replacesWrapSocket: (now) => analyzer.replacesWrapSocket(python(now)),
    replacesConnection: (now) => analyzer.replacesConnection(python(now)),
    suppressionEdit: (now, finding, reason) => analyzer.suppressionEdit(python(now), finding, reason),
    expressionProblem: (answer, now) => analyzer.expressionProblem(answer, python(now)),
    checkFor: (facts, enabled) => withinCells(analyzer.checkFor(facts, enabled), mark, kept),
    readProject: (patchedIn) => analyzer.readProject(patchedIn),
    inCells: () => {
      throw new RangeError("the cells of a notebook have no cells");
    },
  };
}

function withinCells(check: Check, mark: string, keep: string | undefined): Check {
  return (text) => {
    const { python, kept } = readCells(text, mark);
    const checked = check(python);
    if (kept === keep) return checked;
    return { ...checked, errors: [...checked.errors, { start: 0, end: text.length }] };
  };
}

interface ReadCells {
  /** The text with nothing but Python in it, each character in its place. */
  readonly python: string;
  /** What must stay as it is. */
  readonly kept: string | undefined;
}

function readCells(text: string, mark: string): ReadCells {
  const cells = splitCells(text, mark);
  if (cells === undefined) return { python: text, kept: undefined };
  let python = "";
  const kept = cells.map((cell) => {
    const masked = maskMagics(cell.text);
    python += text.slice(python.length, cell.start) + masked.text;
    return [cell.number, masked.head, masked.magics];
  });
  return { python: python + text.slice(python.length), kept: JSON.stringify(kept) };
}
