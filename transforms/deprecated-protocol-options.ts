import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { type ProtocolOptions, protocolOptions, replaceOptions } from "../src/tls/limits/protocol-options.ts";

const DOCS = `
\`context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1\` is deprecated since Python 3.7, and warns since 3.10. The
fix says the same by \`context.minimum_version\`. It is given where the context is made in view and negotiates its
version (on a pinned one the assignment raises), and where the flags switch off every older version, so that nothing
but the warning changes.
`;

export default defineRule<PythonModule, Names, ProtocolOptions>({
  meta: {
    id: "deprecated-protocol-options",
    aliases: [],
    summary: "Old protocol versions switched off by deprecated flags.",
    mentions: [["OP_NO_TLSv1"], ["OP_NO_TLSv1_1"], ["OP_NO_TLSv1_2"], ["OP_NO_TLSv1_3"]],
    docs: DOCS.trim(),
  },
  detect: protocolOptions,
  report({ statements: [first, ...more] }) {
    const { start, end, text } = first?.node ?? { start: 0, end: 0, text: "" };
    const related = more.map(({ node }) => ({ start: node.start, end: node.end, message: "and here" }));
    return { start, end, message: `${text.replace(/\s+/g, " ")} is deprecated since Python 3.7`, related };
  },
  transform: (options) => [replaceOptions(options)],
});
