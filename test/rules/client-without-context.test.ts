import { describe, expect, it } from "vitest";
import rule from "../../transforms/client-without-context.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const CONTEXT = "context=ssl.create_default_context()";

const FIXED: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "SMTP_SSL",
    'import smtplib, ssl\ns = smtplib.SMTP_SSL("h", 465)\n',
    `import smtplib, ssl\ns = smtplib.SMTP_SSL("h", 465, ${CONTEXT})\n`,
  ],
  [
    "IMAP4_SSL, whose parameter has another name",
    'import imaplib, ssl\nm = imaplib.IMAP4_SSL("h")\n',
    'import imaplib, ssl\nm = imaplib.IMAP4_SSL("h", ssl_context=ssl.create_default_context())\n',
  ],
  [
    "POP3_SSL, a needed import",
    "import poplib\npoplib.POP3_SSL(h)\n",
    `import ssl\nimport poplib\npoplib.POP3_SSL(h, ${CONTEXT})\n`,
  ],
  [
    "FTP_TLS() with a later connect()",
    "import ftplib, ssl\nf = ftplib.FTP_TLS()\nf.connect(h)\n",
    `import ftplib, ssl\nf = ftplib.FTP_TLS(${CONTEXT})\nf.connect(h)\n`,
  ],
  [
    "starttls on a variable",
    "import smtplib, ssl\ns = smtplib.SMTP(h, 587)\ns.starttls()\n",
    `import smtplib, ssl\ns = smtplib.SMTP(h, 587)\ns.starttls(${CONTEXT})\n`,
  ],
  [
    "starttls in a with",
    "import smtplib, ssl\ndef f():\n    with smtplib.SMTP(h, 587) as s:\n        s.ehlo()\n        s.starttls()\n",
    `import smtplib, ssl\ndef f():\n    with smtplib.SMTP(h, 587) as s:\n        s.ehlo()\n        s.starttls(${CONTEXT})\n`,
  ],
  [
    "starttls on an attribute that another method sets",
    "import smtplib, ssl\nclass M:\n    server = None\n    def a(self):\n        self.server = smtplib.SMTP(self.host, self.port)\n    def b(self):\n        self.server.starttls()\n",
    `import smtplib, ssl\nclass M:\n    server = None\n    def a(self):\n        self.server = smtplib.SMTP(self.host, self.port)\n    def b(self):\n        self.server.starttls(${CONTEXT})\n`,
  ],
  [
    "starttls on a parameter with an annotation",
    "import smtplib, ssl\nfrom typing import Optional\ndef f(s: Optional[smtplib.SMTP]):\n    s.starttls()\n",
    `import smtplib, ssl\nfrom typing import Optional\ndef f(s: Optional[smtplib.SMTP]):\n    s.starttls(${CONTEXT})\n`,
  ],
  [
    "stls",
    "import poplib, ssl\np = poplib.POP3(h)\np.stls()\n",
    `import poplib, ssl\np = poplib.POP3(h)\np.stls(${CONTEXT})\n`,
  ],
  [
    "IMAP4.starttls in a subclass",
    "import imaplib, ssl\nclass I(imaplib.IMAP4):\n    def secure(self):\n        self.starttls()\n",
    "import imaplib, ssl\nclass I(imaplib.IMAP4):\n    def secure(self):\n        self.starttls(ssl_context=ssl.create_default_context())\n",
  ],
  [
    "None",
    "import smtplib, ssl\nsmtplib.SMTP_SSL(h, context=None)\n",
    `import smtplib, ssl\nsmtplib.SMTP_SSL(h, ${CONTEXT})\n`,
  ],
  [
    "a subclass's constructor",
    "import ftplib, ssl\nclass F(ftplib.FTP_TLS):\n    def __init__(self, h):\n        ftplib.FTP_TLS.__init__(self, h)\n        self.prot_p()\n",
    `import ftplib, ssl\nclass F(ftplib.FTP_TLS):\n    def __init__(self, h):\n        ftplib.FTP_TLS.__init__(self, h, ${CONTEXT})\n        self.prot_p()\n`,
  ],
];

const NO_HOST =
  "smtplib.SMTP() is given no host to check the certificate against: give it the host, not connect()";

const REMEDIES: readonly (readonly [what: string, text: string, remedies: readonly string[]])[] = [
  [
    "SMTP() and connect()",
    "import smtplib\ns = smtplib.SMTP()\ns.connect(h, 587)\ns.starttls()\n",
    [`none: ${NO_HOST}`],
  ],
  [
    "SMTP(timeout=3)",
    "import smtplib\ns = smtplib.SMTP(timeout=3)\ns.connect(h)\ns.starttls()\n",
    [`none: ${NO_HOST}`],
  ],
  [
    "a port in the host",
    'import smtplib\ns = smtplib.SMTP("mail.example:587")\ns.starttls()\n',
    [
      'none: the certificate would be checked against "mail.example:587": give smtplib.SMTP() the port on its own',
    ],
  ],
  [
    "a port in a host that is put together",
    'import smtplib\nsmtplib.SMTP_SSL(f"{host}:465")\n',
    [
      'none: the certificate would be checked against f"{host}:465": give smtplib.SMTP_SSL() the port on its own',
    ],
  ],
  [
    "another host in connect()",
    "import smtplib\ns = smtplib.SMTP(a)\ns.connect(b)\ns.starttls()\n",
    [
      "none: connect() goes to a host of its own, and the certificate is checked against that of the constructor",
    ],
  ],
  [
    "SMTP_SSL without a host",
    "import smtplib\ns = smtplib.SMTP_SSL()\n",
    [`none: ${NO_HOST.replace("SMTP()", "SMTP_SSL()")}`],
  ],
  [
    "a class chosen at run time",
    "import smtplib\ncls = smtplib.SMTP_SSL if tls else smtplib.SMTP\ncls(h)\n",
    ["none: the class may be another one here, which takes no context"],
  ],
  [
    "options",
    "import smtplib\nsmtplib.SMTP_SSL(h, **o)\n",
    [
      "unsafe: smtplib verified nothing until now: a server with a certificate that is not valid for its name is refused; the call fails where **o holds context too",
    ],
  ],
];

const SPLAT = "import smtplib\ns = smtplib.SMTP(h)\ns.starttls(*secure)\n";

const NOTHING: readonly (readonly [what: string, text: string])[] = [
  ["a context", "import smtplib\nsmtplib.SMTP_SSL(h, 465, context=c)\n"],
  ["a context by position", "import imaplib\nimaplib.IMAP4_SSL(h, 993, None, None, c)\n"],
  ["starttls with a context", "import imaplib\nm = imaplib.IMAP4(h)\nm.starttls(c)\n"],
  ["an unknown starttls", "import smtplib\ndef f(s):\n    s.starttls()\n"],
  ["another library's starttls", "import smtplib, aiosmtplib\ns = aiosmtplib.SMTP(h)\ns.starttls()\n"],
  [
    "a name that may be something else",
    "import smtplib\ns = smtplib.SMTP(h)\nif x: s = Fake()\ns.starttls()\n",
  ],
  ["arguments of removed-argument", 'import smtplib\nsmtplib.SMTP_SSL(h, certfile="c")\n'],
  ["plain clients", "import smtplib, ftplib\nsmtplib.SMTP(h)\nftplib.FTP(h)\n"],
];

describe(rule.meta.id, () => {
  it.each(FIXED)("adds the context: %s", (_, before, after) => {
    expect(fixed(rule, before, { unsafe: true })).toBe(after);
    expect(fixed(rule, before)).toBe(before);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(REMEDIES)("knows its limits: %s", (_, text, remedies) => {
    expect(remediesOf(rule, text)).toEqual(remedies);
  });
  it.each(NOTHING)("finds nothing: %s", (_, text) => {
    expect(findingsOf(rule, text)).toEqual([]);
  });
  it("knows that Python 2.7's mail clients take no context", () => {
    const text = "import smtplib\nsmtplib.SMTP_SSL(h)\n";
    expect(remediesOf(rule, text, { target: { major: 2, minor: 7 } })).toEqual([
      "none: smtplib.SMTP_SSL takes no context in Python 2.7",
    ]);
  });
  it("leaves a call with *args", () => {
    expect(remediesOf(rule, SPLAT)).toEqual(["none: *secure may hold a context or a certificate"]);
  });
  it("says that FTP_TLS without prot_p() leaves the data in the clear", () => {
    const [finding] = findingsOf(rule, "import ftplib\nftplib.FTP_TLS(h)\n");
    expect(finding?.message).toBe(
      "ftplib.FTP_TLS() verifies no certificate unless it is given a context, and its data connections are not encrypted without prot_p()",
    );
  });
});
