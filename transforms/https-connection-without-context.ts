import type { Edit } from "../src/core/edit.ts";
import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import type { BoundCall } from "../src/python/call.ts";
import { changeCall, keyword } from "../src/python/edits.ts";
import { obstacleBefore } from "../src/python/hoist.ts";
import { type Layout, layoutOf } from "../src/python/layout.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { insertStatementsBefore } from "../src/python/statements.ts";
import { classReplacedAt } from "../src/tls/clients/class-replaced.ts";
import {
  type Construction,
  connectsItself,
  constructionsOf,
  handsOnOptions,
} from "../src/tls/clients/constructions.ts";
import { httpsContextPatch } from "../src/tls/clients/https-default.ts";
import { mayHold, ownOptions } from "../src/tls/clients/options.ts";
import { deliberate } from "../src/tls/deliberate.ts";
import { reachOf } from "../src/tls/reach/reach.ts";

const CLASS = "http.client.HTTPSConnection";
const REMOVED = ["key_file", "cert_file", "check_hostname"];

interface Match {
  readonly text: string;
  readonly layout: Layout;
  readonly connection: Construction;
  readonly isBroken: boolean;
  /** Where the default context of all connections is replaced: another file, or a line of this one. */
  readonly patch: string | undefined;
  /** What puts something else in the place of the class: a line of this file, else another file. */
  readonly replacedBy: string | undefined;
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "https-connection-without-context",
    aliases: ["CSP-D407", "B309"],
    summary: "An HTTPSConnection that is given no context.",
    weakness: { severity: 4.8, cwe: [295] },
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

With the function's own \`**options\`, which may hold a context, the fix is a statement before:
\`options.setdefault("context", …)\`. Nothing is found where the function puts a context into them.

It is unsafe where the program replaces \`ssl._create_default_https_context\`, since the connection then obeys its
own context and no longer that one; where a file of the same program, such as a test, puts something else in the place of the class; with \`**options\` from elsewhere, which may hold a context too; and where the
class may come from another module. There is none where the class may be \`HTTPConnection\`, which takes no context, and where the program itself
chooses not to verify (\`if no_check_certificate: …\`), which no Python of today does for it. A call with
\`key_file\`, \`cert_file\` or \`check_hostname\` is a finding of \`removed-argument\`.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    for (const connection of constructionsOf(module, CLASS)) {
      if (hasContext(module, connection) || connectsItself(module, connection)) continue;
      if (reachOf(module, connection.call).isDead) continue;
      const patch = httpsContextPatch(module);
      const layout = layoutOf(module.root, module.text);
      const isBroken = module.isBroken(connection.call);
      yield {
        text: module.text,
        layout,
        connection,
        isBroken,
        patch,
        replacedBy: replacedBy(module),
      };
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
    const choice = deliberate(connection.call);
    return choice === undefined ? [addContext(match, names)] : none(choice);
  },
});

function replacedBy(module: PythonModule): string | undefined {
  const line = classReplacedAt(module, CLASS);
  if (line !== undefined) return `line ${line}`;
  const elsewhere = module.project.connectionReplacedIn;
  return elsewhere === undefined ? undefined : `\`${elsewhere}\``;
}

/** A context is given, or may be, or arguments that are the business of `removed-argument`; `context=None` is none. */
function hasContext(module: PythonModule, connection: Construction): boolean {
  const { how, bound } = connection;
  const context = bound.byParameter.get("context")?.value;
  const isGiven = context !== undefined && context.type !== "none";
  if (how === "partial" || isGiven || REMOVED.some((name) => bound.byParameter.has(name))) return true;
  return handsOnOptions(connection) || mayHold(module, bound, "context");
}

function addContext(match: Match, names: Names): Fix {
  const { call, bound } = match.connection;
  const spelling = names.spell("ssl", "create_default_context", call);
  const before = throughOptions(match, `${spelling.text}()`);
  const because = doubt(match, before !== undefined);
  return {
    kind: "fix",
    title: `Add context=${spelling.text}()`,
    applicability: because === undefined ? "safe" : "unsafe",
    ...(because === undefined ? {} : { because }),
    edits: before ?? asArgument(match.text, call, bound, `${spelling.text}()`),
    imports: spelling.need === undefined ? [] : [spelling.need],
    guard: { start: call.start, end: call.end },
  };
}

function asArgument(text: string, call: SyntaxNode, bound: BoundCall, context: string): Edit[] {
  const argument = keyword(text, call, "context", context);
  const old = bound.byParameter.get("context")?.node;
  if (old === undefined) return changeCall(text, call, { add: [argument] });
  return changeCall(text, call, { replace: [{ argument: old, text: argument }] });
}

/** `options.setdefault("context", …)` before the statement, where the options are the function's own. */
function throughOptions({ text, layout, connection }: Match, context: string): Edit[] | undefined {
  const { call, bound } = connection;
  const options = ownOptions(bound);
  if (options === undefined || obstacleBefore(call) !== undefined) return undefined;
  const line = `${options}.setdefault(${layout.quote}context${layout.quote}, ${context})`;
  return insertStatementsBefore(text, call, [line], layout);
}

/** Why the fix is not safe here. */
function doubt({ connection, patch, replacedBy }: Match, asksOptions: boolean): string | undefined {
  const { certainty, bound } = connection;
  if (replacedBy !== undefined)
    return `${replacedBy} puts something else in the place of the class, which may expect the call as it is`;
  if (patch !== undefined) {
    return `${patch} replaces ssl._create_default_https_context, which this connection would no longer use`;
  }
  if (bound.keywordSplats.length > 0 && !asksOptions) {
    return `the call fails where ${bound.keywordSplats.map((splat) => splat.text).join(", ")} holds a context too`;
  }
  if (certainty !== "sure")
    return "another import binds the same name, perhaps to a class that takes no context";
  return undefined;
}
