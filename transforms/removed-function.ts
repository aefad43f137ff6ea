import type { Edit } from "../src/core/edit.ts";
import type { Fix, Remedy } from "../src/core/fix.ts";
import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { isStatement, removeStatement } from "../src/python/removal.ts";
import { checkedBefore, removalOfCheck } from "../src/tls/removed-functions/checked-before.ts";
import { removableStatement } from "../src/tls/removed-functions/guarded-statement.ts";
import { whyCheckStays } from "../src/tls/removed-functions/kept-checks.ts";
import { type RemovedUse, removedUses } from "../src/tls/removed-functions/removed-functions.ts";
import { constructorRemedies } from "../src/tls/wrap-socket/remedies.ts";

interface Match extends RemovedUse {
  readonly text: string;
  /** What goes with the call where it is a statement of its own. */
  readonly removable: ReturnType<typeof removableStatement> | undefined;
  readonly isBroken: boolean;
  /** For `match_hostname`: what removes it, where the context has checked the name already. */
  readonly checked: ReturnType<typeof removalOfCheck> | undefined;
  /** For `match_hostname` that stays: why the context cannot make the check. */
  readonly stays: string | undefined;
  /** For NPN: the file uses its successor, ALPN, too. */
  readonly hasAlpn: boolean;
  /** For `ssl.SSLSocket(…)`: a context in its place. */
  readonly contexts: readonly Remedy[] | undefined;
}

const GONE = {
  SSLSocket: "whose constructor raises since Python 3.7",
  match_hostname: "which Python 3.12 removed",
  RAND_pseudo_bytes: "which Python 3.12 removed",
  RAND_egd: "which OpenSSL 1.1 and Python 3.12 removed",
  set_npn_protocols: "which raises since OpenSSL has no NPN any more",
  selected_npn_protocol: "which always gives None, since OpenSSL has no NPN any more",
};

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "removed-function",
    aliases: [],
    summary: "What is gone of ssl: match_hostname, RAND_pseudo_bytes, RAND_egd, NPN, making an SSLSocket.",
    weakness: { severity: 3.7, cwe: [477] },
    mentions: [
      ["ssl", "match_hostname"],
      ["ssl", "RAND_pseudo_bytes"],
      ["ssl", "RAND_egd"],
      ["ssl", "SSLSocket"],
      ["set_npn_protocols"],
      ["selected_npn_protocol"],
    ],
    docs: `- \`ssl.match_hostname(cert, host)\` (gone in Python 3.12): a context checks the name itself, during the
  handshake, if \`check_hostname\` is on and \`wrap_socket()\` is given \`server_hostname\`. The call is removed where
  the function, or the class for a socket on \`self\`, shows that this has happened: the certificate comes from a
  socket that such a context wrapped for the same host. What held nothing else goes with it: its \`if\`, its \`try\`
  with handlers that nothing can reach any more, the variable for the certificate. \`wrap-socket\` writes such
  contexts. Elsewhere there is no fix, since a check must not get lost.
- \`ssl.RAND_pseudo_bytes(n)\` (gone in 3.12) gave a pair: \`(os.urandom(n), True)\` does, and \`[0]\` of it is
  \`os.urandom(n)\`. Safe.
- \`ssl.RAND_egd(path)\` exists with no OpenSSL since 1.1, and OpenSSL needs no such help: the statement is removed.
  So is a \`with\` around it that holds nothing else and only catches; what else it may do is left alone.
- NPN, the predecessor of ALPN, is in no OpenSSL since 1.1.1: \`set_npn_protocols()\` raises, so it becomes
  \`set_alpn_protocols()\`, which takes the same list, or goes where the file calls that too;
  \`selected_npn_protocol()\` always gives \`None\` and becomes \`selected_alpn_protocol()\`, which is unsafe, since the
  program may then act on an answer that it never got. Nothing is found in a file that asks both.
- \`ssl.SSLSocket(sock, …)\` raises since Python 3.7; before, \`ssl.wrap_socket(sock, …)\` was nothing else, so that it
  is rewritten as \`wrap-socket\` rewrites that. A call that says more than that function took (\`family\`,
  \`server_hostname\`), or of a class that inherits the constructor, has no fix.

A name that comes from \`ssl\` or, where that fails, from another module is left alone, and so is what stands behind
\`hasattr\` or a handler for its lack.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    for (const use of removedUses(module)) {
      const isMatch = use.name === "match_hostname";
      const match = isMatch && use.call !== undefined ? checkedBefore(module, use.call) : undefined;
      yield {
        ...use,
        text: module.text,
        removable:
          use.call !== undefined && isStatement(use.call) ? removableStatement(module, use.call) : undefined,
        isBroken: module.isBroken(use.node),
        checked: match && removalOfCheck(module, match),
        stays:
          isMatch && use.call !== undefined && match === undefined
            ? whyCheckStays(module, use.call)
            : undefined,
        contexts:
          use.name === "SSLSocket" && use.call !== undefined
            ? constructorRemedies(module, use.call)
            : undefined,
        hasAlpn: module.text.includes(use.name.replace("npn", "alpn")),
      };
    }
  },

  report({ node, call, name }) {
    const { start, end } = call ?? node;
    return { start, end, message: `${node.text}${call === undefined ? "" : "()"} is used, ${GONE[name]}` };
  },

  transform(match, names): readonly Remedy[] {
    if (match.isBroken) return [none("the code around it does not parse")];
    const { call } = match;
    if (call === undefined) return [none("it is passed on as a value, and what calls it is not in view")];
    return match.contexts ?? [remedy(match, call, names)];
  },
});

function remedy(match: Match, call: SyntaxNode, names: Names): Remedy {
  switch (match.name) {
    case "SSLSocket":
      return none("only a context makes such sockets: wrap_socket(), of the class in its sslsocket_class");
    case "match_hostname":
      return matchHostname(match);
    case "RAND_pseudo_bytes":
      return randomBytes(call, names);
    case "RAND_egd":
      return (
        removal(match, "Remove the call of RAND_egd") ?? none("its result is used, and nothing gives it")
      );
    case "set_npn_protocols":
      if (!match.hasAlpn) return renamed(match, "set_alpn_protocols");
      return (
        removal(match, "Remove the call of set_npn_protocols") ??
        none("set_alpn_protocols() is called too, and its result is used")
      );
    case "selected_npn_protocol":
      return match.hasAlpn
        ? none("it always gives None; selected_alpn_protocol() is asked too")
        : {
            ...renamed(match, "selected_alpn_protocol"),
            applicability: "unsafe",
            because: "it always gave None",
          };
  }
}

function matchHostname({ checked, stays }: Match): Remedy {
  if (checked !== undefined)
    return fix("Remove a check that the context has made", checked.edits, checked.guard);
  return none(stays ?? "what it checks is not in view");
}

/** `(os.urandom(n), True)`; only the first of the pair where only that is asked for. */
function randomBytes(call: SyntaxNode, names: Names): Remedy {
  const count = call.field("arguments")?.named ?? [];
  if (count.length !== 1 || /^(?:keyword_argument|.*_splat)$/.test(count[0]?.type ?? "")) {
    return none("its arguments do not fit the function");
  }
  const spelling = names.spell("os", "urandom", call);
  const bytes = `${spelling.text}${call.field("arguments")?.text}`;
  const index =
    call.parent?.type === "subscript" && call.parent.field("value") === call ? call.parent : undefined;
  const isFirst = index?.field("subscript")?.text === "0";
  const { start, end } = isFirst && index !== undefined ? index : call;
  const imports = spelling.need === undefined ? [] : [spelling.need];
  const edits = [{ start, end, text: isFirst ? bytes : `(${bytes}, True)` }];
  return fix("Use os.urandom", edits, { start, end }, imports);
}

function renamed({ node }: Match, name: string): Fix {
  const attribute = node.field("attribute") ?? node;
  const { start, end } = attribute;
  return fix(`Use ${name}`, [{ start, end, text: name }], { start, end });
}

/** Nothing where the call is no statement of its own. */
function removal({ text, removable }: Match, title: string): Remedy | undefined {
  if (removable === undefined) return undefined;
  if ("because" in removable) return none(removable.because);
  const { statement } = removable;
  return fix(title, removeStatement(text, statement), { start: statement.start, end: statement.end });
}

function fix(
  title: string,
  edits: readonly Edit[],
  guard: Required<Fix>["guard"],
  imports: Fix["imports"] = [],
): Fix {
  return { kind: "fix", title, applicability: "safe", edits, imports, guard };
}

function none(because: string): Remedy {
  return { kind: "none", because };
}
