import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import { changeCall, keyword } from "../src/python/edits.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import {
  type Construction,
  connectsItself,
  constructionsOf,
  handsOnOptions,
} from "../src/tls/constructions.ts";
import { httpsContextPatch } from "../src/tls/https-default.ts";

const CLASS = "http.client.HTTPSConnection";
const REMOVED = ["key_file", "cert_file", "check_hostname"];

interface Match {
  readonly text: string;
  readonly connection: Construction;
  readonly isBroken: boolean;
  /** Where the default context of all connections is replaced: another file, or a line of this one. */
  readonly patch: string | undefined;
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "https-connection-without-context",
    aliases: ["CSP-D407", "B309"],
    summary: "An HTTPSConnection that is given no context.",
    mentions: [["HTTPSConnection"]],
    docs: `Without \`context=\`, an \`http.client.HTTPSConnection\` (\`httplib.HTTPSConnection\` in Python 2) verifies only
if the program and its Python say so: Python before 2.7.9 and 3.4.3 verified nothing, and any module of the program
can replace \`ssl._create_default_https_context\` for all connections at once. A context that is given says at the
call what holds for it.

The fix adds \`context=ssl.create_default_context()\` as a keyword, and imports \`ssl\` where the file does not.
\`context=None\` is the same as no context, and is replaced. Nothing is found in a class that inherits from
\`HTTPSConnection\` and whose own \`connect()\` makes the connection without it.

The fix is safe: Python's own default verifies in the same way. Two things that only the default does go away, and a
program that needs one of them sets it on a context of its own:

- Python 3.10 and later offer the protocol \`http/1.1\` through ALPN (\`context.set_alpn_protocols(["http/1.1"])\`);
- Python 3.8 and later allow the server to ask for a client certificate after the handshake
  (\`context.post_handshake_auth = True\`); a server that does so may then answer 403, even to a client that has no
  certificate to show.

It is unsafe where the program replaces \`ssl._create_default_https_context\`, since the connection then obeys its
own context and no longer that one; with \`**options\`, which may hold a context too; and where the class may come
from another module. There is none where the class may be \`HTTPConnection\`, which takes no context. A call with
\`key_file\`, \`cert_file\` or \`check_hostname\` is a finding of \`removed-argument\`.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    for (const connection of constructionsOf(module, CLASS)) {
      if (hasContext(connection) || handsOnOptions(connection) || connectsItself(module, connection))
        continue;
      const patch = httpsContextPatch(module);
      yield { text: module.text, connection, isBroken: module.isBroken(connection.call), patch };
    }
  },

  report({ connection: { call, bound } }) {
    return { start: call.start, end: call.end, message: `${bound.callee.text}() is given no context` };
  },

  transform(match, names): readonly Remedy[] {
    const { connection, isBroken } = match;
    const none = (because: string): readonly Remedy[] => [{ kind: "none", because }];
    if (isBroken) return none("the code around it does not parse");
    if (connection.certainty === "other-value") {
      return none("the class may be another one here, such as HTTPConnection, which takes no context");
    }
    return [addContext(match, names)];
  },
});

/** A context is given, or arguments that are the business of `removed-argument`; `context=None` is none. */
function hasContext({ how, bound: { byParameter } }: Construction): boolean {
  const context = byParameter.get("context")?.value;
  const isGiven = context !== undefined && context.type !== "none";
  return how === "partial" || isGiven || REMOVED.some((name) => byParameter.has(name));
}

function addContext({ text, connection, patch }: Match, names: Names): Fix {
  const { call, bound } = connection;
  const spelling = names.spell("ssl", "create_default_context", call);
  const argument = keyword(text, call, "context", `${spelling.text}()`);
  const old = bound.byParameter.get("context")?.node;
  const edits =
    old === undefined
      ? changeCall(text, call, { add: [argument] })
      : changeCall(text, call, { replace: [{ argument: old, text: argument }] });
  const because = doubt(connection, patch);
  return {
    kind: "fix",
    title: `Add context=${spelling.text}()`,
    applicability: because === undefined ? "safe" : "unsafe",
    ...(because === undefined ? {} : { because }),
    edits,
    imports: spelling.need === undefined ? [] : [spelling.need],
    guard: { start: call.start, end: call.end },
  };
}

/** Why the fix is not safe here. */
function doubt({ certainty, bound }: Construction, patch: string | undefined): string | undefined {
  if (patch !== undefined) {
    return `${patch} replaces ssl._create_default_https_context, which this connection would no longer use`;
  }
  if (bound.keywordSplats.length > 0) {
    return `the call fails where ${bound.keywordSplats.map((splat) => splat.text).join(", ")} holds a context too`;
  }
  if (certainty !== "sure")
    return "another import binds the same name, perhaps to a class that takes no context";
  return undefined;
}
