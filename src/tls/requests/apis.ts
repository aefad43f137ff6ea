import { argumentsOf } from "../../python/call.ts";
import { literalString } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { Instances } from "../instances.ts";
import { CURL, type CurlSetting, curlSettings } from "./curl.ts";
import { CLIENT_CLASSES, PARAMETERS, SESSIONS, takesVerification } from "./libraries.ts";
import { FINGERPRINT, type OptionSetting, optionSettings } from "./options.ts";

/** One argument that says what is verified. */
export interface VerifyArgument {
  readonly node: SyntaxNode;
  readonly parameter: string;
  readonly value: SyntaxNode;
}

/** Where verification is given to a request, a session or a client. */
export type VerifySetting =
  /** By the arguments of one call. */
  | { readonly kind: "argument"; readonly call: SyntaxNode; readonly arguments: readonly VerifyArgument[] }
  /** `session.verify = …`, `setattr(session, "verify", …)` */
  | { readonly kind: "attribute"; readonly node: SyntaxNode; readonly value: SyntaxNode }
  | CurlSetting
  | OptionSetting;

/** Every place that gives verification to one of these libraries, switched off or not. */
export function* verifySettings(module: PythonModule): Generator<VerifySetting> {
  const instances = new Instances(module, new Set([...CLIENT_CLASSES, CURL]));
  yield* argumentSettings(module, instances);
  for (const node of module.identifiers("verify")) {
    const setting = node.parent?.type === "attribute" ? assigned(node.parent, instances) : undefined;
    if (setting !== undefined) yield setting;
  }
  yield* setBySetattr(module, instances);
  yield* optionSettings(module, instances);
  yield* curlSettings(module, instances);
}

function* argumentSettings(module: PythonModule, instances: Instances): Generator<VerifySetting> {
  const byCall = new Map<SyntaxNode, VerifyArgument[]>();
  for (const parameter of PARAMETERS) {
    for (const identifier of module.identifiers(parameter)) {
      const node = identifier.parent;
      if (node?.type !== "keyword_argument" || node.field("name") !== identifier) continue;
      const call = node.parent?.parent;
      const value = node.field("value");
      if (call?.type !== "call" || value === undefined) continue;
      if (isPinned(call) || !takesVerification(module, call, parameter, instances)) continue;
      byCall.set(call, [...(byCall.get(call) ?? []), { node, parameter, value }]);
    }
  }
  for (const [call, given] of byCall) {
    yield { kind: "argument", call, arguments: given.sort((a, b) => a.node.start - b.node.start) };
  }
}

/** Whether a call is given the fingerprint of the one certificate that is accepted: that is verified instead. */
function isPinned(call: SyntaxNode): boolean {
  return argumentsOf(call).some(({ keyword, value }) => keyword === FINGERPRINT && value.type !== "none");
}

/** `session.verify = …` */
function assigned(attribute: SyntaxNode, instances: Instances): VerifySetting | undefined {
  const node = attribute.parent;
  const value = node?.type === "assignment" ? node.field("right") : undefined;
  if (node?.field("left") !== attribute || value === undefined) return undefined;
  return isSession(attribute.field("object"), instances) ? { kind: "attribute", node, value } : undefined;
}

/** `setattr(session, "verify", …)` */
function* setBySetattr(module: PythonModule, instances: Instances): Generator<VerifySetting> {
  for (const callee of module.identifiers("setattr")) {
    const node = callee.parent;
    if (node?.type !== "call" || node.field("function") !== callee) continue;
    const [object, name, value] = node.field("arguments")?.named ?? [];
    if (name === undefined || value === undefined || literalString(name) !== "verify") continue;
    if (isSession(object, instances)) yield { kind: "attribute", node, value };
  }
}

function isSession(object: SyntaxNode | undefined, instances: Instances): boolean {
  const classes = object === undefined ? [] : (instances.of(object)?.classes ?? []);
  return classes.length > 0 && classes.every((name) => SESSIONS.includes(name));
}
