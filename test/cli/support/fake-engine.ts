import { isMainThread } from "node:worker_threads";
import type { Analyzer, Engine } from "../../../src/core/analyzer.ts";
import type { Edit, Span } from "../../../src/core/edit.ts";
import type { Finding } from "../../../src/core/finding.ts";
import type { Applicability, Fix, Remedy } from "../../../src/core/fix.ts";
import type { RuleMeta } from "../../../src/core/rule.ts";
import type { Checked } from "../../../src/core/verify.ts";

/** Rules by regular expression: enough for the command line to have something to do, in a tenth of a second. */
interface FakeRule extends RuleMeta {
  readonly pattern: RegExp;
  remedies(match: RegExpMatchArray, facts: { readonly patches: boolean }): readonly Remedy[];
}

const RULES: readonly FakeRule[] = [
  {
    id: "wrap-socket",
    aliases: ["CSP-D411", "B504"],
    summary: "Any use of ssl.wrap_socket.",
    mentions: [["ssl", "wrap_socket"]],
    docs: "It went with Python 3.12.",
    pattern: /ssl\.wrap_socket\((.*?)\)/g,
    remedies: (match) => [
      replace(match, `preserving(${match[1]})`, "Keep what was verified", "safe"),
      replace(match, `verifying(${match[1]})`, "Verify the peer", "unsafe", "it may refuse a peer"),
    ],
  },
  {
    id: "https-connection-without-context",
    aliases: ["CSP-D407", "B309"],
    summary: "HTTPSConnection without a context.",
    mentions: [["HTTPSConnection"]],
    docs: "Give it a context.",
    pattern: /HTTPSConnection\((\w+)\)/g,
    remedies: (match, { patches }) => [
      {
        ...replace(
          match,
          `HTTPSConnection(${match[1]}, context=c)`,
          "Give it a context",
          patches ? "unsafe" : "safe",
        ),
        imports: [{ module: "ssl", name: "ssl" }],
      },
    ],
  },
  {
    id: "disabled-verification",
    aliases: ["S4830"],
    summary: "A context that does not verify.",
    mentions: [["CERT_NONE"]],
    docs: "Verify.",
    pattern: /CERT_NONE/g,
    remedies: (match) => [replace(match, "CERT_REQUIRED", "Verify", "unsafe", "it may refuse a peer")],
  },
  {
    id: "removed-function",
    aliases: [],
    summary: "A function that is gone.",
    mentions: [["RAND_egd"]],
    docs: "Nothing replaces it.",
    pattern: /RAND_egd/g,
    remedies: () => [{ kind: "none", because: "nothing replaces it" }],
  },
  {
    id: "unnamed-host",
    aliases: [],
    summary: "A connection whose host is not known.",
    mentions: [["connect_somewhere"]],
    docs: "Say which.",
    pattern: /connect_somewhere\(\)/g,
    remedies: (match) => [
      {
        ...replace(match, 'connect("HOST")', "Name the host", "display", "the host is not in the file"),
        ask: { placeholder: "HOST", text: "Which host?" },
      },
    ],
  },
  {
    id: "two-parts",
    aliases: [],
    summary: "Two options that have nothing to do with each other.",
    mentions: [["OLD_A"]],
    docs: "",
    pattern: /set\((?=\w*OLD)(\w+), (\w+)\)/g,
    remedies: (match) => {
      const [, first = "", second = ""] = match;
      const start = (match.index ?? 0) + "set(".length;
      const edits = [
        { start, end: start + first.length, text: "new_a" },
        { start: start + first.length + 2, end: start + first.length + 2 + second.length, text: "new_b" },
      ];
      const fix = replace(match, "", "Set both", "safe");
      return [{ ...fix, edits, parts: edits.map((edit) => [edit]) }];
    },
  },
  {
    id: "crashing",
    aliases: [],
    summary: "Fails.",
    mentions: [["CRASH_HERE"]],
    docs: "",
    pattern: /CRASH_HERE/g,
    remedies: () => {
      throw new TypeError("the rule is broken");
    },
  },
  {
    id: "slow",
    aliases: [],
    summary: "Takes its time.",
    mentions: [["SLOW_CALL"]],
    docs: "",
    pattern: /SLOW_CALL/g,
    remedies: (match) => {
      wait(SLOW_MS);
      return [replace(match, "FAST_CALL", "Be quick", "safe")];
    },
  },
  {
    id: "deadly",
    aliases: [],
    summary: "Ends any thread but the first, as a lack of memory would.",
    mentions: [["END_THREAD"]],
    docs: "",
    pattern: /END_THREAD/g,
    remedies: () => {
      if (!isMainThread) process.exit(9);
      throw new TypeError("the thread ended with 9");
    },
  },
];

/** How long a slow rule takes with each match. */
const SLOW_MS = 8;

function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function replace(
  match: RegExpMatchArray,
  text: string,
  title: string,
  applicability: Applicability,
  because?: string,
): Fix {
  const start = match.index ?? 0;
  const edits: readonly Edit[] = [{ start, end: start + match[0].length, text }];
  return {
    kind: "fix",
    title,
    applicability,
    edits,
    imports: [],
    ...(because === undefined ? {} : { because }),
  };
}

function errorsOf(text: string): readonly Span[] {
  const start = text.indexOf("def (");
  return start < 0 ? [] : [{ start, end: start + 5 }];
}

export const engine: Engine = {
  rules: RULES,
  acceptAnyCertificate: new Set(["disabled-verification"]),
  projectMentions: [["_create_default_https_context"]],
  load: async () => ANALYZER,
};

const ANALYZER: Analyzer = {
  inCells: () => ANALYZER,
  readProject: () => ({
    see: () => undefined,
    isWanted: () => false,
    read: () => undefined,
    factsFor: () => undefined,
  }),
  suppressionEdit: (text, { rule, start }, reason) => {
    const end = text.indexOf("\n", start);
    return end < 0 ? undefined : { start: end, end, text: `  # tlsfix: ignore[${rule}] ${reason}` };
  },
  expressionProblem: (answer) => (/^[\w.]+$/.test(answer) ? undefined : "This is no Python expression."),
  replacesWrapSocket: (text) => /^ssl\.wrap_socket *=/m.test(text),
  replacesConnection: () => false,
  patchesDefaultContext: (text) => /^ssl\._create_default_https_context *=/m.test(text),
  checkFor:
    (facts, enabled) =>
    (text): Checked => {
      const findings: Finding[] = RULES.filter(({ id }) => enabled.has(id)).flatMap((rule) =>
        [...text.matchAll(rule.pattern)]
          .filter(({ index }) => !/^[^\n]*# tlsfix: ignore/.test(text.slice(index)))
          .map((match) => ({
            rule: rule.id,
            start: match.index,
            end: match.index + match[0].length,
            message: `${match[0]} is not to be used`,
            remedies: rule.remedies(match, { patches: facts.patchesDefaultContext }),
            related: [],
          })),
      );
      findings.sort((a, b) => a.start - b.start);
      return {
        findings,
        errors: errorsOf(text),
        importEdits: (needs) =>
          needs.length > 0 && !text.includes("import ssl")
            ? [{ start: 0, end: 0, text: "import ssl\n" }]
            : [],
      };
    },
};
