import type { Span } from "../core/edit.ts";

/** Strings, comments, brackets and line ends: all that says where a statement of a module starts. */
const TOKEN =
  /[rbuf]{0,2}("""|''')[\s\S]*?\1|[rbuf]{0,2}"(?:\\[\s\S]|[^"\\\n])*"|[rbuf]{0,2}'(?:\\[\s\S]|[^'\\\n])*'|#[^\n]*|\\\r?\n|[([{]|[)\]}]|\n/gi;

/** Words with which a line goes on with the statement above it. */
const GOES_ON = /(?:elif|else|except|finally)\b/y;

/** The statements of a module, found without a parser: each with the decorators before it. */
export function topLevelStatements(text: string): Span[] {
  const starts: number[] = [];
  let depth = 0;
  let isDecorated = false;
  const startAt = (offset: number) => {
    const first = text[offset];
    if (depth > 0 || first === undefined || /[\s#)\]}]/.test(first)) return;
    GOES_ON.lastIndex = offset;
    if (GOES_ON.test(text)) return;
    if (!isDecorated) starts.push(offset);
    isDecorated = first === "@";
  };
  startAt(0);
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === "\n") startAt(index + 1);
    else if ("([{".includes(token)) depth++;
    else if (")]}".includes(token)) depth = Math.max(0, depth - 1);
  }
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }));
}
