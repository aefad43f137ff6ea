import type { Related } from "../src/core/finding.ts";
import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule, type Report } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import { shownUse } from "../src/tls/connections/shown-use.ts";
import { unverifiedClients } from "../src/tls/connections/unverified-clients.ts";
import {
  type LowContext,
  lowContexts,
  planFloor,
  reportedFactories,
  versionNames,
} from "../src/tls/limits/floor.ts";
import { whyLow } from "../src/tls/limits/old-peers.ts";
import type { ContextUse, Factory } from "../src/tls/model/context-life.ts";

const WHERE: Readonly<Record<ContextUse["kind"], string>> = {
  connect: "it connects here",
  pass: "it is handed on here",
  lend: "it is handed on here",
  return: "it is returned here",
  store: "it is stored here",
  end: "",
};

/** What sets a minimum by itself elsewhere. */
const NEWER_PYTHON = "Python 3.10 and later set one, some distributions' do not; see trust-default-context";

const NEWER: Readonly<Partial<Record<Factory, string>>> = {
  "ssl.create_default_context": NEWER_PYTHON,
  "ssl._create_default_https_context": NEWER_PYTHON,
  "urllib3.util.ssl_.create_urllib3_context": "urllib3 2.0 and later set one",
};

function shown(match: LowContext): string {
  const { text } = match.life.creation;
  const callee = match.life.creation.field("function");
  return callee === undefined || (text.length <= 60 && !text.includes("\n")) ? text : `${callee.text}(…)`;
}

function report(match: LowContext): Report {
  const { life } = match;
  const { creation, factory } = life;
  const versions = versionNames(match.spoken);
  const newer = NEWER[factory];
  const message =
    newer === undefined
      ? `${shown(match)} may still speak ${versions}`
      : `${shown(match)} sets no minimum version and may still speak ${versions} (${newer})`;
  return { start: creation.start, end: creation.end, message, related: related(match) };
}

/** The first is a step of the finding, the others are further connections of the same context. */
function related({ uses, life }: LowContext): Related[] {
  return uses.flatMap((use, at) =>
    shownUse(life, use, WHERE[use.kind]).map(({ isStep, ...place }) =>
      at === 0 ? { ...place, isStep: true } : place,
    ),
  );
}

function transform(match: LowContext): readonly Remedy[] {
  const plan = planFloor(match);
  if (plan.kind === "impossible") return [{ kind: "none", because: plan.because }];
  const { title, edits, imports, guard, group } = plan;
  const leaves = leftTo(match);
  const because = whyLow(match.module, match.life);
  const strength: Pick<Fix, "applicability" | "because"> =
    because === undefined ? { applicability: "safe" } : { applicability: "unsafe", because };
  return [{ kind: "fix", title, ...strength, edits, imports, guard, group, leaves }];
}

/** What else is found about the context; it may be found at another place, once the context has a name. */
function leftTo({ module, life }: LowContext): readonly string[] {
  const isUnverified = unverifiedClients(module).some(({ life: other }) => other === life);
  return isUnverified ? ["disabled-verification"] : [];
}

const DOCS = `
A context that sets no oldest protocol version leaves it to the Python and the OpenSSL that it meets. Upstream
Python allows TLS 1.0 and 1.1 up to 3.9, and requires TLS 1.2 since 3.10; the Pythons of some distributions are
built to follow the system's OpenSSL configuration instead, in every version.

The fix sets \`minimum_version\` right after the context is made, before anything uses it. A context that is
stored on an attribute, returned or passed on at once gets a local name first, so that nothing ever sees it
without its minimum, and other tools see the minimum too. A lambda that makes one becomes a function. Where the protocol is a public attribute of a class, the fix is
unsafe: who sets it to one that is pinned to a version would be refused. So it is where an option of the program's own
decides whether old versions are switched off (\`if not allow_tls10: …\`), which a minimum would overrule, and where
the program asks what version a connection came to and knows the old ones by their names, as a scanner does that looks
for servers that speak them. For a target below Python 3.7, which has no
\`minimum_version\`, the old versions are switched off by \`OP_NO_…\` flags.

The fix is a plain assignment. Where the system's OpenSSL configuration requires TLS 1.3 (\`MinProtocol =
TLSv1.3\`), Python 3.7 to 3.9 and some distributions' Pythons would accept TLS 1.2 again after it; write
\`max(context.minimum_version, ssl.TLSVersion.TLSv1_2)\` there.

A context is followed through the program: through functions, objects, containers and branches, and into the other
files of the run that import it or that it is imported from. Where those set a minimum before they use it there is no
finding; where one of them connects without, the finding stands where the context is made, and names the other file.
Where more than two dozen files import one, or only one file is checked, it is judged by its own file alone.

Flags that are set and cleared again (\`options &= ~ssl.OP_NO_TLSv1\`) are found by \`legacy-protocol\` where they
would have done, and here where a minimum is wanting with them too.

A class that inherits from \`SSLContext\` is followed as \`SSLContext\` is, with what its own methods set.

\`create_default_context()\`, and urllib3's \`create_urllib3_context()\`, which sets a minimum since urllib3 2.0, are reported only where the context reaches \`wrap_socket\` or \`wrap_bio\` in view; the setting \`trust-default-context\` takes
the former as safe.
`;

export default defineRule<PythonModule, Names, LowContext>({
  meta: {
    id: "context-without-minimum-version",
    aliases: ["py/insecure-default-protocol", "py/insecure-protocol"],
    summary: "A context that may still speak TLS 1.1 or older, for want of a minimum version.",
    weakness: { severity: 5.9, cwe: [326, 327] },
    mentions: [
      ["ssl", "SSLContext"],
      // Another file of the project may connect with what this one makes.
      ["ssl", "create_default_context"],
      ["ssl", "_create_default_https_context", "wrap_socket"],
      ["ssl", "_create_default_https_context", "wrap_bio"],
      ["create_urllib3_context", "wrap_socket"],
      ["create_urllib3_context", "wrap_bio"],
    ],
    docs: DOCS.trim(),
  },
  detect: (module) => lowContexts(module, reportedFactories(module)),
  report,
  transform,
});
