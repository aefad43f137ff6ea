import type { Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import { changeCall, keyword } from "../src/python/edits.ts";
import { isNone } from "../src/python/expressions.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { type ClientCall, clientCalls } from "../src/tls/clients/client-calls.ts";
import { UNVERIFIED_CLASSES } from "../src/tls/clients/clients.ts";
import { handsOnOptions } from "../src/tls/clients/constructions.ts";
import { type HostTrap, hostTrap } from "../src/tls/clients/host-traps.ts";
import { mayHold } from "../src/tls/clients/options.ts";
import { removedArguments } from "../src/tls/clients/removed-arguments.ts";
import { reachOf } from "../src/tls/reach/reach.ts";

interface Match {
  readonly text: string;
  readonly client: ClientCall;
  readonly trap: HostTrap | undefined;
  readonly isBroken: boolean;
  readonly isPythonTwo: boolean;
  /** `FTP_TLS` in a file that never asks for encrypted data connections. */
  readonly hasClearData: boolean;
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "client-without-context",
    aliases: [],
    summary: "A mail, news or FTP client that is given no context, and therefore verifies nothing.",
    weakness: { severity: 7.4, cwe: [295, 297] },
    mentions: [
      ["smtplib", "SMTP_SSL"],
      ["smtplib", "starttls"],
      ["imaplib", "IMAP4_SSL"],
      ["imaplib", "starttls"],
      ["poplib", "POP3_SSL"],
      ["poplib", "stls"],
      ["ftplib", "FTP_TLS"],
      ["nntplib", "NNTP_SSL"],
      ["nntplib", "starttls"],
    ],
    docs: `\`SMTP_SSL\`, \`SMTP.starttls\`, \`IMAP4_SSL\`, \`IMAP4.starttls\`, \`POP3_SSL\`, \`POP3.stls\`, \`FTP_TLS\`,
\`NNTP_SSL\` and \`NNTP.starttls\` encrypt, but accept every certificate, in every version of Python to this day,
unless they are given a context that verifies. Whoever sits in between reads the password.

The fix adds \`context=ssl.create_default_context()\` (\`ssl_context=\` for \`imaplib\` and \`NNTP_SSL\`), always by
keyword. It is unsafe: a server with a self-signed, expired or wrong certificate, accepted until now, is refused.

A connection is followed to where it is made (a variable, \`with\`, an attribute of \`self\`, a subclass, a parameter
with an annotation), since other libraries have a \`starttls()\` too. There is no fix

- for \`SMTP()\` without a host and a later \`connect()\`: the context would have no name to check the certificate
  against, and raise; give the host to \`SMTP()\`;
- for \`SMTP("host:587")\`: the certificate would be checked against \`host:587\`; give the port on its own;
- where the class is chosen at run time and another choice takes no context, and with \`*args\`;
- for Python 2.7, whose mail clients take no context.

\`FTP_TLS\` encrypts its data connections only after \`prot_p()\`: the finding says so where the file never calls it.
A call with \`keyfile\` or \`certfile\` is a finding of \`removed-argument\`.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    for (const client of clientCalls(module, UNVERIFIED_CLASSES)) {
      if (!lacksContext(client) || mayHold(module, client.bound, client.client.context)) continue;
      if (reachOf(module, client.call).isDead) continue;
      yield {
        text: module.text,
        client,
        trap: hostTrap(module, client),
        isBroken: module.isBroken(client.call),
        isPythonTwo: module.target.major < 3,
        hasClearData: client.client.name === "ftplib.FTP_TLS" && !module.text.includes("prot_p"),
      };
    }
  },

  report({ client: { call, bound }, hasClearData }) {
    const clear = hasClearData ? ", and its data connections are not encrypted without prot_p()" : "";
    const message = `${bound.callee.text}() verifies no certificate unless it is given a context${clear}`;
    return { start: call.start, end: call.end, message };
  },

  transform(match, names): readonly Remedy[] {
    const because = obstacle(match);
    return because === undefined ? [addContext(match, names)] : [{ kind: "none", because }];
  },
});

function lacksContext(client: ClientCall): boolean {
  const { construction, bound, client: known } = client;
  const context = bound.byParameter.get(known.context)?.value;
  if (context !== undefined && !isNone(context)) return false;
  if (removedArguments(client) !== undefined) return false;
  return construction === undefined || !handsOnOptions(construction);
}

function obstacle({ client, isBroken, isPythonTwo, trap }: Match): string | undefined {
  if (isBroken) return "the code around it does not parse";
  if (client.construction !== undefined && client.construction.certainty !== "sure") {
    return "the class may be another one here, which takes no context";
  }
  if (client.bound.splat !== undefined)
    return `${client.bound.splat.text} may hold a context or a certificate`;
  const { name, isIn27 } = client.client;
  if (isPythonTwo && !isIn27) return `${name} takes no context in Python 2.7`;
  return trap?.isCertain === true ? trap.because : undefined;
}

function addContext({ text, client, trap }: Match, names: Names): Remedy {
  const { call, bound, client: known } = client;
  const [module] = known.name.split(".");
  const spelling = names.spell("ssl", "create_default_context", call);
  const argument = keyword(text, call, known.context, `${spelling.text}()`);
  const old = bound.byParameter.get(known.context)?.node;
  const splat = bound.keywordSplats[0];
  const doubts = [
    `${module} verified nothing until now: a server with a certificate that is not valid for its name is refused`,
    trap?.because,
    splat === undefined ? undefined : `the call fails where ${splat.text} holds ${known.context} too`,
  ];
  return {
    kind: "fix",
    title: `Add ${known.context}=${spelling.text}()`,
    applicability: "unsafe",
    because: doubts.filter((doubt) => doubt !== undefined).join("; "),
    edits: changeCall(
      text,
      call,
      old === undefined ? { add: [argument] } : { replace: [{ argument: old, text: argument }] },
    ),
    imports: spelling.need === undefined ? [] : [spelling.need],
    guard: { start: call.start, end: call.end },
  };
}
