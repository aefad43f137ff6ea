import type { Edit } from "../src/core/edit.ts";
import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import { type Layout, layoutOf } from "../src/python/layout.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { removeStatement } from "../src/python/removal.ts";
import { deliberate } from "../src/tls/deliberate.ts";
import {
  ASKED_HOST,
  type Consequences,
  consequences,
} from "../src/tls/verification/unverified-connections.ts";
import {
  callsOfValue,
  fitsDefaultContext,
  mappedArguments,
  ownSwitch,
  patchStatement,
  type UnverifiedUse,
  unverifiedUses,
} from "../src/tls/verification/unverified-contexts.ts";
import { verifyingEdits } from "../src/tls/verification/unverified-fix.ts";

interface Match {
  readonly use: UnverifiedUse;
  readonly text: string;
  readonly layout: Layout;
  /** What the program must change with it; why there is no fix, where what is around the use is against it. */
  readonly around: Consequences | { readonly obstacle: string };
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "unverified-context",
    aliases: ["CSP-D408", "B323", "S323"],
    summary:
      "A context from ssl._create_unverified_context, or the patch that makes every HTTPS connection use it.",
    weakness: { severity: 7.4, cwe: [295, 297] },
    mentions: [["_create_unverified_context"], ["_create_stdlib_context"], ["_https_verify_certificates"]],
    docs: `\`ssl._create_unverified_context()\` makes a context that accepts every certificate for every host. It is
private, has a public replacement of nearly the same parameters, and
\`ssl._create_default_https_context = ssl._create_unverified_context\` does the same to every HTTPS connection of the
program, those of other libraries included.

The fix calls \`ssl.create_default_context()\` instead. It keeps \`purpose\`, \`cafile\`, \`capath\` and \`cadata\`; a
certificate is loaded by \`load_cert_chain()\`; \`protocol\`, \`cert_reqs\` and \`check_hostname\` go. A patch of the
default goes as a whole, with the \`try\` or \`if\` that only probes for the function.

It is unsafe: a server with a self-signed, expired or wrong certificate, accepted until now, is refused. Where the
server has a certificate of your own authority, pass that with \`cafile=\`.

A \`wrap_socket()\` without \`server_hostname\`, which a context that verifies refuses, is given the host that its
socket is connected to; where the file does not show that, the review asks. There is no fix where the program itself
chooses, by a condition or a variable, whether to verify, in a function or class that is named for not verifying,
where a comment beside it says that the certificate is self-signed, where the program takes the certificate itself from
the connection (\`getpeercert(True)\`),
for an \`SMTP()\` that knows no host to check, and where a server takes the context: that is
\`ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)\`.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    for (const use of unverifiedUses(module)) {
      const layout = layoutOf(module.root, module.text);
      yield { use, text: module.text, layout, around: around(module, use) };
    }
  },

  report({ use: { kind, node } }) {
    const spelt = kind === "call" ? `${node.field("function")?.text}()` : node.text.split("\n")[0];
    const messages = {
      call: `${spelt} makes a context that verifies nothing`,
      value: `${spelt} makes contexts that verify nothing`,
      patch: "every HTTPS connection of the program is made to verify nothing",
    };
    return { start: node.start, end: node.end, message: messages[kind] };
  },

  transform(match, names): readonly Remedy[] {
    const { use, around: more } = match;
    if ("obstacle" in more) return [{ kind: "none", because: more.obstacle }];
    if (use.kind === "patch") return [unpatched(use.node, match.text)];
    // In the module's own spelling: gevent's contexts are not those of the standard library.
    const like = use.kind === "call" ? use.node.field("function") : use.node;
    const spelling = names.spell("ssl", "create_default_context", use.node, like);
    const edits =
      use.kind === "value" ? renamed(use.node, spelling.text) : called(match, use, spelling.text, names);
    if ("because" in edits) return [{ kind: "none", because: edits.because }];
    const fix = unsafe("Verify, with ssl.create_default_context", [...edits, ...more.edits], use.node, {
      imports: spelling.need === undefined ? [] : [spelling.need],
      leaves: ["disabled-verification", "context-without-minimum-version"],
      ...(more.doubt === undefined ? {} : { because: `${REFUSED}; ${more.doubt}` }),
    });
    if (more.unknownHost === undefined) return [fix];
    const text = "Which host name must the certificate of this connection have?";
    const ask = {
      placeholder: ASKED_HOST,
      text: `${text} A Python expression, such as host or "example.org"`,
    };
    return [{ ...fix, applicability: "display", because: more.unknownHost, ask }];
  },
});

const REFUSED = "a server with a certificate that is not valid for its name, accepted until now, is refused";

function around(module: PythonModule, { kind, node }: UnverifiedUse): Match["around"] {
  if (module.isBroken(node)) return { obstacle: "the code around it does not parse" };
  const choice = deliberate(node);
  if (choice !== undefined) return { obstacle: choice };
  if (kind === "value") return passedOn(module, node);
  if (kind === "patch") return { edits: [] };
  const condition = ownSwitch(module, node);
  if (condition === undefined) return consequences(module, node);
  return { obstacle: `the program itself chooses it, by ${condition.text.split("\n")[0]}` };
}

/** What becomes of the function as a value: nothing where it is a slip, or called with what its successor lacks. */
function passedOn(module: PythonModule, node: SyntaxNode): Match["around"] {
  const assignment = node.parent?.type === "assignment" ? node.parent : undefined;
  const target = assignment?.field("left");
  const isOfSsl = target?.type === "attribute" && module.names.is(target.field("object"), "ssl");
  if (isOfSsl) return { obstacle: `nothing in Python calls ${target.text}` };
  const call = callsOfValue(module, node).find((one) => !fitsDefaultContext(one, node));
  if (call === undefined) return { edits: [] };
  return {
    obstacle: `line ${lineOf(module, call)} calls it with what create_default_context() does not take`,
  };
}

function lineOf(module: PythonModule, node: SyntaxNode): number {
  return module.text.slice(0, node.start).split("\n").length;
}

function called(
  { text, layout }: Match,
  { node: call, bound }: Extract<UnverifiedUse, { kind: "call" }>,
  spelling: string,
  names: Names,
): readonly Edit[] | { readonly because: string } {
  const mapped = mappedArguments({ names }, bound);
  if ("because" in mapped) return mapped;
  const all = bound.arguments.map(({ node }) => node);
  return verifyingEdits({ call, mapped, all, text, layout }, spelling, names);
}

function renamed({ start, end }: SyntaxNode, text: string): readonly Edit[] {
  return [{ start, end, text }];
}

function unpatched(patch: SyntaxNode, text: string): Fix {
  const statement = patchStatement(patch);
  return unsafe("Remove the patch of the default HTTPS context", removeStatement(text, statement), statement);
}

function unsafe(
  title: string,
  edits: readonly Edit[],
  { start, end }: SyntaxNode,
  more: Partial<Fix> = {},
): Fix {
  return {
    kind: "fix",
    title,
    applicability: "unsafe",
    because: REFUSED,
    edits,
    imports: [],
    guard: { start, end },
    ...more,
  };
}
