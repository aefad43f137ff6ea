/** Whose comment it is. */
export type SuppressionKind =
  | "tlsfix"
  | "ignore"
  | "noqa"
  | "ruff"
  | "nosec"
  | "nosemgrep"
  | "lgtm"
  | "codeql"
  | "NOSONAR"
  | "no cytoscnpy";

/** What one comment says: the ids that it names, or all rules. */
export interface Directive {
  readonly kind: SuppressionKind;
  readonly ids: readonly string[] | "all";
  readonly isForFile: boolean;
  readonly reason: string;
}

type Reader = (comment: string) => Omit<Directive, "kind"> | undefined;

/** The bandit tests that can meet TLS code, by name; bandit takes the name for the id. */
const BANDIT_NAMES: Readonly<Record<string, string>> = {
  httpsconnection: "B309",
  unverified_context: "B323",
  request_with_no_cert_validation: "B501",
  ssl_with_bad_version: "B502",
  ssl_with_bad_defaults: "B503",
  ssl_with_no_version: "B504",
};

const READERS: Readonly<Record<SuppressionKind, Reader>> = {
  tlsfix: readOwn,
  ignore: readIgnore,
  noqa: readNoqa,
  ruff: readRuff,
  nosec: readNosec,
  nosemgrep: readNosemgrep,
  lgtm: readLgtm,
  codeql: (comment) => withIds(/^#\s*codeql\s*\[([^\]]*)\]/i.exec(comment)?.[1]),
  NOSONAR: readNosonar,
  "no cytoscnpy": (comment) => (/#\s*pragma:\s*no\s*cytoscnpy/i.test(comment) ? everything() : undefined),
};

const KINDS = Object.keys(READERS) as readonly SuppressionKind[]; // The keys are those of the record's type.

/** A text without any of these words has no suppressions. */
export const SUPPRESSION_WORDS = /tlsfix:|ignore|noqa|nosec|nosem|lgtm|codeql|NOSONAR|cytoscnpy/i;

/** Everything that a comment, from its `#`, says about suppressions; several tools can share one comment. */
export function directivesIn(comment: string): Directive[] {
  return KINDS.flatMap((kind) => {
    const read = READERS[kind](comment);
    return read === undefined ? [] : [{ kind, ...read }];
  });
}

/** Whether a directive names a rule, by the id that its tool knows it by. */
export function names({ kind, ids }: Directive, rule: { id: string; aliases: readonly string[] }): boolean {
  if (ids === "all") return true;
  return ids.some((id) => [rule.id, ...rule.aliases].some((known) => isNamed(kind, id, known, rule.id)));
}

function isNamed(kind: SuppressionKind, id: string, known: string, own: string): boolean {
  switch (kind) {
    case "tlsfix":
      return known.toLowerCase() === id.toLowerCase();
    case "ignore":
      return isCytoscnpy(known, id);
    case "noqa":
      // flake8 takes a prefix, ruff does not; Sonar's S4830 has the letter too.
      return isCytoscnpy(known, id) || (/^S\d+$/.test(known) && known.startsWith(id));
    case "ruff":
      return /^S\d+$/.test(known) && known === id;
    case "nosec":
      return /^B\d+$/.test(known) && known === id.toUpperCase();
    case "nosemgrep":
      return known !== own && (known === id || known.endsWith(`.${id}`));
    case "NOSONAR":
      return /^S\d+$/.test(known) && known === id.replace(/^python:/, "");
    case "lgtm":
    case "codeql":
      return known.startsWith("py/") && known === id;
    case "no cytoscnpy":
      return true;
  }
}

function isCytoscnpy(known: string, id: string): boolean {
  const upper = id.toUpperCase();
  return known.startsWith("CSP-") && (known === upper || upper === "CSP");
}

function readOwn(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /#\s*tlsfix:\s*ignore(-file)?\b\s*(?:\[([^\]]*)\])?\s*:?\s*([^#]*)/.exec(comment);
  if (match === null) return undefined;
  const [, file, ids, reason = ""] = match;
  return {
    ids: ids === undefined ? "all" : splitIds(ids),
    isForFile: file !== undefined,
    reason: reason.trim(),
  };
}

/** Only the bare word, or the word with ids: "# ignore certificate errors" is prose. */
function readIgnore(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /#\s*ignore\s*(?:$|#|:\s*([^#]+))/i.exec(comment);
  if (match === null) return undefined;
  return match[1] === undefined ? everything() : { ...everything(), ids: firstWords(match[1]) };
}

function readNoqa(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /#\s*noqa\b(?:\s*:?\s*([^#]*))?/i.exec(comment);
  if (match === null) return undefined;
  const codes: string[] = [];
  for (const word of (match[1] ?? "").split(/[\s,]+/)) {
    if (!/^(?:[A-Z]+\d+|[A-Z]{1,3}|[Cc][Ss][Pp](?:-\w+)?)$/.test(word)) break;
    codes.push(word);
  }
  return { ...everything(), ids: codes.length === 0 ? "all" : codes };
}

/** `# ruff: ignore[S323]`, `# ruff: file-ignore[S323]`: whole codes, in capitals (measured with Ruff 0.17.6). */
function readRuff(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /#\s*ruff:\s*(file-)?ignore\[([^\]]*)\]/.exec(comment);
  if (match === null) return undefined;
  return { ids: splitIds(match[2] ?? ""), isForFile: match[1] !== undefined, reason: "" };
}

function readNosec(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /#\s*nosec\b:?\s*([^#]*)/.exec(comment);
  if (match === null) return undefined;
  const tests = (match[1] ?? "").match(/\bB\d{3}\b|\b[a-z\d]+(?:_[a-z\d]+)+\b|\bhttpsconnection\b/gi) ?? [];
  const ids = tests.map((name) => BANDIT_NAMES[name.toLowerCase()] ?? name);
  return { ...everything(), ids: ids.length === 0 ? "all" : ids };
}

function readNosemgrep(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /\bnosem(?:grep)?\b(?::\s*([^#]+))?/i.exec(comment);
  if (match === null) return undefined;
  return match[1] === undefined ? everything() : { ...everything(), ids: firstWords(match[1]) };
}

function readLgtm(comment: string): Omit<Directive, "kind"> | undefined {
  const ids = /\blgtm\s*\[([^\]]*)\]/i.exec(comment)?.[1];
  if (ids !== undefined) return withIds(ids);
  return /^#\s*lgtm\s*(?:$|;)/i.test(comment) ? everything() : undefined;
}

function readNosonar(comment: string): Omit<Directive, "kind"> | undefined {
  const match = /\bNOSONAR\b(?:\s*\(([^)]*)\))?/.exec(comment);
  if (match === null) return undefined;
  return match[1] === undefined || match[1].trim() === "" ? everything() : withIds(match[1]);
}

function everything(): Omit<Directive, "kind"> {
  return { ids: "all", isForFile: false, reason: "" };
}

function withIds(ids: string | undefined): Omit<Directive, "kind"> | undefined {
  return ids === undefined ? undefined : { ...everything(), ids: splitIds(ids) };
}

function splitIds(ids: string): string[] {
  return ids.split(/[\s,]+/).filter((id) => id !== "");
}

/** The ids of a list parted by commas, without the reason that follows them. */
function firstWords(list: string): string[] {
  return list.split(",").flatMap((part) => part.trim().split(/\s+/).slice(0, 1));
}
