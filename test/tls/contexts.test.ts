import { describe, expect, it } from "vitest";
import type { ContextUse } from "../../src/tls/context-life.ts";
import { obsoleteVersions } from "../../src/tls/context-state.ts";
import { contextsOf } from "../../src/tls/contexts.ts";
import { versionNames } from "../../src/tls/floor.ts";
import { moduleOf } from "../parser.ts";

const HEAD = "import ssl\nimport sys\n";
const SAFE = "c.minimum_version = ssl.TLSVersion.TLSv1_2";
const NEW = "c = ssl.SSLContext(ssl.PROTOCOL_TLS)";

/** The uses of all contexts of a text, but for the ends of bodies: `connect: TLS 1.0 and TLS 1.1`, `connect: safe`. */
function uses(body: string, target = { major: 3, minor: 8 }): string[] {
  const lives = contextsOf(moduleOf(HEAD + body, target));
  return lives.flatMap((life) => life.uses.filter(({ kind }) => kind !== "end").map(shown));
}

function shown({ kind, states }: ContextUse): string {
  const spoken = states.reduce((all, state) => all | obsoleteVersions(state), 0);
  return `${kind}: ${versionNames(spoken) || "safe"}`;
}

/** A function `f` of these lines. */
function f(...lines: readonly string[]): string {
  return `def f(s, x, y):\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

const OLD = "TLS 1.0 and TLS 1.1";

const FLOWS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["a straight line", [NEW, SAFE, "c.wrap_socket(s)"], ["connect: safe"]],
  ["no setting", [NEW, "c.wrap_socket(s)"], [`connect: ${OLD}`]],
  ["an if without else", [NEW, "if x:", `    ${SAFE}`, "c.wrap_socket(s)"], [`connect: ${OLD}`]],
  [
    "both branches",
    [NEW, "if x:", `    ${SAFE}`, "else:", `    ${SAFE}`, "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  ["a branch that returns", [NEW, "if x:", "    return", SAFE, "c.wrap_socket(s)"], ["connect: safe"]],
  [
    "a branch that raises",
    [NEW, "if x:", `    ${SAFE}`, "else:", "    raise ValueError", "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "elif without else",
    [NEW, "if x:", `    ${SAFE}`, "elif y:", `    ${SAFE}`, "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  ["a loop that may not run", [NEW, "for i in x:", `    ${SAFE}`, "c.wrap_socket(s)"], [`connect: ${OLD}`]],
  [
    "a loop that connects before it is safe",
    [NEW, "while x:", "    c.wrap_socket(s)", `    ${SAFE}`],
    [`connect: ${OLD}`],
  ],
  [
    "a loop that makes one each time",
    ["while x:", `    ${NEW}`, `    ${SAFE}`, "    c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "while True with break",
    [NEW, "while True:", `    ${SAFE}`, "    if x:", "        break", "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "an early break",
    [NEW, "while True:", "    if x:", "        break", `    ${SAFE}`, "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "a loop with else",
    [NEW, "for i in x:", "    if y:", "        break", "else:", `    ${SAFE}`, "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "a try that fails before",
    [NEW, "try:", "    y()", `    ${SAFE}`, "except OSError:", "    pass", "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "a try whose handler leaves",
    [NEW, "try:", "    y()", `    ${SAFE}`, "except OSError:", "    return", "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "try with else",
    [NEW, "try:", "    y()", "except OSError:", "    return", "else:", `    ${SAFE}`, "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  ["finally", [NEW, "try:", "    y()", "finally:", `    ${SAFE}`, "c.wrap_socket(s)"], ["connect: safe"]],
  ["with", [NEW, "with y() as z:", `    ${SAFE}`, "c.wrap_socket(s)"], ["connect: safe"]],
  [
    "with suppress",
    [NEW, "with suppress(OSError):", "    y()", `    ${SAFE}`, "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "match with a default",
    [NEW, "match x:", "    case 1:", `        ${SAFE}`, "    case _:", `        ${SAFE}`, "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "match without",
    [NEW, "match x:", "    case 1:", `        ${SAFE}`, "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  ["an assertion that never holds", [NEW, "assert False", "c.wrap_socket(s)"], []],
  [
    "weakened again",
    [NEW, SAFE, "c.minimum_version = ssl.TLSVersion.TLSv1", "c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  ["made anew", [NEW, SAFE, NEW, "c.wrap_socket(s)"], [`connect: ${OLD}`]],
  [
    "another name",
    [NEW, "d = c", "d.minimum_version = ssl.TLSVersion.TLSv1_2", "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  ["a tuple", ["c, d = ssl.SSLContext(ssl.PROTOCOL_TLS), 1", SAFE, "c.wrap_socket(s)"], ["connect: safe"]],
  ["a dictionary", [NEW, "o = {'ssl': c}", "y(**o)"], [`pass: ${OLD}`]],
  ["an element", [NEW, "o = {}", "o['ssl'] = c", "y(**o)"], [`pass: ${OLD}`]],
  ["a method that is passed on", [NEW, "y(c.wrap_socket)"], [`connect: ${OLD}`]],
  ["may be configured out of view", [NEW, "y(c)", "c.wrap_socket(s)"], [`lend: ${OLD}`, "connect: safe"]],
  [
    "the same condition twice, by its value",
    ["c = None", "if x:", `    ${NEW}`, "if c is not None:", `    ${SAFE}`, "y.use(c)"],
    ["pass: safe"],
  ],
  [
    "options unset again",
    [
      NEW,
      "c.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1",
      "c.options &= ~ssl.OP_NO_TLSv1_1",
      "c.wrap_socket(s)",
    ],
    ["connect: TLS 1.1"],
  ],
  [
    "options as a whole",
    [NEW, "c.options = ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1", "c.wrap_socket(s)"],
    ["connect: SSL 2 and SSL 3"],
  ],
  ["flags of a variable", [NEW, "c.options |= x", "c.wrap_socket(s)"], ["connect: safe"]],
  [
    "walrus",
    ["if (c := ssl.SSLContext(ssl.PROTOCOL_TLS)):", `    ${SAFE}`, "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "a conditional expression",
    ["p = ssl.PROTOCOL_TLS if x else ssl.PROTOCOL_SSLv23", "ssl.SSLContext(p).wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "getattr of a constant",
    ['p = getattr(ssl, "PROTOCOL_TLS", ssl.PROTOCOL_SSLv23)', "ssl.SSLContext(p).wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "a handler that gives up",
    [
      "try:",
      `    ${NEW}`,
      "    y()",
      `    ${SAFE}`,
      "except OSError:",
      "    c = None",
      "if c:",
      "    c.wrap_socket(s)",
    ],
    ["connect: safe"],
  ],
  ["yielded", [NEW, "yield c"], [`return: ${OLD}`]],
  ["del", [NEW, "del c", "c.wrap_socket(s)"], []],
];

const PROGRAMS: readonly (readonly [string, string, readonly string[]])[] = [
  ["a module global", `${NEW}\n${SAFE}\ndef f(s):\n    return c.wrap_socket(s)\n`, ["connect: safe"]],
  ["a closure", f(NEW, "def g():", "    return c.wrap_socket(s)", SAFE, "return g"), ["connect: safe"]],
  ["a lambda", f(NEW, SAFE, "return lambda: c.wrap_socket(s)"), ["connect: safe"]],
  ["a parameter", `def use(c, s):\n    c.wrap_socket(s)\n${f(NEW, SAFE, "use(c, s)")}`, ["connect: safe"]],
  [
    "one connection for two callers",
    `def use(c, s):\n    c.wrap_socket(s)\ndef a(s):\n    ${NEW}\n    ${SAFE}\n    use(c, s)\ndef b(s):\n    ${NEW}\n    use(s=s, c=c)\n`,
    ["connect: safe", `connect: ${OLD}`],
  ],
  [
    "a class attribute",
    `class A:\n    c = ssl.SSLContext(ssl.PROTOCOL_TLS)\n    c.minimum_version = ssl.TLSVersion.TLSv1_2\n    def f(self, s):\n        return self.c.wrap_socket(s)\n`,
    ["connect: safe"],
  ],
  [
    "an attribute set by another method",
    `class A:\n    def start(self):\n        self.c = ssl.SSLContext(ssl.PROTOCOL_TLS)\n    def f(self, s):\n        return self.c.wrap_socket(s)\n`,
    [`store: ${OLD}`, `connect: ${OLD}`],
  ],
  [
    "a base class",
    `class A:\n    def __init__(self):\n        self.c = ssl.SSLContext(ssl.PROTOCOL_TLS)\nclass B(A):\n    def f(self, s):\n        return self.c.wrap_socket(s)\n`,
    [`store: ${OLD}`, `connect: ${OLD}`],
  ],
  [
    "a property",
    `class A:\n    @property\n    def c(self):\n        return ssl.SSLContext(ssl.PROTOCOL_TLS)\n    def f(self, s):\n        return self.c.wrap_socket(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "a context manager",
    `from contextlib import contextmanager\n@contextmanager\ndef made():\n    ${NEW}\n    yield c\ndef f(s):\n    with made() as c:\n        ${SAFE}\n        c.wrap_socket(s)\n`,
    ["connect: safe"],
  ],
  [
    "a gate in a variable",
    `HAS = hasattr(ssl, "TLSVersion")\n${f(NEW, "if HAS:", `    ${SAFE}`, "c.wrap_socket(s)")}`,
    ["connect: safe"],
  ],
  ["recursion", `def f(c, s):\n    c.wrap_socket(s)\n    f(c, s)\n${NEW}\nf(c, 1)\n`, [`connect: ${OLD}`]],
];

describe("contexts", () => {
  it.each(FLOWS)("follow %s", (_name, lines, expected) => {
    expect(uses(f(...lines))).toEqual(expected);
  });
  it.each(PROGRAMS)("follow %s", (_name, text, expected) => {
    expect(uses(text)).toEqual(expected);
  });
  it("keep both ways of a gate that the target does not decide", () => {
    const text = f(NEW, 'if hasattr(ssl, "TLSVersion"):', `    ${SAFE}`, "c.wrap_socket(s)");
    expect(uses(text)).toEqual(["connect: safe"]);
    expect(uses(text, { major: 3, minor: 6 })).toEqual([`connect: ${OLD}`]);
  });
  it("take as safe what each way makes safe in its own manner", () => {
    const text = f(
      NEW,
      'if hasattr(ssl, "TLSVersion"):',
      `    ${SAFE}`,
      "else:",
      "    c.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1",
      "c.wrap_socket(s)",
    );
    expect(uses(text, { major: 2, minor: 7 })).toEqual(["connect: safe"]);
  });
  it("survive an expression that is nested without end", () => {
    const deep = `${"(".repeat(3000)}ssl.SSLContext()${")".repeat(3000)}`;
    expect(() => uses(`x = ${deep}\n`)).not.toThrow();
  });
});
