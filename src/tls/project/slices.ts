import { topLevelStatements } from "../../python/top-level.ts";

/** A piece of a file that matters to other files: where it starts, in which line from 1, and its text. */
export type Slice = readonly [offset: number, line: number, text: string];

/** A file of which more matters is taken as one of which nothing is known. */
const MOST_TEXT = 60_000;

/** What configures contexts or uses them. */
const WORDS =
  /\b(?:SSLContext|create_default_context|_create_\w+_context|create_urllib3_context|SSL\.(?:Context|Connection)|\w+_METHOD|TLS1_\w*VERSION|PROTOCOL_\w+|OP_[A-Z]\w+|CERT_\w+|check_hostname|verify_mode|TLSVersion|m(?:in|ax)imum_version|set_min_proto_version|wrap_socket|wrap_bio)\b/;

const IMPORT = /^(?:from|import|try|if)\b/;
const DEFINED = /^(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)/gm;
const ROUNDS = 4;

/** The statements of a module that matter to others: those about contexts, and those that use what such define. */
export function slicesOf(text: string, imported: readonly string[]): readonly Slice[] {
  const statements = topLevelStatements(text).map(({ start, end }) => ({
    start,
    text: text.slice(start, end),
  }));
  const kept = new Set<(typeof statements)[number]>();
  let names = imported.filter((name) => /^\w+$/.test(name));
  for (let round = 0; round < ROUNDS; round++) {
    const words = names.length === 0 ? undefined : new RegExp(`\\b(?:${names.join("|")})\\b`);
    const fresh = statements.filter(
      (one) => !kept.has(one) && (WORDS.test(one.text) || words?.test(one.text) === true),
    );
    if (fresh.length === 0) break;
    for (const one of fresh) kept.add(one);
    names = fresh.flatMap((one) => [...one.text.matchAll(DEFINED)].flatMap(([, a, b]) => a ?? b ?? []));
  }
  const all = statements.filter(
    (one) => kept.has(one) || (IMPORT.test(one.text) && /\bimport\b/.test(one.text)),
  );
  const size = all.reduce((sum, one) => sum + one.text.length, 0);
  if (kept.size === 0 || size > MOST_TEXT) return [];
  let [line, at] = [1, 0];
  return all.map((one): Slice => {
    line += countLines(text.slice(at, one.start));
    at = one.start;
    return [one.start, line, one.text];
  });
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
