import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";

const DEFAULT = "_create_default_https_context";
const SWITCH = "_https_verify_certificates";

/**
 * Where a file replaces the function that makes the context of every HTTPS connection without one:
 * `ssl._create_default_https_context = …`, `setattr`, `mock.patch`, `ssl._https_verify_certificates(False)`.
 */
export function* httpsContextPatches(module: PythonModule): Generator<SyntaxNode> {
  for (const node of module.identifiers(DEFAULT)) {
    const attribute = node.parent;
    if (attribute?.type !== "attribute" || !module.names.is(attribute, `ssl.${DEFAULT}`)) continue;
    const assignment = assignmentTo(attribute);
    if (assignment !== undefined && !restores(module, assignment)) yield assignment;
  }
  for (const node of module.identifiers(SWITCH)) {
    const call = node.parent?.type === "attribute" ? node.parent.parent : node.parent;
    const isIt = call?.type === "call" && module.names.is(call.field("function"), `ssl.${SWITCH}`);
    if (isIt && call.field("arguments")?.named.length !== 0) yield call;
  }
  yield* namedInStrings(module);
}

/** Where the program replaces that function: another file of the run, or a line of this one. */
export function httpsContextPatch(module: PythonModule): string | undefined {
  const [own] = httpsContextPatches(module);
  if (own !== undefined) return `line ${module.text.slice(0, own.start).split("\n").length}`;
  return module.project.httpsContextPatchedIn;
}

/** The assignment that has the expression among its targets. */
function assignmentTo(target: SyntaxNode): SyntaxNode | undefined {
  let node = target;
  while (node.parent?.type === "pattern_list" || node.parent?.type === "tuple_pattern") node = node.parent;
  const parent = node.parent;
  return parent?.type === "assignment" && parent.field("left") === node ? parent : undefined;
}

/** Whether it assigns what Python itself has there. */
function restores(module: PythonModule, assignment: SyntaxNode): boolean {
  return module.names.is(assignment.field("right"), "ssl.create_default_context");
}

/** `setattr(ssl, "_create_default_https_context", …)` and `mock.patch("ssl._create_default_https_context")`. */
function* namedInStrings(module: PythonModule): Generator<SyntaxNode> {
  for (let at = module.text.indexOf(DEFAULT); at >= 0; at = module.text.indexOf(DEFAULT, at + 1)) {
    const node = module.root.at(at, at + DEFAULT.length);
    const string = node.type === "string" ? node : node.ancestor("string", "block", "module");
    if (
      string?.type !== "string" ||
      !/^[a-zA-Z]*["'](?:ssl\.)?_create_default_https_context["']$/.test(string.text)
    )
      continue;
    const call = string.parent?.type === "argument_list" ? string.parent.parent : undefined;
    const callee = call?.field("function")?.text ?? "";
    if (call !== undefined && /(?:^|\.)(?:setattr|patch|object|delattr)$/.test(callee)) yield call;
  }
}
