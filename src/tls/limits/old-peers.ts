import { functionOf, literalString, statementOf } from "../../python/expressions.ts";
import { isFirstOnLine, lineEnd, lineStart } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Version } from "../model/versions.ts";
import { namedForVersion, spellsVersion } from "./named-for-version.ts";

/**
 * Why an old version is meant where it is asked for, so that a fix is not to be taken unasked: a function or class is
 * named for it, a string of the same function spells it, the ciphers are those of old peers, or a comment says so.
 */
export function whyMeant(module: PythonModule, node: SyntaxNode, version?: Version): string | undefined {
  const name = version === undefined ? undefined : namedForVersion(node, version);
  if (name !== undefined) return `${name} is there for that version, as its name says`;
  const spelt = version === undefined ? undefined : spelledBeside(node, version);
  if (spelt !== undefined) return `the function around it asks for that version by its name (${spelt.text})`;
  return (
    whyForOldPeers(node) ?? (saysSo(module, node) ? "the comment there says that it is meant" : undefined)
  );
}

/** Why a context is there for peers that speak old versions: with security level 0 alone OpenSSL 3 speaks them. */
export function whyForOldPeers(node: SyntaxNode): string | undefined {
  const text = functionOf(node)?.text ?? "";
  return /["'][^"'\n]*@SECLEVEL=0\b[^"'\n]*["']/.test(text)
    ? "@SECLEVEL=0 beside it is for peers that speak nothing newer"
    : undefined;
}

/** `set_default("version", "tlsv1")`, in the function of a node. */
function spelledBeside(node: SyntaxNode, version: Version): SyntaxNode | undefined {
  const around = functionOf(node);
  if (around === undefined) return undefined;
  const isSpelling = (one: SyntaxNode) => {
    const text = one.type === "string" ? literalString(one) : undefined;
    return text !== undefined && spellsVersion(text, version);
  };
  for (const one of around.walk()) if (isSpelling(one)) return one;
  return undefined;
}

const SAYS_SO =
  /\b(?:legacy(?!-)|old(?:er)?|ancient|dead|obsolete|outdated|deprecated|insecure|weak|backwards?|compat\w*|lower|downgrade)\b/i;

/** Whether the comment of a statement, on its line or on those right above, speaks of what is old. */
function saysSo({ text }: PythonModule, node: SyntaxNode): boolean {
  const { start, end } = statementOf(node);
  const beside = /#.*$/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? "";
  if (SAYS_SO.test(beside)) return true;
  if (!isFirstOnLine(text, start)) return false;
  for (let at = lineStart(text, start); at > 0; ) {
    at = lineStart(text, at - 1);
    const line = text.slice(at, lineEnd(text, at)).trim();
    if (!line.startsWith("#")) return false;
    if (SAYS_SO.test(line)) return true;
  }
  return false;
}
