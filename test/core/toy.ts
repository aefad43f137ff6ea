import type { Edit, Span } from "../../src/core/edit.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { Fix, ImportNeed, Remedy } from "../../src/core/fix.ts";
import type { Check, Checked } from "../../src/core/verify.ts";

/**
 * A language of words. A rule finds a word and offers remedies for it; `syntaxerror` does not parse;
 * `use NAME` lines are its imports, and one that is needed is added at the top.
 */
export type Rules = Readonly<Record<string, (at: Span, text: string) => readonly Remedy[]>>;

export function toy(rules: Rules): Check & { readonly texts: string[]; open: number } {
  const texts: string[] = [];
  const check = (text: string): Checked => {
    texts.push(text);
    language.open += 1;
    return {
      findings: findingsOf(text, rules),
      errors: words(text)
        .filter(({ word }) => word === "syntaxerror")
        .map(({ start, end }) => ({ start, end })),
      importEdits: (needs, edits) => importEdits(text, needs, edits),
      close: () => {
        language.open -= 1;
      },
    };
  };
  const language = Object.assign(check, { texts, open: 0 });
  return language;
}

function importEdits(text: string, needs: readonly ImportNeed[], edits: readonly Edit[]): Edit[] {
  const added = needs
    .filter(({ name }) => !text.includes(`use ${name}\n`))
    .map(({ name }) => ({ start: 0, end: 0, text: `use ${name}\n` }));
  const unused = Array.from(text.matchAll(/^use (\w+)\n/gm)).filter(([, name]) => {
    const uses = words(text).filter(({ word }) => word === `${name}.`);
    return (
      uses.length > 0 && uses.every((use) => edits.some((e) => e.start <= use.start && use.end <= e.end))
    );
  });
  return [...added, ...unused.map((m) => ({ start: m.index, end: m.index + m[0].length, text: "" }))];
}

function words(text: string): (Span & { word: string })[] {
  return Array.from(text.matchAll(/[\w.]+/g), (m) => ({
    word: m[0],
    start: m.index,
    end: m.index + m[0].length,
  }));
}

function findingsOf(text: string, rules: Rules): Finding[] {
  return words(text).flatMap(({ word, start, end }) => {
    const remedies = Object.hasOwn(rules, word) ? rules[word]?.({ start, end }, text) : undefined;
    return remedies === undefined ? [] : [{ rule: word, start, end, message: word, related: [], remedies }];
  });
}

/** A fix that replaces the word by another. */
export function replaceBy(text: string, more: Partial<Fix> = {}): (at: Span) => Fix {
  return (at) => ({
    kind: "fix",
    title: `Write ${text}`,
    applicability: "safe",
    edits: [{ ...at, text }],
    imports: [],
    ...more,
  });
}
