import { assignedValue, type Binding } from "../../python/bindings.ts";
import { argumentsOf } from "../../python/call.ts";
import { functionOf, pathOf, spelling, unwrap } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** The call that wraps a socket, and the expression of that socket. */
export interface SocketSight {
  readonly module: PythonModule;
  readonly sock: SyntaxNode;
  readonly call: SyntaxNode;
}

/** Something in the file that says which end of a connection a socket is. */
export interface Evidence {
  /** `accepts`: it is asked for connections, so that it listens, unless another socket has the name then. */
  readonly kind: "connects" | "listens" | "accepts" | "accepted" | "made";
  /** The expression that shows it. */
  readonly at: SyntaxNode;
  /** Where it connects to: a pair of host and port, or an expression of one. */
  readonly address?: SyntaxNode;
  /** The address is certainly a pair: `create_connection` takes no other. */
  readonly isPair?: boolean;
}

/** The variables that hold the socket in one region of the file, and what is done with them there. */
export interface LocalEvidence {
  readonly paths: ReadonlySet<string>;
  readonly evidence: readonly Evidence[];
}

/** What the function (or module level) around the call shows of the socket. */
export function evidenceIn(sight: SocketSight): LocalEvidence {
  const direct = evidenceOfValue(sight.module, sight.sock);
  const paths = new Set<string>();
  for (const node of [sight.sock, ...receivers(sight.call)]) {
    const path = pathOf(node);
    if (path !== undefined) paths.add(path);
  }
  const region = regionOf(sight);
  const evidence = direct === undefined ? [] : [direct];
  const chained = chainedConnect(sight.call);
  if (chained !== undefined) evidence.push(chained);
  evidence.push(...evidenceAbout(sight.module, region, paths, sight.call));
  if (sight.sock.type === "subscript") evidence.push(...subscriptEvidence(sight, region));
  return { paths, evidence };
}

/** `sockets[name] = create_connection(…)` before `sockets[name] = ssl.wrap_socket(sockets[name])`. */
function* subscriptEvidence({ module, sock, call }: SocketSight, region: SyntaxNode): Generator<Evidence> {
  const wanted = spelling(sock);
  let last: Evidence | undefined;
  for (const node of region.walk((n) => n.start < call.start)) {
    if (node.type !== "assignment" || isInside(call, node) || node.start > call.start) continue;
    const left = node.field("left");
    const value = assignedValue(node);
    if (left === undefined || value === undefined || spelling(left) !== wanted) continue;
    last = evidenceOfValue(module, value);
  }
  if (last !== undefined) yield last;
}

/** The function around the call, or the scope that binds the socket's variable where that is further out. */
function regionOf(sight: SocketSight): SyntaxNode {
  const own = functionOf(sight.call) ?? sight.module.root;
  const head = pathOf(sight.sock)?.split(".")[0];
  if (head === undefined || own === sight.module.root) return own;
  const scope = sight.module.scopes.lookup(head, sight.call)?.scope.node;
  return scope !== undefined && scope.start <= own.start && scope.type !== "class_definition" ? scope : own;
}

/** The expressions that the result of the call is bound to. */
function receivers(call: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let value = call;
  while (value.parent?.type === "parenthesized_expression" || isClosing(value)) {
    value = value.parent?.type === "argument_list" ? (value.parent.parent ?? value) : (value.parent ?? value);
  }
  let holder = value.parent;
  if (holder?.type === "as_pattern") {
    const target = holder.named[1]?.named[0];
    return target === undefined ? [] : [target];
  }
  if (holder?.type === "named_expression") return [holder.field("name") ?? call];
  while (holder?.type === "assignment" && holder.field("right") === value) {
    const left = holder.field("left");
    if (left !== undefined) found.push(left);
    value = holder;
    holder = holder.parent;
  }
  return found;
}

/** `with closing(ssl.wrap_socket(s)) as tls`: what `closing` gives is the socket itself. */
function isClosing(value: SyntaxNode): boolean {
  const outer = value.parent?.type === "argument_list" ? value.parent.parent : undefined;
  return outer?.type === "call" && /(?:^|\.)closing$/.test(outer.field("function")?.text ?? "");
}

/** Collects evidence about `paths` in a region; paths found to hold the same socket are added to the set. */
export function evidenceAbout(
  module: PythonModule,
  region: SyntaxNode,
  paths: Set<string>,
  call: SyntaxNode,
): Evidence[] {
  const evidence = new Map<SyntaxNode, Evidence>();
  const sight = { module, region, call };
  let size = -1;
  while (paths.size !== size) {
    size = paths.size;
    for (const path of [...paths]) {
      for (const found of evidenceOfAssignments(sight, path, paths)) evidence.set(found.at, found);
      for (const copy of copiesOf(module, region, path, call)) paths.add(copy);
    }
  }
  for (const found of evidenceOfMethods(sight, paths)) evidence.set(found.at, found);
  return [...evidence.values()];
}

interface RegionSight {
  readonly module: PythonModule;
  readonly region: SyntaxNode;
  readonly call: SyntaxNode;
}

/** What a variable is set to says what it is; another variable that it is set to holds the same socket. */
function* evidenceOfAssignments(
  { module, region, call }: RegionSight,
  path: string,
  paths: Set<string>,
): Generator<Evidence> {
  for (const { target, value } of assignmentsTo(module, region, path)) {
    if (value === undefined || isInside(call, value) || !reaches(module, region, path, target, call))
      continue;
    const made = evidenceOfValue(module, value);
    if (made !== undefined) yield made;
    const alias = pathOf(value);
    if (alias !== undefined && alias !== "self") paths.add(alias);
  }
}

function* evidenceOfMethods(
  { module, region, call }: RegionSight,
  paths: ReadonlySet<string>,
): Generator<Evidence> {
  for (const method of METHODS) {
    for (const used of methodCalls(module, region, method.name)) {
      const path = pathOf(used.receiver);
      if (path === undefined || !paths.has(path)) continue;
      if (!reaches(module, region, path, used.call, call)) continue;
      const address = argumentsOf(used.call)[0]?.value;
      const found = { kind: method.kind, at: used.call };
      yield address === undefined ? found : { ...found, address };
    }
  }
}

const METHODS = [
  { name: "connect", kind: "connects" },
  { name: "connect_ex", kind: "connects" },
  { name: "listen", kind: "listens" },
  { name: "accept", kind: "accepts" },
] as const;

/** What the value of a socket variable says: it is made connected, accepted, or just made. */
export function evidenceOfValue(module: PythonModule, value: SyntaxNode): Evidence | undefined {
  const inner = unwrap(value);
  if (inner.type === "subscript") {
    const base = inner.field("value");
    return base === undefined ? undefined : acceptOf(base);
  }
  if (inner.type !== "call") return undefined;
  const callee = inner.field("function");
  const name = module.names.qualified(callee) ?? "";
  const last = callee?.type === "attribute" ? callee.field("attribute")?.text : callee?.text;
  if (name === "socket.create_connection" || last === "create_connection" || last === "_create_connection") {
    const given = argumentsOf(inner);
    const address = given.find((argument) => argument.keyword === "address") ?? given[0];
    const isPair = true;
    if (address === undefined) return { kind: "connects", at: inner, isPair };
    return { kind: "connects", at: inner, address: address.value, isPair };
  }
  if (name === "eventlet.connect") {
    const address = argumentsOf(inner)[0]?.value;
    return address === undefined ? undefined : { kind: "connects", at: inner, address };
  }
  return name === "socket.socket" ? { kind: "made", at: inner } : acceptOf(inner);
}

function acceptOf(node: SyntaxNode): Evidence | undefined {
  const callee = unwrap(node).field("function");
  const isAccept = callee?.type === "attribute" && callee.field("attribute")?.text === "accept";
  return isAccept ? { kind: "accepted", at: node } : undefined;
}

/** `ssl.wrap_socket(s).connect(address)`. */
function chainedConnect(call: SyntaxNode): Evidence | undefined {
  const attribute = call.parent;
  const outer = attribute?.parent;
  if (attribute?.type !== "attribute" || outer?.type !== "call" || outer.field("function") !== attribute)
    return undefined;
  const name = attribute.field("attribute")?.text;
  if (name !== "connect" && name !== "connect_ex") return undefined;
  const address = argumentsOf(outer)[0]?.value;
  return address === undefined ? { kind: "connects", at: outer } : { kind: "connects", at: outer, address };
}

/** One assignment of a variable. */
export interface Assigned {
  readonly target: SyntaxNode;
  /** The whole value, or the part of it that an unpacking gives to this target. */
  readonly value: SyntaxNode | undefined;
}

/** Every assignment to a path in a region: of a name by its scope, of an attribute by how it is spelt. */
export function assignmentsTo(module: PythonModule, region: SyntaxNode, path: string): Assigned[] {
  if (!path.includes(".")) {
    const scope = module.scopes.at(firstStatement(region));
    const bindings = module.scopes.lookupFrom(path, scope)?.bindings ?? [];
    return bindings
      .filter((binding) => isInside(binding.node, region))
      .map((binding) => ({ target: binding.node, value: boundValue(binding) }));
  }
  const last = path.slice(path.lastIndexOf(".") + 1);
  const found: Assigned[] = [];
  for (const attribute of attributesNamed(module, region, last)) {
    if (pathOf(attribute) !== path) continue;
    const assignment = assignmentOf(attribute);
    if (assignment !== undefined) found.push({ target: attribute, value: partFor(assignment, attribute) });
  }
  return found;
}

function boundValue(binding: Binding): SyntaxNode | undefined {
  if (binding.value !== undefined) return binding.value;
  const statement = binding.statement;
  if (binding.kind === "assignment") return assignedValue(statement);
  return binding.kind === "for" ? statement.field("right") : undefined;
}

function firstStatement(region: SyntaxNode): SyntaxNode {
  return region.field("body")?.named[0] ?? region.named[0] ?? region;
}

/** The assignment of which a node is (part of) the target. */
function assignmentOf(target: SyntaxNode): SyntaxNode | undefined {
  let node = target;
  while (node.parent !== undefined && TARGET_LISTS.has(node.parent.type)) node = node.parent;
  const holder = node.parent;
  return holder?.type === "assignment" && holder.field("left") === node ? holder : undefined;
}

const TARGET_LISTS = new Set(["pattern_list", "tuple_pattern", "list_pattern"]);

function partFor(assignment: SyntaxNode, target: SyntaxNode): SyntaxNode | undefined {
  const value = assignedValue(assignment);
  const list = target.parent;
  if (value === undefined || list === undefined || !TARGET_LISTS.has(list.type)) return value;
  const isList = value.type === "expression_list" || value.type === "tuple";
  return isList ? value.named[list.named.indexOf(target)] : value;
}

/** Other variables that the region sets to the socket: `self.sock = sock`. */
function* copiesOf(
  module: PythonModule,
  region: SyntaxNode,
  path: string,
  call: SyntaxNode,
): Generator<string> {
  const last = path.slice(path.lastIndexOf(".") + 1);
  for (const node of identifiersIn(module, region, last)) {
    const value =
      node.parent?.type === "attribute" && node.parent.field("attribute") === node ? node.parent : node;
    if (pathOf(value) !== path) continue;
    const holder = value.parent;
    if (holder?.type !== "assignment" || holder.field("right") !== value) continue;
    const copy = pathOf(holder.field("left"));
    if (copy !== undefined && reaches(module, region, copy, holder, call)) yield copy;
  }
}

/** Calls of a method in a region, with the expression that it is called on. */
export function* methodCalls(
  module: PythonModule,
  region: SyntaxNode,
  method: string,
): Generator<{ readonly call: SyntaxNode; readonly receiver: SyntaxNode }> {
  for (const attribute of attributesNamed(module, region, method)) {
    const call = attribute.parent;
    const receiver = attribute.field("object");
    if (call?.type === "call" && call.field("function") === attribute && receiver !== undefined)
      yield { call, receiver };
  }
}

function* attributesNamed(module: PythonModule, region: SyntaxNode, name: string): Generator<SyntaxNode> {
  for (const node of identifiersIn(module, region, name)) {
    const parent = node.parent;
    if (parent?.type === "attribute" && parent.field("attribute") === node) yield parent;
  }
}

function* identifiersIn(module: PythonModule, region: SyntaxNode, name: string): Generator<SyntaxNode> {
  for (const node of module.identifiers(name, region)) yield node;
}

/**
 * Whether the variable still is (or was) the same socket at both places: no new socket is bound to it
 * between them, and the places do not exclude each other as branches of one `if`.
 */
function reaches(
  module: PythonModule,
  region: SyntaxNode,
  path: string,
  place: SyntaxNode,
  call: SyntaxNode,
): boolean {
  if (areExclusive(place, call)) return false;
  // Of another function the text does not tell when it runs.
  if (!isInside(call, region)) return true;
  const from = Math.min(place.start, call.start);
  const to = Math.max(place.start, call.start);
  for (const { target, value } of assignmentsTo(module, region, path)) {
    if (value === undefined || target === place || isInside(call, value) || isInside(place, value)) continue;
    if (from < target.start && target.start < to && isFreshSocket(module, value)) {
      if (!areExclusive(target, call) && !areExclusive(target, place)) return false;
    }
  }
  return true;
}

function isFreshSocket(module: PythonModule, value: SyntaxNode): boolean {
  return evidenceOfValue(module, value) !== undefined;
}

/** Whether two nodes stand in different branches of one `if`, so that never both run. */
export function areExclusive(a: SyntaxNode, b: SyntaxNode): boolean {
  const branches = new Map<SyntaxNode, SyntaxNode>();
  for (let node: SyntaxNode | undefined = a; node?.parent !== undefined; node = node.parent) {
    if (node.parent.type === "if_statement") branches.set(node.parent, node);
  }
  for (let node: SyntaxNode | undefined = b; node?.parent !== undefined; node = node.parent) {
    const other = node.parent.type === "if_statement" ? branches.get(node.parent) : undefined;
    if (other !== undefined) return other !== node && isBranch(other) && isBranch(node);
  }
  return false;
}

function isBranch(node: SyntaxNode): boolean {
  return node.type === "block" || node.type === "else_clause" || node.type === "elif_clause";
}

/** Whether `node` lies within `outer`. */
export function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  return outer.start <= node.start && node.end <= outer.end;
}
