import { describe, expect, it } from "vitest";
import { checkModule } from "../../src/cli/check-module.ts";
import type { Told } from "../../src/core/analyzer.ts";
import type { Finding } from "../../src/core/finding.ts";
import { KnownModules } from "../../src/tls/project/known-modules.ts";
import { TlsProjectReader } from "../../src/tls/project/project-reader.ts";
import { openProject } from "../../src/tls/project/project-text.ts";
import rule from "../../transforms/context-without-minimum-version.ts";
import disabledVerification from "../../transforms/disabled-verification.ts";
import { parser } from "../parser.ts";

const TARGET = { major: 3, minor: 8 };

type Files = Readonly<Record<string, string>>;

const fileAt = (path: string) => ({ path, absolute: `/project/${path}` });

/** What each file is told of the others. */
function factsOf(files: Files, patchedIn?: string): ReadonlyMap<string, Told | undefined> {
  const reader = new TlsProjectReader(patchedIn);
  const all = Object.entries(files);
  for (const [path, text] of all) reader.see(fileAt(path), text);
  for (const [path, text] of all) if (reader.isWanted(fileAt(path))) reader.read(fileAt(path), text);
  return new Map(all.map(([path]) => [path, reader.factsFor(fileAt(path))]));
}

function findingsIn(files: Files, path: string, rules = [rule]): readonly Finding[] {
  const opened = openProject(new KnownModules(parser), factsOf(files).get(path), TARGET);
  const checked = checkModule(parser, rules, { path, target: TARGET, project: opened.facts })(
    files[path] ?? "",
  );
  try {
    return checked.findings;
  } finally {
    checked.close?.();
    opened.close();
  }
}

/** The line of each finding, with the places in other files that it shows. */
function shown(files: Files, path: string): string[] {
  const text = files[path] ?? "";
  return findingsIn(files, path).map(({ start, related }) => {
    const line = text.slice(0, start).split("\n").length;
    const others = related.flatMap((one) =>
      one.lines ? `${one.path}:${one.lines.line}:${one.lines.column}` : [],
    );
    return [`line ${line}`, ...others].join(", ");
  });
}

const SAFE = "minimum_version = ssl.TLSVersion.TLSv1_2";
const MAKER = "import ssl\n\ndef make():\n    return ssl.create_default_context()\n";
const USER = "import ssl\nfrom .maker import make\n\n\ndef use(s):\n";

/** A decorator that is called with a setting. */
const LOGGED = `import ssl
def logged(level):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(*args):
            print(level)
            return fn(*args)
        return inner
    return decorate
`;

const CASES: readonly (readonly [what: string, files: Files, path: string, expected: readonly string[]])[] = [
  [
    "a function's result that connects elsewhere",
    { "a/maker.py": MAKER, "a/user.py": `${USER}    make().wrap_socket(s)\n` },
    "a/maker.py",
    ["line 4, a/user.py:6:5"],
  ],
  [
    "nothing where the other file makes it safe",
    { "a/maker.py": MAKER, "a/user.py": `${USER}    c = make()\n    c.${SAFE}\n    c.wrap_socket(s)\n` },
    "a/maker.py",
    [],
  ],
  [
    "a function that the other file decorates, by a decorator of its own",
    {
      "a/maker.py": `import functools\n${LOGGED}\n@logged("x")\n${MAKER.replace("import ssl\n\n", "")}`,
      "a/user.py": `${USER}    make().wrap_socket(s)\n`,
    },
    "a/maker.py",
    ["line 14, a/user.py:6:5"],
  ],
  [
    "nothing of a function whose decorator is out of view",
    {
      "a/maker.py": MAKER.replace("def make", 'import pytest\n@pytest.fixture(scope="session")\ndef make'),
      "a/user.py": `${USER}    make().wrap_socket(s)\n`,
    },
    "a/maker.py",
    [],
  ],
  [
    "nothing of a context that is made elsewhere",
    { "a/maker.py": MAKER, "a/user.py": `${USER}    make().wrap_socket(s)\n` },
    "a/user.py",
    [],
  ],
  [
    "a helper of another file that makes a context safe",
    {
      "a/maker.py": `import ssl\ndef harden(c):\n    c.${SAFE}\n`,
      "a/user.py":
        "import ssl\nfrom a import maker\ndef use(s):\n    c = ssl.create_default_context()\n    maker.harden(c)\n    c.wrap_socket(s)\n",
    },
    "a/user.py",
    [],
  ],
  [
    "a helper of another file that connects",
    {
      "maker.py": "def connect(c, s):\n    return c.wrap_socket(s)\n",
      "user.py":
        "import ssl\nimport maker as m\ndef use(s):\n    m.connect(ssl.create_default_context(), s)\n",
    },
    "user.py",
    ["line 4, maker.py:2:12"],
  ],
  [
    "a module's context that another makes safe",
    {
      "a/maker.py": "import ssl\nCONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)\n",
      "a/user.py": `import ssl\nfrom . import maker\nmaker.CONTEXT.${SAFE}\ndef use(s):\n    maker.CONTEXT.wrap_socket(s)\n`,
    },
    "a/maker.py",
    [],
  ],
  [
    "a module's context that another uses as it is",
    {
      "a/maker.py": "import ssl\nCONTEXT = ssl.create_default_context()\n",
      "b/user.py": "from a.maker import CONTEXT as c\ndef use(s):\n    c.wrap_socket(s)\n",
    },
    "a/maker.py",
    ["line 2, b/user.py:3:5"],
  ],
  [
    "what a package hands on",
    {
      "a/maker.py": MAKER,
      "a/__init__.py": "from .maker import make\n",
      "b.py": "from a import make\ndef use(s):\n    make().wrap_socket(s)\n",
    },
    "a/maker.py",
    ["line 4, b.py:3:5"],
  ],
  [
    "the attribute of a base class",
    {
      "maker.py":
        "import ssl\nclass Base:\n    def __init__(self):\n        self.c = ssl.create_default_context()\n",
      "user.py":
        "import maker\nclass User(maker.Base):\n    def use(self, s):\n        self.c.wrap_socket(s)\n",
    },
    "maker.py",
    ["line 4, user.py:4:9"],
  ],
  [
    "an object of another file's class",
    {
      "maker.py": "import ssl\nclass Holder:\n    def __init__(self):\n        self.c = ssl.SSLContext()\n",
      "user.py": `import ssl\nfrom maker import Holder\ndef use(s):\n    h = Holder()\n    h.c.${SAFE}\n    h.c.wrap_socket(s)\n`,
    },
    "maker.py",
    [],
  ],
  [
    "two modules that import each other",
    {
      "a.py":
        "import ssl\nimport b\ndef make():\n    return ssl.create_default_context()\ndef go(s):\n    b.use(make(), s)\n",
      "b.py": "import a\ndef use(c, s):\n    c.wrap_socket(s)\ndef go(s):\n    use(a.make(), s)\n",
    },
    "a.py",
    ["line 4, b.py:3:5"],
  ],
  [
    "a result that the other file does nothing with",
    {
      "maker.py": "import ssl\ndef make():\n    return ssl.SSLContext()\n",
      "user.py": "import maker\ndef test_wrap_socket():\n    assert maker.make()\n",
    },
    "maker.py",
    ["line 3"],
  ],
];

describe("the modules of a project", () => {
  it.each(CASES)("show %s", (_what, files, path, expected) => {
    expect(shown(files, path)).toEqual(expected);
  });

  it("say the same whatever the order in which they are seen", () => {
    const files: Files = { "a/maker.py": MAKER, "a/user.py": `${USER}    make()\n`, "a/x.py": USER };
    const turned = Object.fromEntries(Object.entries(files).reverse());
    expect(Object.fromEntries(factsOf(turned))).toEqual(Object.fromEntries(factsOf(files)));
  });

  it("say nothing to a file that has to do with none of them", () => {
    const files: Files = { "a/maker.py": MAKER, "b.py": "import os\n" };
    expect([...factsOf(files).values()]).toEqual([undefined, undefined]);
  });

  it("say which file patches the default context", () => {
    const files: Files = { "a.py": "import ssl\n", "b.py": "import ssl\n" };
    const told = { text: '{"patchedIn":"b.py"}', others: [] };
    expect([...factsOf(files, "b.py").values()]).toEqual([told, told]);
  });

  it("speak for none where there are too many to be run together", () => {
    const users = Array.from({ length: 40 }, (_, i): [string, string] => [
      `a/user${i}.py`,
      `${USER}    c = make()\n    c.${SAFE}\n    c.wrap_socket(s)\n`,
    ]);
    const maker = MAKER.replace("create_default_context", "SSLContext");
    expect(shown({ "a/maker.py": maker, ...Object.fromEntries(users) }, "a/maker.py")).toEqual(["line 4"]);
  });

  it("leave a fix undone that would have to change the connection in another file", () => {
    const files: Files = {
      "maker.py":
        "import ssl\ndef make():\n    c = ssl.create_default_context()\n    c.check_hostname = False\n    c.verify_mode = ssl.CERT_NONE\n    return c\n",
      "user.py":
        "import socket\nfrom maker import make\ndef use(h):\n    s = socket.create_connection((h, 443))\n    make().wrap_socket(s)\n",
    };
    const [finding] = findingsIn(files, "maker.py", [disabledVerification]);
    expect(finding?.remedies).toEqual([
      {
        kind: "none",
        because: "the connection is made in user.py, line 5, which must give it the host name first",
      },
    ]);
  });
});
