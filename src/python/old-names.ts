import type { Span } from "../core/edit.ts";

/**
 * The text with `async` and `await` replaced where they are names, as they may be before Python 3.7, by names of the
 * same length that the grammar takes everywhere; nothing where no name is one of them. What stands in comments and
 * strings may change too: the result is there to be parsed, not read.
 */
export function maskOldNames(source: string): string | undefined {
  const masked = source.replace(OLD_NAMES, (name) => (name === "async" ? "a_ync" : "a_ait"));
  return masked === source ? undefined : masked;
}

/** Where `async` and `await` stand as names may, in comments and strings too. */
export function* oldNamesIn(source: string): Generator<Span> {
  for (const { 0: name, index } of source.matchAll(OLD_NAMES))
    yield { start: index, end: index + name.length };
}

/** `async` that begins no coroutine, loop or context; `await` after or before what no expression stands beside. */
const OLD_NAMES = new RegExp(
  [
    String.raw`\basync\b(?![ \t\\\r\n]+(?:def|for|with)\b)`,
    // The word comes first: what stands before it is looked at where it stands, and not everywhere.
    String.raw`\bawait\b(?<=(?:\.[ \t]*|\b(?:def|class|import|as|global)[ \t]+)await)`,
    String.raw`\bawait\b(?=[ \t]*(?:[=,.:)\]}]|$))`,
  ].join("|"),
  "gm",
);
