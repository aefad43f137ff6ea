import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byPosition, type Edit } from "../../src/core/edit.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import type { PythonModule } from "../../src/python/module.ts";
import type { SyntaxNode } from "../../src/python/node.ts";
import { removeStatements } from "../../src/python/removal.ts";
import { moduleOf } from "../parser.ts";
import { askPython, cpythons } from "./cpython.ts";

function identifier(text: string, name: string): { module: ReturnType<typeof moduleOf>; at: SyntaxNode } {
  const module = moduleOf(text);
  const at = [...module.identifiers(name)][0];
  if (at === undefined) throw new Error(`no ${name} in ${text}`);
  return { module, at };
}

/** How `ssl.X` is spelt at AT, and after `<-` the import that it needs. */
function spelt(text: string): string {
  const { module, at } = identifier(text, "AT");
  const { text: spelling, need } = module.names.spell("ssl", "X", at);
  if (need === undefined) return spelling;
  const instead = need.instead === undefined ? "" : " instead";
  return `${spelling} <- ${need.module} as ${need.name}${instead}`;
}

const NEEDS_SSL = "ssl.X <- ssl as ssl";
const NEEDS_SSL_INSTEAD = `${NEEDS_SSL} instead`;
const NEEDS_ALIAS = "_ssl.X <- ssl as _ssl";

describe("spell", () => {
  it.each([
    // An import that is there is used.
    ["import ssl\nAT", "ssl.X"],
    ["import ssl as x\nAT", "x.X"],
    ["from eventlet.green import ssl\nAT", "ssl.X"],
    ["def f():\n    import ssl\n    AT", "ssl.X"],
    ["def f():\n    import ssl\n    def g(): AT", "ssl.X"],
    ["def f(): AT\nimport ssl", "ssl.X"],
    ["class C:\n    import ssl\n    x = AT", "ssl.X"],
    ["import ssl\nclass C:\n    ssl = 1\n    def f(self): AT", "ssl.X"],
    ["import ssl\n[x for ssl in AT]", "ssl.X"],
    ["import ssl\nlambda ssl=AT: ssl", "ssl.X"],
    ["if a:\n    import ssl\n    AT", "ssl.X"],
    ["with a:\n    import ssl\nAT", "ssl.X"],
    // One that the program itself relies on where it is to be used has run.
    ["if HAS:\n    import ssl\ndef f():\n    make(ssl.Y, AT)", "ssl.X"],
    ["if HAS:\n    import ssl\ndef f():\n    ssl.Y\n    if a:\n        AT", "ssl.X"],
    ["if HAS:\n    import ssl\ndef f():\n    if a:\n        ssl.Y\n    AT", NEEDS_SSL],
    ["if HAS:\n    import ssl\ndef f():\n    AT\n    ssl.Y", NEEDS_SSL],
    ["if HAS:\n    import ssl\ndef f():\n    (a and ssl.Y, AT)", NEEDS_SSL],
    ["if HAS:\n    import ssl\ndef f():\n    (lambda: ssl.Y, AT)", NEEDS_SSL],
    ["if HAS:\n    import ssl\ndef f():\n    make(ssl=1, x=a.ssl, y=AT)", NEEDS_SSL],
    // One that may not have run is not.
    ["AT", NEEDS_SSL],
    ["AT\nimport ssl", NEEDS_SSL],
    ["class C:\n    x = AT\nimport ssl", NEEDS_SSL],
    ["if TYPE_CHECKING:\n    import ssl\ndef f(): AT", NEEDS_SSL],
    ["def g():\n    import ssl\ndef f(): AT", NEEDS_SSL],
    ["def g():\n    global ssl\n    import ssl\ndef f(): AT", NEEDS_SSL],
    ["def g():\n    global ssl\n    import ssl\nAT\nimport ssl", NEEDS_SSL],
    ["if a:\n    import ssl\nelse:\n    AT", NEEDS_SSL],
    ["for a in b:\n    import ssl\nAT", NEEDS_SSL],
    ["def f():\n    if a:\n        import ssl\n    AT", NEEDS_ALIAS],
    ["def f():\n    if a:\n        import ssl\n        b\n    AT", NEEDS_SSL_INSTEAD],
    ["def f():\n    AT\n    import ssl", NEEDS_SSL_INSTEAD],
    ["def f():\n    AT\n    import ssl  # later", NEEDS_ALIAS],
    ["def f():\n    AT\n    # later\n    import ssl", NEEDS_ALIAS],
    ["def f():\n    AT  # now\n    import ssl\n    # then\n    b", NEEDS_SSL_INSTEAD],
    ["def f():\n    AT\n    import ssl as tls, ssl", NEEDS_ALIAS],
    ["def f():\n    AT\n    if x:\n        import ssl", NEEDS_ALIAS],
    [
      "def f():\n    AT\n    try:\n        import ssl\n        AT\n    except ImportError:\n        pass",
      NEEDS_ALIAS,
    ],
    ["def f():\n    AT\n    def g():\n        nonlocal ssl\n        ssl = 1\n    import ssl", NEEDS_ALIAS],
    ["def f(ssl):\n    AT\n    import ssl", NEEDS_ALIAS],
    ["from ssl import X\nAT", "X"],
    ["from ssl import X as Y\ndef f(): AT", "Y"],
    ["from ssl import X\ndef f(X): AT", NEEDS_SSL],
    ["from ssl import X\nX = 1\nAT", NEEDS_SSL],
    ["AT\nfrom ssl import X", NEEDS_SSL],
    ["from ssl import X\nimport ssl as tls\nAT", "tls.X"],
    ["class C:\n    import ssl\n    def f(self): AT", NEEDS_SSL],
    ["class C:\n    import ssl\n    x = [AT for _ in y]", NEEDS_SSL],
    ["import ssl\ndel ssl\nAT", NEEDS_ALIAS],
    // Attempts.
    ["try:\n    import ssl\nexcept ImportError:\n    ssl = None\ndef f(): AT", "ssl.X"],
    ["try:\n    import ssl\nexcept ImportError:\n    AT", NEEDS_SSL],
    ["try:\n    import socket\n    import ssl\nexcept ImportError:\n    HAS = 0\nAT", "ssl.X"],
    ["try:\n    import other\n    import ssl\nexcept ImportError:\n    other = None\nAT", NEEDS_SSL],
    ["try:\n    import other\n    import ssl\nexcept ImportError:\n    raise\nAT", "ssl.X"],
    ["try:\n    import other, ssl\nexcept ImportError:\n    import ssl\nAT", "ssl.X"],
    ["try:\n    import ssl\nexcept ImportError:\n    import fake as ssl\nAT", NEEDS_ALIAS],
    ["if a:\n    import ssl\nelse:\n    from gevent import ssl\nAT", "ssl.X"],
    ["if a:\n    import ssl\nelse:\n    ssl = fake()\nAT", NEEDS_ALIAS],
    // The name is something else.
    ["ssl = 1\nAT", NEEDS_ALIAS],
    ["def ssl(): AT", NEEDS_ALIAS],
    ["import ssl\ndef f(ssl): AT", NEEDS_ALIAS],
    ["for ssl in x: AT", NEEDS_ALIAS],
    ["import ssl\n[AT for ssl in y]", NEEDS_ALIAS],
    ["from twisted.internet import ssl\nAT", NEEDS_ALIAS],
    ["_ssl = 1\ndef f(ssl): AT", "ssl_module.X <- ssl as ssl_module"],
    ["_ssl = ssl_module = 1\ndef f(ssl): AT", "_ssl_2.X <- ssl as _ssl_2"],
    ["from everything import *\nssl.y\nAT", NEEDS_ALIAS],
    ["from everything import *\nAT", NEEDS_SSL],
    // An alias next to a name that is taken.
    ["import ssl as x\ndef f(x): AT", NEEDS_SSL],
    ["import ssl as x\ndef f(ssl): AT", "x.X"],
  ])("%j", (text, spelling) => {
    expect(spelt(text)).toBe(spelling);
  });

  it.each([
    ["import http.client\nAT", "http.client.X"],
    ["import http.client\nhttp = 1\nAT", "_client.X <- http.client as _client"],
    ["import httplib\nAT", "httplib.X"],
    ["from http import client\nAT", "client.X"],
  ])("of a submodule: %j", (text, expected) => {
    const { module, at } = identifier(text, "AT");
    const { text: spelling, need } = module.names.spell("http.client", "X", at);
    expect(need === undefined ? spelling : `${spelling} <- ${need.module} as ${need.name}`).toBe(expected);
  });

  it.each([
    ["import ssl\nimport ssl as x\nx.LIKE(AT)", "x.X"],
    ["import ssl\nfrom eventlet.green import ssl as green\ngreen.LIKE(AT)", "green.X"],
    ["from eventlet.green.ssl import LIKE\nLIKE(AT)", "_ssl.X <- eventlet.green.ssl as _ssl"],
    ["from ssl import LIKE\nLIKE(AT)", NEEDS_SSL],
    ["AT\nif a:\n    import ssl\n    ssl.LIKE()", NEEDS_SSL],
    ["import ssl as x\ndef f(x): AT\nx.LIKE()", NEEDS_SSL],
  ])("like another member: %j", (text, expected) => {
    const { module, at } = identifier(text, "AT");
    const likes = [...module.identifiers("LIKE")].at(-1);
    const like = likes?.parent?.type === "attribute" ? likes.parent : likes;
    const { text: spelling, need } = module.names.spell("ssl", "X", at, like);
    expect(need === undefined ? spelling : `${spelling} <- ${need.module} as ${need.name}`).toBe(expected);
  });
});

describe("fresh", () => {
  it.each([
    ["def f():\n    AT", "context"],
    ["AT", "context"],
    ["def f(context): AT", "ctx"],
    ["def f():\n    AT\n    g(context=1).context", "context"],
    ["def f():\n    AT\n    'context'", "context"],
    ["def f():\n    AT\n    from context import x\n    import y.context", "context"],
    ["def f():\n    AT\n    f'{context}'", "ctx"],
    ["context = 1\ndef f(): AT", "context"],
    ["context = 1\ndef f():\n    AT\n    def g(): return context", "ctx"],
    ["context = 1\ndef f():\n    AT\n    return lambda: [context for _ in x]", "ctx"],
    ["def f():\n    global context\n    AT", "ctx"],
    ["def f():\n    AT\n    def g():\n        global context\n        context = 1", "ctx"],
    ["AT\ndef f():\n    return context", "ctx"],
    ["def f():\n    context = 1\nAT", "ctx"],
    ["def f():\n    for context in ctx: AT", "ctx_2"],
    ["def f():\n    for context in ctx: AT\n    ctx_2 = 1", "ctx_3"],
    ["def f():\n    context = 1\n    def g(): AT", "context"],
    ["class C:\n    AT\n    context = 1", "ctx"],
    ["class C:\n    AT\n    def f(self): return self.context", "ctx"],
    ["class C:\n    AT\n    def f(self): return g(context=1)", "context"],
    ["class C:\n    def f(self): AT\n    context = 1", "context"],
    ["def f():\n    return [AT for context in x]", "ctx"],
    ["def f():\n    return lambda context: AT", "ctx"],
    ["def f(x=AT): pass\ncontext = 1", "ctx"],
    ["@AT\ndef f(context): pass", "ctx"],
  ])("%j", (text, name) => {
    const { module, at } = identifier(text, "AT");
    expect(module.names.fresh(at, "context", "ctx")).toBe(name);
  });
});

describe("uses", () => {
  it.each([
    ["import ssl", 0],
    ["import ssl\nssl.x\ndef f(): return ssl", 2],
    ["import ssl\ndef f(ssl): return ssl", 0],
    ["import ssl\nx.ssl\nf(ssl=1)\nfrom ssl import y\nimport ssl.z as w", 0],
    ["try:\n    import ssl\nexcept ImportError:\n    ssl = None", 0],
    ["import ssl\ndel ssl", 1],
    ["import ssl\n__all__ = ['ssl', 'x']", 1],
    ["import ssl\n__all__ = ['x'] + ['ssl']", 1],
    ["import ssl\n__all__ += ('ssl',)", 1],
    ["import ssl\n__all__.extend(['ssl'])", 1],
    ["import ssl\n__all__.append('ssl')", 1],
    ["import ssl\nnames = ['ssl']\nf('ssl')", 0],
    ["import ssl\ndef f(x: 'ssl.SSLContext') -> 'ssl': pass", 2],
    ["import ssl\nx: Optional['ssl.SSLContext'] = None", 1],
    ["import ssl\nx: 'Optional[ssl.SSLContext]' = None", 1],
    ["import ssl\nx: 'None | ssl.SSLContext' = 'ssl'", 1],
    ["import ssl\nx: Literal['ssl'] = 'ssl'\ny: 'x.ssl'", 0],
    ["import ssl\n'''\n>>> ssl.x\n'''\nx = []  # type: ssl.SSLContext", 0],
    ["import ssl\ndef f():\n    import ssl\n    return ssl", 0],
    ["import ssl\nf'{ssl.x}'", 1],
  ])("%j: %i", (text, count) => {
    const module = moduleOf(text);
    expect(module.scopes.uses("ssl", module.scopes.module)).toHaveLength(count);
  });
});

// Little programs, the spelling of which Python itself checks.

/** A block of statements; `later` has a function called once the module was loaded. */
function blocks(depth: number): fc.Arbitrary<string[]> {
  const flat = fc.constantFrom(
    ...["record(AT)", "record(AT)", "record(AT)", "import ssl", "import ssl as tls", "import ssl as _ssl"],
    ...["from eventlet.green import ssl", "from other import ssl", "ssl = 1", "_ssl = 2", "tls = 3"],
    ...["ssl = 1; del ssl", "for ssl in [1]: pass", "with nothing() as ssl: pass", "(ssl := 4)"],
    ...[
      "[record(AT) for ssl in [1]]",
      "[record(AT) for _ in [1]]",
      "[x for ssl in [record(AT)] for x in []]",
    ],
    ...["(lambda ssl=record(AT): record(AT))()", "(lambda _ssl: record(AT))(1)", "later(lambda: record(AT))"],
    ...[
      "[(ssl := x) for x in [1]]",
      "import ssl; tls = ssl",
      "import ssl, http.client",
      "import http.client",
    ],
  );
  const one = fc.constantFrom("global ssl", "global _ssl", "global tls");
  const lines: fc.Arbitrary<string[]> = flat.map((line) => [line]);
  if (depth === 0) return fc.array(lines, { minLength: 1, maxLength: 3 }).map((all) => all.flat());
  const inner = blocks(depth - 1);
  const indent = (block: readonly string[]) => block.map((line) => `    ${line}`);
  const nested = fc.oneof(
    fc
      .tuple(fc.constantFrom("", "", "ssl=1", "_ssl=1", "tls=1", "x=record(AT)"), inner, fc.option(one))
      .map(([parameter, body, global]) => {
        const head = global !== null && parameter === "" ? [global] : [];
        return ["@later", `def f(${parameter}):`, ...indent([...head, ...body])];
      }),
    inner
      .filter((block) => !block.some((line) => line.includes("[(ssl :=")))
      .map((block) => ["class C:", ...indent(block)]),
    fc
      .tuple(
        fc.constantFrom("if False:", "if True:", "for _ in []:", "while False:"),
        inner,
        inner,
        fc.boolean(),
      )
      .map(([head, a, b, more]) => [head, ...indent(a), ...(more ? ["else:", ...indent(b)] : [])]),
    inner.map((b) => ["try:", "    import ssl", "except ImportError:", "    ssl = None", ...b]),
    inner.map((b) => ["try:", "    import missing", "    import ssl", "except ImportError:", ...indent(b)]),
    fc.tuple(inner, inner).map(([a, b]) => ["try:", ...indent(a), "finally:", ...indent(b)]),
  );
  return fc
    .array(fc.oneof({ weight: 2, arbitrary: lines }, { weight: 1, arbitrary: nested }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((all) => all.flat());
}

/** The program with each AT spelt, its imports in front, in the place of those that hid them. */
function withSpellings(text: string): string {
  const module = moduleOf(text);
  const needs = new Set<string>();
  const gone = new Set<number>();
  const edits: Edit[] = [];
  for (const { start, end, ...at } of asked(module)) {
    const { text: spelling, need } = module.names.spell("ssl", "SSLContext", at.node);
    if (need !== undefined) needs.add(`import ${need.module} as ${need.name}\n`);
    for (const place of need?.instead ?? []) gone.add(place);
    edits.push({ start, end, text: spelling });
  }
  const statements = [...gone].flatMap((at) => module.root.at(at, at + "import".length).parent ?? []);
  edits.push(...removeStatements(text, statements));
  return [...needs].join("") + rewrite(text, edits.sort(byPosition));
}

function asked(module: PythonModule) {
  return [...module.identifiers("AT")].map((node) => ({ node, start: node.start, end: node.end }));
}

const RUN = `
import contextlib, json, ssl, sys, types
green = types.ModuleType("eventlet.green"); green.ssl = ssl
other = types.ModuleType("other"); other.ssl = "another"
sys.modules.update({"eventlet": types.ModuleType("eventlet"), "eventlet.green": green, "other": other})
def check(text):
    waiting = []
    def record(value):
        if value is not ssl.SSLContext: raise AssertionError(repr(value))
        return []
    try:
        code = compile(text, "<text>", "exec")
    except SyntaxError as error:
        return "syntax"
    scope = {"record": record, "later": lambda f: waiting.append(f) or f, "nothing": contextlib.nullcontext}
    try:
        exec(code, scope)
        while waiting: waiting.pop(0)()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
print(json.dumps([check(text) for text in json.load(sys.stdin)]))
`;

// Python 3.12 and 3.13 read `v` of `def g(): [0 for v in a]; [v for _ in b]` as a local of `g` where it is
// one of an enclosing function, by an error of PEP 709's inlining; so rather a Python before that.
const python =
  cpythons.find(({ version }) => version[1] >= 8 && version[1] < 12) ??
  cpythons.find(({ version }) => version[1] >= 12);

describe.skipIf(python === undefined)("spelled names, run by Python (skipped without Python 3.8)", () => {
  it("name the member of the module", () => {
    const programs = fc
      .sample(blocks(2), { numRuns: 4000, seed: 20250701 })
      .map((lines) => `${lines.join("\n")}\n`);
    const spelled = programs.map(withSpellings);
    const answers = askPython(python!, ["-c", RUN], spelled) as (string | null)[];
    const wrong = answers.flatMap((answer, i) =>
      answer === null || answer === "syntax" ? [] : [`${answer}\n${programs[i]}---\n${spelled[i]}`],
    );
    wrong.sort((a, b) => a.length - b.length);
    expect(wrong.slice(0, 3).join("\n======\n")).toBe("");
    expect(answers.filter((answer) => answer === null).length).toBeGreaterThan(programs.length / 2);
  });
});
