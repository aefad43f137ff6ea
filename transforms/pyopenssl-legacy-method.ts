import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { versionNames } from "../src/tls/limits/floor.ts";
import { type PinnedMethod, pinnedMethods, pyOpenSslUnpin } from "../src/tls/limits/pyopenssl.ts";
import { versionSet } from "../src/tls/model/versions.ts";

interface Match extends PinnedMethod {
  readonly module: PythonModule;
}

const DOCS = `
pyOpenSSL's \`SSLv3_METHOD\`, \`TLSv1_METHOD\`, \`TLSv1_1_METHOD\` and \`TLSv1_2_METHOD\` speak one version and nothing
newer. The fix lets the context negotiate with \`TLS_METHOD\`, and sets TLS 1.2 as the minimum. Both need pyOpenSSL
21.0: where nothing in the file shows such a version, the fix is unsafe.
`;

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "pyopenssl-legacy-method",
    aliases: ["py/insecure-protocol", "B502", "S502"],
    summary: "A pyOpenSSL context that speaks one protocol version and nothing newer.",
    weakness: { severity: 7.5, cwe: [326, 327] },
    mentions: [
      ["OpenSSL", "SSLv2_METHOD"],
      ["OpenSSL", "SSLv3_METHOD"],
      ["OpenSSL", "TLSv1_METHOD"],
      ["OpenSSL", "TLSv1_1_METHOD"],
      ["OpenSSL", "TLSv1_2_METHOD"],
    ],
    docs: DOCS.trim(),
  },
  detect: (module) => pinnedMethods(module).map((pinned) => ({ ...pinned, module })),
  report({ life, argument, version }) {
    const { start, end } = life.creation;
    const spelt = `${life.creation.field("function")?.text}(${argument.text})`;
    return { start, end, message: `${spelt} speaks ${versionNames(versionSet(version))} and nothing newer` };
  },
  transform: ({ module, ...pinned }) => [pyOpenSslUnpin(module, pinned)],
});
