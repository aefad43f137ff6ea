import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { usesOf } from "../../python/uses.ts";
import { Instances } from "../instances.ts";
import { CLIENT_CLASSES, makesRequests, PARAMETERS } from "./libraries.ts";
import { hasUnknownOptions } from "./options.ts";
import { verdictOf } from "./verdicts.ts";

const DISABLERS = ["urllib3.disable_warnings", "urllib3.util.disable_warnings"];

/** What switches verification off, wherever it ends: also in a dictionary or a class that is not followed. */
const SWITCHED_OFF =
  /\bCERT_NONE\b|\bassert_hostname\b|\b(?:verify|verify_ssl|ssl)\b["']?\s*[\])]?\s*[=:,]\s*False\b/;

/** The calls that switch off warnings about unverified requests, in a file that makes requests and verifies them. */
export function* needlessDisablers(module: PythonModule): Generator<SyntaxNode> {
  const calls = [...warningDisablers(module)];
  if (calls.length === 0 || !makesRequests(module) || SWITCHED_OFF.test(module.text)) return;
  if (hasUnknownOptions(module, new Instances(module, CLIENT_CLASSES)) || hasOwnContext(module)) return;
  if (mayBeSwitchedOff(module)) return;
  yield* calls;
}

/** `verify=self.verify`, `session.verify = verify`: whether that verifies is not said here. */
function mayBeSwitchedOff(module: PythonModule): boolean {
  return PARAMETERS.some((parameter) => {
    for (const node of module.identifiers(parameter)) {
      const value = givenTo(node);
      if (value !== undefined && verdictOf(value, parameter, module.names) !== "on") return true;
    }
    return false;
  });
}

/** What a keyword or an attribute of this name is given. */
function givenTo(name: SyntaxNode): SyntaxNode | undefined {
  const owner = name.parent;
  if (owner?.type === "keyword_argument")
    return owner.field("name") === name ? owner.field("value") : undefined;
  if (owner?.type !== "attribute" || owner.field("attribute") !== name) return undefined;
  const assignment = owner.parent;
  return assignment?.type === "assignment" && assignment.field("left") === owner
    ? assignment.field("right")
    : undefined;
}

/** `PoolManager(ssl_context=context)`: what the context verifies is another rule's matter. */
function hasOwnContext(module: PythonModule): boolean {
  for (const node of module.identifiers("ssl_context")) {
    const argument = node.parent;
    if (argument?.type === "keyword_argument" && argument.field("name") === node) return true;
  }
  return false;
}

function* warningDisablers(module: PythonModule): Generator<SyntaxNode> {
  for (const { node: callee, certainty } of usesOf(module, ...DISABLERS)) {
    const call = callee.parent;
    if (certainty !== "sure" || call?.type !== "call" || call.field("function") !== callee) continue;
    const about = call.field("arguments")?.named ?? [];
    if (about.length === 0 || about.some((category) => isAboutRequests(module, category))) yield call;
  }
}

function isAboutRequests({ names }: PythonModule, category: SyntaxNode): boolean {
  const written = names.resolve(category).map(({ name }) => name);
  return [category.text, ...written].some((name) => /\bInsecureRequestWarning$/.test(name));
}
