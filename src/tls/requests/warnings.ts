import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { Instances } from "../instances.ts";
import { CLIENT_CLASSES, makesRequests } from "./libraries.ts";
import { hasUnknownOptions } from "./options.ts";

const DISABLERS = ["urllib3.disable_warnings", "urllib3.util.disable_warnings"];

/** What switches verification off, wherever it ends: also in a dictionary or a class that is not followed. */
const SWITCHED_OFF =
  /\bCERT_NONE\b|\bassert_hostname\b|\b(?:verify|verify_ssl|ssl)\b["']?\s*[\])]?\s*[=:,]\s*False\b/;

/** The calls that switch off warnings about unverified requests, in a file that makes requests and verifies them. */
export function* needlessDisablers(module: PythonModule): Generator<SyntaxNode> {
  const calls = [...warningDisablers(module)];
  if (calls.length === 0 || !makesRequests(module) || SWITCHED_OFF.test(module.text)) return;
  if (hasUnknownOptions(module, new Instances(module, CLIENT_CLASSES)) || hasOwnContext(module)) return;
  yield* calls;
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
  for (const identifier of module.identifiers("disable_warnings")) {
    const callee = identifier.parent?.type === "attribute" ? identifier.parent : identifier;
    const call = callee.parent;
    if (call?.type !== "call" || call.field("function") !== callee) continue;
    const about = call.field("arguments")?.text ?? "";
    const isAll = /^\(\s*\)$/.test(about) || about.includes("InsecureRequestWarning");
    if (isAll && module.names.is(callee, ...DISABLERS)) yield call;
  }
}
