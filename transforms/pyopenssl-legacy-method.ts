import type { Remedy } from "../src/core/fix.ts";
import { defineRule, type Report } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { versionNames } from "../src/tls/limits/floor.ts";
import { madeWith, ONE_OF_MANY, unlessMeant } from "../src/tls/limits/given-protocols.ts";
import { argumentCall, comparisonOf, expectationOf } from "../src/tls/limits/given-values.ts";
import { type LegacyLimit, type LegacyMethod, legacyMethods } from "../src/tls/limits/legacy-methods.ts";
import { connected } from "../src/tls/limits/old-connections.ts";
import { negotiatingMethod, pyOpenSslUnpin, raisedLimit } from "../src/tls/limits/pyopenssl.ts";
import { versionSet } from "../src/tls/model/versions.ts";

interface Match {
  readonly module: PythonModule;
  readonly use: LegacyMethod;
}

const DOCS = `
pyOpenSSL's \`SSLv3_METHOD\`, \`TLSv1_METHOD\`, \`TLSv1_1_METHOD\` and \`TLSv1_2_METHOD\` speak one version and nothing
newer. The fix lets the context negotiate with \`TLS_METHOD\`, and sets TLS 1.2 as the minimum. Both need pyOpenSSL
21.0: where nothing in the file shows such a version, the fix is unsafe.

A method that is given to something else, as a default, an attribute or a keyword, is found as well, and becomes
\`TLS_METHOD\`: the code that it goes to decides what the oldest version is. A limit below TLS 1.2, for
\`set_min_proto_version\` or \`set_max_proto_version\`, becomes \`TLS1_2_VERSION\`.
`;

function report({ use }: Match): Report {
  const only = `${versionNames(versionSet(use.version))} and nothing newer`;
  if (use.kind === "context") {
    const { start, end } = use.life.creation;
    const spelt = `${use.life.creation.field("function")?.text}(${use.argument.text})`;
    return { start, end, message: `${spelt} speaks ${only}` };
  }
  const { start, end } = use.node;
  if (use.kind === "limit")
    return { start, end, message: limitMessage(use), related: connected(use.limited) };
  return { start, end, message: `${use.node.text} is ${only}`, related: madeWith(use) };
}

function limitMessage({ node, version }: LegacyLimit): string {
  const method = argumentCall(node)?.field("function")?.field("attribute")?.text;
  const does = method === "set_max_proto_version" ? "keeps TLS" : "lets TLS go";
  return `${node.text} ${does} down to ${versionNames(versionSet(version))}`;
}

function transform({ module, use }: Match): readonly Remedy[] {
  if (use.kind === "context") return [pyOpenSslUnpin(module, use)];
  if (module.isBroken(use.node)) return [{ kind: "none", because: "a syntax error stands beside it" }];
  const expected = expectationOf(module, use.node) ?? comparisonOf(module, use.node);
  if (expected !== undefined) return [{ kind: "none", because: expected }];
  if (use.kind === "method" && use.isOneOfMany === true) return [{ kind: "none", because: ONE_OF_MANY }];
  const fix = use.kind === "limit" ? raisedLimit(module, use) : negotiatingMethod(module, use);
  return [unlessMeant(use, fix)];
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "pyopenssl-legacy-method",
    aliases: ["py/insecure-protocol", "B502", "B503", "S502", "S503"],
    summary:
      "A pyOpenSSL method that speaks one protocol version and nothing newer, or a limit below TLS 1.2.",
    weakness: { severity: 7.5, cwe: [326, 327] },
    mentions: [
      ["OpenSSL", "SSLv2_METHOD"],
      ["OpenSSL", "SSLv3_METHOD"],
      ["OpenSSL", "TLSv1_METHOD"],
      ["OpenSSL", "TLSv1_1_METHOD"],
      ["OpenSSL", "TLSv1_2_METHOD"],
      ["OpenSSL", "SSL3_VERSION"],
      ["OpenSSL", "TLS1_VERSION"],
      ["OpenSSL", "TLS1_1_VERSION"],
    ],
    docs: DOCS.trim(),
  },
  *detect(module) {
    for (const use of legacyMethods(module)) yield { module, use };
  },
  report,
  transform,
});
