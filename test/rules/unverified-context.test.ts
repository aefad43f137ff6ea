import { describe, expect, it } from "vitest";
import rule from "../../transforms/unverified-context.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const FIXED: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "a call",
    "import ssl\nc = ssl._create_unverified_context()\n",
    "import ssl\nc = ssl.create_default_context()\n",
  ],
  [
    "another name of the module",
    "import ssl as s\nf(context=s._create_unverified_context())\n",
    "import ssl as s\nf(context=s.create_default_context())\n",
  ],
  [
    "an import of the function",
    "from ssl import _create_unverified_context\nc = _create_unverified_context()\n",
    "import ssl\nfrom ssl import _create_unverified_context\nc = ssl.create_default_context()\n",
  ],
  [
    "its twin",
    "import ssl\nc = ssl._create_stdlib_context()\n",
    "import ssl\nc = ssl.create_default_context()\n",
  ],
  [
    "arguments that stay and arguments that go",
    'import ssl\nc = ssl._create_unverified_context(ssl.PROTOCOL_TLS, cert_reqs=ssl.CERT_REQUIRED, cafile="ca", check_hostname=False)\n',
    'import ssl\nc = ssl.create_default_context(cafile="ca")\n',
  ],
  [
    "a certificate, assigned",
    'import ssl\nc = ssl._create_unverified_context(certfile="c", keyfile="k")\nf(c)\n',
    'import ssl\nc = ssl.create_default_context()\nc.load_cert_chain(certfile="c", keyfile="k")\nf(c)\n',
  ],
  [
    "a certificate, passed on",
    'import ssl\nf(context=ssl._create_unverified_context(cafile="ca", certfile=cert))\n',
    'import ssl\ncontext = ssl.create_default_context(cafile="ca")\nif cert:\n    context.load_cert_chain(certfile=cert)\nf(context=context)\n',
  ],
  [
    "a value",
    "import ssl\nf(ssl._create_unverified_context)\n",
    "import ssl\nf(ssl.create_default_context)\n",
  ],
  [
    "calls of an alias",
    "import ssl\nmake = ssl._create_unverified_context\nc = make()\n",
    "import ssl\nmake = ssl._create_unverified_context\nc = ssl.create_default_context()\n",
  ],
  [
    "the patch",
    "import ssl\nssl._create_default_https_context = ssl._create_unverified_context  # dev\nf()\n",
    "import ssl\nf()\n",
  ],
  [
    "the patch with its probe",
    `import ssl
try:
    _create_unverified_https_context = ssl._create_unverified_context
except AttributeError:
    # Legacy Python that doesn't verify HTTPS certificates by default
    pass
else:
    ssl._create_default_https_context = _create_unverified_https_context
f()
`,
    "import ssl\nf()\n",
  ],
  [
    "the patch behind hasattr",
    'import ssl\nif hasattr(ssl, "_create_unverified_context"):\n    ssl._create_default_https_context = ssl._create_unverified_context\nf()\n',
    "import ssl\nf()\n",
  ],
  [
    "the patch as a lambda",
    "import ssl\nssl._create_default_https_context = lambda *a, **k: ssl._create_unverified_context()\n",
    "import ssl\n",
  ],
  [
    "the patch with setattr",
    'import ssl\nsetattr(ssl, "_create_default_https_context", ssl._create_unverified_context)\n',
    "import ssl\n",
  ],
  [
    "the patch alone in a function",
    "import ssl\ndef f():\n    ssl._create_default_https_context = ssl._create_unverified_context\n",
    "import ssl\ndef f():\n    pass\n",
  ],
  [
    "verify_mode set after",
    "import ssl\nc = ssl._create_unverified_context()\nc.verify_mode = ssl.CERT_NONE\n",
    "import ssl\nc = ssl.create_default_context()\n",
  ],
  [
    "wrap_socket without a name",
    "import socket, ssl\nc = ssl._create_unverified_context()\nc.wrap_socket(socket.create_connection((host, 1)))\n",
    "import socket, ssl\nc = ssl.create_default_context()\nc.wrap_socket(socket.create_connection((host, 1)), server_hostname=host)\n",
  ],
  [
    "two names for one context",
    "import socket, ssl\na = b = ssl._create_unverified_context()\na.wrap_socket(socket.create_connection((h, 1)))\n",
    "import socket, ssl\na = b = ssl.create_default_context()\na.wrap_socket(socket.create_connection((h, 1)), server_hostname=h)\n",
  ],
  [
    "a partial with authorities",
    'import functools, ssl\nf = functools.partial(ssl._create_unverified_context, cafile="c")\n',
    'import functools, ssl\nf = functools.partial(ssl.create_default_context, cafile="c")\n',
  ],
  ["Python 2.7's switch", "import ssl\nssl._https_verify_certificates(False)\n", "import ssl\n"],
];

const REMEDIES: readonly (readonly [what: string, text: string, because: string])[] = [
  [
    "the program's own switch, in an expression",
    "import ssl\nc = ssl._create_unverified_context() if insecure else None\n",
    "the program itself chooses it, by insecure",
  ],
  [
    "the program's own switch, in branches",
    "import ssl\nif verify:\n    c = ssl.create_default_context()\nelse:\n    c = ssl._create_unverified_context()\n",
    "the program itself chooses it, by verify",
  ],
  [
    "options",
    "import ssl\nc = ssl._create_unverified_context(**o)\n",
    "**o may hold arguments that create_default_context() lacks",
  ],
  [
    "cert_reqs as a variable",
    "import ssl\nc = ssl._create_unverified_context(cert_reqs=x)\n",
    "cert_reqs is the program's own switch here",
  ],
  [
    "wrap_socket with positions that may hold a name",
    "import ssl\nc = ssl._create_unverified_context()\nc.wrap_socket(*given)\n",
    "wrap_socket() on line 3 gives no server_hostname that is in view",
  ],
  [
    "a mail client that knows no host",
    "import smtplib, ssl\nc = ssl._create_unverified_context()\ns = smtplib.SMTP()\ns.starttls(context=c)\n",
    "smtplib.SMTP() is given no host to check the certificate against: give it the host, not connect()",
  ],
  [
    "verify_mode set after, by a variable",
    "import ssl\nc = ssl._create_unverified_context()\nc.verify_mode = mode\n",
    "line 3 sets verify_mode, which raises while the host name is checked",
  ],
  [
    "a default that is called with more",
    'import ssl\ndef f(make=ssl._create_unverified_context):\n    return make(certfile="c")\n',
    "line 3 calls it with what create_default_context() does not take",
  ],
  [
    "a partial with more",
    "import functools, ssl\nf = functools.partial(ssl._create_unverified_context, cert_reqs=ssl.CERT_NONE)\n",
    "line 2 calls it with what create_default_context() does not take",
  ],
  [
    "a lambda with a certificate",
    'import ssl\nf = lambda: ssl._create_unverified_context(certfile="c")\n',
    "it is made inside a lambda, where no statement can stand",
  ],
];

const NOTHING: readonly (readonly [what: string, text: string])[] = [
  ["a context that verifies", "import ssl\nssl.create_default_context()\n"],
  ["another object", "import mine\nmine._create_unverified_context()\n"],
  [
    "a patch that is taken back",
    "import ssl\nssl._create_default_https_context = ssl.create_default_context\n",
  ],
  [
    "a patch that restores",
    "import ssl\nold = ssl._create_default_https_context\nssl._create_default_https_context = old\n",
  ],
  ["hasattr", 'import ssl\nhasattr(ssl, "_create_unverified_context")\n'],
];

describe(rule.meta.id, () => {
  it.each(FIXED)("verifies: %s", (_, before, after) => {
    expect(fixed(rule, before, { unsafe: true })).toBe(after);
    expect(fixed(rule, before)).toBe(before);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(REMEDIES)("knows its limits: %s", (_, text, because) => {
    expect(remediesOf(rule, text)).toEqual([`none: ${because}`]);
  });
  it("asks for the host of a socket that is not in view", () => {
    const text = "import ssl\nc = ssl._create_unverified_context()\nc.wrap_socket(sock)\n";
    const because = "the file does not show which host the socket is connected to";
    expect(remediesOf(rule, text)).toEqual([
      `display: wrap_socket() on line 3 needs a server_hostname, and ${because}`,
    ]);
  });
  it.each(NOTHING)("finds nothing: %s", (_, text) => {
    expect(findingsOf(rule, text)).toEqual([]);
  });
});
