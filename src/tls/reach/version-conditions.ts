import type { Binding } from "../../python/bindings.ts";
import { literalString, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { PythonVersion } from "../../python/version.ts";

/** `true` or `false` where every run on that version gives it, else `undefined`. */
type Verdict = boolean | undefined;
/** What a condition says on each version. */
export type Condition = (version: PythonVersion) => Verdict;

/** Stands for every Python that is not out yet. */
const FUTURE = 99;

/** The versions that are told apart: one before each change that a gate can ask for. */
export const VERSIONS: readonly PythonVersion[] = [
  { major: 2, minor: 7 },
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, FUTURE].map((minor) => ({ major: 3, minor })),
];

/** Where a member of `ssl` exists: on 2.7.9 and later, from this 3.x on, up to (not with) that 3.x. */
interface Feature {
  readonly in27: boolean;
  readonly since: number;
  readonly until?: number;
}

/** Measured with `hasattr` on 2.7.18 and 3.6 to 3.13; older 3.x by the documentation's "new in" notes. */
const FEATURES: ReadonlyMap<string, Feature> = new Map([
  ["SSLContext", { in27: true, since: 2 }],
  ["create_default_context", { in27: true, since: 4 }],
  ["_create_unverified_context", { in27: true, since: 4 }],
  ["Purpose", { in27: true, since: 4 }],
  ["HAS_SNI", { in27: true, since: 2 }],
  ["CertificateError", { in27: true, since: 2 }],
  ["OP_NO_SSLv2", { in27: true, since: 2 }],
  ["OP_NO_SSLv3", { in27: true, since: 2 }],
  ["OP_NO_TLSv1", { in27: true, since: 2 }],
  ["PROTOCOL_TLS", { in27: true, since: 6 }],
  ["PROTOCOL_TLS_CLIENT", { in27: false, since: 6 }],
  ["PROTOCOL_TLS_SERVER", { in27: false, since: 6 }],
  ["TLSVersion", { in27: false, since: 7 }],
  ["OP_NO_TLSv1_1", { in27: true, since: 4 }],
  ["OP_NO_COMPRESSION", { in27: true, since: 3 }],
  ["PROTOCOL_SSLv23", { in27: true, since: 0 }],
  ["_create_default_https_context", { in27: true, since: 4 }],
  ["Options", { in27: false, since: 6 }],
  ["OP_NO_TICKET", { in27: false, since: 6 }],
  ["HAS_TLSv1_3", { in27: false, since: 7 }],
  ["OP_NO_TLSv1_3", { in27: false, since: 7 }],
  ["OP_NO_RENEGOTIATION", { in27: false, since: 7 }],
  ["SSLCertVerificationError", { in27: false, since: 7 }],
  ["MemoryBIO", { in27: false, since: 5 }],
  ["SSLObject", { in27: false, since: 5 }],
  ["wrap_socket", { in27: true, since: 0, until: 12 }],
  ["match_hostname", { in27: true, since: 2, until: 12 }],
]);

/** Whether a member of `ssl` exists on a version. */
export function hasFeature(name: string): Condition {
  return existence(FEATURES.get(name));
}

/** The words without which a program has no other way to TLS than the old function. */
const MODERN = /\b(?:SSLContext|create_default_context|_create_unverified_context)\b/;

/** Whether anything in the file uses contexts, so that a test for the old function may lead there. */
export function hasModernWay(module: PythonModule): boolean {
  const has = modern.get(module) ?? MODERN.test(module.text);
  modern.set(module, has);
  return has;
}

const modern = new WeakMap<PythonModule, boolean>();

/**
 * What a test for a member means for the program. Where nothing in the file uses contexts, a test for the old
 * function itself leads to no new branch on the Pythons that lack it: what it says there is what must be mended.
 */
function featureOf(module: PythonModule, name: string): Condition {
  const exists = hasFeature(name);
  if (name !== "wrap_socket" || hasModernWay(module)) return exists;
  return (version) => exists(version) || undefined;
}

/** The same for what every context has, of which programs ask for the limits only. */
const CONTEXT_FEATURES: ReadonlyMap<string, Feature> = new Map([
  ["check_hostname", { in27: true, since: 2 }],
  ["options", { in27: true, since: 2 }],
  ["verify_mode", { in27: true, since: 2 }],
  ["load_default_certs", { in27: true, since: 4 }],
  ["set_alpn_protocols", { in27: true, since: 5 }],
  ["wrap_bio", { in27: false, since: 5 }],
  ["minimum_version", { in27: false, since: 7 }],
  ["maximum_version", { in27: false, since: 7 }],
]);

function existence(feature: Feature | undefined): Condition {
  if (feature === undefined) return () => undefined;
  return ({ major, minor }) =>
    major < 3 ? feature.in27 : minor >= feature.since && minor < (feature.until ?? Number.POSITIVE_INFINITY);
}

const UNKNOWN: Condition = () => undefined;

/** The members of `ssl` that came or went, as far as the block names them. */
export function featuresIn(module: PythonModule, body: SyntaxNode): string[] {
  return [...FEATURES.keys()].filter((name) => {
    for (const node of module.identifiers(name, body)) {
      const parent = node.parent;
      const expression = parent?.type === "attribute" && parent.field("attribute") === node ? parent : node;
      const isImport = node.ancestor("import_from_statement") !== undefined;
      if (isImport || module.names.is(expression, `ssl.${name}`)) return true;
    }
    return false;
  });
}

/** What a condition says on each version. */
export function meaningOf(module: PythonModule, node: SyntaxNode, depth = 0): Condition {
  const inner = unwrap(node);
  if (depth > 6) return UNKNOWN;
  switch (inner.type) {
    case "not_operator":
      return negated(meaningOf(module, inner.field("argument") ?? inner, depth + 1));
    case "boolean_operator":
      return combined(module, inner, depth);
    case "comparison_operator":
      return comparison(module, inner, depth);
    case "call":
      return probe(module, inner);
    case "identifier":
      return variable(module, inner, depth);
    case "attribute":
      return attributeTruth(module, inner);
    default:
      return UNKNOWN;
  }
}

function negated(condition: Condition): Condition {
  return (version) => {
    const verdict = condition(version);
    return verdict === undefined ? undefined : !verdict;
  };
}

function combined(module: PythonModule, node: SyntaxNode, depth: number): Condition {
  const [left, right] = [node.field("left"), node.field("right")].map((side) =>
    side === undefined ? UNKNOWN : meaningOf(module, side, depth + 1),
  );
  const isAnd = node.field("operator")?.text === "and";
  return (version) => {
    const sides = [left?.(version), right?.(version)];
    if (sides.includes(!isAnd)) return !isAnd;
    return sides.includes(undefined) ? undefined : isAnd;
  };
}

/** `hasattr(ssl, "X")`, `getattr(ssl, "X", None)`. */
function probe(module: PythonModule, call: SyntaxNode): Condition {
  const callee = call.field("function")?.text;
  const [object, name] = call.field("arguments")?.named ?? [];
  if ((callee !== "hasattr" && callee !== "getattr") || object === undefined || name === undefined)
    return UNKNOWN;
  if (module.scopes.isBound(callee, call)) return UNKNOWN;
  const member = literalString(name) ?? "";
  const owner = module.names.qualified(object);
  if (owner === "ssl") return featureOf(module, member);
  const isContext =
    owner === "ssl.SSLContext" || (owner === undefined && /^m(?:in|ax)imum_version$/.test(member));
  return isContext ? existence(CONTEXT_FEATURES.get(member)) : UNKNOWN;
}

/** A name bound only to a member of `ssl` where it can be imported, and to `None` or `False` where it cannot. */
function variable(module: PythonModule, name: SyntaxNode, depth: number): Condition {
  const known = attributeTruth(module, name);
  if (known !== UNKNOWN) return known;
  const bindings = module.scopes.lookup(name.text, name)?.bindings ?? [];
  const imported = bindings.find(
    (binding) => binding.import?.module === "ssl" && binding.import.attribute !== undefined,
  );
  const others = bindings.filter((binding) => binding !== imported);
  if (imported?.import?.attribute !== undefined && others.every(isNothing))
    return featureOf(module, imported.import.attribute);
  const only = bindings.length === 1 ? bindings[0]?.value : undefined;
  if (only !== undefined) return meaningOf(module, only, depth + 1);
  return flagOfImport(module, bindings);
}

/** `try: from ssl import X; HAS_X = True` with `except ImportError: HAS_X = False`. */
function flagOfImport(module: PythonModule, bindings: readonly Binding[]): Condition {
  const set = bindings.find((binding) => binding.value?.type === "true");
  const unset = bindings.filter((binding) => binding !== set);
  const attempt = set?.statement.ancestor("try_statement");
  const body = attempt?.field("body");
  if (body === undefined || !unset.every(isNothing) || unset.length === 0) return UNKNOWN;
  const features = featuresIn(module, body).filter((name) => isImportedIn(module, body, name));
  if (features.length === 0) return UNKNOWN;
  return (version) => all(features.map((name) => featureOf(module, name)(version)));
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

/** Whether the import of the member is what may fail there; a mere use of it raises something else. */
function isImportedIn(module: PythonModule, body: SyntaxNode, name: string): boolean {
  for (const node of module.identifiers(name, body)) {
    if (node.ancestor("import_from_statement") !== undefined) return true;
  }
  return false;
}

function isNothing(binding: Binding): boolean {
  return binding.value?.type === "none" || binding.value?.type === "false" || binding.kind === "annotation";
}

function attributeTruth(module: PythonModule, node: SyntaxNode): Condition {
  const name = module.names.qualified(node);
  if (name === "typing.TYPE_CHECKING") return () => false;
  if (name === "six.PY2" || name === "future.utils.PY2") return ({ major }) => major === 2;
  if (name === "six.PY3" || name === "future.utils.PY3") return ({ major }) => major === 3;
  return UNKNOWN;
}

function comparison(module: PythonModule, node: SyntaxNode, depth: number): Condition {
  const [left, right] = node.named;
  const operator = node.field("operators")?.text ?? "";
  if (left === undefined || right === undefined || node.named.length !== 2) return UNKNOWN;
  if (unwrap(right).type === "none") {
    const meaning = meaningOf(module, left, depth + 1);
    if (operator === "is not" || operator === "!=") return meaning;
    return operator === "is" || operator === "==" ? negated(meaning) : UNKNOWN;
  }
  const direct = versionComparison(module, left, operator, right);
  const mirrored = MIRRORED.get(operator);
  return direct !== UNKNOWN || mirrored === undefined
    ? direct
    : versionComparison(module, right, mirrored, left);
}

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
  ["==", "=="],
  ["!=", "!="],
]);

/** `sys.version_info >= (3, 6)`, `sys.version_info[0] == 2`, `sys.version_info.major < 3`. */
function versionComparison(
  module: PythonModule,
  left: SyntaxNode,
  operator: string,
  right: SyntaxNode,
): Condition {
  const subject = left.type === "subscript" ? left.field("value") : left;
  const path = module.names.qualified(subject) ?? "";
  const wanted = numbersOf(right);
  if (wanted === undefined) return UNKNOWN;
  const index = left.type === "subscript" ? left.field("subscript")?.text : undefined;
  const isMajor = path === "sys.version_info.major" || (path === "sys.version_info" && index === "0");
  if (isMajor) return (version) => compare([version.major], operator, wanted);
  const isMinor = path === "sys.version_info.minor" || (path === "sys.version_info" && index === "1");
  if (isMinor) return (version) => compare([version.minor], operator, wanted);
  const isWhole = path === "sys.version_info" && (index === undefined || /^:\s*[23]$/.test(index));
  if (!isWhole) return UNKNOWN;
  return (version) =>
    compare([version.major, version.minor], operator, wanted.slice(0, 2), wanted.length > 2);
}

function numbersOf(node: SyntaxNode): number[] | undefined {
  const inner = unwrap(node);
  const parts = inner.type === "tuple" ? inner.named : [inner];
  const numbers = parts.map((part) => (part.type === "integer" ? Number(part.text) : Number.NaN));
  return numbers.length > 0 && numbers.every((n) => Number.isInteger(n)) ? numbers : undefined;
}

/** Compares as Python compares tuples; `(2, 7, 9)` counts as `(2, 7)`, since 2.7 means 2.7.9 and later. */
function compare(
  version: readonly number[],
  operator: string,
  wanted: readonly number[],
  isRounded = false,
): Verdict {
  let order = 0;
  for (let i = 0; i < wanted.length && order === 0; i++) order = (version[i] ?? 0) - (wanted[i] ?? 0);
  const isLonger = version.length > wanted.length || isRounded;
  switch (operator) {
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case ">":
      return order > 0 || (order === 0 && isLonger);
    case "<=":
      return order < 0 || (order === 0 && !isLonger);
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    default:
      return undefined;
  }
}
