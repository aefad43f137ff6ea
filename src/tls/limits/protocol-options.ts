import type { Edit } from "../../core/edit.ts";
import type { Remedy } from "../../core/fix.ts";
import { functionOf, statementOf } from "../../python/expressions.ts";
import { lineEnd } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { removeStatements } from "../../python/removal.ts";
import { isAtLeast } from "../../python/version.ts";
import { contextsOf } from "../contexts.ts";
import { constant } from "../model/constants.ts";
import type { ContextLife } from "../model/context-life.ts";
import { type ContextState, takesMinimum } from "../model/context-state.ts";
import {
  from,
  NO_VERSION,
  OBSOLETE,
  VERSIONS,
  type Version,
  type VersionSet,
  versionSet,
} from "../model/versions.ts";
import { reachOf } from "../reach/reach.ts";
import { alternatives } from "./flag-masks.ts";
import { Limits } from "./limits.ts";
import { spelledConstant } from "./spelt-constants.ts";

/** Statements `context.options |= OP_NO_…` about one context. */
export interface ProtocolOptions {
  readonly module: PythonModule;
  /** The contexts that it may be; none where it is made out of view. */
  readonly lives: readonly ContextLife[];
  readonly statements: readonly FlagStatement[];
}

/** One `context.options |= A | B`, or the same written out, by what its flags are. */
interface FlagStatement {
  readonly node: SyntaxNode;
  readonly object: SyntaxNode;
  readonly versions: VersionSet;
  /** The flags that are no protocol versions. */
  readonly others: readonly SyntaxNode[];
}

/** The flags that are deprecated, and warn since 3.10 where they are newly set (measured). */
const DEPRECATED = versionSet("TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3");

/** The contexts of a module whose versions are switched off by flags, one by one. */
export function protocolOptions(module: PythonModule): ProtocolOptions[] {
  if (!isAtLeast(module.target, 3, 7)) return [];
  const groups = new Map<string, { lives: readonly ContextLife[]; statements: FlagStatement[] }>();
  for (const statement of flagStatements(module)) {
    if (isFallback(module, statement.node)) continue;
    const lives = contextsOf(module).filter(({ settings }) =>
      settings.some((s) => s.node === statement.node),
    );
    const starts = lives.map(({ creation }) => creation.start);
    const key = lives.length > 0 ? `made at ${starts.join()}` : `set at ${statement.node.start}`;
    const group = groups.get(key) ?? { lives, statements: [] };
    group.statements.push(statement);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ lives, statements }) => {
    const isDeprecated = statements.some(({ versions }) => (versions & DEPRECATED) !== 0);
    return isDeprecated ? [{ module, lives, statements }] : [];
  });
}

/** Whether flags are there for the Pythons alone that have no `minimum_version`: no target that this is about runs them. */
function isFallback(module: PythonModule, node: SyntaxNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const body = at.type === "except_clause" ? at.parent?.field("body") : undefined;
    if (body !== undefined && /\.minimum_version\s*=[^=]/.test(body.text)) return true;
  }
  return reachOf(module, node).isDead;
}

function* flagStatements(module: PythonModule): Generator<FlagStatement> {
  for (const name of module.identifiers("options")) {
    const target = name.parent;
    const node = target?.parent;
    if (target?.type !== "attribute" || node?.field("left") !== target) continue;
    const object = target.field("object");
    const flags = addedBy(node, target);
    if (object === undefined || flags === undefined) continue;
    const known = flags.map((flag) => [flag, versionsOf(module, flag)] as const);
    const versions = known.reduce((all, [, set]) => all | set, NO_VERSION);
    const others = known.filter(([, set]) => set === NO_VERSION).map(([flag]) => flag);
    if (versions !== NO_VERSION) yield { node, object, versions, others };
  }
}

/** The flags that `context.options |= …` or `context.options = context.options | …` adds. */
function addedBy(node: SyntaxNode, target: SyntaxNode): readonly SyntaxNode[] | undefined {
  const all = alternatives(node.field("right"), "|");
  if (node.type === "augmented_assignment") return node.field("operator")?.text === "|=" ? all : undefined;
  if (node.type !== "assignment" || node.parent?.type !== "expression_statement") return undefined;
  const [first, ...flags] = all ?? [];
  return first?.text === target.text && flags.length > 0 ? flags : undefined;
}

function versionsOf(module: PythonModule, flag: SyntaxNode): VersionSet {
  const spelled = spelledConstant(module, flag);
  const value = spelled?.startsWith("ssl.") === true ? constant(spelled) : undefined;
  return value?.kind === "options" ? value.on : NO_VERSION;
}

/** The fix that says the same by `minimum_version`, or the reason why it would not be the same. */
export function replaceOptions(options: ProtocolOptions): Remedy {
  const { module, lives, statements } = options;
  if (statements.some(({ node }) => module.isBroken(node))) return none("a syntax error stands beside it");
  const [life, ...others] = lives;
  if (life === undefined) return none("the context is made out of view, and may be pinned to one version");
  if (others.length > 0) return none("it may be one of several contexts here");
  const plan = planOf(life, statements);
  if (typeof plan === "string") return none(plan);
  const limits = new Limits(module, life.creation, life.creation.field("function"));
  const edits = editsOf(module, statements, plan.minimum, limits);
  return {
    kind: "fix",
    title:
      plan.minimum === undefined ? "Remove what the minimum already says" : "Set minimum_version instead",
    applicability: "safe",
    edits,
    imports: limits.imports,
    group: `context ${life.creation.start}`,
  };
}

function none(because: string): Remedy {
  return { kind: "none", because };
}

/** Which minimum takes the place of the flags; none where one is set already. */
function planOf(
  life: ContextLife,
  statements: readonly FlagStatement[],
): { readonly minimum: Version | undefined } | string {
  const [first] = statements;
  const block = first === undefined ? undefined : statementOf(first.node).parent;
  const isStraight = statements.every(
    ({ node }) => statementOf(node).parent === block && functionOf(node) === functionOf(life.creation),
  );
  if (!isStraight || block !== statementOf(life.creation).parent)
    return "the flags are set under a condition, or elsewhere than the context is made";
  const states = life.uses.flatMap((use) => use.states);
  if (!states.every(takesMinimum)) return "the protocol may be pinned to one version, which takes no minimum";
  const before = life.settings.find(({ node }) => node === first?.node)?.before ?? [];
  const flags = statements.reduce((all, { versions }) => all | versions, NO_VERSION);
  if (before.length > 0 && before.every((state) => isRedundant(state, flags))) return { minimum: undefined };
  if (life.settings.some(({ name }) => name === "minimum_version" || name === "maximum_version"))
    return "the code sets limits of its own too";
  return floorOf(states);
}

function isRedundant(state: ContextState, flags: VersionSet): boolean {
  return state.minimum.kind === "set" && (state.minimum.allowed & flags) === 0;
}

/** The oldest version that is left, where all older ones are off and all newer ones are on. */
function floorOf(states: readonly ContextState[]): { readonly minimum: Version } | string {
  const off = states.reduce((all, state) => all & state.disabled, ~NO_VERSION);
  const maybe = states.reduce((all, state) => all | state.maybeDisabled, NO_VERSION);
  if ((off & OBSOLETE) !== OBSOLETE)
    return "not all older versions are off: see context-without-minimum-version";
  const oldest = VERSIONS.find((version) => (off & versionSet(version)) === 0);
  const newer = oldest === undefined ? NO_VERSION : maybe & from(oldest);
  if (oldest === undefined || (newer & off) !== 0) return "newer versions are switched off too";
  if (newer !== 0) return "newer versions may be switched off too";
  return { minimum: oldest };
}

function editsOf(
  module: PythonModule,
  statements: readonly FlagStatement[],
  minimum: Version | undefined,
  limits: Limits,
): readonly Edit[] {
  const kept = statements.filter(({ others }) => others.length > 0);
  const first = statements[0];
  const line =
    minimum === undefined || first === undefined
      ? undefined
      : `${first.object.text}.minimum_version = ${limits.version(minimum)}`;
  const edits: Edit[] = kept.flatMap(({ node, others }) => {
    const right = node.field("right") ?? node;
    const before = node.type === "assignment" ? [`${node.field("left")?.text}`] : [];
    const text = [...before, ...others.map((flag) => flag.text)].join(" | ");
    return [{ start: right.start, end: right.end, text }];
  });
  const gone = statements
    .filter((statement) => !kept.includes(statement))
    .map(({ node }) => statementOf(node));
  const replaced = line === undefined ? undefined : replacedOf(module.text, gone);
  if (line !== undefined && replaced !== undefined)
    edits.push(inPlaceOf(module.text, replaced, line, commentOf(module.text, gone)));
  else if (line !== undefined && first !== undefined)
    edits.push(beforeLine(module, statementOf(first.node), line));
  const removed = gone.filter((statement) => statement !== replaced);
  return [...edits, ...removeStatements(module.text, removed)];
}

/** The statement whose place the minimum takes: the last where nothing but comments parts them, which stay above it. */
function replacedOf(text: string, gone: readonly SyntaxNode[]): SyntaxNode | undefined {
  const [first] = gone;
  const areTogether = gone.every((statement, at) => {
    const before = gone[at - 1];
    return (
      before === undefined ||
      /^[ \t]*(?:#.*)?(?:\r?\n[ \t]*(?:#.*)?)*$/.test(text.slice(before.end, statement.start))
    );
  });
  return areTogether ? gone.at(-1) : first;
}

/** The comment after the statements that one takes the place of; where each flag has one of its own, none speaks of all. */
function commentOf(text: string, gone: readonly SyntaxNode[]): string {
  const comments = new Set(gone.flatMap(({ end }) => commentAfter(text, end) || []));
  const [only = "", ...others] = comments;
  return others.length > 0 ? "" : only;
}

/** The comment that follows on the same line, with the space before it. */
function commentAfter(text: string, end: number): string {
  return /^[ \t]+#.*$/.exec(text.slice(end, lineEnd(text, end)))?.[0] ?? "";
}

function inPlaceOf(text: string, { start, end }: SyntaxNode, line: string, comment: string): Edit {
  const own = commentAfter(text, end);
  return own === comment
    ? { start, end, text: line }
    : { start, end: end + own.length, text: line + comment };
}

function beforeLine(module: PythonModule, statement: SyntaxNode, line: string): Edit {
  const { start } = statement;
  const indent = /[ \t]*$/.exec(module.text.slice(0, start))?.[0] ?? "";
  const newline =
    module.text.slice(lineEnd(module.text, start), lineEnd(module.text, start) + 2) === "\r\n"
      ? "\r\n"
      : "\n";
  return { start, end: start, text: `${line}${newline}${indent}` };
}
