import type { Span } from "./edit.ts";
import type { Finding, Related } from "./finding.ts";
import type { Remedy } from "./fix.ts";
import type { Mentions } from "./mentions.ts";

/** What a finding means for security, for the reports that ask. */
interface Weakness {
  /** From 0.1 to 10, as CVSS counts: 7 and more is high, 4 and more is medium. */
  readonly severity: number;
  /** The numbers of its classes in the Common Weakness Enumeration. */
  readonly cwe: readonly number[];
}

/** What a rule is, apart from what it does. */
export interface RuleMeta {
  /** Names the thing found; also the name of its file, its fixtures, its snapshots and its page. */
  readonly id: string;
  /** The ids under which other tools know it. */
  readonly aliases: readonly string[];
  /** One sentence: what it finds. */
  readonly summary: string;
  /** Left out where a finding is no weakness. */
  readonly weakness?: Weakness;
  readonly mentions: Mentions;
  /** The page of `tlsfix explain`, in Markdown: why it matters, what the fixes do and do not do. */
  readonly docs: string;
}

/** What a match says to the user. */
export interface Report extends Span {
  readonly message: string;
  readonly related?: readonly Related[];
}

/** A rule whose match type is known only to itself. `Source` is the module that is checked. */
export interface Rule<Source> {
  readonly meta: RuleMeta;
  /** Every finding of the rule in `source`, in the order of the text. */
  check(source: Source): Finding[];
}

/** A rule as it is written: detection and rewriting are joined by a typed match, and by nothing else. */
export interface RuleParts<Source, Names, Match> {
  readonly meta: RuleMeta;
  detect(source: Source): Iterable<Match>;
  report(match: Match): Report;
  transform(match: Match, names: Names): readonly Remedy[];
}

/** Erases the match type. `names` picks from the source what a transform may know of it. */
export function defineRule<Source extends { readonly names: Names }, Names, Match>(
  parts: RuleParts<Source, Names, Match>,
): Rule<Source> {
  const check = (source: Source): Finding[] => {
    const findings: Finding[] = [];
    for (const match of parts.detect(source)) {
      const { start, end, message, related } = parts.report(match);
      const remedies = parts.transform(match, source.names);
      findings.push({ rule: parts.meta.id, start, end, message, remedies, related: related ?? [] });
    }
    return findings.sort((a, b) => a.start - b.start || a.end - b.end);
  };
  return { meta: parts.meta, check };
}
