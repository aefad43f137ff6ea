import { type Argument, argumentsOf, type BoundCall, bindCall } from "../../python/call.ts";
import { pathOf, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { signatureOf } from "../../python/signatures.ts";
import { usesOf } from "../../python/uses.ts";
import { httpsContextPatches } from "../clients/https-default.ts";

const UNVERIFIED_FACTORIES = ["ssl._create_unverified_context", "ssl._create_stdlib_context"] as const;

/** A use of a factory of contexts that verify nothing. */
export type UnverifiedUse =
  /** It is called. */
  | { readonly kind: "call"; readonly node: SyntaxNode; readonly bound: BoundCall }
  /** It is passed on, or given another name. */
  | { readonly kind: "value"; readonly node: SyntaxNode }
  /** The default of all HTTPS connections is replaced by it. */
  | { readonly kind: "patch"; readonly node: SyntaxNode };

/** Every use, one for each cause: the calls of an alias belong to where the alias is made. */
export function* unverifiedUses(module: PythonModule): Generator<UnverifiedUse> {
  const patches = [...httpsContextPatches(module)].filter((patch) => isUnverifying(module, patch));
  for (const node of patches) yield { kind: "patch", node };
  const isInPatch = (node: SyntaxNode) =>
    patches.some((patch) => patch.start <= node.start && node.end <= patch.end);
  const aliases = patches.flatMap((patch) => aliasOf(patch) ?? []);
  for (const { node } of usesOf(module, ...UNVERIFIED_FACTORIES)) {
    if (isInPatch(node) || isAliasFor(node, aliases)) continue;
    const call =
      node.parent?.type === "call" && node.parent.field("function") === node ? node.parent : undefined;
    if (call === undefined) {
      if (!isPlainAlias(node)) yield { kind: "value", node };
      continue;
    }
    const signature = signatureOf(UNVERIFIED_FACTORIES[0], module.target.major);
    const bound = signature === undefined ? undefined : bindCall(call, signature);
    if (bound !== undefined) yield { kind: "call", node: call, bound };
  }
}

/** Whether what is put in the place of the default verifies nothing, as far as the file shows. */
function isUnverifying(module: PythonModule, patch: SyntaxNode): boolean {
  const callee = patch.field("function")?.text ?? "";
  if (callee.endsWith("_https_verify_certificates")) return !/\bTrue\b|\(\s*1\s*\)/.test(patch.text);
  if (patch.type === "call" && !/(?:^|\.)setattr$/.test(callee)) return false;
  const value = patch.type === "call" ? patch.field("arguments")?.named[2] : patch.field("right");
  if (value === undefined) return false;
  for (const node of value.walk()) {
    if (node.type !== "identifier" && node.type !== "attribute") continue;
    if (module.names.is(node, ...UNVERIFIED_FACTORIES)) return true;
  }
  return false;
}

/** The name that a patch takes its value from: `ssl._create_default_https_context = unverified`. */
function aliasOf(patch: SyntaxNode): string | undefined {
  const value = patch.type === "assignment" ? patch.field("right") : undefined;
  return value?.type === "identifier" ? value.text : undefined;
}

/** Whether the value is only given the name from which a patch takes it. */
function isAliasFor(node: SyntaxNode, aliases: readonly string[]): boolean {
  const parent = node.parent;
  if (parent?.type !== "assignment" || parent.field("right") !== node) return false;
  return aliases.includes(parent.field("left")?.text ?? "");
}

/** `create = ssl._create_unverified_context`: the calls of `create` are found instead. */
function isPlainAlias(node: SyntaxNode): boolean {
  const parent = node.parent;
  return (
    parent?.type === "assignment" &&
    parent.field("right") === node &&
    parent.field("left")?.type === "identifier"
  );
}

/** The statement that goes when a patch goes: the `try` or `if` around it, where that holds nothing else. */
export function patchStatement(patch: SyntaxNode): SyntaxNode {
  return outermostOwner(statementOf(patch));
}

/** The outermost `try` or `if` that holds nothing but the statement, and a condition that only asks. */
export function outermostOwner(innermost: SyntaxNode): SyntaxNode {
  let statement = innermost;
  for (;;) {
    const outer = statement.parent?.parent;
    const owner = outer?.type === "else_clause" ? outer.parent : outer;
    if (owner === undefined || !holdsNothingElse(owner, statement)) return statement;
    statement = owner;
  }
}

/** `if hasattr(…): patch`; `try: f = unverified … except AttributeError: pass … else: patch`. */
function holdsNothingElse(owner: SyntaxNode, patch: SyntaxNode): boolean {
  if (owner.type === "if_statement") {
    return (
      owner.named.length === 2 &&
      owner.field("consequence")?.named.length === 1 &&
      isHarmless(owner.field("condition"))
    );
  }
  if (owner.type !== "try_statement") return false;
  return owner.named.every((part) => {
    const block = part.type === "block" ? part : part.named.findLast((child) => child.type === "block");
    return block?.named.every((statement) => statement === patch || isProbe(statement, patch)) === true;
  });
}

function isHarmless(condition: SyntaxNode | undefined): boolean {
  if (condition === undefined) return false;
  for (const node of condition.walk()) {
    const callee = node.type === "call" ? node.field("function")?.text : undefined;
    if (callee !== undefined && !/^(?:hasattr|getattr|os\.environ\.get|os\.getenv|sys\.\w+)$/.test(callee))
      return false;
  }
  return true;
}

/** `pass`, or the statement that only fetches what the patch puts in place. */
function isProbe(statement: SyntaxNode, patch: SyntaxNode): boolean {
  if (statement.type === "pass_statement") return true;
  const assignment = statement.named[0];
  if (statement.type !== "expression_statement") return false;
  if (assignment?.type === "attribute") return assignment.text.includes("_create_unverified_context");
  if (assignment?.type !== "assignment") return false;
  const name = assignment.field("left")?.text ?? "";
  return (
    assignment.field("right")?.text.endsWith("_create_unverified_context") === true &&
    patch.text.includes(name)
  );
}

/** What the arguments of a call become: those of `create_default_context`, and a chain to load. */
export interface MappedArguments {
  readonly kept: readonly Argument[];
  readonly certificate: Argument | undefined;
  readonly key: Argument | undefined;
  /** The parameter of each argument that is kept. */
  readonly names: ReadonlyMap<SyntaxNode, string>;
}

const KEPT = ["purpose", "cafile", "capath", "cadata"];

/** The arguments of a call of the factory; a reason where they cannot be kept. */
export function mappedArguments(
  module: { readonly names: PythonModule["names"] },
  bound: BoundCall,
): MappedArguments | { readonly because: string } {
  const { byParameter, splat, keywordSplats, unknown } = bound;
  const [rest] = [splat, ...keywordSplats].filter((node) => node !== undefined);
  if (rest !== undefined)
    return { because: `${rest.text} may hold arguments that create_default_context() lacks` };
  if (unknown.length > 0) return { because: "its arguments do not fit the function" };
  const mode = byParameter.get("cert_reqs")?.value;
  const isKnown =
    mode === undefined || module.names.is(mode, "ssl.CERT_NONE", "ssl.CERT_OPTIONAL", "ssl.CERT_REQUIRED");
  if (!isKnown && mode?.type !== "none") return { because: "cert_reqs is the program's own switch here" };
  const check = byParameter.get("check_hostname")?.value;
  if (check !== undefined && check.type !== "true" && check.type !== "false") {
    return { because: "check_hostname is the program's own switch here" };
  }
  const certificate = byParameter.get("certfile");
  const key = byParameter.get("keyfile");
  if (key !== undefined && certificate === undefined)
    return { because: "a key without a certificate always raised" };
  const given = [...byParameter].filter(([name]) => KEPT.includes(name));
  const parameters = new Map(given.map(([name, argument]) => [argument.node, name]));
  return { kept: given.map(([, argument]) => argument), certificate, key, names: parameters };
}

/** The calls in view of the function as a value: of `functools.partial`, and of the parameter whose default it is. */
export function callsOfValue(module: PythonModule, value: SyntaxNode): SyntaxNode[] {
  const parent = value.parent;
  const list = parent?.type === "argument_list" ? parent.parent : undefined;
  if (list?.type === "call" && module.names.is(list.field("function"), "functools.partial")) return [list];
  const name = parent?.type.endsWith("default_parameter") === true ? parent.field("name") : undefined;
  const body =
    name === undefined ? undefined : parent?.ancestor("function_definition", "lambda")?.field("body");
  if (name === undefined || body === undefined) return [];
  return [...module.scopes.mentions(name.text, body)].flatMap((node) => {
    const call = node.parent;
    return call?.type === "call" && call.field("function") === node ? [call] : [];
  });
}

/** Whether a call gives only what `create_default_context` takes too, and nothing by position. */
export function fitsDefaultContext(call: SyntaxNode, value: SyntaxNode): boolean {
  const given = call.field("arguments")?.named.filter((node) => node !== value) ?? [];
  return given.every((node) => KEPT.includes(node.field("name")?.text ?? ""));
}

/** The condition by which the program itself chooses between this context and another. */
export function ownSwitch(module: PythonModule, call: SyntaxNode): SyntaxNode | undefined {
  let value = call;
  while (value.parent?.type === "parenthesized_expression") value = value.parent;
  const arms = value.parent;
  if (arms?.type === "conditional_expression" && arms.named[1] !== value) {
    const [, asked] = arms.named;
    return asked === undefined || isProbing(module, asked) ? undefined : asked;
  }
  const assignment = arms?.type === "assignment" && arms.field("right") === value ? arms : undefined;
  const path = pathOf(assignment?.field("left"));
  const clause = assignment?.parent?.parent?.parent;
  if (assignment === undefined || path === undefined || clause === undefined) return undefined;
  const statement = clause.type === "if_statement" ? clause : clause.parent;
  const condition = statement?.type === "if_statement" ? statement.field("condition") : undefined;
  if (condition === undefined || isProbing(module, condition)) return undefined;
  const region =
    call.ancestor(path.includes(".") ? "class_definition" : "function_definition") ?? module.root;
  return isAssignedElsewhere(module, path, assignment, region) ? condition : undefined;
}

/** `hasattr(ssl, …)`, `ssl is not None` and version checks ask what this Python has, not what the user wants. */
function isProbing(module: PythonModule, condition: SyntaxNode): boolean {
  const asked = condition.type === "comparison_operator" ? condition.named : [condition];
  if (asked.some((one) => module.names.is(one, "ssl"))) return true;
  return /\bhasattr\(|\bgetattr\(|version_info/.test(condition.text);
}

function isAssignedElsewhere(
  module: PythonModule,
  path: string,
  assignment: SyntaxNode,
  region: SyntaxNode,
): boolean {
  for (const node of module.identifiers(path.slice(path.lastIndexOf(".") + 1))) {
    if (node.start < region.start || node.end > region.end) continue;
    const target = node.parent?.type === "attribute" ? node.parent : node;
    const other = target.parent;
    if (pathOf(target) !== path || other?.type !== "assignment" || other.field("left") !== target) continue;
    if (other !== assignment && !isForServers(module, other.field("right"))) return true;
  }
  return false;
}

/** `SSLContext(PROTOCOL_TLS_SERVER)`, `create_default_context(Purpose.CLIENT_AUTH)`: beside it, the role is chosen. */
function isForServers(module: PythonModule, value: SyntaxNode | undefined): boolean {
  if (value?.type !== "call") return false;
  return argumentsOf(value).some((given) =>
    module.names.is(given.value, "ssl.PROTOCOL_TLS_SERVER", "ssl.Purpose.CLIENT_AUTH"),
  );
}
