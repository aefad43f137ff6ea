import { lineEnd, lineStart, statementAt } from "../../python/layout.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** A comment that says that old versions are wanted: `# Allows dead protocols`, `# the device only speaks TLS 1.0`. */
const WANTED =
  /\b(?:allow|support|accept|enabl|compatib|speak|talk|only)\w*\b[^.]*?(?:\b(?:old|older|legacy|dead|deprecated|obsolete|outdated|insecure|weak)\b|\bssl ?v?[23]\b|\btls ?v?1(?:\.[01])?(?![.\d])|\b1\.[01]\b)/i;

/** A comment about old peers, whatever it says of them: `# older servers do not speak TLS 1.2`. */
const OLD =
  /\b(?:legacy(?!-)|old(?:er)?|ancient|dead|obsolete|outdated|insecure|weak|backwards?|compat\w*|downgrade)\b/i;

const DENIED = /\b(?:no|not|never|without|longer|refuse[sd]?|reject(?:s|ed)?|disable[sd]?)\b|n't\b/i;

/** What a comment at the end of the statement's line, or right above it, says of old versions being wanted. */
export function saidBeside(node: SyntaxNode, text: string): string | undefined {
  const statement = statementAt(node);
  const after = text.slice(statement.end, lineEnd(text, statement.end)).trim();
  const lines = after.startsWith("#") ? [after] : [];
  for (let at = lineStart(text, statement.start); at > 0; ) {
    const from = lineStart(text, at - 1);
    const line = text.slice(from, at).trim();
    if (!line.startsWith("#")) break;
    lines.unshift(line);
    at = from;
  }
  const said = lines.map((line) => line.replace(/^#+\s*/, "")).join(" ");
  return OLD.test(said) || (WANTED.test(said) && !DENIED.test(said)) ? said : undefined;
}
