import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { shownUse } from "../src/tls/connections/shown-use.ts";
import {
  pyOpenSslVerify,
  type UnverifiedPyOpenSsl,
  unverifiedPyOpenSsl,
} from "../src/tls/limits/pyopenssl.ts";

const DOCS = `
A pyOpenSSL context verifies nothing until \`set_verify(SSL.VERIFY_PEER, …)\` is called on it. This rule finds the
contexts that connect as clients without it. The fix verifies the chain, against the authorities of the system where
the code loads none. pyOpenSSL compares no host name by itself, before or after. There is no fix where the program
itself chooses not to verify, or takes the certificate from the connection (\`get_peer_certificate()\`), which it may
check in a way of its own.
`;

export default defineRule<PythonModule, Names, UnverifiedPyOpenSsl>({
  meta: {
    id: "pyopenssl-unverified",
    aliases: [],
    summary: "A pyOpenSSL client that accepts any certificate.",
    weakness: { severity: 7.4, cwe: [295] },
    mentions: [["OpenSSL", "Context", "Connection"]],
    docs: DOCS.trim(),
  },
  detect: unverifiedPyOpenSsl,
  report({ call, life, connection }) {
    const { start, end } = call ?? life.creation;
    const spelt = call?.text ?? `${life.creation.field("function")?.text}()`;
    const related = shownUse(life, connection, "it connects here");
    return { start, end, message: `${spelt.replace(/\s+/g, " ")}: any certificate is accepted`, related };
  },
  transform: (match) => [pyOpenSslVerify(match)],
});
