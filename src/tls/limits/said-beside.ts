import { commentBeside } from "../../python/comments.ts";
import { isDocstring } from "../../python/import-lines.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** A comment that says that old versions are wanted: `# Allows dead protocols`, `# the device only speaks TLS 1.0`. */
const WANTED =
  /\b(?:allow|support|accept|enabl|compatib|speak|talk|only)\w*\b[^.]*?(?:\b(?:old|older|legacy|dead|deprecated|obsolete|outdated|insecure|weak)\b|\bssl ?v?[23]\b|\btls ?v?1(?:\.[01])?(?![.\d])|\b1\.[01]\b)/i;

/** A comment about old peers, whatever it says of them: `# older servers do not speak TLS 1.2`. */
const OLD =
  /\b(?:legacy(?!-)|old(?:er)?|ancient|dead|obsolete|outdated|insecure|weak|backwards?|compat\w*|downgrade)\b/i;

const DENIED = /\b(?:no|not|never|without|longer|refuse[sd]?|reject(?:s|ed)?|disable[sd]?)\b|n't\b/i;

/** A version that is old. More is asked of a docstring than of a comment: it does not stand beside what it is about. */
const NAMED = /\b(?:ssl ?v?[23]|tls ?v?1(?:\.[01])?(?![.\d]))\b/i;

const isOfVersion = (said: string): boolean => NAMED.test(said) && WANTED.test(said) && !DENIED.test(said);

/** The sentence of a docstring around a node that says that old versions are wanted: `Supports TLS 1.0 and …`. */
export function saidInDocstring(node: SyntaxNode): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type !== "function_definition" && at.type !== "class_definition") continue;
    const first = at.field("body")?.named[0];
    const docstring = first !== undefined && isDocstring(first) ? first.text : "";
    const said = docstring.split(/\.\s|\n[ \t]*\n|["']{3}/).find(isOfVersion);
    if (said !== undefined) return said.trim().replace(/\s+/g, " ");
  }
  return undefined;
}

/** What a comment at the end of the statement's line, or right above it, says of old versions being wanted. */
export function saidBeside(node: SyntaxNode): string | undefined {
  const said = commentBeside(node);
  return OLD.test(said) || (WANTED.test(said) && !DENIED.test(said)) ? said : undefined;
}
