import { describe, expect, it } from "vitest";
import { moduleOf } from "../parser.ts";

/** The qualified names of the expression that stands last in the text. */
function lastNames(text: string): string[] {
  const module = moduleOf(text);
  const all = [...module.root.walk()].filter((n) => n.type === "call");
  const call = all.find((n) => n.field("function")?.text.endsWith("target") || n.text.endsWith("(TARGET)"));
  const callee = call?.field("function");
  return [...new Set(module.names.resolve(callee).map((r) => r.name))];
}

const RESOLVES: readonly (readonly [string, string])[] = [
  ["import ssl\nssl.wrap_socket(TARGET)", "ssl.wrap_socket"],
  ["import ssl as s\ns.wrap_socket(TARGET)", "ssl.wrap_socket"],
  ["from ssl import wrap_socket as w\nw(TARGET)", "ssl.wrap_socket"],
  ["from ssl import *\nwrap_socket(TARGET)", "ssl.wrap_socket"],
  ["import http.client as hc\nhc.HTTPSConnection(TARGET)", "http.client.HTTPSConnection"],
  ["import http.client\nhttp.client.HTTPSConnection(TARGET)", "http.client.HTTPSConnection"],
  ["import httplib\nhttplib.HTTPSConnection(TARGET)", "http.client.HTTPSConnection"],
  ["from http import client\nclient.HTTPSConnection(TARGET)", "http.client.HTTPSConnection"],
  ["from six.moves import http_client\nhttp_client.HTTPSConnection(TARGET)", "http.client.HTTPSConnection"],
  [
    "try:\n    import httplib\nexcept ImportError:\n    import http.client as httplib\nhttplib.HTTPSConnection(TARGET)",
    "http.client.HTTPSConnection",
  ],
  [
    "try:\n    import ssl\nexcept ImportError:\n    ssl = None\ndef f():\n    ssl.wrap_socket(TARGET)",
    "ssl.wrap_socket",
  ],
  ["import ssl\nwrap = ssl.wrap_socket\nwrap(TARGET)", "ssl.wrap_socket"],
  ["def f():\n    import ssl\n    return ssl.wrap_socket(TARGET)", "ssl.wrap_socket"],
  [
    "def g():\n    global ssl\n    import ssl\ndef f():\n    return ssl.wrap_socket(TARGET)",
    "ssl.wrap_socket",
  ],
  ["from eventlet.green import ssl\nssl.wrap_socket(TARGET)", "ssl.wrap_socket"],
  ["import ssl\nclass C:\n    ssl = 1\n    def f(self):\n        ssl.wrap_socket(TARGET)", "ssl.wrap_socket"],
  ["import ssl\n[ssl.wrap_socket(TARGET) for x in y]", "ssl.wrap_socket"],
  ["import ssl\n[x for ssl in ssl.wrap_socket(TARGET)]", "ssl.wrap_socket"],
  ["import ssl\ndef f(ssl=ssl.wrap_socket(TARGET)): pass", "ssl.wrap_socket"],
];

const SHADOWED: readonly string[] = [
  "import ssl\ndef f(ssl):\n    ssl.wrap_socket(TARGET)",
  "import ssl\nssl = Fake()\nssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    for ssl in x:\n        ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    with a as ssl:\n        ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    try: pass\n    except E as ssl:\n        ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    try: pass\n    except E, ssl:\n        ssl.wrap_socket(TARGET)",
  "import ssl\n[ssl.wrap_socket(TARGET) for ssl in y]",
  "import ssl\ndef f():\n    if (ssl := g()):\n        ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    def ssl(): pass\n    ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    class ssl: pass\n    ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    ssl.wrap_socket(TARGET)\n    del ssl",
  "import ssl\nlambda ssl: ssl.wrap_socket(TARGET)",
  "import ssl\nclass C:\n    ssl = 1\n    x = ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    ssl = 1\n    def g():\n        ssl.wrap_socket(TARGET)",
  "import ssl\ndef g():\n    global ssl\n    ssl = 1\nssl.wrap_socket(TARGET)",
  "def f():\n    import ssl\n    def g():\n        nonlocal ssl\n        ssl = 1\n    ssl.wrap_socket(TARGET)",
  "import ssl\ndef f(a, (b, ssl)):\n    ssl.wrap_socket(TARGET)",
  "import ssl\ndef f(x):\n    match x:\n        case [ssl]:\n            ssl.wrap_socket(TARGET)",
  "import ssl\ndef f():\n    [y := 1 for _ in z if (ssl := 1)]\n    ssl.wrap_socket(TARGET)",
  "from twisted.internet import ssl\nssl.wrap_socket(TARGET)",
  "from . import ssl\nssl.wrap_socket(TARGET)",
];

describe("names", () => {
  it.each(RESOLVES)("resolves %j", (text, name) => {
    expect(lastNames(text)).toEqual([name]);
  });
  it.each(SHADOWED)("sees that %j is something else", (text) => {
    expect(lastNames(text)).not.toContain("ssl.wrap_socket");
  });
});
