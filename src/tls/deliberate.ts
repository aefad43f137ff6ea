import { commentBeside } from "../python/comments.ts";
import { isNone, unwrap } from "../python/expressions.ts";
import type { SyntaxNode } from "../python/node.ts";

/**
 * Why a place that does not verify is the program's own choice, which is not to be taken from it: it is reached where
 * a condition says not to verify, or stands in a function, a class or a variable that is named for that. Nothing
 * where it is no choice, as far as the names tell.
 */
export function deliberate(node: SyntaxNode): string | undefined {
  for (let child = node, up = node.parent; up !== undefined; child = up, up = up.parent) {
    const choice = decisionsBefore(up, child).find(({ condition, answer }) => choosesNot(condition, answer));
    if (choice !== undefined) return `the program itself chooses it, by ${firstLine(choice.condition.text)}`;
    const name = nameOf(up, child);
    if (name !== undefined && NAMED_FOR_IT.test(name))
      return `${name} is there to verify nothing: who uses it decides`;
    if (name !== undefined && /self_?signed/i.test(name))
      return `${name} is for certificates that no authority signed: verifying would refuse them`;
  }
  return saidToBeSelfSigned(node);
}

/** `# the bridge has a self-signed certificate`, beside a place. */
function saidToBeSelfSigned(node: SyntaxNode): string | undefined {
  const said = commentBeside(node);
  const isSaid = SELF_SIGNED.test(said) && !NOT_SELF_SIGNED.test(said);
  return isSaid
    ? `the comment beside it says that no authority signed the certificate (${said}): verifying would refuse it`
    : undefined;
}

const SELF_SIGNED = /\bself[-_ ]?signed\b/i;
const NOT_SELF_SIGNED = /(?:\b(?:no|not|never|without|reject\w*|refuse\w*)\b|n't\b)[^.]*self[-_ ]?signed/i;

/** A condition, and its answer where a place is reached; no answer where that is not known. */
interface Decision {
  readonly condition: SyntaxNode;
  readonly answer: boolean | undefined;
}

/** The conditions that decide whether `child`, a part of `node`, runs. */
function decisionsBefore(node: SyntaxNode, child: SyntaxNode): Decision[] {
  const own = node.field("condition");
  switch (node.type) {
    case "block":
    case "module":
      return guardsBefore(node, child);
    case "if_statement": {
      if (own === undefined || own === child) return [];
      const before = node.named.filter(({ type, start }) => type === "elif_clause" && start < child.start);
      const passed = [own, ...before.flatMap((clause) => clause.field("condition") ?? [])];
      return passed.map((condition) => ({ condition, answer: node.field("consequence") === child }));
    }
    case "elif_clause":
      return own === undefined || own === child ? [] : [{ condition: own, answer: true }];
    case "while_statement":
      return own === undefined || node.field("body") !== child ? [] : [{ condition: own, answer: true }];
    case "case_clause":
      return child.type === "block"
        ? node.named
            .filter(({ type }) => type !== "block")
            .map((condition) => ({ condition, answer: undefined }))
        : [];
    case "conditional_expression": {
      const [then, condition] = node.named;
      return condition === undefined || condition === child ? [] : [{ condition, answer: then === child }];
    }
    case "boolean_operator": {
      const left = node.field("left");
      const isAnd = node.field("operator")?.text === "and";
      return left === undefined || left === child ? [] : [{ condition: left, answer: isAnd }];
    }
    default:
      return [];
  }
}

/** `if verify: return …`: what comes after is reached only where the condition is not met. */
function guardsBefore(block: SyntaxNode, child: SyntaxNode): Decision[] {
  return block.named.flatMap((statement): Decision[] => {
    if (statement.start >= child.start || statement.type !== "if_statement") return [];
    const condition = statement.field("condition");
    const isAlone = !statement.named.some(({ type }) => type === "elif_clause" || type === "else_clause");
    const last = statement.field("consequence")?.named.at(-1);
    if (last?.type === "raise_statement" && isBoth(condition)) return [];
    const isLeft = isAlone && LEAVING.has(last?.type ?? "");
    return isLeft && condition !== undefined ? [{ condition, answer: false }] : [];
  });
}

/** `if a and b: raise …` refuses that the two come together, and decides on neither. */
function isBoth(condition: SyntaxNode | undefined): boolean {
  const asked = condition === undefined ? undefined : unwrap(condition);
  return asked?.type === "boolean_operator" && asked.field("operator")?.text === "and";
}

const LEAVING = new Set(["return_statement", "raise_statement", "continue_statement", "break_statement"]);

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
  /verif|validat|valid_?cert|insecure|unsafe|trust|self_?signed|no_?ssl|(?:ssl|tls|cert|host)_?check|check_?(?:ssl|tls|cert|host)|(?:skip|ignore|disable)_?(?:ssl|tls|cert)/i;

/** What is true where the program is not to verify, by its name, and what is true where it is. */
const AGAINST_IT =
  /insecure|unsafe|unverif|(?:no|non|not|dont|without|disable|skip|ignore|allow|accept)_?(?:\w*_)?(?:verif|validat|check|cert|ssl|tls|self)/i;
const FOR_IT = /verif|validat|(?:ssl|tls|cert|host)_?check|check_?(?:ssl|tls|cert|host)/i;
const UNCERTAIN = /trust|self_?signed|fingerprint|\b(?:any|no|not|none|off|in|is)\b|["']/i;

/** What the program compares the certificate with instead, where it is given: `if fingerprint is not None`. */
const PINNED = /fingerprint|pinned|cert\w*_?pin|pin_?(?:sha|cert)/i;
const IS_ABSENT = /(?:\bis|==)\s+None$/;

/** Asking what this Python has, or whether it is the program that was started, decides nothing. */
const PROBES = /\b(?:hasattr|getattr)\(\s*_?ssl\b|version_info|\bHAS_|__name__/;

/** Whether a condition is about verification, and its answer does not say that it is wanted. */
function choosesNot(node: SyntaxNode, answer: boolean | undefined): boolean {
  const condition = unwrap(node);
  if (condition.type === "boolean_operator") return condition.named.some((part) => choosesNot(part, answer));
  if (condition.type === "not_operator") {
    // The snippet that is copied from PEP 476: unless the environment says otherwise, nothing is verified.
    if (condition.text.includes("PYTHONHTTPSVERIFY")) return false;
    const operand = condition.field("argument");
    return operand !== undefined && choosesNot(operand, answer === undefined ? answer : !answer);
  }
  if (condition.type === "comparison_operator" && condition.named.some(isNone))
    return PINNED.test(condition.text) && answer !== IS_ABSENT.test(condition.text);
  if (PROBES.test(condition.text)) return false;
  if (!ABOUT_IT.test(condition.text) && !PINNED.test(condition.text)) return false;
  const wanted = wantedBy(condition);
  return wanted === undefined || answer === undefined || wanted !== answer;
}

/** Whether a condition that is met means that the program is to verify, where its names tell. */
function wantedBy(condition: SyntaxNode): boolean | undefined {
  const [left, right, ...more] = condition.named;
  if (condition.type === "comparison_operator") {
    const operator = condition.text.slice(
      (left?.end ?? 0) - condition.start,
      (right?.start ?? 0) - condition.start,
    );
    const isSame = SAME.get(operator.trim().replace(/\s+/g, " "));
    const value = right === undefined || more.length > 0 ? undefined : TRUTHS.get(right.text);
    const wanted = left === undefined ? undefined : wantedBy(left);
    if (isSame === undefined || value === undefined || wanted === undefined) return undefined;
    return wanted === (isSame === value);
  }
  const name = nameIn(condition);
  if (name === undefined || UNCERTAIN.test(name)) return undefined;
  if (AGAINST_IT.test(name)) return false;
  return FOR_IT.test(name) ? true : undefined;
}

const SAME: ReadonlyMap<string, boolean> = new Map([
  ["is", true],
  ["==", true],
  ["is not", false],
  ["!=", false],
]);
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["True", true],
  ["False", false],
  ["1", true],
  ["0", false],
]);

/** `verify`, `self.verify`, `options["verify"]`, `options.get("verify")`: what is asked for. */
function nameIn(node: SyntaxNode): string | undefined {
  if (node.type === "identifier") return node.text;
  if (node.type === "attribute") return node.field("attribute")?.text;
  const isGet = node.type === "call" && node.field("function")?.field("attribute")?.text === "get";
  const key =
    node.type === "subscript" ? node.named.at(-1) : isGet ? node.field("arguments")?.named[0] : undefined;
  return key?.type === "string" ? key.text.replace(/^\w*["']+|["']+$/g, "") : undefined;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
