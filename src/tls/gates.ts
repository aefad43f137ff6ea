import { argumentsOf } from "../python/call.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { compareVersions, isAtLeast, type PythonVersion } from "../python/version.ts";

/**
 * The Python since which a name is there, measured on 2.7.18 and 3.6 to 3.13. `2.7` stands for 2.7.9, so
 * what only a later 2.7 brought is counted from 3.6 on.
 */
const SINCE: ReadonlyMap<string, string> = new Map([
  ["ssl.SSLContext", "2.7"],
  ["ssl.create_default_context", "2.7"],
  ["ssl.Purpose", "2.7"],
  ["ssl.OP_NO_SSLv2", "2.7"],
  ["ssl.OP_NO_SSLv3", "2.7"],
  ["ssl.OP_NO_TLSv1", "2.7"],
  ["ssl.OP_NO_TLSv1_1", "2.7"],
  ["ssl.OP_NO_COMPRESSION", "2.7"],
  ["ssl.HAS_SNI", "2.7"],
  ["ssl._create_unverified_context", "2.7"],
  ["ssl._create_default_https_context", "2.7"],
  ["ssl.PROTOCOL_SSLv23", "2.7"],
  ["ssl.PROTOCOL_TLS", "3.6"],
  ["ssl.PROTOCOL_TLS_CLIENT", "3.6"],
  ["ssl.PROTOCOL_TLS_SERVER", "3.6"],
  ["ssl.MemoryBIO", "3.6"],
  ["ssl.SSLObject", "3.6"],
  ["ssl.Options", "3.6"],
  ["ssl.OP_NO_TICKET", "3.6"],
  ["ssl.TLSVersion", "3.7"],
  ["ssl.HAS_TLSv1_3", "3.7"],
  ["ssl.OP_NO_TLSv1_3", "3.7"],
  ["ssl.OP_NO_RENEGOTIATION", "3.7"],
  ["ssl.SSLCertVerificationError", "3.7"],
]);

/** The same for what a context has. */
const CONTEXT_SINCE: ReadonlyMap<string, string> = new Map([
  ["check_hostname", "2.7"],
  ["options", "2.7"],
  ["verify_mode", "2.7"],
  ["load_default_certs", "2.7"],
  ["set_alpn_protocols", "2.7"],
  ["wrap_bio", "3.6"],
  ["minimum_version", "3.7"],
  ["maximum_version", "3.7"],
  ["sslsocket_class", "3.7"],
  ["hostname_checks_common_name", "3.7"],
]);

/** Whether every Python that the target allows has the name; `undefined` where some may lack it. */
function hasSslName(qualified: string, target: PythonVersion): true | undefined {
  return isThere(SINCE.get(qualified), target);
}

/** The same for an attribute of a context. */
function hasContextAttribute(name: string, target: PythonVersion): true | undefined {
  return isThere(CONTEXT_SINCE.get(name), target);
}

function isThere(since: string | undefined, target: PythonVersion): true | undefined {
  if (since === undefined) return undefined;
  const [major = 0, minor = 0] = since.split(".").map(Number);
  return isAtLeast(target, major, minor) ? true : undefined;
}

/** What a condition on the version of Python comes to on every Python that the target allows. */
export function decideGate(condition: SyntaxNode, module: PythonModule): boolean | undefined {
  switch (condition.type) {
    case "comparison_operator":
      return versionComparison(condition, module);
    case "call":
      return probe(condition, module);
    case "identifier":
    case "attribute":
      return flag(condition, module);
    default:
      return undefined;
  }
}

function flag(node: SyntaxNode, module: PythonModule): boolean | undefined {
  const name = module.names.qualified(node);
  if (name === "typing.TYPE_CHECKING") return false;
  if (module.target.major < 3) return undefined;
  if (name === "six.PY3" || name === "future.utils.PY3") return true;
  if (name === "six.PY2" || name === "future.utils.PY2") return false;
  return undefined;
}

/** `hasattr(ssl, "TLSVersion")` and `getattr(ssl, "TLSVersion", None)`. */
function probe(call: SyntaxNode, module: PythonModule): boolean | undefined {
  const callee = call.field("function");
  if (callee?.text !== "hasattr" && callee?.text !== "getattr") return undefined;
  if (module.scopes.isBound(callee.text, callee)) return undefined;
  const [object, name] = argumentsOf(call);
  const attribute = literalText(name?.value);
  if (object === undefined || attribute === undefined) return undefined;
  const owner = module.names.qualified(object.value);
  if (owner !== undefined) {
    if (owner === "ssl.SSLContext") return hasContextAttribute(attribute, module.target);
    return hasSslName(`${owner}.${attribute}`, module.target);
  }
  return VERSION_LIMITS.has(attribute) ? hasContextAttribute(attribute, module.target) : undefined;
}

const VERSION_LIMITS = new Set(["minimum_version", "maximum_version"]);

/** The text of a plain string literal. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== "string") return undefined;
  return /^[uUbB]?(?:"([^"\\]*)"|'([^'\\]*)')$/.exec(node.text)?.slice(1).join("");
}

/** `sys.version_info >= (3, 7)`, `sys.version_info[0] == 2`, `sys.version_info.major < 3`, `(3, 7) <= sys.version_info`. */
function versionComparison(node: SyntaxNode, module: PythonModule): boolean | undefined {
  const [left, right] = node.named;
  const operator = node.children.find((child) => !child.isNamed)?.text;
  if (node.named.length !== 2 || left === undefined || right === undefined || operator === undefined)
    return undefined;
  const subject = versionSubject(left, module);
  if (subject !== undefined) return compareTarget(operator, numbersOf(right), subject, module.target);
  const flipped = versionSubject(right, module);
  const mirrored = MIRRORED.get(operator);
  if (flipped === undefined || mirrored === undefined) return undefined;
  return compareTarget(mirrored, numbersOf(left), flipped, module.target);
}

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
  ["==", "=="],
  ["!=", "!="],
]);

type VersionSubject = "whole" | "major";

function versionSubject(node: SyntaxNode, module: PythonModule): VersionSubject | undefined {
  const text = node.text.replace(/\s+/g, "");
  const head = node.type === "subscript" ? node.field("value") : node;
  const base = head?.type === "attribute" && text.endsWith(".major") ? head.field("object") : head;
  if (base === undefined || module.names.qualified(base) !== "sys.version_info") return undefined;
  if (text.endsWith("[0]") || text.endsWith(".major")) return "major";
  return node.type !== "subscript" || /\[:\d?\]$/.test(text) ? "whole" : undefined;
}

function numbersOf(node: SyntaxNode): readonly number[] | undefined {
  const items = node.type === "tuple" ? node.named : [node];
  const numbers = items.map((item) => (item.type === "integer" ? Number(item.text) : Number.NaN));
  return numbers.length === 0 || numbers.some(Number.isNaN) ? undefined : numbers;
}

/** Every Python from the target on, the unknown newer ones included. */
function compareTarget(
  operator: string,
  numbers: readonly number[] | undefined,
  subject: VersionSubject,
  target: PythonVersion,
): boolean | undefined {
  const [major, minor = 0] = numbers ?? [];
  if (major === undefined) return undefined;
  if (subject === "major") return compareMajor(operator, major, target);
  const isFromThereOn = compareVersions(target, { major, minor }) >= 0;
  if (!isFromThereOn) return undefined;
  const isAbove = compareVersions(target, { major, minor }) > 0;
  if (operator === ">=") return true;
  if (operator === "<") return false;
  if (operator === ">" && (isAbove || numbers?.length === 1)) return true;
  return operator === "<=" && (isAbove || numbers?.length === 1) ? false : undefined;
}

function compareMajor(operator: string, major: number, target: PythonVersion): boolean | undefined {
  if (target.major !== 3) return undefined;
  switch (operator) {
    case "==":
      return major === 3;
    case "!=":
      return major !== 3;
    case ">=":
      return major <= 3;
    case ">":
      return major < 3;
    case "<":
      return major > 3;
    case "<=":
      return major >= 3;
    default:
      return undefined;
  }
}
