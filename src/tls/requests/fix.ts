import type { Edit, Span } from "../../core/edit.ts";
import type { Fix, ImportNeed } from "../../core/fix.ts";
import { isOnlyEntry, removePair } from "../../python/dictionary.ts";
import { changeCall } from "../../python/edits.ts";
import { functionOf, literalString, spelling, statementOf } from "../../python/expressions.ts";
import type { Names, Spelling } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isStatement, removeStatement } from "../../python/removal.ts";
import type { VerifyArgument, VerifySetting } from "./apis.ts";
import type { OptionSetting } from "./options.ts";

/** What becomes of the file; the `title` says it. */
export interface RequestChange {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly guard: Span;
  readonly imports: readonly ImportNeed[];
  /** The edits of each argument, where they are more than one. */
  readonly parts?: Required<Fix>["parts"];
}

/** How the request comes to verify; a reason where it cannot be made to here. */
export function verifyingChange(
  setting: VerifySetting,
  text: string,
  names: Names,
): RequestChange | { readonly because: string } {
  switch (setting.kind) {
    case "argument":
      return preparedForItself(setting.call)
        ? withoutStatement(setting.call.parent ?? setting.call, text, "Remove the assignment")
        : withoutArguments(setting, text, names);
    case "attribute":
      return withoutStatement(setting.node, text, "Remove the assignment");
    case "setopt":
      return withoutStatement(setting.node, text, "Remove the option");
    case "option":
      return withoutOption(setting, text, names);
  }
}

/** `session.get = functools.partial(session.get, verify=False)`: without the argument it says nothing. */
function preparedForItself(call: SyntaxNode): boolean {
  const [prepared, ...others] = call.field("arguments")?.named ?? [];
  const target = call.parent?.type === "assignment" ? call.parent.field("left") : undefined;
  if (prepared === undefined || target === undefined || others.length !== 1) return false;
  return statementOf(call).named[0] === call.parent && spelling(prepared) === spelling(target);
}

/** The statement goes, if it does nothing else. */
export function withoutStatement(
  node: SyntaxNode,
  text: string,
  title: string,
): RequestChange | { readonly because: string } {
  const statement = statementOf(node);
  const isWhole = isStatement(node) || (node.type === "assignment" && statement.named[0] === node);
  if (!isWhole) return { because: "its statement does more than that" };
  const { start, end } = statement;
  return { title, edits: removeStatement(text, statement), guard: { start, end }, imports: [] };
}

/** The arguments go; `cert_reqs` says the opposite. */
function withoutArguments(
  { call, arguments: given }: Extract<VerifySetting, { kind: "argument" }>,
  text: string,
  names: Names,
): RequestChange {
  const { start, end } = call;
  const changes = given.map((argument) => changeOf(argument, call, names));
  const [only] = preparedBy(call, given);
  const edits = only === undefined ? argumentEdits(text, call, changes) : [{ start, end, text: only.text }];
  const alone = changes.map((change) => argumentEdits(text, call, [change]));
  const title = `Verify: no ${given.map(({ node }) => node.text).join(", ")}`;
  const imports = changes.flatMap(({ opposite }) => opposite?.need ?? []);
  const areParts = changes.length > 1 && sameEdits(alone.flat(), edits);
  return { title, edits, guard: { start, end }, imports, ...(areParts ? { parts: alone } : {}) };
}

/** What `functools.partial` is left with, where that is the function alone. */
function preparedBy(call: SyntaxNode, given: readonly VerifyArgument[]): readonly SyntaxNode[] {
  const gone = new Set(given.map(({ node }) => node));
  const [first, ...others] = call.field("arguments")?.named ?? [];
  const isAlone = others.every((node) => gone.has(node)) && first !== undefined && !gone.has(first);
  const isPartial = /(?:^|\.)partial$/.test(call.field("function")?.text ?? "");
  const keeps = given.every(({ parameter }) => parameter !== "cert_reqs");
  return isAlone && isPartial && keeps ? [first] : [];
}

interface ArgumentChange {
  readonly argument: VerifyArgument;
  readonly opposite: Spelling | undefined;
}

function changeOf(argument: VerifyArgument, call: SyntaxNode, names: Names): ArgumentChange {
  const { parameter, value } = argument;
  const opposite = parameter === "cert_reqs" ? required(value, call, names) : handedOn(argument, call);
  return { argument, opposite };
}

function argumentEdits(text: string, call: SyntaxNode, changes: readonly ArgumentChange[]): Edit[] {
  const replaced = changes.flatMap(({ argument: { value }, opposite }) =>
    opposite === undefined ? [] : [{ start: value.start, end: value.end, text: opposite.text }],
  );
  const remove = changes.flatMap(({ argument, opposite }) => (opposite === undefined ? [argument.node] : []));
  const removed = remove.length === 0 ? [] : changeCall(text, call, { remove });
  return [...replaced, ...removed].sort((a, b) => a.start - b.start);
}

function sameEdits(one: readonly Edit[], other: readonly Edit[]): boolean {
  const key = (edits: readonly Edit[]) =>
    edits
      .map(({ start, end, text }) => `${start} ${end} ${text}`)
      .sort()
      .join("\n");
  return key(one) === key(other);
}

function required(value: SyntaxNode, at: SyntaxNode, names: Names): Spelling | undefined {
  if (value.type === "integer") return { text: '"CERT_REQUIRED"' };
  if (literalString(value) !== undefined) return { text: value.text.replace("NONE", "REQUIRED") };
  return names.is(value, "ssl.CERT_NONE") ? names.spell("ssl", "CERT_REQUIRED", at, value) : undefined;
}

/** A method of an adapter hands on what its callers said: `super().send(…, verify=verify)`. */
function handedOn({ parameter }: VerifyArgument, call: SyntaxNode): Spelling | undefined {
  const method = call.field("function");
  const object = method?.field("object");
  const isOfBase = object?.type === "call" && object.field("function")?.text === "super";
  const own = functionOf(call);
  if (!isOfBase || own?.field("name")?.text !== method?.field("attribute")?.text) return undefined;
  const names = own?.field("parameters")?.named ?? [];
  const isGiven = names.some((node) => (node.field("name") ?? node.named[0] ?? node).text === parameter);
  if (isGiven) return { text: parameter };
  return method?.field("attribute")?.text === "cert_verify" ? { text: "True" } : undefined;
}

function withoutOption(
  setting: OptionSetting,
  text: string,
  names: Names,
): RequestChange | { readonly because: string } {
  const { node, value, parameter, obstacle } = setting;
  if (obstacle !== undefined) return { because: obstacle };
  const opposite = parameter === "cert_reqs" ? required(value, node, names) : undefined;
  if (opposite !== undefined) {
    const { start, end } = value;
    const imports = opposite.need === undefined ? [] : [opposite.need];
    return { title: "Verify", edits: [{ start, end, text: opposite.text }], guard: { start, end }, imports };
  }
  if (node.type === "assignment" || node.type === "call")
    return withoutStatement(node, text, `Remove the entry ${parameter}`);
  return withoutEntry(node, text, `Verify: no ${node.text}`);
}

/** An entry of a dictionary written out, or of `dict(…)`; what it leaves empty and without effect goes too. */
function withoutEntry(
  node: SyntaxNode,
  text: string,
  title: string,
): RequestChange | { readonly because: string } {
  const whole = node.type === "pair" ? node.parent : node.parent?.parent;
  if (whole === undefined) return { because: "its dictionary is not in view" };
  const guard = { start: whole.start, end: whole.end };
  const isOnly =
    node.type === "pair" ? isOnlyEntry(whole, node) : whole.field("arguments")?.named.length === 1;
  const splat = whole.parent;
  const call = splat?.type === "dictionary_splat" ? splat.parent?.parent : undefined;
  if (isOnly && splat !== undefined && call !== undefined) {
    return { title, edits: changeCall(text, call, { remove: [splat] }), guard, imports: [] };
  }
  const update = updateOf(whole);
  if (isOnly && update !== undefined) return withoutStatement(update, text, title);
  const edits =
    node.type === "pair" ? removePair(text, whole, node) : changeCall(text, whole, { remove: [node] });
  return { title, edits, guard, imports: [] };
}

/** `options.update({…})` or `options.update(…)` itself. */
function updateOf(whole: SyntaxNode): SyntaxNode | undefined {
  const call = whole.type === "call" ? whole : whole.parent?.parent;
  const isUpdate = call?.type === "call" && call.field("function")?.field("attribute")?.text === "update";
  return isUpdate && isStatement(call) ? call : undefined;
}
