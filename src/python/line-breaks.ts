/** A part of an expression's text that is a string or a comment, or what stands between those. */
interface Part {
  readonly kind: "code" | "string" | "comment";
  readonly text: string;
}

const OPENING = /"""|'''|"|'/y;

/** Parts the text of an expression at its strings and comments. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let code = 0;
  for (let at = 0; at < text.length; ) {
    const end = text[at] === "#" ? endOfComment(text, at) : endOfString(text, at);
    if (end === undefined) {
      at += 1;
      continue;
    }
    if (at > code) parts.push({ kind: "code", text: text.slice(code, at) });
    parts.push({ kind: text[at] === "#" ? "comment" : "string", text: text.slice(at, end) });
    at = end;
    code = end;
  }
  if (code < text.length) parts.push({ kind: "code", text: text.slice(code) });
  return parts;
}

function endOfComment(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline < 0 ? text.length : newline;
}

/** Where the string that starts there ends; nothing where none does. A backslash escapes, in raw strings too. */
function endOfString(text: string, start: number): number | undefined {
  OPENING.lastIndex = start;
  const quote = OPENING.exec(text)?.[0];
  if (quote === undefined) return undefined;
  for (let at = start + quote.length; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
  }
  return text.length;
}

/**
 * The text of an expression on one line, where nothing but its layout spans several: a string that does, or a comment,
 * keeps all lines as they are.
 */
export function oneLine(text: string): string {
  if (!text.includes("\n")) return text;
  const parts = partsOf(text);
  const isBound = parts.some(
    ({ kind, text: part }) => kind === "comment" || (kind === "string" && part.includes("\n")),
  );
  return isBound ? text : parts.map(joined).join("");
}

function joined({ kind, text }: Part): string {
  if (kind === "string") return text;
  return text
    .replace(/\s*\\?\r?\n\s*/g, " ")
    .replace(/([([{]) /g, "$1")
    .replace(/,? ([)\]}])/g, "$1");
}
