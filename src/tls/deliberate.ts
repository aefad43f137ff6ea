import { isNone } from "../python/expressions.ts";
import type { SyntaxNode } from "../python/node.ts";

/**
 * Why a place that does not verify is the program's own choice, which is not to be taken from it: it stands behind
 * a condition about verification, or in a function, a class or a variable that is named for not verifying. Nothing
 * where it is no choice, as far as the names tell.
 */
export function deliberate(node: SyntaxNode): string | undefined {
  for (let child = node, up = node.parent; up !== undefined; child = up, up = up.parent) {
    const condition = conditionsAround(up, child).find(isAboutVerification);
    if (condition !== undefined) return `the program itself chooses it, by ${firstLine(condition.text)}`;
    const name = nameOf(up, child);
    if (name !== undefined && NAMED_FOR_IT.test(name))
      return `${name} is there to verify nothing: who uses it decides`;
  }
  return undefined;
}

/** The conditions that decide whether `child`, a part of `node`, runs. */
function conditionsAround(node: SyntaxNode, child: SyntaxNode): SyntaxNode[] {
  const own = node.field("condition");
  switch (node.type) {
    case "if_statement": {
      if (own === undefined || own === child) return [];
      const before = node.named.filter(({ type, start }) => type === "elif_clause" && start < child.start);
      return [own, ...before.flatMap((clause) => clause.field("condition") ?? [])];
    }
    case "elif_clause":
    case "while_statement":
      return own === undefined || own === child ? [] : [own];
    case "case_clause":
      return child.type === "block" ? node.named.filter(({ type }) => type !== "block") : [];
    case "conditional_expression": {
      const condition = node.named[1];
      return condition === undefined || condition === child ? [] : [condition];
    }
    case "boolean_operator": {
      const left = node.field("left");
      return left === undefined || left === child ? [] : [left];
    }
    default:
      return [];
  }
}

/** What is named: a function or class by its own name, an assignment by its target. */
function nameOf(node: SyntaxNode, child: SyntaxNode): string | undefined {
  if (node.type === "function_definition" || node.type === "class_definition")
    return node.field("body") === child ? node.field("name")?.text : undefined;
  if (node.type !== "assignment" || node.field("right") !== child) return undefined;
  const target = node.field("left");
  return target?.type === "attribute" ? target.field("attribute")?.text : target?.text;
}

const NAMED_FOR_IT =
  /insecure|unverif|(?:no|non|not|dont|without|disable|skip|ignore)_?(?:ssl_?|tls_?|cert\w*_?|https_?)*(?:verif|validat|check)|unsafe|trust_?all/i;

/** What a condition speaks of that decides about verification. */
const ABOUT_IT =
  /verif|validat|valid_?cert|insecure|unsafe|trust|self_?signed|fingerprint|no_?ssl|(?:ssl|tls|cert|host)_?check|check_?(?:ssl|tls|cert|host)|(?:skip|ignore|disable)_?(?:ssl|tls|cert)/i;

/** Asking what this Python has, or whether it is the program that was started, decides nothing. */
const PROBES = /\b(?:hasattr|getattr)\(\s*_?ssl\b|version_info|\bHAS_|__name__/;

function isAboutVerification(condition: SyntaxNode): boolean {
  if (condition.type === "boolean_operator" || condition.type === "parenthesized_expression")
    return condition.named.some(isAboutVerification);
  // The snippet that is copied from PEP 476: unless the environment says otherwise, nothing is verified.
  if (condition.type === "not_operator" && condition.text.includes("PYTHONHTTPSVERIFY")) return false;
  if (condition.type === "comparison_operator" && condition.named.some(isNone)) return false;
  return !PROBES.test(condition.text) && ABOUT_IT.test(condition.text);
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
