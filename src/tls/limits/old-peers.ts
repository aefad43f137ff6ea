import { contains } from "../../core/edit.ts";
import { functionOf, literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife } from "../model/context-life.ts";
import type { Version } from "../model/versions.ts";
import { chosenVersions, speaksOfOld } from "./chosen-versions.ts";
import { looksForOldVersions } from "./looked-for.ts";
import { namedForVersion, spellsVersion } from "./named-for-version.ts";
import { saidBeside, saidInDocstring } from "./said-beside.ts";
import { settableProtocol } from "./settable-protocol.ts";

/**
 * Why an old version is meant where it is asked for, so that a fix is not to be taken unasked: a function or class is
 * named for it, a string of the same function spells it, the call is given another protocol too, a condition around it
 * asks for it by its constant, the ciphers are those of old peers, or a comment or docstring says so.
 */
export function whyMeant(node: SyntaxNode, version?: Version): string | undefined {
  const name = version === undefined ? undefined : namedForVersion(node, version);
  if (name !== undefined) return `${name} is there for that version, as its name says`;
  const spelt = version === undefined ? undefined : spelledBeside(node, version);
  if (spelt !== undefined) return `the function around it asks for that version by its name (${spelt.text})`;
  const other = protocolBeside(node);
  if (other !== undefined)
    return `the call is given ${other} as well, and may be about how the two go together`;
  const asked = version === undefined ? undefined : askedAround(node, version);
  if (asked !== undefined) return `it is for where ${asked.text.replace(/\s+/g, " ")}`;
  const said = saidBeside(node);
  const because = said === undefined ? undefined : `the comment beside it says that it is wanted (${said})`;
  const docstring = saidInDocstring(node);
  if (docstring !== undefined) return `the docstring around it says that it is wanted (${docstring})`;
  const variable = assignedTo(node);
  if (variable !== undefined && speaksOfOld(variable))
    return `${variable} is there for old peers, as its name says`;
  return whyForOldPeers(node) ?? because;
}

/** Why a context may be meant to have no minimum, so that one is not to be set unasked. */
export function whyLow(module: PythonModule, life: ContextLife): string | undefined {
  return settableProtocol(module, life) ?? chosenVersions(life) ?? looksForOldVersions(module);
}

/** `if has_protocol(ssl.PROTOCOL_TLSv1):`, where that is what a node stands under. */
function askedAround(node: SyntaxNode, version: Version): SyntaxNode | undefined {
  const constant = new RegExp(`\\b(?:PROTOCOL_|TLSVersion\\s*\\.\\s*)${version}\\b`);
  for (let at = node; at.parent !== undefined && at.type !== "function_definition"; at = at.parent) {
    if (at.parent.field("consequence") !== at) continue;
    const condition = at.parent.field("condition");
    if (condition !== undefined && constant.test(condition.text)) return condition;
  }
  return undefined;
}

/** `try_protocol_combo(ssl.PROTOCOL_SSLv3, ssl.PROTOCOL_TLSv1, False)`: another protocol that the same call is given. */
function protocolBeside(node: SyntaxNode): string | undefined {
  const argument = node.parent?.type === "keyword_argument" ? node.parent : node;
  if (argument.parent?.type !== "argument_list") return undefined;
  const others = argument.parent.named.filter((one) => one !== argument);
  return others
    .flatMap(({ text }) => /^(?:\w+\s*=\s*)?((?:\w+\.)*PROTOCOL_\w+)$/.exec(text)?.[1] ?? [])
    .at(0);
}

/** The variable that a value is for, where it is the whole of it or a side of a choice. */
function assignedTo(node: SyntaxNode): string | undefined {
  const around = node.ancestor("assignment", "call", "pair", "block", "module");
  const target = around?.type === "assignment" ? around.field("left") : undefined;
  return target?.type === "identifier" ? target.text : undefined;
}

/** Why a context is there for peers that speak old versions: with security level 0 alone OpenSSL 3 speaks them. */
export function whyForOldPeers(node: SyntaxNode): string | undefined {
  const text = functionOf(node)?.text ?? "";
  return /["'][^"'\n]*@SECLEVEL=0\b[^"'\n]*["']/.test(text)
    ? "@SECLEVEL=0 beside it is for peers that speak nothing newer"
    : undefined;
}

/** `set_default("version", "tlsv1")`, in the function of a node; the name that it is looked up by says no more than it. */
function spelledBeside(node: SyntaxNode, version: Version): SyntaxNode | undefined {
  const around = functionOf(node);
  if (around === undefined) return undefined;
  const isSpelling = (one: SyntaxNode) => {
    const text = one.type === "string" ? literalString(one) : undefined;
    return text !== undefined && spellsVersion(text, version);
  };
  for (const one of around.walk()) if (!contains(node, one) && isSpelling(one)) return one;
  return undefined;
}
