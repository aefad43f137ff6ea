import { describe, expect, it } from "vitest";
import { contextsOf } from "../../src/tls/contexts.ts";
import { versionNames } from "../../src/tls/limits/floor.ts";
import type { ContextUse } from "../../src/tls/model/context-life.ts";
import { obsoleteVersions } from "../../src/tls/model/context-state.ts";
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

/** A class whose objects make a context. */
const A = "class A:\n    def __init__(self):\n        self.c = ssl.SSLContext(ssl.PROTOCOL_TLS)\n";

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
  ["an element that is read", [NEW, "o = {'ssl': c}", "o['ssl'].wrap_socket(s)"], [`connect: ${OLD}`]],
  [
    "an element that is made safe",
    [NEW, "o = {'ssl': c}", "o['ssl'].minimum_version = ssl.TLSVersion.TLSv1_2", "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  ["a list", ["o = []", NEW, "o.append(c)", "for d in o:", "    d.wrap_socket(s)"], [`connect: ${OLD}`]],
  ["next()", ["def g():", `    ${NEW}`, "    yield c", "next(g()).wrap_socket(s)"], [`connect: ${OLD}`]],
  [
    "a loop over flags",
    [NEW, "for o in (ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1):", "    c.options |= o", "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "a loop over flags that breaks off",
    [
      NEW,
      "for o in (ssl.OP_NO_TLSv1, ssl.OP_NO_TLSv1_1):",
      "    c.options |= o",
      "    break",
      "c.wrap_socket(s)",
    ],
    ["connect: TLS 1.1"],
  ],
  [
    "setattr",
    [NEW, 'setattr(c, "minimum_version", ssl.TLSVersion.TLSv1_2)', "c.wrap_socket(s)"],
    ["connect: safe"],
  ],
  [
    "a condition asked again",
    ["if x:", `    ${NEW}`, "y()", "if x:", `    ${SAFE}`, "c.wrap_socket(s) if x else s"],
    ["connect: safe"],
  ],
  [
    "a condition asked again the other way round",
    [
      NEW,
      "if x.mode == 'old':",
      "    pass",
      "else:",
      `    ${SAFE}`,
      "if x.mode != 'old':",
      "    c.wrap_socket(s)",
    ],
    ["connect: safe"],
  ],
  [
    "a condition that was changed meanwhile",
    [NEW, "if x:", `    ${SAFE}`, "x = y()", "if x:", "    c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "an attribute that was changed meanwhile",
    [NEW, "if x.tls:", `    ${SAFE}`, "x.tls = y()", "if x.tls:", "    c.wrap_socket(s)"],
    [`connect: ${OLD}`],
  ],
  [
    "a condition that the next round changes",
    [
      NEW,
      "while y:",
      "    if x:",
      `        ${SAFE}`,
      "    else:",
      "        c.wrap_socket(s)",
      "    if x:",
      "        c.wrap_socket(s)",
      "    x = y()",
    ],
    [`connect: ${OLD}`, `connect: ${OLD}`],
  ],
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
  [
    "an object's attribute",
    `${A}a = A()\na.c.minimum_version = ssl.TLSVersion.TLSv1_2\na.c.wrap_socket(s)\n`,
    ["connect: safe"],
  ],
  [
    "two objects of a class",
    `${A}a, b = A(), A()\na.c.minimum_version = ssl.TLSVersion.TLSv1_2\nb.c.wrap_socket(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "an object's method",
    `${A}    def go(self, s):\n        self.c.wrap_socket(s)\ndef f(s):\n    a = A()\n    a.c.minimum_version = ssl.TLSVersion.TLSv1_2\n    a.go(s)\n`,
    ["connect: safe"],
  ],
  ["an object that goes elsewhere", `${A}def f(s):\n    a = A()\n    s.use(a)\n`, [`pass: ${OLD}`]],
  ["an object that is returned", `${A}def f(s):\n    return A()\n`, [`return: ${OLD}`]],
  [
    "a method that is handed on",
    `${A}    def run(self):\n        pass\ndef f(s):\n    s.use(target=A().run)\n`,
    [`pass: ${OLD}`],
  ],
  [
    "an object that is given a context",
    `class A:\n    def __init__(self, c):\n        self.c = c\n    def go(self, s):\n        self.c.wrap_socket(s)\ndef f(s):\n    ${NEW}\n    ${SAFE}\n    A(c).go(s)\n`,
    ["connect: safe"],
  ],
  [
    "a data class",
    `from dataclasses import dataclass\n@dataclass\nclass A:\n    n: int\n    c: object\ndef f(s):\n    a = A(1, ssl.SSLContext())\n    a.c.wrap_socket(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "an object that is a context manager",
    `class A:\n    def __enter__(self):\n        self.c = ssl.SSLContext()\n        return self.c\n    def __exit__(self, *e):\n        pass\nwith A() as c:\n    c.wrap_socket(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "a method of a base class",
    `class B:\n    def make(self):\n        return ssl.SSLContext()\nclass A(object, B):\n    def f(self, s):\n        self.make().wrap_socket(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "a method that a subclass brings",
    `class B:\n    def make(self):\n        raise NotImplementedError\n    def f(self, s):\n        self.make().wrap_socket(s)\nclass A(B):\n    def make(self):\n        return ssl.SSLContext()\n`,
    [`connect: ${OLD}`],
  ],
  [
    "super()",
    `class B:\n    def make(self):\n        return ssl.SSLContext()\nclass A(B):\n    def make(self):\n        c = super().make()\n        ${SAFE}\n        return c\n    def f(self, s):\n        self.make().wrap_socket(s)\n`,
    ["connect: safe"],
  ],
  [
    "a static method",
    `class A:\n    @staticmethod\n    def harden(c):\n        ${SAFE}\n${f(NEW, "A.harden(c)", "c.wrap_socket(s)")}`,
    ["connect: safe"],
  ],
  [
    "a class method that makes an object",
    `class A:\n    @classmethod\n    def make(cls):\n        a = cls()\n        a.c = ssl.SSLContext()\n        return a\n    def go(self, s):\n        self.c.wrap_socket(s)\nA.make().go(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "functools.partial",
    `import functools\ndef use(c, s):\n    c.wrap_socket(s)\n${f(NEW, "g = functools.partial(use, c)", SAFE, "g(s)")}`,
    ["connect: safe"],
  ],
  [
    "a class of contexts",
    "class C(ssl.SSLContext):\n    pass\nc = C(ssl.PROTOCOL_TLS_CLIENT)\nc.wrap_socket(s)\n",
    [`connect: ${OLD}`],
  ],
  [
    "a class of contexts that is safe by itself",
    `class C(ssl.SSLContext):\n    def __init__(self, *a):\n        self.minimum_version = ssl.TLSVersion.TLSv1_2\nc = C(ssl.PROTOCOL_TLS_CLIENT)\nc.wrap_socket(s)\n`,
    ["connect: safe"],
  ],
  [
    "a class of contexts that makes itself",
    `class C(ssl.SSLContext):\n    def __new__(cls, *a):\n        return super().__new__(cls, ssl.PROTOCOL_TLS)\nc = C()\nc.wrap_socket(s)\n`,
    [`connect: ${OLD}`],
  ],
  [
    "a class of contexts that connects its own way",
    `class C(ssl.SSLContext):\n    def wrap_socket(self, *a):\n        self.minimum_version = ssl.TLSVersion.TLSv1_2\n        return super().wrap_socket(*a)\nC().wrap_socket(s)\n`,
    ["connect: safe"],
  ],
  [
    "urllib3's contexts",
    "from urllib3.util.ssl_ import create_urllib3_context\nc = create_urllib3_context()\nc.wrap_socket(s)\n",
    [`connect: ${OLD}`],
  ],
  [
    "the minimum that urllib3 is given",
    "from urllib3.util import ssl_\nc = ssl_.create_urllib3_context(ssl_minimum_version=ssl.TLSVersion.TLSv1_2)\nc.wrap_socket(s)\n",
    ["connect: safe"],
  ],
  [
    "what `**options` hold",
    `def use(c=None, n=1):\n    c.wrap_socket(n)\ndef start(**options):\n    use(**options)\n${f(NEW, SAFE, "start(c=c)")}`,
    ["connect: safe"],
  ],
  [
    "an element of `**options`",
    `def start(**options):\n    options["c"].wrap_socket(1)\n${f(NEW, "start(c=c)")}`,
    [`connect: ${OLD}`],
  ],
  [
    "a function whose inner one calls it again",
    `def g(s):\n    ${NEW}\n    def h():\n        g(s)\n        c.wrap_socket(s)\n    return h\n`,
    [`connect: ${OLD}`],
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
