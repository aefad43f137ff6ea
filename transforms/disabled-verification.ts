import type { Related } from "../src/core/finding.ts";
import type { Remedy } from "../src/core/fix.ts";
import { defineRule, type Report } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import {
  serverPurpose,
  type UnverifiedClient,
  unverifiedClients,
  verifyingSettings,
} from "../src/tls/connections/unverified-clients.ts";
import { certReqsOf } from "../src/tls/connections/urllib3.ts";
import { verify } from "../src/tls/verification/verify.ts";
import { type Preserved, preservedForms } from "../src/tls/wrap-socket/preserved.ts";
import { byContext, verifyForms } from "../src/tls/wrap-socket/shared-context.ts";
import {
  helperCallReport,
  type UnverifiedHelperCall,
  unverifiedHelperCalls,
  verifyHelperCall,
} from "../src/tls/wrap-socket/unverified-helper.ts";

/** A context, one that `wrap-socket` wrote, or a call of the function that stands for `ssl.wrap_socket`. */
type Match =
  | {
      readonly kind: "context";
      readonly client: UnverifiedClient;
      readonly others?: readonly UnverifiedClient[];
    }
  | {
      readonly kind: "preserved";
      readonly form: Preserved;
      readonly remedy: Remedy;
      readonly client: UnverifiedClient | undefined;
    }
  | { readonly kind: "helper"; readonly helper: UnverifiedHelperCall };

function* detect(module: PythonModule): Generator<Match> {
  const clients = unverifiedClients(module);
  const rewritten = new Set<UnverifiedClient>();
  for (const forms of byContext(preservedForms(module))) {
    const [form] = forms;
    const remedy = verifyForms(module, forms);
    if (form === undefined || remedy === undefined) continue;
    const client = clients.find(({ life }) => life.creation === form.creation);
    if (client !== undefined) rewritten.add(client);
    yield { kind: "preserved", form, remedy, client };
  }
  for (const [client, ...others] of byPlace(clients.filter((client) => !rewritten.has(client)))) {
    // What nobody can mend here is said once; each fix is of one context.
    const isOne = others.length > 0 && [client, ...others].every((one) => verify(one).kind === "none");
    if (isOne) yield { kind: "context", client, others };
    else for (const one of [client, ...others]) yield { kind: "context", client: one };
  }
  for (const helper of unverifiedHelperCalls(module)) yield { kind: "helper", helper };
}

/** The contexts by where they are reported: one setting may be that of several. */
function byPlace(clients: readonly UnverifiedClient[]): [UnverifiedClient, ...UnverifiedClient[]][] {
  const found = new Map<string, [UnverifiedClient, ...UnverifiedClient[]]>();
  for (const client of clients) {
    const { start, end } = contextReport(client);
    const key = `${start} ${end}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [client]);
    else known.push(client);
  }
  return [...found.values()];
}

function report(match: Match): Report {
  if (match.kind === "context") {
    const one = contextReport(match.client);
    const made = (match.others ?? []).map(({ life }) => madeAt(life.creation));
    return made.length === 0 ? one : { ...one, related: [...(one.related ?? []), ...made] };
  }
  if (match.kind === "preserved")
    return match.client === undefined ? formReport(match.form) : contextReport(match.client);
  const { node, message } = helperCallReport(match.helper);
  return { start: node.start, end: node.end, message };
}

function remedyOf(match: Match): Remedy {
  if (match.kind === "preserved") return match.remedy;
  return match.kind === "context" ? verify(match.client) : verifyHelperCall(match.helper);
}

function formReport({ cause, creation, acceptsAnything }: Preserved): Report {
  const what = acceptsAnything
    ? "as a client it accepts any certificate"
    : "a certificate for any other host name is accepted";
  const message = `${cause.text.replace(/\s+/g, " ")}: ${what}`;
  return { start: cause.start, end: cause.end, message, related: [madeAt(creation)] };
}

/** Measured: such a client connects up to Python 3.9. */
const ACCEPTED = "any certificate is accepted, where Python 3.10 and later refuse to connect";

function contextReport(client: UnverifiedClient): Report {
  const { module, life, causes, chosen, acceptsAnything } = client;
  const decisive = acceptsAnything ? "verify_mode" : "check_hostname";
  const first = causes.find(({ name }) => name === decisive) ?? causes[0] ?? chosen;
  const what = acceptsAnything
    ? "any certificate is accepted"
    : "a certificate for any other host name is accepted";
  if (first === undefined) {
    const { start, end } = life.creation;
    const spelt = (life.creation.field("function") ?? life.creation).text;
    const told = certReqsOf(life);
    if (told !== undefined) return { start, end, message: `${short(life.creation)}: ${what}` };
    const purpose = acceptsAnything ? serverPurpose(module, life) : undefined;
    if (purpose !== undefined)
      return {
        start,
        end,
        message: `${spelt}(${purpose}) is for servers and verifies nothing by itself: ${ACCEPTED}`,
      };
    const lacks = acceptsAnything ? "does not verify" : "does not check host names";
    const made = verifyingSettings(client).length > 0 ? "not every path makes it" : "nothing makes it";
    return { start, end, message: `${spelt}() ${lacks} by itself, and ${made}: ${what}` };
  }
  const { start, end, text } = first.node;
  const spelt = text.replace(/\s+/g, " ");
  const message = first === chosen ? `${spelt} may switch verification off: ${what}` : `${spelt}: ${what}`;
  return { start, end, message, related: [madeAt(life.creation)] };
}

function madeAt({ start, end }: SyntaxNode): Related {
  return { start, end, message: "the context is made here", isStep: true };
}

function short({ text }: SyntaxNode): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}

const DOCS = `
A client that does not verify the certificate, or not for which host it is, talks to whoever answers. This rule
finds the contexts of clients on which \`check_hostname\` or \`verify_mode\` is switched off, and those made by
\`ssl.SSLContext()\` on which they were never switched on.

The fix verifies: it takes out the settings, makes the context with \`ssl.create_default_context()\` (or for clients,
where the code loads authorities of its own), and gives \`wrap_socket\` the \`server_hostname\` without which such a
context refuses to go. It is unsafe, since a server that was accepted until now may be refused. It is shown, and
not written, where no host is proven or where code out of view makes the connection. Where the program itself
chooses not to verify, by an option of its own or in a function that is named for it, there is no fix, nor where a
comment beside it says that the certificate is self-signed, nor where it takes
the certificate itself from the connection (\`getpeercert(True)\`), which it may check in a way of its own. A context that
goes to an adapter of requests is not found: requests sets what it verifies, by \`verify\`.

urllib3 verifies by the context that a pool is given, one of \`create_urllib3_context\` too, unless the pool has
\`cert_reqs\` of its own or a fingerprint to compare; and where the certificate is verified it compares the host name
itself, so that \`check_hostname = False\` alone is no finding there (measured with urllib3 1.26 and 2.8). The fix
gives a context of \`create_urllib3_context\`, which trusts nobody by itself, the system's authorities.

The private function that \`wrap-socket\` writes verifies where it is given \`server_hostname\`; a call by a client
without it is found too, and given it.
`;

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "disabled-verification",
    aliases: ["S4830", "S5527"],
    summary: "A client context that does not verify certificates or host names.",
    weakness: { severity: 7.4, cwe: [295, 297] },
    mentions: [
      ["SSLContext"],
      ["create_default_context", "check_hostname"],
      ["create_default_context", "verify_mode"],
      ["create_urllib3_context", "cert_reqs"],
      ["create_urllib3_context", "CERT_NONE"],
      ["create_urllib3_context", "check_hostname"],
      ["create_urllib3_context", "verify_mode"],
    ],
    docs: DOCS.trim(),
  },
  detect,
  report,
  transform: (match) => [remedyOf(match)],
});
