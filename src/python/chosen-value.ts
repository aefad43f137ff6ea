import type { Edit, Span } from "../core/edit.ts";
import { argumentsOf } from "./call.ts";
import { isPure } from "./expressions.ts";
import { hoisting, isFirstToAct } from "./hoist.ts";
import { isFirstOnLine, layoutOf, lineEnd, statementAt, statementIndent } from "./layout.ts";
import type { PythonModule } from "./module.ts";
import type { SyntaxNode } from "./node.ts";

/** A value on one side of a condition, and what is to be done where that side is taken. */
export interface ChosenValue {
  readonly module: PythonModule;
  /** The value with the parentheses around it, and as it is to be written. */
  readonly value: SyntaxNode;
  readonly text: string;
  /** The change that makes its text what is to be written. */
  readonly rewriting: Edit | undefined;
  /** The lines that configure it under a name. */
  readonly lines: (name: string) => readonly string[];
  /** A new name for it, where it needs one; `goal` is the expression that holds it. */
  readonly newName: (goal: SyntaxNode) => string;
}

/** A choice that is spelt out as an `if` statement, and the name that the value has there. */
export interface SpeltOut {
  readonly edits: readonly Edit[];
  readonly guard: Span;
  readonly name: string;
}

/**
 * `x = y or value`, `return value if condition else other` and their kin: an `if` statement, since only the one value
 * is to change. Nothing where the statement does more than that, or is not on a line of its own.
 */
export function spellOut(chosen: ChosenValue): SpeltOut | undefined {
  const { module, value } = chosen;
  const choice = choiceAround(value);
  const goal = choice === undefined ? undefined : (goalOf(choice.whole) ?? partOf(chosen, choice));
  if (choice === undefined || goal === undefined) return undefined;
  const statement = statementAt(choice.whole);
  const isAlone = statement.previous?.type !== ";" && statement.next?.type !== ";";
  const { text } = goal.isPart ? choice.whole : statement;
  if (!isAlone || /[\n#]/.test(text) || !isFirstOnLine(module.text, statement.start)) return undefined;
  const own = goal.target?.type === "identifier" ? goal.target.text : undefined;
  if (own === undefined && module.scopes.at(statement).node.type === "class_definition") return undefined;
  const name = own ?? chosen.newName(choice.whole);
  const request: Request = { ...chosen, ...choice, ...goal, statement, name, isOwn: own !== undefined };
  return choice.condition === undefined ? withDefault(request) : withCondition(request);
}

/** `other or value` has no condition of its own. */
interface Choice {
  /** The whole choice, with the parentheses around it. */
  readonly whole: SyntaxNode;
  readonly condition: SyntaxNode | undefined;
  readonly other: SyntaxNode;
  /** Whether the value is taken where the condition is met. */
  readonly isThen: boolean;
}

/** What a choice is assigned to; it is returned where that is nothing. */
interface Goal {
  readonly target: SyntaxNode | undefined;
  readonly isTyped: boolean;
  /** Whether the choice is a part of what the statement does. */
  readonly isPart: boolean;
}

type Request = ChosenValue &
  Choice &
  Goal & {
    readonly statement: SyntaxNode;
    readonly name: string;
    /** Whether the name is the target itself. */
    readonly isOwn: boolean;
  };

function choiceAround(value: SyntaxNode): Choice | undefined {
  const node = value.parent;
  if (node === undefined) return undefined;
  let whole = node;
  while (whole.parent?.type === "parenthesized_expression") whole = whole.parent;
  if (node.type === "boolean_operator") {
    const other = node.field("left");
    const isDefault = node.field("operator")?.text === "or" && node.field("right") === value;
    return isDefault && other !== undefined
      ? { whole, condition: undefined, other, isThen: false }
      : undefined;
  }
  const [then, condition, otherwise] = node.type === "conditional_expression" ? node.named : [];
  if (then === undefined || condition === undefined || otherwise === undefined || condition === value)
    return undefined;
  const isThen = then === value;
  return { whole, condition, other: isThen ? otherwise : then, isThen };
}

function goalOf(whole: SyntaxNode): Goal | undefined {
  const { parent } = whole;
  if (parent?.type === "return_statement") return { target: undefined, isTyped: false, isPart: false };
  if (parent?.type !== "assignment" || parent.field("right") !== whole) return undefined;
  const target = parent.field("left");
  const isPlain = target?.type === "identifier" || target?.type === "attribute";
  if (!isPlain || parent.parent?.type !== "expression_statement") return undefined;
  return { target, isTyped: parent.field("type") !== undefined, isPart: false };
}

/** `use(other or value)`: all of it can be made before the statement. */
function partOf({ module, value }: ChosenValue, { whole, condition, other }: Choice): Goal | undefined {
  const isLocal =
    other.type === "identifier" && module.scopes.lookup(other.text, other)?.scope.node.type !== "module";
  const isFirst = isLocal || isFirstToAct(other, module.names);
  const isReady = condition === undefined && isFirst && isMadeOfPure(value, module);
  if (!isReady || hoisting(whole, module).kind === "impossible") return undefined;
  return { target: undefined, isTyped: false, isPart: true };
}

/** `name = other`, `if not name:` and what makes the value: the name stands in the place of the choice. */
function withDefault(request: Request): SpeltOut | undefined {
  const { module, statement, whole, other, name, isOwn, value } = request;
  const isSame = isOwn && other.text === name;
  if (isSame) return onlyIf(request, `not ${name}`);
  // The name holds the other value while this one is made.
  if (isOwn && (mentions(value, name) || !isMadeOfPure(value, module))) return undefined;
  const { newline, indent } = layoutOf(module.root, module.text);
  const outer = statementIndent(module.text, statement);
  const made = [`if not ${name}:`, ...makingLines(request).map((line) => indent + line)];
  const { start } = statement;
  const end = lineEnd(module.text, statement.end);
  const guard = { start, end };
  if (isOwn) {
    const rest = made.map((line) => newline + outer + line).join("");
    const first = { start: whole.start, end: whole.end, text: other.text };
    return { edits: joined(first, { start: end, end, text: rest }), guard, name };
  }
  const before = [`${name} = ${other.text}`, ...made].map((line) => line + newline + outer).join("");
  const replaced = { start: whole.start, end: whole.end, text: name };
  return { edits: joined({ start, end: start, text: before }, replaced), guard, name };
}

/** The name keeps what it holds unless a condition is met. */
function onlyIf(request: Request, condition: string): SpeltOut {
  const { module, statement, name } = request;
  const { newline, indent } = layoutOf(module.root, module.text);
  const inner = newline + statementIndent(module.text, statement) + indent;
  const [first, ...rest] = makingLines(request).map((line) => inner + line);
  const { start } = statement;
  const end = lineEnd(module.text, statement.end);
  const made = { start, end: statement.end, text: `if ${condition}:${first}` };
  return { edits: joined(made, { start: end, end, text: rest.join("") }), guard: { start, end }, name };
}

/** Both sides of a condition, each with a statement like the one that there was; what they are stays in its place. */
function withCondition(request: Request): SpeltOut | undefined {
  const { module, statement, target, isTyped, condition, other, isThen, name, isOwn, value } = request;
  if (condition === undefined) return undefined;
  if (isOwn && other.text === name) return onlyIf(request, isThen ? condition.text : negated(condition));
  if (isTyped) return undefined;
  const { newline, indent } = layoutOf(module.root, module.text);
  const outer = newline + statementIndent(module.text, statement);
  const inner = outer + indent;
  const give = target === undefined ? "return " : `${target.text} = `;
  const others = isOwn ? request.lines(name) : [...request.lines(name), give + name];
  // A function that has returned needs no `else`.
  const second = target === undefined ? outer : `${outer}else:${inner}`;
  const [first, last] = isThen ? [value, other] : [other, value];
  const begin = isThen ? `${name} = ` : give;
  const rest = others.map((line) => (isThen || target !== undefined ? inner : outer) + line).join("");
  const between = isThen ? rest + second + give : `${second}${name} = `;
  const { start } = statement;
  const end = lineEnd(module.text, statement.end);
  const edits: Edit[] = [
    { start, end: first.start, text: `if ${condition.text}:${inner}${begin}` },
    { start: first.end, end: last.start, text: between },
    ...(last.end < statement.end ? [{ start: last.end, end: statement.end, text: "" }] : []),
    ...(isThen ? [] : [{ start: end, end, text: rest }]),
    ...(request.rewriting === undefined ? [] : [request.rewriting]),
  ];
  return { edits: edits.sort((a, b) => a.start - b.start), guard: { start, end }, name };
}

function makingLines({ text, lines, name }: Request): readonly string[] {
  return [`${name} = ${text}`, ...lines(name)];
}

/** An edit that ends where the next one starts becomes one with it. */
function joined(first: Edit, second: Edit): Edit[] {
  if (first.end !== second.start) return [first, second];
  return [{ start: first.start, end: second.end, text: first.text + second.text }];
}

function mentions(value: SyntaxNode, name: string): boolean {
  return [...value.walk()].some((node) => node.type === "identifier" && node.text === name);
}

function isMadeOfPure(value: SyntaxNode, module: PythonModule): boolean {
  let call = value;
  while (call.type === "parenthesized_expression" && call.named[0] !== undefined) call = call.named[0];
  return argumentsOf(call).every((argument) => isPure(argument.value, module.names));
}

function negated(condition: SyntaxNode): string {
  if (condition.type === "identifier" || condition.type === "attribute") return `not ${condition.text}`;
  if (condition.type === "comparison_operator" && condition.named.length === 2) {
    const text = condition.text;
    if (/ is not None$/.test(text)) return text.replace(/ is not None$/, " is None");
    if (/ is None$/.test(text)) return text.replace(/ is None$/, " is not None");
  }
  return `not (${condition.text})`;
}
