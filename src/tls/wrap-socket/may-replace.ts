/** The function with what makes it a target, or a name in a string. */
const PLACES = /\.\s*wrap_socket[\s\\)\]]*(?:(=(?!=)|:)|,)|["']wrap_socket["']\s*,/g;
/** Of a longer list that nothing ends it is not asked. */
const MOST_TEXT = 2000;

/**
 * Whether a text may put something in the place of `ssl.wrap_socket`, by what stands around the name alone: where it
 * may, the text is to be parsed. `partial(ssl.wrap_socket, certfile=path)` and its like only hand the function on.
 */
export function mayReplaceFunction(text: string): boolean {
  for (const match of text.matchAll(PLACES)) {
    const isListed = match[0].startsWith(".") && match[1] === undefined;
    if (!isListed || !isHandedOn(text, match.index + match[0].length)) return true;
  }
  return false;
}

/** Whether what follows a comma ends the arguments of a call, which is then no target of an assignment or a loop. */
function isHandedOn(text: string, from: number): boolean {
  let depth = 0;
  let hasEquals = false;
  for (let at = from; at < Math.min(text.length, from + MOST_TEXT); at++) {
    const character = text.charAt(at);
    if (OPENING.has(character)) depth += 1;
    else if (CLOSING.has(character)) {
      if (depth === 0) return !/^[\s\\)\]]*(?:[=,:]|in\b)/.test(text.slice(at + 1, at + MOST_TEXT));
      depth -= 1;
    } else if (UNCLEAR.has(character)) return false;
    else if (depth > 0) continue;
    else if (character === "=") hasEquals = true;
    else if (character === ":" || (character === "\n" && hasEquals)) return false;
  }
  return false;
}

const OPENING = new Set("([{");
const CLOSING = new Set(")]}");
/** What may hide brackets. */
const UNCLEAR = new Set("\"'#\\");
