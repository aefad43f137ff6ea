import type { Edit, Span } from "../src/core/edit.ts";
import type { ImportNeed, Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import { changeCall } from "../src/python/edits.ts";
import { literalString, statementOf } from "../src/python/expressions.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names, Spelling } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { isStatement, removeStatement } from "../src/python/removal.ts";
import {
  makesRequests,
  switchedOffBy,
  type VerifySetting,
  verdictOf,
  verifySettings,
  warningDisablers,
} from "../src/tls/request-apis.ts";

interface Match {
  readonly text: string;
  readonly isBroken: boolean;
  /** What switches verification off, or the warnings about it. */
  readonly found: VerifySetting | { readonly kind: "warnings"; readonly call: SyntaxNode };
  /** The variable whose value it is, and its line. */
  readonly source: { readonly name: string; readonly line: number } | undefined;
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "unverified-request",
    aliases: ["CSP-D401", "B501", "S501", "py/request-without-cert-validation"],
    summary: "requests, httpx, aiohttp or urllib3 told not to verify.",
    weakness: { severity: 7.4, cwe: [295, 297] },
    mentions: [
      ["requests", "verify"],
      ["httpx", "verify"],
      ["aiohttp", "ssl"],
      ["urllib3", "cert_reqs"],
      ["urllib3", "assert_hostname"],
      ["urllib3", "disable_warnings"],
      ["init_poolmanager"],
    ],
    docs: `These libraries verify unless they are told not to: \`verify=False\` (requests, httpx), \`session.verify = False\`
(requests), \`ssl=False\` and \`verify_ssl=False\` (aiohttp), \`cert_reqs="CERT_NONE"\` and \`assert_hostname=False\`
(urllib3). Then anyone in between can read and change what is sent.

The fix removes the argument, or the assignment, rather than write \`True\`: an explicit \`verify=True\` would override
a \`session.verify\` that names your own authority. \`cert_reqs\` becomes \`CERT_REQUIRED\`, since urllib3 before 1.25
verifies only if it is told to. Sessions and clients are followed to where they are made.

It is unsafe: a server with a self-signed, expired or wrong certificate, accepted until now, is refused. Where the
server has a certificate of your own authority, pass that: \`verify="/path/to/ca.pem"\`.

A variable that is nothing but false is reported with the line that sets it. Once no request of a file is unverified,
its \`urllib3.disable_warnings()\` is found too: it hides the warnings about other unverified requests of the program.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    let areAllVerified = true;
    for (const setting of verifySettings(module)) {
      const parameter = setting.kind === "argument" ? setting.parameter : "verify";
      const verdict = verdictOf(setting.value, parameter, module.names);
      if (verdict !== "on") areAllVerified = false;
      const variable = verdict === "unknown" ? switchedOffBy(module, setting.value, parameter) : undefined;
      if (verdict === "off" || variable !== undefined) yield match(module, setting, variable);
    }
    if (!areAllVerified || !makesRequests(module)) return;
    for (const call of warningDisablers(module)) yield match(module, { kind: "warnings", call }, undefined);
  },

  report({ found }) {
    const node = found.kind === "attribute" ? found.assignment : found.call;
    const messages = {
      argument: `${found.kind === "argument" ? found.argument.text : ""} switches verification off`,
      attribute: `${node.text} switches verification off`,
      warnings: "warnings about unverified requests are switched off, and this file makes none",
    };
    return { start: node.start, end: node.end, message: messages[found.kind] };
  },

  transform({ found, text, isBroken, source }, names): readonly Remedy[] {
    if (isBroken) return [{ kind: "none", because: "the code around it does not parse" }];
    if (source !== undefined) {
      return [
        { kind: "none", because: `its value is ${source.name}, set on line ${source.line}: change it there` },
      ];
    }
    if (found.kind === "warnings") {
      if (!isStatement(found.call)) return [{ kind: "none", because: "its result is used" }];
      const because = "it hides the warnings about unverified requests of other modules too";
      return [unsafe("Remove the call of disable_warnings", because, removal(text, found.call))];
    }
    const because =
      "a server with a certificate that is not valid for its name, accepted until now, is refused";
    if (found.kind === "attribute")
      return [unsafe("Remove the assignment", because, removal(text, found.assignment))];
    return [unsafe(`Verify: no ${found.argument.text}`, because, verifying(found, text, names))];
  },
});

function match(module: PythonModule, found: Match["found"], variable: SyntaxNode | undefined): Match {
  const node = found.kind === "attribute" ? found.assignment : found.call;
  const line = variable === undefined ? 0 : module.text.slice(0, variable.start).split("\n").length;
  const source = variable === undefined ? undefined : { name: variable.text, line };
  return { text: module.text, isBroken: module.isBroken(node), found, source };
}

interface Change {
  readonly edits: readonly Edit[];
  readonly guard: Span;
  readonly imports?: readonly ImportNeed[];
}

function removal(text: string, node: SyntaxNode): Change {
  const statement = statementOf(node);
  return { edits: removeStatement(text, statement), guard: { start: statement.start, end: statement.end } };
}

/** The argument goes; `cert_reqs` says the opposite. */
function verifying(
  { call, argument, value, parameter }: Extract<VerifySetting, { kind: "argument" }>,
  text: string,
  names: Names,
): Change {
  const guard = { start: call.start, end: call.end };
  const opposite = parameter === "cert_reqs" ? required(value, call, names) : undefined;
  if (opposite === undefined) return { edits: changeCall(text, call, { remove: [argument] }), guard };
  const edits = [{ start: value.start, end: value.end, text: opposite.text }];
  return opposite.need === undefined ? { edits, guard } : { edits, guard, imports: [opposite.need] };
}

function required(value: SyntaxNode, call: SyntaxNode, names: Names): Spelling | undefined {
  if (value.type === "integer") return { text: '"CERT_REQUIRED"' };
  if (literalString(value) !== undefined) return { text: value.text.replace("NONE", "REQUIRED") };
  return names.is(value, "ssl.CERT_NONE") ? names.spell("ssl", "CERT_REQUIRED", call, value) : undefined;
}

function unsafe(title: string, because: string, change: Change): Remedy {
  return {
    kind: "fix",
    title,
    applicability: "unsafe",
    because,
    imports: [],
    leaves: ["unverified-request"],
    ...change,
  };
}
