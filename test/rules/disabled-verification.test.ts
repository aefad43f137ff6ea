import { describe, expect, it } from "vitest";
import rule from "../../transforms/disabled-verification.ts";
import { fixed, remediesOf } from "./check.ts";

/** What `wrap-socket` writes for a client with a file of authorities, with something else where the file is loaded. */
const kept = (load: string): string => `import socket
import ssl
def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
${load}    return context.wrap_socket(sock)
`;

const GUARDED = "    if ca:\n        context.load_verify_locations(cafile=ca)\n";

const UNFIXED: readonly (readonly [what: string, load: string])[] = [
  ["that is set in between", `    ca = ca or default()\n${GUARDED}`],
  ["of another name than the condition", GUARDED.replace("if ca", "if port")],
  ["beside a folder", GUARDED.replace("cafile=ca", "cafile=ca, capath=port")],
  ["with more under the condition", GUARDED.replace("if ca:\n", "if ca:\n        print(ca)\n")],
];

describe(rule.meta.id, () => {
  it("makes a context with the file of authorities that it is given if there is one", () => {
    expect(fixed(rule, kept(GUARDED), { unsafe: true })).toBe(`import socket
import ssl
def connect(host, port, ca):
    sock = socket.create_connection((host, port))
    context = ssl.create_default_context(cafile=ca)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock, server_hostname=host)
`);
  });

  it("promises no verification where wrap_bio is given no host: it would check none, and not say so", () => {
    const text =
      "import ssl\nc = ssl.create_default_context()\nc.check_hostname = False\nc.verify_mode = ssl.CERT_NONE\nb = c.wrap_bio(i, o)\n";
    expect(remediesOf(rule, text)).toEqual(["none: the connection has no socket that shows its host name"]);
  });

  it.each([
    ["ssl_version=ssl.PROTOCOL_TLSv1_2", "ssl.PROTOCOL_TLS_CLIENT"],
    ["protocol=ssl.PROTOCOL_TLS", "protocol=ssl.PROTOCOL_TLS_CLIENT"],
    ["ssl.PROTOCOL_TLS", "ssl.PROTOCOL_TLS_CLIENT"],
  ])("makes the context for clients where it is made with %s", (before, after) => {
    const made = (argument: string, rest: string) =>
      `import socket\nimport ssl\ndef connect(host, ca):\n    context = ssl.SSLContext(${argument})\n${rest}\n`;
    const load = "    context.load_verify_locations(ca)\n";
    const wrap = "    return context.wrap_socket(socket.create_connection((host, 443))";
    expect(fixed(rule, made(before, `${load}${wrap})`), { unsafe: true })).toBe(
      made(
        after,
        `    context.minimum_version = ssl.TLSVersion.TLSv1_2\n${load}${wrap}, server_hostname=host)`,
      ),
    );
  });

  it("takes out a whole line, and leaves what shares it with others", () => {
    const text = (line: string) =>
      `import socket\nimport ssl\ndef connect(host):\n    c = ssl.create_default_context()\n${line}    c.wrap_socket(socket.create_connection((host, 443)), server_hostname=host)\n`;
    const off = "c.check_hostname = False; c.verify_mode = ssl.CERT_NONE";
    expect(fixed(rule, text(`    ${off}\n`), { unsafe: true })).toBe(text(""));
    expect(fixed(rule, text(`    log(host); ${off}\n`), { unsafe: true })).toBe(text("    log(host)\n"));
  });

  it.each(UNFIXED)("leaves a file %s", (_, load) => {
    const because =
      "not at every connection are there authorities to trust, and without them it would refuse every server";
    expect(remediesOf(rule, kept(load))).toEqual([`none: ${because}`]);
  });
});
