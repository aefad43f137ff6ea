import { describe, expect, it } from "vitest";
import rule from "../../transforms/https-connection-without-context.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const PYTHON_2 = { target: { major: 2, minor: 7 } };

const SAFE: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "the seed example",
    'import http.client\nconn = http.client.HTTPSConnection("api.example.com")\n',
    'import ssl\nimport http.client\nconn = http.client.HTTPSConnection("api.example.com", context=ssl.create_default_context())\n',
  ],
  [
    "a class imported by name, ssl already there under another name",
    "import ssl as tls\nfrom http.client import HTTPSConnection as H\nH(host)\n",
    "import ssl as tls\nfrom http.client import HTTPSConnection as H\nH(host, context=tls.create_default_context())\n",
  ],
  [
    "one line per argument, a trailing comma and comments",
    "import ssl\nfrom http import client\nc = client.HTTPSConnection(\n    host,  # the host\n    timeout=3,  # seconds\n)\n",
    "import ssl\nfrom http import client\nc = client.HTTPSConnection(\n    host,  # the host\n    timeout=3,  # seconds\n    context=ssl.create_default_context(),\n)\n",
  ],
  [
    "an explicit None",
    "import ssl\nimport http.client\nhttp.client.HTTPSConnection(h, context=None, timeout=2)\n",
    "import ssl\nimport http.client\nhttp.client.HTTPSConnection(h, context=ssl.create_default_context(), timeout=2)\n",
  ],
  [
    "a call that no statement could stand before",
    "import ssl\nimport http.client as hc\nmake = lambda h: hc.HTTPSConnection(h)\n",
    "import ssl\nimport http.client as hc\nmake = lambda h: hc.HTTPSConnection(h, context=ssl.create_default_context())\n",
  ],
  [
    "a with item",
    "import ssl\nfrom contextlib import closing\nimport httplib\nwith closing(httplib.HTTPSConnection(h)) as c: pass\n",
    "import ssl\nfrom contextlib import closing\nimport httplib\nwith closing(httplib.HTTPSConnection(h, context=ssl.create_default_context())) as c: pass\n",
  ],
  [
    "both names of the module",
    "import ssl\ntry:\n    import httplib\nexcept ImportError:\n    import http.client as httplib\nhttplib.HTTPSConnection(h)\n",
    "import ssl\ntry:\n    import httplib\nexcept ImportError:\n    import http.client as httplib\nhttplib.HTTPSConnection(h, context=ssl.create_default_context())\n",
  ],
  [
    "*args",
    "import ssl\nfrom six.moves import http_client\nhttp_client.HTTPSConnection(*args)\n",
    "import ssl\nfrom six.moves import http_client\nhttp_client.HTTPSConnection(*args, context=ssl.create_default_context())\n",
  ],
  [
    "the function's own options",
    "import ssl\nimport http.client\ndef connect(host, **options):\n    return http.client.HTTPSConnection(host, **options)\n",
    'import ssl\nimport http.client\ndef connect(host, **options):\n    options.setdefault("context", ssl.create_default_context())\n    return http.client.HTTPSConnection(host, **options)\n',
  ],
  [
    "the constructor that a subclass calls",
    "import ssl\nimport http.client\nclass C(http.client.HTTPSConnection):\n    def __init__(self, h):\n        super().__init__(h)\n        self.n = 0\n",
    "import ssl\nimport http.client\nclass C(http.client.HTTPSConnection):\n    def __init__(self, h):\n        super().__init__(h, context=ssl.create_default_context())\n        self.n = 0\n",
  ],
  [
    "the constructor that a subclass calls as Python 2 does",
    "import ssl\nimport httplib\nclass C(httplib.HTTPSConnection):\n    def __init__(self, h):\n        httplib.HTTPSConnection.__init__(self, h)\n",
    "import ssl\nimport httplib\nclass C(httplib.HTTPSConnection):\n    def __init__(self, h):\n        httplib.HTTPSConnection.__init__(self, h, context=ssl.create_default_context())\n",
  ],
  [
    "a subclass that has no constructor of its own",
    "import ssl\nimport http.client\nclass C(http.client.HTTPSConnection):\n    debuglevel = 1\nC(h)\n",
    "import ssl\nimport http.client\nclass C(http.client.HTTPSConnection):\n    debuglevel = 1\nC(h, context=ssl.create_default_context())\n",
  ],
];

const NOTHING: readonly (readonly [what: string, text: string])[] = [
  ["a context", "import http.client\nhttp.client.HTTPSConnection(h, context=c)\n"],
  [
    "the class as a value",
    "import http.client\ncls = http.client.HTTPSConnection\nf(http.client.HTTPSConnection)\n",
  ],
  ["another module's class", "from urllib3.connection import HTTPSConnection\nHTTPSConnection(h)\n"],
  ["a class of the file", "class HTTPSConnection: pass\nHTTPSConnection(h)\n"],
  [
    "options that are given a context",
    'import http.client\ndef f(h, c):\n    kw = {"context": c} if c else {}\n    return http.client.HTTPSConnection(h, **kw)\n',
  ],
  ["a plain connection", "import http.client\nhttp.client.HTTPConnection(h)\n"],
  ["a string", 'import http.client\npatch("http.client.HTTPSConnection")\n'],
  ["arguments of removed-argument", "import http.client\nhttp.client.HTTPSConnection(h, cert_file=c)\n"],
  [
    "arguments of removed-argument by position",
    "import http.client\nhttp.client.HTTPSConnection(h, 443, k, c)\n",
  ],
  [
    "a subclass that connects by itself",
    "import http.client\nclass C(http.client.HTTPSConnection):\n    def connect(self):\n        self.sock = wrap(self)\nC(h)\n",
  ],
  [
    "a constructor that hands its options on",
    "import http.client\nclass C(http.client.HTTPSConnection):\n    def __init__(self, *a, **kw):\n        super(C, self).__init__(*a, **kw)\n",
  ],
];

const REMEDIES: readonly (readonly [what: string, text: string, remedies: readonly string[]])[] = [
  [
    "options that may hold a context",
    "import http.client\nhttp.client.HTTPSConnection(h, **options)\n",
    ["unsafe: the call fails where **options holds a context too"],
  ],
  [
    "a class chosen at run time",
    "from http.client import *\ncls = HTTPSConnection if tls else HTTPConnection\ncls(h)\n",
    ["none: the class may be another one here, such as HTTPConnection, which takes no context"],
  ],
  [
    "another class of the same name here",
    "if tls:\n    from http.client import HTTPSConnection as C\nelse:\n    from http.client import HTTPConnection as C\nC(h)\n",
    ["none: the class may be another one here, such as HTTPConnection, which takes no context"],
  ],
  [
    "a class from another module",
    "try:\n    from fast import HTTPSConnection\nexcept ImportError:\n    from http.client import HTTPSConnection\nHTTPSConnection(h)\n",
    ["unsafe: another import binds the same name, perhaps to a class that takes no context"],
  ],
  [
    "a patch in the file",
    "import ssl, http.client\n\nssl._create_default_https_context = ssl._create_unverified_context\nhttp.client.HTTPSConnection(h)\n",
    ["unsafe: line 3 replaces ssl._create_default_https_context, which this connection would no longer use"],
  ],
  [
    "a patch that is taken back",
    "import ssl, http.client\nssl._create_default_https_context = ssl.create_default_context\nhttp.client.HTTPSConnection(h)\n",
    ["safe"],
  ],
  [
    "a syntax error beside it",
    "import http.client\nhttp.client.HTTPSConnection(h) )\n",
    ["none: the code around it does not parse"],
  ],
];

describe(rule.meta.id, () => {
  it.each(SAFE)("adds the context: %s", (_, before, after) => {
    expect(fixed(rule, before)).toBe(after);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(NOTHING)("finds nothing: %s", (_, text) => {
    expect(findingsOf(rule, text)).toEqual([]);
  });
  it.each(REMEDIES)("knows its limits: %s", (_, text, remedies) => {
    expect(remediesOf(rule, text)).toEqual(remedies);
  });
  it("reads the eighth argument as Python 2.7 does", () => {
    const text = "import httplib\nhttplib.HTTPSConnection(h, p, k, c, s, t, a, x)\n";
    expect(findingsOf(rule, text, PYTHON_2)).toEqual([]);
  });
  it("names the file of the run that replaces the default context", () => {
    const text = "import http.client\nhttp.client.HTTPSConnection(h)\n";
    expect(remediesOf(rule, text, { project: { httpsContextPatchedIn: "app/boot.py" } })).toEqual([
      "unsafe: app/boot.py replaces ssl._create_default_https_context, which this connection would no longer use",
    ]);
  });
  it("names the call as it is spelt", () => {
    const [finding] = findingsOf(rule, "from http import client as c\nc.HTTPSConnection(h)\n");
    expect(finding?.message).toBe("c.HTTPSConnection() is given no context");
  });
});
