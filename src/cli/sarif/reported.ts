import type { Span } from "../../core/edit.ts";
import type { Finding } from "../../core/finding.ts";
import { LineIndex } from "../../core/lines.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { fileLines, type SourceFile } from "../../io/file-system.ts";
import { fileOfUri } from "../../io/uri.ts";
import { readSarif, type SarifResult } from "./results.ts";

interface ReportedPlace {
  readonly result: SarifResult;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** What another tool reported: a run that has it is about nothing else. */
export class ReportedFindings {
  /** The results whose rule is one of ours under another name. */
  readonly known: number;
  readonly total: number;
  readonly #rules: ReadonlyMap<string, RuleMeta>;
  readonly #places = new Map<string, ReportedPlace[]>();
  readonly #met = new Set<SarifResult>();

  constructor(text: string, path: string, rules: readonly RuleMeta[], folders: readonly string[]) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    const results = readSarif(text, path);
    this.total = results.length;
    const known = results.filter(({ names }) => rules.some((rule) => isNamed(rule, names)));
    this.known = known.length;
    for (const result of known) {
      for (const { uri, ...lines } of result.places) {
        const file = fileOfUri(uri, folders);
        if (file === undefined) continue;
        const places = this.#places.get(file) ?? [];
        this.#places.set(file, places);
        places.push({ result, ...lines });
      }
    }
  }

  /** How many of the known results were found here too, so far. */
  get met(): number {
    return this.#met.size;
  }

  /** The test of a file's findings: whether a result names the rule, at a line of the finding. */
  concerning(source: SourceFile): (finding: Finding) => boolean {
    const places = this.#places.get(source.file.absolute) ?? [];
    const linesOf = lineCounts(source);
    return (finding) => {
      const rule = this.#rules.get(finding.rule);
      if (rule === undefined) return false;
      const spans = [finding, ...finding.related.filter(({ path }) => path === undefined)].flatMap(linesOf);
      const meeting = places.filter(
        ({ result, firstLine, lastLine }) =>
          isNamed(rule, result.names) &&
          spans.some(({ first, last }) => first <= lastLine && firstLine <= last),
      );
      for (const { result } of meeting) this.#met.add(result);
      return meeting.length > 0;
    };
  }
}

/** The lines of a span, as other tools count them: of a notebook those of its file, or those of a cell. */
function lineCounts(source: SourceFile): (span: Span) => readonly { first: number; last: number }[] {
  const lines = new LineIndex(source.text, source.mark);
  const inFile = source.mark === undefined ? undefined : fileLines(source, source.text);
  return ({ start, end }) => {
    const [first, last] = [lines.lineAt(start), lines.lineAt(Math.max(start, end - 1))];
    const counted = { first: lines.shown(first).line, last: lines.shown(last).line };
    if (inFile === undefined) return [counted];
    return [counted, { first: inFile[first - 1] ?? 1, last: inFile[last - 1] ?? 1 }];
  };
}

/**
 * Whether a rule goes by one of the names. Semgrep puts the folder of a rule before its id, Sonar the language,
 * and a part after a slash is a finer kind of the same.
 */
function isNamed({ id, aliases }: RuleMeta, names: readonly string[]): boolean {
  const own = [id, ...aliases].map((name) => name.toLowerCase());
  return names.some((name) => {
    const lower = name.toLowerCase();
    return own.some(
      (known) =>
        lower === known ||
        lower.endsWith(`.${known}`) ||
        known.endsWith(`.${lower}`) ||
        lower.endsWith(`:${known}`) ||
        lower.startsWith(`${known}/`),
    );
  });
}
