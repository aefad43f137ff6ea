import { describe, expect, it } from "vitest";
import rule from "../../transforms/wrap-socket.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const MODERN = "context = ssl.create_default_context()";

/** Branches that no Python from 3.8 on reaches, and what is left when they go. */
const DEAD: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "the other branch of a feature test",
    `import ssl\nif hasattr(ssl, "SSLContext"):\n    ${MODERN}\n    s = f(context)\nelse:\n    s = ssl.wrap_socket(s)\ng(s)\n`,
    `import ssl\n${MODERN}\ns = f(context)\ng(s)\n`,
  ],
  [
    "the branch of an old version, its successor indented with a comment",
    `import ssl, sys\ndef f(s):\n\tif sys.version_info < (3,):\n\t\treturn ssl.wrap_socket(s)\n\telse:\n\t\t# new\n\n\t\treturn (1,\n\t\t\t2)\n`,
    "import ssl, sys\ndef f(s):\n\t# new\n\n\treturn (1,\n\t\t2)\n",
  ],
  [
    "a branch without another",
    `import ssl, sys\ndef f(s):\n    if sys.version_info[0] == 2:\n        s = ssl.wrap_socket(s)\n    return s\n`,
    "import ssl, sys\ndef f(s):\n    return s\n",
  ],
  [
    "what stands after a branch that returns",
    `import ssl\ndef f(s):\n    if hasattr(ssl, "SSLContext"):\n        ${MODERN}\n        return context\n    s = ssl.wrap_socket(s)\n    return s\n`,
    `import ssl\ndef f(s):\n    ${MODERN}\n    return context\n`,
  ],
  [
    "with Windows line ends",
    `import ssl\r\nif hasattr(ssl, "SSLContext"):\r\n    a()\r\nelse:\r\n    ssl.wrap_socket(s)\r\nb()\r\n`,
    "import ssl\r\na()\r\nb()\r\n",
  ],
];

/** Branches that only a person can delete. */
const KEPT: readonly (readonly [what: string, text: string])[] = [
  [
    "with a comment",
    `import ssl\nif hasattr(ssl, "SSLContext"):\n    a()\nelse:\n    ssl.wrap_socket(s)  # old\n`,
  ],
  [
    "beside one with a text of several lines",
    `import ssl\nif hasattr(ssl, "SSLContext"):\n    a("""\n    b""")\nelse:\n    ssl.wrap_socket(s)\n`,
  ],
  ["on one line", `import ssl\nif hasattr(ssl, "SSLContext"): a()\nelse: ssl.wrap_socket(s)\n`],
  [
    "of several conditions",
    `import ssl\nif hasattr(ssl, "SSLContext"):\n    a()\nelif b:\n    ssl.wrap_socket(s)\n`,
  ],
  [
    "that a handler makes",
    `import ssl\ntry:\n    c = ssl.create_default_context()\nexcept AttributeError:\n    s = ssl.wrap_socket(s)\n`,
  ],
  [
    "that is all of its block",
    `import ssl, sys\ndef f(s):\n    if sys.version_info[0] == 2:\n        ssl.wrap_socket(s)\n`,
  ],
];

/** What replaces the function by its name in a string, and what only looks like it. */
const STRINGS: readonly (readonly [what: string, text: string, found: number])[] = [
  [
    "a patch by a decorator",
    'from unittest import mock\n@mock.patch("ssl.wrap_socket")\ndef f(w): pass\n',
    1,
  ],
  ["a patch in a with", "with patch('package.client.ssl.wrap_socket') as w:\n    pass\n", 1],
  ["a patch by pytest", 'def f(monkeypatch):\n    monkeypatch.setattr("ssl.wrap_socket", g)\n', 1],
  ["a patch by mocker", 'def f(mocker):\n    mocker.patch("ssl.wrap_socket")\n', 1],
  ["a patch of the object", 'import ssl\nwith mock.patch.object(ssl, "wrap_socket"):\n    pass\n', 1],
  ["a message", 'print("ssl.wrap_socket failed")\nlog("ssl.wrap_socket")\n', 0],
];

const CONNECTED = (host: string, more: string): string =>
  `import socket, ssl\ndef f(names):\n    s = socket.create_connection((${host}, 443))\n    return ssl.wrap_socket(s${more})\n`;

/** What a verifying fix would promise and could not keep. */
const NOT_VERIFYING: readonly (readonly [what: string, text: string, minor: number, because: string])[] = [
  [
    "no handshake before the first byte, on Python 3.6",
    CONNECTED("names", ", do_handshake_on_connect=False"),
    6,
    "none: before 3.7 the host is not checked without an explicit `do_handshake()`, and none is in view",
  ],
  [
    "ciphers that only the program knows",
    CONNECTED("names", ", ciphers=names"),
    8,
    "display: `names` may allow ciphers that need no certificate",
  ],
  [
    "a host with a trailing dot",
    CONNECTED("'localhost.'", ""),
    8,
    "display: no certificate is for a host written `localhost.`",
  ],
  [
    "a host in brackets",
    CONNECTED("'[::1]'", ""),
    8,
    "display: no certificate is for a host written `[::1]`",
  ],
  [
    "a host with its port",
    CONNECTED("'a.example:443'", ""),
    8,
    "display: no certificate is for a host written `a.example:443`",
  ],
];

describe(rule.meta.id, () => {
  it.each(NOT_VERIFYING)("promises no verification with %s", (_, text, minor, because) => {
    const [remedies = ""] = remediesOf(rule, text, { target: { major: 3, minor } });
    expect(remedies.split(" | ").filter((remedy) => !remedy.startsWith("safe"))).toEqual([because]);
  });

  it("promises Python 2.7 no verification of an address, which it never finds in a certificate", () => {
    const text = CONNECTED("'127.0.0.1'", "");
    const offered = (major: number) => remediesOf(rule, text, { target: { major, minor: 7 } })[0] ?? "";
    expect(offered(3)).toMatch(/^unsafe: it verifies the certificate for `'127\.0\.0\.1'`/);
    expect(offered(2)).toMatch(/display: Python 2\.7 never finds an address such as `127\.0\.0\.1`/);
    expect(offered(2)).not.toMatch(/unsafe/);
  });

  it("keeps ciphers that need no certificate away from a context that verifies", () => {
    const open = CONNECTED("names", ', ciphers="ALL:@SECLEVEL=0"');
    expect(fixed(rule, open)).toContain('set_ciphers("ALL:@SECLEVEL=0")');
    const verified = fixed(rule, open, { unsafe: true });
    expect(verified).toContain("create_default_context()");
    expect(verified).not.toContain("set_ciphers");
    const plain = CONNECTED("names", ', ciphers="HIGH:!aNULL"');
    expect(fixed(rule, plain, { unsafe: true })).toContain('set_ciphers("HIGH:!aNULL")');
  });

  it.each(DEAD)("deletes a branch that is dead: %s", (_, before, after) => {
    expect(fixed(rule, before)).toBe(before);
    expect(fixed(rule, before, { unsafe: true })).toBe(after);
  });

  it.each(KEPT)("leaves a dead branch %s, and says why", (_, text) => {
    expect(remediesOf(rule, text)).toEqual([
      expect.stringMatching(/^none: no Python from 3\.8 on gets here/),
    ]);
  });

  it.each(STRINGS)("finds %s", (_, text, found) => {
    expect(findingsOf(rule, text).map(({ remedies }) => remedies.map(({ kind }) => kind))).toEqual(
      Array.from({ length: found }, () => ["none"]),
    );
  });
});

describe("the name to verify", () => {
  it("is the other end of a tunnel, also where a base class of the file connects", () => {
    const text = `import socket, ssl
from http.client import HTTPConnection
class A(HTTPConnection):
    def _new(self):
        return socket.create_connection((self.host, self.port))
class B(A):
    def connect(self):
        conn = self._new()
        self.sock = ssl.wrap_socket(conn)
`;
    expect(fixed(rule, text, { unsafe: true })).toContain("server_hostname=self._tunnel_host or self.host");
  });
});
