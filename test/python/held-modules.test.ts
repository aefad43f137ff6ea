import { describe, expect, it } from "vitest";
import { moduleOf } from "../parser.ts";

/** The qualified names of the function whose call has the argument `TARGET`. */
function namesIn(text: string): string[] {
  const module = moduleOf(text);
  const call = [...module.root.walk()].find((n) => n.type === "call" && n.text.endsWith("(TARGET)"));
  return [...new Set(module.names.resolve(call?.field("function")).map(({ name }) => name))];
}

const CLASS = "import ssl\nclass C:\n    s = ssl\n";
const METHOD = "    def m(self):\n        self.s.wrap_socket(TARGET)\n";
const MODULE: readonly (readonly [claim: string, text: string])[] = [
  ["an attribute of the class", CLASS + METHOD],
  ["an attribute of the class by its name", `${CLASS}C.s.wrap_socket(TARGET)`],
  [
    "an attribute in a class method",
    `${CLASS}    @classmethod\n    def m(cls):\n        cls.s.wrap_socket(TARGET)`,
  ],
  ["an attribute of the type", `${CLASS}    def m(self):\n        type(self).s.wrap_socket(TARGET)`],
  ["an attribute of __class__", `${CLASS}    def m(self):\n        self.__class__.s.wrap_socket(TARGET)`],
  [
    "an attribute in a function within a method",
    `${CLASS}    def m(self):\n        def f():\n            self.s.wrap_socket(TARGET)`,
  ],
  [
    "an attribute that the constructor sets",
    `import ssl\nclass C:\n    def __init__(self):\n        self.s = ssl\n${METHOD}`,
  ],
  [
    "an attribute that is set with others",
    `import ssl\nclass C:\n    def __init__(self, h):\n        self.h, self.s = h, ssl\n${METHOD}`,
  ],
  [
    "an attribute that is None where there is no module",
    `try:\n    import ssl\nexcept ImportError:\n    ssl = None\nclass C:\n    s = None\n    def __init__(self):\n        self.s = ssl\n${METHOD}`,
  ],
  ["an import in the class", `class C:\n    import ssl as s\n${METHOD}`],
  ["an inherited attribute", `${CLASS}class D(C):\n${METHOD}`],
  [
    "an attribute that a class below sets",
    `import ssl\nclass M:\n${METHOD}class N:\n    s = ssl\nclass C(M, N):\n    pass`,
  ],
  [
    "an attribute of a class that shares its name with one of another",
    `${CLASS + METHOD}class D:\n    def m(self):\n        self.s = 1`,
  ],
  [
    "a property",
    `class C:\n    @property\n    def s(self):\n        import ssl\n        return ssl\n${METHOD}`,
  ],
  ["a parameter with the module as default", "import ssl\ndef f(x, s=ssl):\n    s.wrap_socket(TARGET)"],
  [
    "a parameter that callers give the module",
    "import ssl\ndef f(x, s=ssl):\n    s.wrap_socket(TARGET)\nf(1, ssl)\nf(1, s=ssl)",
  ],
  ["a parameter of a lambda", "import ssl\nf = lambda x, s=ssl: s.wrap_socket(TARGET)"],
  ["what a function returns", "def s():\n    import ssl\n    return ssl\ns().wrap_socket(TARGET)"],
  ["a loaded module", 'import sys\nsys.modules["ssl"].wrap_socket(TARGET)'],
  [
    "a local alias of an attribute",
    `${CLASS}    def m(self):\n        s = self.s\n        s.wrap_socket(TARGET)`,
  ],
];

const OTHER: readonly (readonly [claim: string, text: string])[] = [
  ["set to something else in a method", `${CLASS}    def set(self, s):\n        self.s = s\n${METHOD}`],
  ["set to something else from outside", `${CLASS + METHOD}def f(c):\n    c.s = Fake()`],
  ["set by a loop", `${CLASS}    def all(self, x):\n        for self.s in x: pass\n${METHOD}`],
  ["set by a with", `${CLASS}    def all(self, x):\n        with x as self.s: pass\n${METHOD}`],
  ["unpacked", `${CLASS}    def all(self, x):\n        self.s, y = x\n${METHOD}`],
  ["set to something else below", `${CLASS + METHOD}class D(C):\n    s = Fake()`],
  ["a method", `class C:\n    def s(self): pass\n${METHOD}`],
  ["nowhere set", `class C:\n${METHOD}`],
  ["only ever None", `class C:\n    s = None\n${METHOD}`],
  ["set to itself", `class C:\n    def __init__(self):\n        self.s = self.s\n${METHOD}`],
  [
    "of a static method's parameter",
    `${CLASS}    @staticmethod\n    def m(self):\n        self.s.wrap_socket(TARGET)`,
  ],
  ["of an object of unknown kind", `${CLASS}def f(c):\n    c.s.wrap_socket(TARGET)`],
  ["of another module", `import mine\nclass C:\n    s = mine\n${METHOD}`],
  ["a parameter without a default", "import ssl\ndef f(s):\n    s.wrap_socket(TARGET)\nf(ssl)"],
  ["a parameter with another value", "import ssl\ndef f(s=ssl):\n    s.wrap_socket(TARGET)\nf(Fake())"],
  ["a parameter with another keyword", "import ssl\ndef f(s=ssl):\n    s.wrap_socket(TARGET)\nf(s=Fake())"],
  ["a parameter that calls spread", "import ssl\ndef f(s=ssl):\n    s.wrap_socket(TARGET)\nf(**x)"],
  [
    "what a function returns or not",
    "import ssl\ndef s():\n    if x: return Fake()\n    return ssl\ns().wrap_socket(TARGET)",
  ],
  ["what a generator yields", "import ssl\ndef s():\n    yield 1\n    return ssl\ns().wrap_socket(TARGET)"],
  ["what is awaited", "import ssl\nasync def s():\n    return ssl\ns().wrap_socket(TARGET)"],
];

describe("a module that is held", () => {
  it.each(MODULE)("is known as %s", (_, text) => {
    expect(namesIn(text)).toEqual(["ssl.wrap_socket"]);
  });
  it.each(OTHER)("is not taken for one that is %s", (_, text) => {
    expect(namesIn(text)).not.toContain("ssl.wrap_socket");
  });
});
