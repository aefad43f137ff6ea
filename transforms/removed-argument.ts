import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule, type Report } from "../src/core/rule.ts";
import { setInClass } from "../src/python/class-body.ts";
import { changeCall, keyword } from "../src/python/edits.ts";
import { type Layout, layoutOf } from "../src/python/layout.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { certificateRemedies } from "../src/tls/certificates/fix.ts";
import { type CertificateMatch, certificateMatch } from "../src/tls/certificates/match.ts";
import { clientCalls } from "../src/tls/clients/client-calls.ts";
import { CERTIFICATE_CLASSES } from "../src/tls/clients/clients.ts";
import { type LostAttributes, lostAttributes } from "../src/tls/clients/lost-attributes.ts";
import { namesOfRemoved, removedArguments } from "../src/tls/clients/removed-arguments.ts";
import { SslSpeller } from "../src/tls/clients/ssl-speller.ts";
import { type UrlopenCall, urlopenCalls, urlopenContext } from "../src/tls/clients/urlopen-arguments.ts";

interface AuthoritiesMatch {
  readonly urlopen: UrlopenCall;
  readonly text: string;
  readonly isBroken: boolean;
}

interface AttributesMatch {
  readonly lost: LostAttributes;
  readonly text: string;
  readonly layout: Layout;
  readonly isBroken: boolean;
}

type Match = CertificateMatch | AuthoritiesMatch | AttributesMatch;

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "removed-argument",
    aliases: [],
    summary: "Arguments for certificates and authorities that Python 3.12 and 3.13 removed.",
    weakness: { severity: 3.7, cwe: [477] },
    mentions: [
      ["HTTPSConnection"],
      ["smtplib", "SMTP_SSL"],
      ["smtplib", "starttls"],
      ["imaplib", "IMAP4_SSL"],
      ["poplib", "POP3_SSL"],
      ["ftplib", "FTP_TLS"],
      ["urlopen", "cafile"],
      ["urlopen", "capath"],
      ["urlopen", "cadefault"],
    ],
    docs: `Python 3.12 removed \`key_file\`, \`cert_file\` and \`check_hostname\` of \`HTTPSConnection\`, and \`keyfile\` and
\`certfile\` of \`SMTP_SSL\`, \`SMTP.starttls\`, \`IMAP4_SSL\`, \`POP3_SSL\` and \`FTP_TLS\`. Python 3.13 removed \`cafile\`,
\`capath\` and \`cadefault\` of \`urlopen\`. A call with one of them raises \`TypeError\` there. So does a call with a
positional argument after them: these became keyword-only, so \`HTTPSConnection(host, port, None, None, 10)\` is found
too.

The fix moves them to a context, made right before the statement: the old parameters took the key first,
\`load_cert_chain\` takes the certificate first, so both are written by name; a certificate that may be \`None\` is
guarded by an \`if\`. It is safe: the program cannot run without it on a new Python, and verification stays what it was.

- \`HTTPSConnection\` verifies. Its context also gets what its constructor did: ALPN with \`http/1.1\`, and
  \`post_handshake_auth\`, without which a TLS 1.3 server cannot ask for the certificate after the handshake.
  A subclass with a \`connect()\` of its own keeps the values as attributes instead, since Python 3.12 no longer sets
  \`self.key_file\` and \`self.cert_file\`.
  A class that only reads them is given them as class attributes, \`None\`: since 3.12 no caller can give it a
  certificate that way, and before, the constructor still sets what it is given.
- The mail and FTP clients verify nothing unless they are given a context that does. The safe fix keeps that, and says
  so on the line; the unsafe fix makes a context that verifies.
- \`urlopen\` made a context of its arguments only where one of them was true; so does the fix, which is an expression
  and needs no statement. It sends no ALPN.

Where no statement can stand (a lambda, a comprehension, behind a condition), a private function of the file makes the
context; it is written once. There is no fix with \`*args\`, and for Python 2.7's mail clients, which take no context.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    const calls = [...clientCalls(module, CERTIFICATE_CLASSES)].flatMap((client) => {
      const removed = removedArguments(client);
      return removed === undefined ? [] : [{ client, removed }];
    });
    const [first] = calls.map(({ client }) => client.call).sort((a, b) => a.start - b.start);
    const matches = calls.map(({ client, removed }) =>
      certificateMatch(module, client, removed, first ?? client.call),
    );
    yield* matches;
    const isKept = (subclass: SyntaxNode, name: string) =>
      matches.some(
        ({ client, stored }) => client.construction?.subclass === subclass && stored.includes(name),
      );
    for (const lost of lostAttributes(module, isKept)) {
      const layout = layoutOf(module.root, module.text);
      yield { lost, text: module.text, layout, isBroken: lost.reads.some((read) => module.isBroken(read)) };
    }
    for (const urlopen of urlopenCalls(module)) {
      yield { urlopen, text: module.text, isBroken: module.isBroken(urlopen.bound.call) };
    }
  },

  report(match) {
    if ("lost" in match) return reportOfLost(match.lost);
    const isUrlopen = "urlopen" in match;
    const { call, callee } = isUrlopen ? match.urlopen.bound : match.client.bound;
    const names = isUrlopen ? namesOfRemoved(match.urlopen) : namesOfRemoved(match.client);
    const version = isUrlopen ? "3.13" : "3.12";
    const message = `${callee.text}() is given ${names.join(" and ")}, which Python ${version} removed`;
    return { start: call.start, end: call.end, message };
  },

  transform(match, names) {
    if ("lost" in match) return [defaulted(match)];
    return "urlopen" in match ? [authorities(match, names)] : certificateRemedies(match, names);
  },
});

/** At the name of the class: what rewrites a read of it elsewhere in the same pass leaves that alone. */
function reportOfLost({ reads, subclass }: LostAttributes): Report {
  const name = subclass.field("name") ?? subclass;
  const texts = [...new Set(reads.map(({ text }) => text))];
  const message = `${name.text} reads ${texts.join(" and ")}, which HTTPSConnection no longer sets since Python 3.12`;
  const related = reads.map(({ start, end }) => ({ start, end, message: "it is read here" }));
  return { start: name.start, end: name.end, message, related };
}

/** On Python 3.12 nobody can give a certificate that way; before, the constructor still sets what it is given. */
function defaulted({ lost, text, layout, isBroken }: AttributesMatch): Remedy {
  if (isBroken) return { kind: "none", because: "the code around it does not parse" };
  const names = [...new Set(lost.reads.map((read) => read.field("attribute")?.text ?? ""))].sort();
  const edits = setInClass(text, lost.subclass, `${names.join(" = ")} = None`, layout);
  if (edits === undefined) return { kind: "none", because: "no statement can be put into the class" };
  const title = `Give the class ${names.join(" and ")}`;
  return { kind: "fix", title, applicability: "safe", edits, imports: [] };
}

/** `urlopen` with a context that trusts these authorities. */
function authorities({ urlopen, text, isBroken }: AuthoritiesMatch, names: Names): Remedy {
  if (isBroken) return { kind: "none", because: "the code around it does not parse" };
  const { bound, removed } = urlopen;
  const { call, byParameter } = bound;
  const speller = new SslSpeller(names, call);
  const made = urlopenContext(urlopen, names, speller);
  if ("because" in made) return { kind: "none", because: made.because };
  const old = byParameter.get("context")?.node;
  const argument = made.context === undefined ? undefined : keyword(text, call, "context", made.context);
  const edits = changeCall(text, call, {
    remove: removed.map(({ node }) => node),
    replace: old !== undefined && argument !== undefined ? [{ argument: old, text: argument }] : [],
    add: old === undefined && argument !== undefined ? [argument] : [],
  });
  const splat = bound.keywordSplats[0]?.text;
  return {
    kind: "fix",
    title:
      argument === undefined ? "Remove arguments that have no effect" : "Pass the authorities in a context",
    ...level(splat === undefined ? undefined : `the call fails where ${splat} holds a context too`),
    edits,
    imports: speller.needs,
    guard: { start: call.start, end: call.end },
  };
}

function level(because: string | undefined): Pick<Fix, "applicability" | "because"> {
  return because === undefined ? { applicability: "safe" } : { applicability: "unsafe", because };
}
