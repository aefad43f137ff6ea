import { functionOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife } from "../model/context-life.ts";
import { expectationOf, isExpected, mustRaise } from "./given-values.ts";
import type { LegacyUse } from "./legacy-uses.ts";
import { spelledConstant } from "./spelt-constants.ts";

/**
 * Why a test would fail with another version than the one that is asked for: an assertion of the same function names
 * it, by its constant or by the number that is written, or a connection with it must raise.
 */
export function expectedByTest(module: PythonModule, use: LegacyUse): string | undefined {
  const node = use.kind === "context" ? use.argument : use.node;
  const expected = expectationOf(module, node, constantOf(module, use, node)) ?? numberExpected(node);
  if (expected !== undefined) return expected;
  const mustFail = contextsOf(use).some(({ uses }) =>
    uses.some((one) => one.elsewhere === undefined && one.kind !== "end" && mustRaise(one.node)),
  );
  return mustFail ? "a test expects that a connection with it fails" : undefined;
}

/**
 * Why a test may fail: it expects TLS to fail, or a call of the function that connects, perhaps with another context.
 */
export function perhapsExpectedByTest(module: PythonModule, use: LegacyUse): string | undefined {
  const refusal = refusalExpected(use.kind === "context" ? use.life.creation : use.node);
  if (refusal !== undefined) return refusal;
  for (const { uses } of contextsOf(use))
    for (const { node, elsewhere, kind } of uses) {
      const name =
        elsewhere === undefined && kind !== "end" ? functionOf(node)?.field("name")?.text : undefined;
      if (name !== undefined && callMustFail(module, name))
        return `a test expects that a call of ${name}() fails, perhaps with it`;
    }
  return undefined;
}

/** Why a test may be about a version being refused: an assertion of the same function expects TLS to fail. */
function refusalExpected(node: SyntaxNode): string | undefined {
  const found = EXPECTS_REFUSAL.exec(functionOf(node)?.text ?? "");
  if (found === null) return undefined;
  return `the test around it expects a refusal, by ${found[0].replace(/\s+/g, " ")}, …)`;
}

const EXPECTS_REFUSAL =
  /\b(?:assertRaises\w*|raises)\s*\(\s*(?:\w+\.)*(?:SSL\w*Error|Connection\w*Error|OSError|IOError|[sS]ocket\.error)\b/;

function callMustFail(module: PythonModule, name: string): boolean {
  for (const one of module.identifiers(name)) {
    const read = one.parent?.type === "attribute" ? one.parent : one;
    const isCall = read.parent?.type === "call" && read.parent.field("function") === read;
    if ((isCall || read.parent?.type === "argument_list") && mustRaise(read)) return true;
  }
  return false;
}

/** The contexts that are made or set with the version. */
function contextsOf(use: LegacyUse): readonly ContextLife[] {
  switch (use.kind) {
    case "context":
      return [use.life];
    case "protocol":
      return use.made;
    case "limit":
      return use.limited;
    case "cleared":
      return use.opened;
  }
}

/** The constant for what is asked for, which a number stands for too. */
function constantOf(module: PythonModule, use: LegacyUse, node: SyntaxNode): string | undefined {
  const spelled = spelledConstant(module, node);
  if (spelled !== undefined || use.kind === "cleared") return spelled;
  return use.kind === "limit" ? `ssl.TLSVersion.${use.version}` : `ssl.PROTOCOL_${use.version}`;
}

/** `assert context.minimum_version == 769`, in the function that asks for it so. */
function numberExpected(node: SyntaxNode): string | undefined {
  if (node.type !== "integer") return undefined;
  const around = functionOf(node) ?? node.ancestor("module");
  for (const one of around?.walk() ?? [])
    if (one !== node && one.type === "integer" && one.text === node.text && isExpected(one))
      return `the test around it expects ${one.text} to be there still; change both`;
  return undefined;
}
