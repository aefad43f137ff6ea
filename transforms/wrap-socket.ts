import type { Related } from "../src/core/finding.ts";
import type { Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { type Reach, reachOf } from "../src/tls/reach/reach.ts";
import { aliasCalls } from "../src/tls/wrap-socket/alias-calls.ts";
import { patchedNames } from "../src/tls/wrap-socket/named-by-string.ts";
import { wrapRemedies } from "../src/tls/wrap-socket/remedies.ts";
import { type WrapUse, wrapUses } from "../src/tls/wrap-socket/uses.ts";

/** A use of the function, or a test that replaces it by its name in a string. */
interface Match {
  readonly module: PythonModule;
  readonly node: SyntaxNode;
  readonly use: WrapUse | undefined;
  readonly reach: Reach;
  readonly patches: readonly SyntaxNode[];
}

const meta = {
  id: "wrap-socket",
  aliases: [
    "py/insecure-default-protocol",
    "py/insecure-protocol",
    "CSP-D411",
    "B502",
    "B504",
    "S502",
    "S504",
  ],
  summary: "A use of `ssl.wrap_socket`, which Python 3.12 removed and which never verified a host name.",
  weakness: { severity: 7.4, cwe: [295, 297, 477] },
  mentions: [["wrap_socket", "ssl"]],
  docs: `\`ssl.wrap_socket\` made a new context for every call, verified no certificate unless \`cert_reqs\` said so,
and never compared the host name or sent it (SNI). Python 3.12 removed it: a program that calls it dies there.

Two fixes, each with the context API:

- **preserving** (safe): what was verified before is verified after, no more and no less. Where that is nothing, the
  line that says so carries a comment. TLS 1.1 and older are refused, since \`ssl_version\` is replaced by a minimum.
- **verifying** (unsafe): the certificate chain and the host name. It needs the host, which is taken from the
  connection that the file shows; where the file does not show one, \`-i\` asks for it. A server with a
  self-signed, expired or foreign certificate is refused from then on.

Where the program compares the name itself, with \`ssl.match_hostname(sock.getpeercert(), host)\` after the call, and
verifies the chain, there is one fix, and it is safe: the context makes that check during the handshake, under the
condition that stood around it, and the name is sent (SNI). \`removed-function\` then removes the call. The check stays
where it is, and the context does not make it, where its failure has handlers of its own that do not raise it again.

A socket that listens, or a call with \`server_side=True\`, becomes a server context; both fixes are the same there.
Where no statement can stand (\`**options\`, a callback, a lambda with files), one private function in the file
takes the place of the old one.

A branch that no Python from the target version on reaches goes with its condition, and the other one stays in its
place: unsafe, since dropping old Pythons is the project's decision.

Where the program puts a function of its own in the place of this one, in any of the files that are checked together,
its calls have no fix: a rewrite would pass by what that function does. What tests put there is theirs alone.

Left alone: branches that only Pythons before 3.12 reach, beside a branch that uses a context; shims that define
\`ssl.wrap_socket\` for new Pythons.`,
} as const;

export default defineRule<PythonModule, Names, Match>({
  meta,

  *detect(module) {
    const patches = patchedNames(module);
    let hasUse = false;
    for (const use of wrapUses(module)) {
      hasUse = true;
      const reach = reachOf(module, use.node);
      if (reach.isOldOnly || isShim(use)) continue;
      yield { module, node: use.node, use, reach, patches };
    }
    if (hasUse) return;
    for (const node of patches)
      yield { module, node, use: undefined, reach: reachOf(module, node), patches: [] };
  },

  report({ module, node, use, patches }) {
    const spelt = use?.function.text.replace(/\s+/g, "") ?? "";
    const spelling = /^[\w.]*wrap_socket$/.test(spelt) ? spelt : "ssl.wrap_socket";
    const name = use === undefined ? node.text : spelling;
    const related: Related[] = patches.map(({ start, end }) => ({
      start,
      end,
      message: "this replaces ssl.wrap_socket by name, and must follow the rewrite",
    }));
    for (const { call } of use?.kind === "value" ? aliasCalls(module, use.node) : [])
      related.push({ start: call.start, end: call.end, message: "it is called here" });
    const message =
      use === undefined
        ? `\`${name}\` replaces a function that Python 3.12 no longer has`
        : `\`${name}\` ${isStandard(module, use) ? "was" : "follows ssl.wrap_socket, which was"} removed in Python 3.12`;
    return { start: node.start, end: node.end, message, related };
  },

  transform({ module, use, reach }): readonly Remedy[] {
    if (use === undefined)
      return [{ kind: "none", because: "what must be replaced instead depends on the code under test" }];
    return wrapRemedies(module, use, reach);
  },
});

/** `if not hasattr(ssl, "wrap_socket"): ssl.wrap_socket = …` gives new Pythons what they lack. */
function isShim(use: WrapUse): boolean {
  if (use.kind !== "patch") return false;
  for (let node = use.node.parent; node !== undefined; node = node.parent) {
    const condition = node.type === "if_statement" ? node.field("condition")?.text : undefined;
    if (condition !== undefined && /hasattr\(\s*\w*ssl\w*\s*,\s*["']wrap_socket["']\s*\)/.test(condition))
      return true;
    if (node.type === "except_clause" && /AttributeError|ImportError/.test(node.text)) return true;
  }
  return false;
}

/** Whether it is the function of the standard library; gevent and eventlet have their own, on every Python. */
function isStandard(module: PythonModule, use: WrapUse): boolean {
  const written = module.names.resolve(use.function)[0]?.written ?? "";
  return !/^(?:gevent|eventlet)\./.test(written);
}
