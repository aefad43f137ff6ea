/** What a piece of Python is, as far as colours go. */
export type TokenKind = "comment" | "string" | "keyword" | "number";

export interface Token {
  /** In UTF-16 units of its line. */
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
}

const KEYWORDS =
  "and|as|assert|async|await|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|None|nonlocal|not|or|pass|raise|return|True|try|while|with|yield";

const LONG_STRINGS = ['"""', "'''"].map((quotes) => `${quotes}(?:[^\\\\]|\\\\[^])*?(?:${quotes}|$)`);
const SHORT_STRINGS = ['"', "'"].map((quote) => `${quote}(?:[^${quote}\\\\\\n]|\\\\[^])*${quote}?`);

const TOKENS = new RegExp(
  [
    "(?<comment>#[^\\n]*)",
    `(?<string>(?:\\b[a-zA-Z]{1,2})?(?:${[...LONG_STRINGS, ...SHORT_STRINGS].join("|")}))`,
    `(?<keyword>\\b(?:${KEYWORDS})\\b)`,
    "(?<number>\\b\\d[\\w.]*)",
  ].join("|"),
  "g",
);

const KINDS: readonly TokenKind[] = ["comment", "string", "keyword", "number"];

/** The tokens of each line of a text: enough to colour it, and no judge of what it means. */
export function tokensByLine(text: string): readonly (readonly Token[])[] {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const lines: Token[][] = starts.map(() => []);
  let line = 0;
  for (const match of text.matchAll(TOKENS)) {
    const kind = KINDS.find((name) => match.groups?.[name] !== undefined);
    if (kind === undefined) continue;
    const end = match.index + match[0].length;
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= match.index) line += 1;
    for (let at = line; at < starts.length && (starts[at] ?? 0) < end; at += 1) {
      const from = starts[at] ?? 0;
      lines[at]?.push({ start: Math.max(0, match.index - from), end: end - from, kind });
    }
  }
  return lines;
}
