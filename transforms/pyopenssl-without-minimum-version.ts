import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { shownUse } from "../src/tls/connections/shown-use.ts";
import { type LowContext, lowContexts } from "../src/tls/limits/floor.ts";
import { pyOpenSslFloor } from "../src/tls/limits/pyopenssl.ts";

const DOCS = `
A pyOpenSSL context made with \`TLS_METHOD\` or \`SSLv23_METHOD\` speaks every version that the OpenSSL below it was
built with, TLS 1.0 and 1.1 among them. The fix sets the minimum right after the context is made, with
\`set_min_proto_version\`. pyOpenSSL has that since 21.0: where nothing in the file shows such a version, the fix is
unsafe. It is unsafe too where the method is a public attribute of a class, which may be set to another, and where
the ciphers are of security level 0 (\`@SECLEVEL=0\`), without which OpenSSL 3 speaks no old version.
`;

export default defineRule<PythonModule, Names, LowContext>({
  meta: {
    id: "pyopenssl-without-minimum-version",
    aliases: ["py/insecure-protocol"],
    summary: "A pyOpenSSL context that may still speak TLS 1.1 or older, for want of a minimum version.",
    weakness: { severity: 5.9, cwe: [326, 327] },
    mentions: [["OpenSSL", "Context"]],
    docs: DOCS.trim(),
  },
  detect: (module) => lowContexts(module, ["OpenSSL.SSL.Context"]),
  report({ life, uses }) {
    const { start, end, text } = life.creation;
    const related = uses.flatMap((use) => shownUse(life, use, "it is used here"));
    return {
      start,
      end,
      message: `${text.replace(/\s+/g, " ")} may still speak TLS 1.0 and TLS 1.1`,
      related,
    };
  },
  transform: ({ module, life }) => [pyOpenSslFloor(module, life)],
});
