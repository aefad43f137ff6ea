import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { moduleOf } from "../parser.ts";
import { type CPython, cpythons } from "./cpython.ts";
import { askOracle, differences, type OracleAnswer } from "./oracle.ts";

/** Hard cases with the first Python that can read them. */
const CASES: readonly (readonly [minor: number, text: string])[] = [
  [8, "class C:\n    x = 1\n    y = [x for _ in range(x) if x]\n    z = lambda: x\n"],
  [8, "def f(v):\n    [last := i for i in v if (n := i)]\n    return last, n\n"],
  [8, "[[top := j for j in i] for i in ()]\nprint(top)\n"],
  [8, "def f():\n    global g\n    [g := i for i in ()]\n"],
  [
    8,
    "def f():\n    n = 0\n    def h():\n        nonlocal n\n        [n := i for i in ()]\n    return h, n\n",
  ],
  [8, "def f(a=(w := 1), *b: (v := int), c=lambda d=(u := 2): (t := d)):\n    return w, v, u\n"],
  [8, "class C(base := object, metaclass=(m := type)):\n    def f(self): return base, m\n"],
  [8, "@(d := decorate)\ndef decorate(x): return d\n"],
  [8, "f = lambda: lambda x: (y := x)\ndef g():\n    h = lambda: lambda x: (y := x) + y\n    return y\n"],
  [8, "def f():\n    [(lambda a=(x := 1): (z := a)) for b in ()]\n    return x, z\n"],
  [8, "x = 1\ndef f():\n    global x\n    def g():\n        return x\n    x = 2\n    return g\n"],
  [8, "def f():\n    x = 1\n    class C:\n        x = x\n        def g(self): return x\n    return C\n"],
  [
    8,
    "x = 0\nclass A:\n    global x\n    x = 1\n    class B:\n        y = x\n        x = 2\n        def g(self): return x, y\n",
  ],
  [8, "def f():\n    def g():\n        global made\n        made = 1\n    return made\nmade\n"],
  [8, "class C:\n    def f(self): return __class__, super\n__class__ = 3\n"],
  [8, "x = 1\nf = lambda x=x, *a, y=x, **k: (x, y, a, k)\n"],
  [
    8,
    "x = int\ndef f(x: x, *y: x, z: x = x, **w: x) -> x:\n    v: x = x\n    u: x\n    (t): x\n    return t\n",
  ],
  [8, "from __future__ import annotations\nclass C:\n    T = 1\n    def f(self, x: T) -> T: return T\n"],
  [8, "a = b = c, *d = [e[0], f.g] = h = (i, [j, *k]) = 1, 2\n"],
  [8, "def f(x):\n    del x, y[0], z.w, (u, [v])\n    return x, y, z, u, v\n"],
  [
    8,
    "def f():\n    import a.b, c.d as e, g\n    from h.i import j, k as l\n    from . import m\n    return a, b, c, d, e, g, h, i, j, k, l, m\n",
  ],
  [8, "import ssl as tls\nfrom ssl import ssl as x, SSLContext\nfrom .ssl import y\nssl\n"],
  [8, "def f():\n    try: pass\n    except (A, B) as e: e\n    except C: e\n    return e\n"],
  [8, "x = 1\n[x for x in x for y in x if x]\n{x: y for x, y in x}\n{x for x in [x for x in x]}\n"],
  [8, "def f(y):\n    return (x for x in (x for y in y) for z in [x for x in y])\n"],
  [8, "x, w = 1, 2\nf'{x!r:>{w}} {[x for x in [w]]} {(lambda: x)()} {x=}'\n"],
  [
    8,
    "async def f(a):\n    async with a as (b, c.d): pass\n    async for e, *g in a: pass\n    return [h async for h in b if await h]\n",
  ],
  [
    8,
    "def f():\n    with a as b, c() as [d, e], g as h.i: pass\n    for j.k, (l, m[n]) in o: pass\n    p += 1\n",
  ],
  [8, "def f(a, /, b, *, c): return a, b, c\n"],
  [8, "match = None\ntype = 1\nprint(match, type, print)\n"],
  [9, "with (a as b, c as d): b, d\n"],
  [
    10,
    "def f(x):\n    match x:\n        case [a, *b] | (b, *a): pass\n        case {'k': c, **d}: pass\n        case P(e, g=h, i=[j]) as k: pass\n        case l.m | None | 1: pass\n        case n if n: pass\n    return a, b, c, d, e, g, h, i, j, k, l, m, n\n",
  ],
  [
    10,
    "match x:\n    case _: _\n    case (1 | 2) as y: y\n    case str(z) | int(z): z\n    case Q(w=u): w, u\n",
  ],
  [11, "def f():\n    try: pass\n    except* E as g: g\n    except* (A, B): g\n"],
  [11, "def f(*a: *b): return a[*b]\n"],
  [
    12,
    "class A[T: (B, T)](C[T]):\n    x: T\n    def f[U: T, *V, **W](self, y: U = U) -> T: return T, U, V, W\nT, U, V\n",
  ],
  [12, "class C:\n    T = int\n    def f[U: T](self, x: T): return T\n    type A[V] = dict[V, T]\n"],
  [12, "type X = list[X]\ntype Y[T] = dict[T, X]\nY, T\n"],
  [12, "def f[T](x: T = T): return lambda: T\n"],
  [12, "x = 1\nf'{x:{f'{[x for x in 'a']}'}}'\n"],
];

/** What a sample must hold of every library, where it is there: TLS, and CPython's own tests of scopes. */
const ALWAYS = [
  "ssl.py",
  "ftplib.py",
  "imaplib.py",
  "http/client.py",
  "asyncio/sslproto.py",
  "test/test_scope.py",
  "test/test_grammar.py",
  "test/test_listcomps.py",
  "test/test_named_expressions.py",
  "test/test_patma.py",
  "test/test_super.py",
  "test/test_type_params.py",
];
const SAMPLE_SIZE = 25;
const MAX_LENGTH = 60_000;

function sample(library: string): Map<string, string> {
  const files = (readdirSync(library, { recursive: true }) as string[])
    .filter((file) => file.endsWith(".py") && !file.includes("site-packages"))
    .sort();
  const step = Math.max(1, Math.floor(files.length / SAMPLE_SIZE));
  const chosen = files.filter((file, i) => i % step === 0 || ALWAYS.includes(file));
  const texts = chosen.map((file) => [file, readFileSync(join(library, file), "utf8")] as const);
  // Form feeds, lone carriage returns and other encodings would need another way of counting columns.
  return new Map(texts.filter(([, text]) => text.length < MAX_LENGTH && !/[\f\r\uFFFD]/.test(text)));
}

function compare(
  names: readonly string[],
  texts: readonly string[],
  answers: readonly OracleAnswer[],
  python: CPython,
): string[] {
  return names.flatMap((name, i) =>
    differences(moduleOf(texts[i] ?? ""), answers[i] ?? { error: "" }, python).map(
      (difference) => `${name} ${difference}`,
    ),
  );
}

/** What is known to differ: private names of a class are not mangled, so that `__x` is not `_C__x`. */
const LIMITS = /_named_expressions\.py \d+:\d+ _Foo__x1:|_type_params\.py \d+:\d+ __[TV]:/;

const newest = cpythons.find(({ version }) => version[1] >= 10);

describe.skipIf(newest === undefined)(
  "scopes, against CPython's symtable (skipped without Python 3.10)",
  () => {
    const python = newest as CPython;

    it("agree on the hard cases", () => {
      const known = CASES.filter(([minor]) => minor <= python.version[1]).map(([, text]) => text);
      const answers = askOracle(python, known);
      for (const [i, answer] of answers.entries()) expect(answer, known[i]).toHaveProperty("names");
      expect(
        compare(
          known.map((text) => JSON.stringify(text)),
          known,
          answers,
          python,
        ),
      ).toEqual([]);
    });

    it.each(cpythons.map((p) => [p.version.join("."), p.library]))(
      "agree on a sample of the standard library of Python %s",
      (_, library) => {
        const files = sample(library);
        const texts = [...files.values()];
        const answers = askOracle(python, texts);
        const read = answers.filter((answer) => "names" in answer);
        expect(read.length).toBeGreaterThan(answers.length / 2);
        expect(
          compare([...files.keys()], texts, answers, python).filter((difference) => !LIMITS.test(difference)),
        ).toEqual([]);
      },
    );
  },
);

describe("scopes of Python 2, which no oracle reads", () => {
  const lookup = (text: string, name: string) => {
    const module = moduleOf(text);
    const mention = [...module.scopes.mentions(name)].at(-1);
    return mention === undefined ? "no mention" : module.scopes.lookup(name, mention)?.scope.node.type;
  };

  it.each([
    ["x = 1\nprint x", "x", "module"],
    ["def f(out, x):\n    print >>out, x", "out", "function_definition"],
    ["def f(a, (b, (c, d))):\n    return c", "c", "function_definition"],
    ["def f():\n    try: pass\n    except E, e:\n        print e", "e", "function_definition"],
    ["def f(code):\n    exec code in {}", "code", "function_definition"],
    ["def f():\n    raise E, x\nx = 1", "x", "module"],
  ])("%j", (text, name, scope) => {
    expect(lookup(text, name)).toBe(scope);
  });
});
