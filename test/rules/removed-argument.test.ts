import { describe, expect, it } from "vitest";
import rule from "../../transforms/removed-argument.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const PYTHON_2 = { target: { major: 2, minor: 7 } };

type Case = readonly [what: string, before: string, after: string];

const SAFE: readonly Case[] = [
  [
    "key and certificate of HTTPSConnection, by name",
    'import ssl\nimport http.client\n\nconn = http.client.HTTPSConnection("h", key_file="k.pem", cert_file="c.pem", timeout=3)\n',
    `import ssl
import http.client

context = ssl.create_default_context()
context.set_alpn_protocols(["http/1.1"])
context.post_handshake_auth = True
context.load_cert_chain(certfile="c.pem", keyfile="k.pem")
conn = http.client.HTTPSConnection("h", context=context, timeout=3)
`,
  ],
  [
    "by position: later arguments become keywords, what may be None is guarded",
    "import ssl\nimport http.client\ndef f(h, key, cert):\n    return http.client.HTTPSConnection(h, 443, key, cert, 10)\n",
    `import ssl
import http.client
def f(h, key, cert):
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    context.post_handshake_auth = True
    if cert:
        context.load_cert_chain(certfile=cert, keyfile=key)
    return http.client.HTTPSConnection(h, 443, timeout=10, context=context)
`,
  ],
  [
    "nothing but None",
    "import http.client\nc = http.client.HTTPSConnection(h, p, None, None, 10)\n",
    "import http.client\nc = http.client.HTTPSConnection(h, p, timeout=10)\n",
  ],
  [
    "a context of the program",
    'import http.client, ssl\nctx = ssl.create_default_context()\nc = http.client.HTTPSConnection(h, cert_file="c.pem", context=ctx)\n',
    `import http.client, ssl
ctx = ssl.create_default_context()
ctx.load_cert_chain(certfile="c.pem")
ctx.post_handshake_auth = True
c = http.client.HTTPSConnection(h, context=ctx)
`,
  ],
  [
    "a context that may be None",
    "import http.client, ssl\nclass C(http.client.HTTPSConnection):\n    def __init__(self, h, cert=None, context=None):\n        super().__init__(h, cert_file=cert, context=context)\n",
    `import http.client, ssl
class C(http.client.HTTPSConnection):
    def __init__(self, h, cert=None, context=None):
        if context is None:
            context = ssl.create_default_context()
            context.set_alpn_protocols(["http/1.1"])
            context.post_handshake_auth = True
        if cert:
            context.load_cert_chain(certfile=cert)
            context.post_handshake_auth = True
        super().__init__(h, context=context)
`,
  ],
  [
    "check_hostname",
    "import http.client, ssl\nc = http.client.HTTPSConnection(h, check_hostname=False)\n",
    `import http.client, ssl
context = ssl.create_default_context()
context.set_alpn_protocols(["http/1.1"])
context.post_handshake_auth = True
context.check_hostname = False
c = http.client.HTTPSConnection(h, context=context)
`,
  ],
  [
    "a subclass that connects by itself and reads the attributes",
    `import http.client
class C(http.client.HTTPSConnection):
    def __init__(self, host, key, cert):
        http.client.HTTPSConnection.__init__(self, host, None, key, cert)
    def connect(self):
        self.sock = wrap(self.key_file, self.cert_file)
`,
    `import http.client
class C(http.client.HTTPSConnection):
    def __init__(self, host, key, cert):
        http.client.HTTPSConnection.__init__(self, host, None)
        self.key_file = key
        self.cert_file = cert
    def connect(self):
        self.sock = wrap(self.key_file, self.cert_file)
`,
  ],
  [
    "SMTP_SSL, as unverified as it was",
    'import smtplib, ssl\ns = smtplib.SMTP_SSL(h, 465, keyfile="k", certfile="c")\n',
    `import smtplib, ssl
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.check_hostname = False  # as smtplib does without a context
context.verify_mode = ssl.CERT_NONE
context.load_cert_chain(certfile="c", keyfile="k")
s = smtplib.SMTP_SSL(h, 465, context=context)
`,
  ],
  [
    "starttls by position, key first",
    'import smtplib, ssl\ndef send(h):\n    with smtplib.SMTP(h, 587) as server:\n        server.starttls("k", "c")\n',
    `import smtplib, ssl
def send(h):
    with smtplib.SMTP(h, 587) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.check_hostname = False  # as smtplib does without a context
        context.verify_mode = ssl.CERT_NONE
        context.load_cert_chain(certfile="c", keyfile="k")
        server.starttls(context=context)
`,
  ],
  [
    "urlopen with a file",
    'import urllib.request, ssl\nurllib.request.urlopen(u, cafile="ca.pem")\n',
    'import urllib.request, ssl\nurllib.request.urlopen(u, context=ssl.create_default_context(cafile="ca.pem"))\n',
  ],
  [
    "urlopen with values that may be None",
    "import ssl\nfrom urllib.request import urlopen\nurlopen(u, None, 3, cafile=a, capath=b)\n",
    "import ssl\nfrom urllib.request import urlopen\nurlopen(u, None, 3, context=ssl.create_default_context(cafile=a, capath=b) if a or b else None)\n",
  ],
  [
    "urlopen with nothing",
    "from urllib.request import urlopen\nurlopen(u, cafile=None, cadefault=False)\n",
    "from urllib.request import urlopen\nurlopen(u)\n",
  ],
  [
    "urlopen with the default authorities",
    "import ssl\nfrom urllib.request import urlopen\nurlopen(u, cadefault=True)\n",
    "import ssl\nfrom urllib.request import urlopen\nurlopen(u, context=ssl.create_default_context())\n",
  ],
];

const VERIFYING: readonly Case[] = [
  [
    "IMAP4_SSL",
    'import imaplib, ssl\nm = imaplib.IMAP4_SSL("h", 993, "k", "c")\n',
    'import imaplib, ssl\ncontext = ssl.create_default_context()\ncontext.load_cert_chain(certfile="c", keyfile="k")\nm = imaplib.IMAP4_SSL("h", 993, ssl_context=context)\n',
  ],
  [
    "FTP_TLS by position, with what follows",
    'import ftplib, ssl\nf = ftplib.FTP_TLS("h", "u", "p", "", "k", "c", None, 10)\n',
    'import ftplib, ssl\ncontext = ssl.create_default_context()\ncontext.load_cert_chain(certfile="c", keyfile="k")\nf = ftplib.FTP_TLS("h", "u", "p", "", context=context, timeout=10)\n',
  ],
  [
    "POP3_SSL without a key",
    "import poplib, ssl\nf = poplib.POP3_SSL(host, certfile=c)\n",
    "import poplib, ssl\ncontext = ssl.create_default_context()\nif c:\n    context.load_cert_chain(certfile=c)\nf = poplib.POP3_SSL(host, context=context)\n",
  ],
];

const REMEDIES: readonly (readonly [what: string, text: string, remedies: readonly string[]])[] = [
  ["a lambda", 'import http.client\nf = lambda: http.client.HTTPSConnection(h, cert_file="c")\n', ["safe"]],
  [
    "a condition",
    'import http.client\nc = http.client.HTTPSConnection(h, cert_file="c") if tls else None\n',
    ["safe"],
  ],
  [
    "calls that would run in another order",
    "import http.client\nf = lambda: http.client.HTTPSConnection(h, 443, k(), c(), t())\n",
    ["none: its arguments come from calls whose order would change"],
  ],
  [
    "*args",
    "import http.client\nhttp.client.HTTPSConnection(*a, cert_file=c)\n",
    ["none: *a may hold some of the arguments too"],
  ],
  [
    "a key alone",
    'import http.client\nhttp.client.HTTPSConnection(h, key_file="k")\n',
    ["none: a key without a certificate always raised"],
  ],
  [
    "options",
    'import http.client\nhttp.client.HTTPSConnection(h, cert_file="c", **o)\n',
    ["unsafe: the call fails where **o holds context too"],
  ],
  [
    "a partial",
    'import http.client, functools\nfunctools.partial(http.client.HTTPSConnection, cert_file="c")\n',
    ["unsafe: the files are then read once, where the partial is made, and not for each connection"],
  ],
  [
    "SMTP without a host: the verifying form would always fail",
    'import smtplib\ns = smtplib.SMTP()\ns.connect("h", 587)\ns.starttls(certfile="c")\n',
    ["safe"],
  ],
  [
    "a mail client's subclass that reads what is no longer set",
    "import imaplib\nclass I(imaplib.IMAP4_SSL):\n    def __init__(self, h, k, c):\n        super().__init__(h, 993, k, c)\n    def open(self):\n        return wrap(self.certfile)\n",
    ["none: the class reads self.certfile while it connects, and Python 3.12 no longer sets it"],
  ],
  [
    "a loop's condition",
    'import urllib.request\nwhile urllib.request.urlopen(u, cafile="c"): pass\n',
    ["safe"],
  ],
];

const NOTHING: readonly (readonly [what: string, text: string])[] = [
  ["what is still there", "import http.client\nhttp.client.HTTPSConnection(h, 443, timeout=3, context=c)\n"],
  ["another starttls", 'import sievelib\ns = sievelib.Client(h)\ns.starttls(keyfile="k", certfile="c")\n'],
  ["starttls with a context", "import smtplib\ns = smtplib.SMTP(h)\ns.starttls(context=c)\n"],
  ["urlopen with a context", "from urllib.request import urlopen\nurlopen(u, context=c)\n"],
];

describe(rule.meta.id, () => {
  it.each(SAFE)("keeps what it did: %s", (_, before, after) => {
    expect(fixed(rule, before)).toBe(after);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(VERIFYING)("verifies: %s", (_, before, after) => {
    expect(fixed(rule, before, { unsafe: true })).toBe(after);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(REMEDIES)("knows its limits: %s", (_, text, remedies) => {
    expect(remediesOf(rule, text)).toEqual(remedies);
  });
  it("writes the function for several calls once", () => {
    const before = `import http.client
import ssl

a = lambda h: http.client.HTTPSConnection(h, cert_file="a")


def b(h, secure):
    return secure and http.client.HTTPSConnection(h, cert_file="b")
`;
    const after = fixed(rule, before);
    expect(after.match(/^def _https_context\(/gm)).toHaveLength(1);
    expect(after).toContain(
      'lambda h: http.client.HTTPSConnection(h, context=_https_context(cert_file="a"))',
    );
    expect(after).toContain(
      'secure and http.client.HTTPSConnection(h, context=_https_context(cert_file="b"))',
    );
    const more = `${after}c = lambda h: http.client.HTTPSConnection(h, cert_file="c")\n`;
    expect(fixed(rule, more).match(/^def _https_context\(/gm)).toHaveLength(1);
  });
  it.each(NOTHING)("finds nothing: %s", (_, text) => {
    expect(findingsOf(rule, text)).toEqual([]);
  });
  it("asks Python 2.7 before it sets post_handshake_auth", () => {
    const before = "import httplib, ssl\nc = httplib.HTTPSConnection(h, 443, 'k', 'c', True, 3)\n";
    expect(fixed(rule, before, PYTHON_2)).toBe(
      "import httplib, ssl\ncontext = ssl.create_default_context()\ncontext.set_alpn_protocols(['http/1.1'])\nif hasattr(context, 'post_handshake_auth'):\n    context.post_handshake_auth = True\ncontext.load_cert_chain(certfile='c', keyfile='k')\nc = httplib.HTTPSConnection(h, 443, strict=True, timeout=3, context=context)\n",
    );
  });
});
