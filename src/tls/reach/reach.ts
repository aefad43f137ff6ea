import { spelling } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast, versionText } from "../../python/version.ts";
import { type Condition, featuresIn, hasFeature, meaningOf, VERSIONS } from "./version-conditions.ts";

/** Which Pythons reach a place, as far as the conditions around it tell. */
export interface Reach {
  /** No Python from the target on gets there. */
  readonly isDead: boolean;
  /** Only Pythons older than 3.12 get there: newer ones take another way. */
  readonly isOldOnly: boolean;
  /** The condition that says so, as it is spelt. */
  readonly gate: string | undefined;
}

/** Which Pythons reach `node`, by the version and feature tests around it. */
export function reachOf(module: PythonModule, node: SyntaxNode): Reach {
  const guards = guardsOf(module, node);
  const reached = VERSIONS.filter((version) => guards.every(({ holds }) => holds(version) !== false));
  const wanted = reached.filter((version) => isAtLeast(version, module.target.major, module.target.minor));
  const isOldOnly = wanted.length > 0 && !wanted.some((version) => isAtLeast(version, 3, 12));
  const decisive = guards.find(({ holds }) => VERSIONS.some((version) => holds(version) === false));
  return { isDead: wanted.length === 0, isOldOnly, gate: decisive?.text };
}

/** Why a dead place needs no rewrite: what the gate means for the target. */
export function deadBecause(module: PythonModule, reach: Reach): string {
  const gate = reach.gate === undefined ? "the condition" : `\`${reach.gate}\``;
  return `no Python from ${versionText(module.target)} on gets here, by ${gate}`;
}

interface Guard {
  /** How the condition is spelt. */
  readonly text: string;
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
      {
        text: `except ${spelling(child.named[0] ?? child)}`,
        holds: (v) => !used.every((name) => hasFeature(name)(v) === true),
      },
    ];
  }
  const rival = handlers.find((handler) => catchesAbsence(handler) && usesContexts(module, handler));
  if (child !== body || rival === undefined) return [];
  return [
    { text: `except ${spelling(rival.named[0] ?? rival)}`, holds: (v) => hasFeature("wrap_socket")(v) },
  ];
}

/** Whether the block is the way of new Pythons: a class of its own named `SSLContext` is one for old ones. */
function usesContexts(module: PythonModule, block: SyntaxNode): boolean {
  const isMade = featuresIn(module, block).some((name) =>
    /^(?:SSLContext|create_default_context)$/.test(name),
  );
  return isMade || /\bcontext\.wrap_socket\b/.test(block.text);
}

/** Whether a handler is where a call of a function that is gone ends: `ImportError` is not raised by it. */
function catchesAbsence(handler: SyntaxNode): boolean {
  const types = handler.named[0];
  return (
    types === undefined ||
    types.type === "block" ||
    /\b(?:AttributeError|NameError|Exception)\b/.test(types.text)
  );
}

function catchesMissing(handler: SyntaxNode): boolean {
  const types = handler.named[0];
  return (
    types !== undefined &&
    types.type !== "block" &&
    /\b(?:AttributeError|ImportError|NameError)\b/.test(types.text)
  );
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
  const meaning = meaningOf(module, condition);
  const holds: Condition = (version) => {
    const verdict = meaning(version);
    return verdict === undefined ? undefined : verdict === expected;
  };
  return { text: condition.text.replace(/\s+/g, " "), holds };
}
