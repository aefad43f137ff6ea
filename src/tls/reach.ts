import type { Binding } from "../python/bindings.ts";
import { literalString, unwrap } from "../python/expressions.ts";
import type { PythonModule } from "../python/module.ts";
import type { SyntaxNode } from "../python/node.ts";
import { isAtLeast, type PythonVersion, versionText } from "../python/version.ts";

/** Which Pythons reach a place, as far as the conditions around it tell. */
export interface Reach {
  /** No Python from the target on gets there. */
  readonly isDead: boolean;
  /** Only Pythons older than 3.12 get there: newer ones take another way. */
  readonly isOldOnly: boolean;
  /** The condition that says so, as it is spelt. */
  readonly gate: SyntaxNode | undefined;
}

/** `true` or `false` where every run on that version gives it, else `undefined`. */
type Verdict = boolean | undefined;
type Condition = (version: PythonVersion) => Verdict;

/** The versions that are told apart: one before each change that a gate can ask for. */
const VERSIONS: readonly PythonVersion[] = [
  { major: 2, minor: 7 },
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((minor) => ({ major: 3, minor })),
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
  ["MemoryBIO", { in27: false, since: 5 }],
  ["SSLObject", { in27: false, since: 5 }],
  ["wrap_socket", { in27: true, since: 0, until: 12 }],
  ["match_hostname", { in27: true, since: 2, until: 12 }],
]);

function hasFeature(name: string): Condition {
  const feature = FEATURES.get(name);
  if (feature === undefined) return () => undefined;
  return ({ major, minor }) =>
    major < 3 ? feature.in27 : minor >= feature.since && minor < (feature.until ?? 99);
}

/** Which Pythons reach `node`, by the version and feature tests around it. */
export function reachOf(module: PythonModule, node: SyntaxNode): Reach {
  const guards = guardsOf(module, node);
  const reached = VERSIONS.filter((version) => guards.every(({ holds }) => holds(version) !== false));
  const wanted = reached.filter((version) => isAtLeast(version, module.target.major, module.target.minor));
  const isOldOnly = wanted.length > 0 && !wanted.some((version) => isAtLeast(version, 3, 12));
  const decisive = guards.find(({ holds }) => VERSIONS.some((version) => holds(version) === false));
  return { isDead: wanted.length === 0, isOldOnly, gate: decisive?.condition };
}

/** Why a dead place needs no rewrite: what the gate means for the target. */
export function deadBecause(module: PythonModule, reach: Reach): string {
  const gate = reach.gate === undefined ? "the condition" : `\`${reach.gate.text.replace(/\s+/g, " ")}\``;
  return `no Python from ${versionText(module.target)} on gets here, by ${gate}: delete this branch`;
}

interface Guard {
  readonly condition: SyntaxNode;
  readonly holds: Condition;
}

function guardsOf(module: PythonModule, node: SyntaxNode): Guard[] {
  const guards: Guard[] = [];
  let child = node;
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) {
    guards.push(...guardsAt(module, parent, child));
    child = parent;
  }
  return guards;
}

function guardsAt(module: PythonModule, parent: SyntaxNode, child: SyntaxNode): Guard[] {
  switch (parent.type) {
    case "if_statement":
      return ifGuards(module, parent, child);
    case "conditional_expression":
      return conditionalGuards(module, parent, child);
    case "boolean_operator":
      return operatorGuards(module, parent, child);
    case "try_statement":
      return tryGuards(module, parent, child);
    case "block":
    case "module":
      return leftBefore(module, parent, child);
    default:
      return [];
  }
}

function ifGuards(module: PythonModule, parent: SyntaxNode, child: SyntaxNode): Guard[] {
  const first = parent.field("condition");
  if (first === undefined || child === first) return [];
  const clauses = parent.named.filter(
    (clause) => clause.type === "elif_clause" || clause.type === "else_clause",
  );
  if (!clauses.includes(child)) return [guard(module, first, true)];
  const guards = [guard(module, first, false)];
  for (const clause of clauses) {
    if (clause === child) break;
    const condition = clause.field("condition");
    if (condition !== undefined) guards.push(guard(module, condition, false));
  }
  const own = child.field("condition");
  if (own !== undefined) guards.push(guard(module, own, true));
  return guards;
}

function conditionalGuards(module: PythonModule, parent: SyntaxNode, child: SyntaxNode): Guard[] {
  const [yes, condition, no] = parent.named;
  if (condition === undefined) return [];
  if (child === yes) return [guard(module, condition, true)];
  return child === no ? [guard(module, condition, false)] : [];
}

function operatorGuards(module: PythonModule, parent: SyntaxNode, child: SyntaxNode): Guard[] {
  const left = parent.field("left");
  if (left === undefined || child !== parent.field("right")) return [];
  return [guard(module, left, parent.field("operator")?.text === "and")];
}

/** `try: ssl.create_default_context() … except AttributeError:` reaches its handler only without that feature. */
function tryGuards(module: PythonModule, parent: SyntaxNode, child: SyntaxNode): Guard[] {
  const body = parent.field("body");
  const handlers = parent.named.filter((clause) => clause.type === "except_clause");
  if (body === undefined) return [];
  if (handlers.includes(child) && catchesMissing(child)) {
    const used = featuresIn(module, body);
    if (used.length === 0) return [];
    return [
      { condition: body.named[0] ?? body, holds: (v) => !used.every((name) => hasFeature(name)(v) === true) },
    ];
  }
  const rival = handlers.find((handler) => catchesMissing(handler) && MODERN.test(handler.text));
  if (child !== body || rival === undefined) return [];
  return [{ condition: rival, holds: (v) => hasFeature("wrap_socket")(v) }];
}

const MODERN = /\b(?:SSLContext|create_default_context|context)\b/;

function catchesMissing(handler: SyntaxNode): boolean {
  const types = handler.named[0];
  return (
    types !== undefined &&
    types.type !== "block" &&
    /\b(?:AttributeError|ImportError|NameError)\b/.test(types.text)
  );
}

function featuresIn(module: PythonModule, body: SyntaxNode): string[] {
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

/** `if hasattr(ssl, "SSLContext"): … return` before the place: what follows runs only without it. */
function leftBefore(module: PythonModule, block: SyntaxNode, child: SyntaxNode): Guard[] {
  const guards: Guard[] = [];
  for (const statement of block.named) {
    if (statement.start >= child.start) break;
    if (
      statement.type !== "if_statement" ||
      statement.named.some((clause) => clause.type.endsWith("_clause"))
    )
      continue;
    const condition = statement.field("condition");
    const body = statement.field("consequence");
    if (condition !== undefined && body !== undefined && leaves(body))
      guards.push(guard(module, condition, false));
  }
  return guards;
}

function leaves(block: SyntaxNode): boolean {
  const last = block.named.at(-1)?.type ?? "";
  return ["return_statement", "raise_statement", "continue_statement", "break_statement"].includes(last);
}

function guard(module: PythonModule, condition: SyntaxNode, expected: boolean): Guard {
  const meaning = meaningOf(module, condition, 0);
  const holds: Condition = (version) => {
    const verdict = meaning(version);
    return verdict === undefined ? undefined : verdict === expected;
  };
  return { condition, holds };
}

const UNKNOWN: Condition = () => undefined;

/** What a condition says on each version. */
function meaningOf(module: PythonModule, node: SyntaxNode, depth: number): Condition {
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
  if (!module.names.is(object, "ssl")) return UNKNOWN;
  return hasFeature(literalString(name) ?? "");
}

/** A name bound only to a member of `ssl` where it can be imported, and to `None` or `False` where it cannot. */
function variable(module: PythonModule, name: SyntaxNode, depth: number): Condition {
  const bindings = module.scopes.lookup(name.text, name)?.bindings ?? [];
  const imported = bindings.find(
    (binding) => binding.import?.module === "ssl" && binding.import.attribute !== undefined,
  );
  const others = bindings.filter((binding) => binding !== imported);
  if (imported?.import?.attribute !== undefined && others.every(isNothing))
    return hasFeature(imported.import.attribute);
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
  const features = featuresIn(module, body);
  if (features.length === 0) return UNKNOWN;
  return (version) => features.every((name) => hasFeature(name)(version) === true);
}

function isNothing(binding: Binding): boolean {
  return binding.value?.type === "none" || binding.value?.type === "false" || binding.kind === "annotation";
}

function attributeTruth(module: PythonModule, node: SyntaxNode): Condition {
  const name = module.names.qualified(node);
  if (name === "six.PY2") return ({ major }) => major === 2;
  if (name === "six.PY3") return ({ major }) => major === 3;
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
  return versionComparison(module, left, operator, right);
}

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
