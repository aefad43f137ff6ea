import type { Edit } from "../src/core/edit.ts";
import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule, type Report } from "../src/core/rule.ts";
import { statementAt } from "../src/python/layout.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { removeStatement } from "../src/python/removal.ts";
import { expectedByTest, perhapsExpectedByTest } from "../src/tls/limits/expected-by-tests.ts";
import { versionNames } from "../src/tls/limits/floor.ts";
import { madeWith, ONE_OF_MANY, unlessMeant } from "../src/tls/limits/given-protocols.ts";
import { comparisonOf } from "../src/tls/limits/given-values.ts";
import { type LegacyUse, legacyUses } from "../src/tls/limits/legacy-uses.ts";
import { Limits } from "../src/tls/limits/limits.ts";
import { connected, openConnections } from "../src/tls/limits/old-connections.ts";
import { whyMeant } from "../src/tls/limits/old-peers.ts";
import { unpin } from "../src/tls/limits/unpin.ts";
import { OBSOLETE, type Version, versionSet } from "../src/tls/model/versions.ts";

interface Match {
  readonly module: PythonModule;
  readonly use: LegacyUse;
}

function named(version: Version | "MINIMUM_SUPPORTED"): string {
  return version === "MINIMUM_SUPPORTED"
    ? "whatever the library still speaks"
    : versionNames(versionSet(version));
}

function report({ use }: Match): Report {
  const { start, end } = use.node;
  switch (use.kind) {
    case "context": {
      const spelt = `${use.node.field("function")?.text}(${use.argument.text})`;
      const message =
        use.version === "TLSv1_2"
          ? `${spelt} speaks TLS 1.2 and nothing newer, by a deprecated constant`
          : `${spelt} speaks ${named(use.version)} and nothing newer`;
      return { start, end, message, related: connected([use.life]) };
    }
    case "protocol":
      return {
        start,
        end,
        message: `${use.node.text} is ${named(use.version)} and nothing newer`,
        related: [...madeWith(use), ...connected(use.made)],
      };
    case "limit":
      return {
        start,
        end,
        message: limitMessage(use),
        related: connected(use.limited),
      };
    case "cleared":
      return {
        start,
        end,
        message: `${use.flags.map((flag) => flag.text).join(", ")} cleared: old versions are spoken`,
        related: connected(use.opened, openConnections),
      };
  }
}

function limitMessage({ node, version }: Extract<LegacyUse, { kind: "limit" }>): string {
  const target = node.parent?.type === "assignment" ? node.parent.field("left") : undefined;
  return target?.field("attribute")?.text === "maximum_version"
    ? `${node.text} keeps TLS down to ${named(version)}`
    : `${node.text} lets TLS go down to ${named(version)}`;
}

function transform(match: Match): readonly Remedy[] {
  const because = perhapsExpectedByTest(match.module, match.use);
  if (because === undefined) return remediesOf(match);
  return remediesOf(match).map((remedy) =>
    remedy.kind === "fix" && remedy.applicability === "safe"
      ? { ...remedy, applicability: "unsafe", because }
      : remedy,
  );
}

function remediesOf({ module, use }: Match): readonly Remedy[] {
  if (module.isBroken(use.node)) return [{ kind: "none", because: "a syntax error stands beside it" }];
  const expected =
    expectedByTest(module, use) ?? comparisonOf(module, use.kind === "context" ? use.argument : use.node);
  if (expected !== undefined) return [{ kind: "none", because: expected }];
  if ((use.kind === "protocol" || use.kind === "limit") && use.isOneOfMany === true)
    return [{ kind: "none", because: ONE_OF_MANY }];
  switch (use.kind) {
    case "context":
      return unpin({ module, ...use });
    case "protocol": {
      const limits = new Limits(module, use.node, use.node);
      // A context that was pinned through a name negotiates now, and may want a minimum.
      const leaves = ["context-without-minimum-version"];
      const fix = { ...replaced(use, limits.negotiating, limits), leaves };
      return [unlessMeant(use, fix)];
    }
    case "limit": {
      const versions = use.node.field("object");
      const limits = new Limits(module, use.node, versions);
      // `TLS.TLSv1` of an enumeration that was imported under that name becomes `TLS.TLSv1_2`.
      const isNamed = versions?.type === "identifier";
      const text = isNamed ? `${versions.text}.TLSv1_2` : limits.version("TLSv1_2");
      return [unlessMeant(use, replaced(use, text, limits))];
    }
    case "cleared":
      return [meant(use, cleared(module, use))];
  }
}

/** A statement that clears flags does nothing else: what is said there says that it is meant. */
function meant({ node }: LegacyUse, remedy: Remedy): Remedy {
  if (remedy.kind === "none") return remedy;
  const because = whyMeant(node);
  return because === undefined ? remedy : { ...remedy, applicability: "unsafe", because };
}

function replaced({ node }: LegacyUse, text: string, { imports }: Limits): Fix {
  const { start, end } = wholeOf(node, text);
  const title = `Write ${text} instead`;
  return {
    kind: "fix",
    title,
    applicability: "safe",
    edits: [{ start, end, text }],
    imports,
    guard: { start, end },
  };
}

/** The choice that an expression is a side of, where the other side is what is written for it: nothing is left to choose. */
function wholeOf(node: SyntaxNode, text: string): SyntaxNode {
  const choice = node.parent;
  if (choice?.type !== "conditional_expression" || choice.named[1] === node) return node;
  const other = choice.named[0] === node ? choice.named[2] : choice.named[0];
  return other?.text === text ? choice : node;
}

function cleared(module: PythonModule, { node, flags }: Extract<LegacyUse, { kind: "cleared" }>): Remedy {
  const isOld = (name: string) =>
    OLD_FLAGS.some((flag) => name === `ssl.${flag}` || name === `ssl.Options.${flag}`);
  if (!flags.every((flag) => isOld(module.names.qualified(flag) ?? "")))
    return { kind: "none", because: "the same statement clears flags that are no protocol versions" };
  const statement = statementAt(node);
  const edits: readonly Edit[] = removeStatement(module.text, statement);
  const { start, end } = statement;
  return {
    kind: "fix",
    title: "Leave the old versions off",
    applicability: "safe",
    edits,
    imports: [],
    guard: { start, end },
  };
}

const OLD_FLAGS = (["SSLv2", "SSLv3", "TLSv1", "TLSv1_1"] as const)
  .filter((version) => (OBSOLETE & versionSet(version)) !== 0)
  .map((version) => `OP_NO_${version}`);

const DOCS = `
SSL 2, SSL 3, TLS 1.0 and TLS 1.1 are broken or withdrawn (RFC 8996). This rule finds where code asks for one of
them: a protocol constant that pins a context to it, wherever it is given to something, from a table or a list that is gone
through too; a limit below TLS 1.2;
\`options &= ~ssl.OP_NO_TLSv1\`, unless the context wants a minimum anyhow, with which that does no harm. It also finds \`SSLContext(ssl.PROTOCOL_TLSv1_2)\`, which can never speak TLS 1.3.

A pinned context negotiates after the fix: it is made with the constant for the role that its uses show
(\`PROTOCOL_TLS\`, which serves both but warns since Python 3.10 as the old constants do, where they show none), and
\`minimum_version\` takes the place of the pin. Verification stays what it was. \`PROTOCOL_TLSv1_2\` keeps to TLS
1.2 in the safe fix; the unsafe one lets TLS 1.3 in, with which a refused client certificate is noticed later.

What a test only compares with is no finding, and a constant that a test of the same function expects to come out
again, or that must raise there, has no fix: both would have to change; nor has one with which a test expects a connection
to fail. Where a test expects so of a call of the function that connects, the fix is unsafe.

Where the version is meant the fix is unsafe: a function, class or variable is named for it (\`tlsv1_1_supported\`,
\`OLD_PROTOCOL\`), a table, a condition or a string of the same function calls it by its name or \`legacy\`, the call is given another protocol
too (\`combine(ssl.PROTOCOL_SSLv3, ssl.PROTOCOL_TLSv1)\`), the ciphers have \`@SECLEVEL=0\`, or the comment of the
statement speaks of what is old.

A constant that is given to code out of view becomes \`PROTOCOL_TLS\`: that code decides what the oldest version is.
`;

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "legacy-protocol",
    aliases: ["py/insecure-protocol", "B502", "B503", "S502", "S503"],
    summary: "An old protocol version is asked for.",
    weakness: { severity: 7.5, cwe: [326, 327] },
    mentions: [
      ["PROTOCOL_SSLv2"],
      ["PROTOCOL_SSLv3"],
      ["PROTOCOL_TLSv1"],
      ["PROTOCOL_TLSv1_1"],
      ["PROTOCOL_TLSv1_2"],
      ["TLSVersion"],
      ["_SSLMethod"],
      ["SSLContext"],
      ["minimum_version"],
      ["maximum_version"],
      ["OP_NO_SSLv2"],
      ["OP_NO_SSLv3"],
      ["OP_NO_TLSv1"],
      ["OP_NO_TLSv1_1"],
    ],
    docs: DOCS.trim(),
  },
  *detect(module) {
    for (const use of legacyUses(module)) yield { module, use };
  },
  report,
  transform,
});
