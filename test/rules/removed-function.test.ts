import { describe, expect, it } from "vitest";
import rule from "../../transforms/removed-function.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const SAFE: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "a pair of random bytes",
    "import os, ssl\na, b = ssl.RAND_pseudo_bytes(16)\n",
    "import os, ssl\na, b = (os.urandom(16), True)\n",
  ],
  [
    "random bytes alone",
    "import ssl\nx = ssl.RAND_pseudo_bytes(16)[0]\n",
    "import os\nimport ssl\nx = os.urandom(16)\n",
  ],
  ["RAND_egd", "import ssl\nssl.RAND_egd('/var/run/egd')\nf()\n", "import ssl\nf()\n"],
  [
    "NPN",
    "import ssl\nc = ssl.create_default_context()\nc.set_npn_protocols(['http/1.1'])\n",
    "import ssl\nc = ssl.create_default_context()\nc.set_alpn_protocols(['http/1.1'])\n",
  ],
  ["NPN beside ALPN", "c.set_alpn_protocols(p)\nc.set_npn_protocols(p)\n", "c.set_alpn_protocols(p)\n"],
  [
    "NPN beside ALPN, under a condition",
    "c.set_alpn_protocols(p)\nif ssl.HAS_NPN:\n    c.set_npn_protocols(p)\nf()\n",
    "c.set_alpn_protocols(p)\nf()\n",
  ],
  [
    "a name that the context has checked",
    `import ssl
def f(sock, host):
    context = ssl.create_default_context()
    tls = context.wrap_socket(sock, server_hostname=host)
    ssl.match_hostname(tls.getpeercert(), host)
    return tls
`,
    `import ssl
def f(sock, host):
    context = ssl.create_default_context()
    tls = context.wrap_socket(sock, server_hostname=host)
    return tls
`,
  ],
];

const CHECKED = `import ssl
def f(sock, host):
    context = ssl.create_default_context()
    tls = context.wrap_socket(sock, server_hostname=host)
`;

/** What follows the wrapping of `CHECKED`, and what is left of it. */
const AFTER: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "its certificate is in a variable that nothing else reads",
    "    cert = tls.getpeercert()\n    ssl.match_hostname(cert, host)\n    return tls\n",
    "    return tls\n",
  ],
  [
    "its certificate is looked at too",
    "    cert = tls.getpeercert()\n    ssl.match_hostname(cert, host)\n    return cert\n",
    "    cert = tls.getpeercert()\n    return cert\n",
  ],
  [
    "the handlers of its own",
    "    try:\n        ssl.match_hostname(tls.getpeercert(), host)\n    except ssl.CertificateError:\n        tls.close()\n        raise\n    return tls\n",
    "    return tls\n",
  ],
  [
    "handlers with a comment",
    "    try:\n        ssl.match_hostname(tls.getpeercert(), host)\n    except ssl.CertificateError:\n        raise  # never mind\n    return tls\n",
    "    try:\n        pass\n    except ssl.CertificateError:\n        raise  # never mind\n    return tls\n",
  ],
  [
    "handlers that set what is read later",
    "    error = None\n    try:\n        ssl.match_hostname(tls.getpeercert(), host)\n    except ssl.CertificateError:\n        error = 1\n    return tls, error\n",
    "    error = None\n    try:\n        pass\n    except ssl.CertificateError:\n        error = 1\n    return tls, error\n",
  ],
  [
    "a condition of its own",
    "    if host:\n        ssl.match_hostname(tls.getpeercert(), host)\n    return tls\n",
    "    return tls\n",
  ],
  [
    "a branch of its own",
    "    if sys.version_info < (3, 2):\n        old(tls)\n    else:\n        ssl.match_hostname(tls.getpeercert(), host)\n    return tls\n",
    "    if sys.version_info < (3, 2):\n        old(tls)\n    return tls\n",
  ],
  [
    "a condition that does something",
    "    if asked():\n        ssl.match_hostname(tls.getpeercert(), host)\n    return tls\n",
    "    if asked():\n        pass\n    return tls\n",
  ],
];

const IN_A_CLASS = (open: string, more = ""): string => `import socket
import ssl
class C:
    def __init__(self, host):
        self.host = host
        self.sock = None
    def open(self):
        sock = socket.create_connection((self.host, 443))
        context = ssl.create_default_context()
        self.sock = ${open}
    def check(self):
        ssl.match_hostname(self.sock.getpeercert(), self.host)
${more}`;

const BELONGS =
  "none: the check belongs to the context: check_hostname on it, and server_hostname given to wrap_socket()";
const ELSEWHERE = `${BELONGS}, which this file does not show`;
const unseen = (sock: string): string =>
  `${BELONGS}; where ${sock} is wrapped is not in view of this function`;

const REMEDIES: readonly (readonly [what: string, text: string, remedy: string])[] = [
  ["an unknown socket", "import ssl\nssl.match_hostname(s.getpeercert(), h)\n", unseen("s")],
  [
    "another host",
    "import ssl\ndef f(sock):\n    c = ssl.create_default_context()\n    t = c.wrap_socket(sock, server_hostname=a)\n    ssl.match_hostname(t.getpeercert(), b)\n",
    ELSEWHERE,
  ],
  [
    "a context that does not check",
    "import ssl\ndef f(sock):\n    c = ssl.create_default_context()\n    c.check_hostname = False\n    t = c.wrap_socket(sock, server_hostname=a)\n    ssl.match_hostname(t.getpeercert(), a)\n",
    ELSEWHERE,
  ],
  [
    "a context that checks on another condition",
    "import ssl\ndef f(sock, host):\n    c = ssl.create_default_context()\n    c.check_hostname = a\n    t = c.wrap_socket(sock, server_hostname=host)\n    if b:\n        ssl.match_hostname(t.getpeercert(), host)\n",
    ELSEWHERE,
  ],
  [
    "another socket",
    `${CHECKED}    tls = other()\n    ssl.match_hostname(tls.getpeercert(), host)\n`,
    ELSEWHERE,
  ],
  [
    "a socket that may be another",
    "import ssl\ndef f(sock, host):\n    if new:\n        c = ssl.create_default_context()\n        sock = c.wrap_socket(sock, server_hostname=host)\n    ssl.match_hostname(sock.getpeercert(), host)\n",
    unseen("sock"),
  ],
  [
    "a host that changes",
    `${CHECKED}    host = other()\n    ssl.match_hostname(tls.getpeercert(), host)\n`,
    `${BELONGS}; \`host\` is set between the call and the connection`,
  ],
  [
    "a socket of the class that is not checked",
    IN_A_CLASS("context.wrap_socket(sock, server_hostname=other)"),
    unseen("self.sock"),
  ],
  [
    "a host of the class that changes",
    IN_A_CLASS(
      "context.wrap_socket(sock, server_hostname=self.host)",
      "    def move(self, host):\n        self.host = host\n",
    ),
    unseen("self.sock"),
  ],
  [
    "a socket of the class that others set",
    IN_A_CLASS("context.wrap_socket(sock, server_hostname=self.host)", "C().sock = other()\n"),
    unseen("self.sock"),
  ],
  [
    "a value",
    "import ssl\nf(ssl.match_hostname)\n",
    "none: it is passed on as a value, and what calls it is not in view",
  ],
  ["the protocol chosen", "x = tls.selected_npn_protocol()\n", "unsafe: it always gave None"],
];

const NOTHING: readonly (readonly [what: string, text: string])[] = [
  [
    "a fallback",
    "try:\n    from ssl import match_hostname\nexcept ImportError:\n    from backports.ssl_match_hostname import match_hostname\nmatch_hostname(c, h)\n",
  ],
  ["a method of its own", "class C:\n    def f(self):\n        self.set_npn_protocols([])\n"],
  [
    "the protocol chosen, ALPN asked too",
    "x = tls.selected_alpn_protocol() or tls.selected_npn_protocol()\n",
  ],
  ["a probe", "import ssl\nif hasattr(ssl, 'match_hostname'):\n    ssl.match_hostname(c, h)\n"],
  ["a handler", "import ssl\ntry:\n    ssl.RAND_egd(p)\nexcept AttributeError:\n    pass\n"],
  ["what is still there", "import ssl\nssl.RAND_bytes(4)\n"],
];

describe(rule.meta.id, () => {
  it.each(SAFE)("replaces it: %s", (_, before, after) => {
    expect(fixed(rule, before)).toBe(after);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(AFTER)("removes what the context has checked: %s", (_, before, after) => {
    expect(fixed(rule, CHECKED + before)).toBe(CHECKED + after);
  });
  it("removes what a context has checked in another method", () => {
    const text = IN_A_CLASS("context.wrap_socket(sock, server_hostname=self.host)");
    const call = "ssl.match_hostname(self.sock.getpeercert(), self.host)";
    expect(fixed(rule, text)).toBe(text.replace(call, "pass"));
  });
  it.each(REMEDIES)("knows its limits: %s", (_, text, remedy) => {
    expect(remediesOf(rule, text)).toEqual([remedy]);
  });
  it.each(NOTHING)("finds nothing: %s", (_, text) => {
    expect(findingsOf(rule, text)).toEqual([]);
  });
});
