import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { bundle } from "../../scripts/build.mjs";
import { Tree } from "./support/built-cli.ts";
import { TerminalSession } from "./support/terminal.ts";

/** The screens of a review as a terminal shows them, with the real rules: `vitest run -u` records them anew. */
const CLIENT = `import socket
import ssl


class Client:
    """Talks to a server."""

    def __init__(self, host):
        self.host = host

    def connect(self):
        sock = socket.create_connection((self.host, 443))
        return ssl.wrap_socket(sock)  # the old way


def upgrade(sock, ca_certs):
    return ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs=ca_certs)
`;
const MAIL = `import smtplib

with smtplib.SMTP_SSL("mail.example.org") as server:
    server.noop()
`;

let folder: string;
let tree: Tree;
let session: TerminalSession;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tlsfix-built-"));
  await bundle(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  tree = new Tree().write("client.py", CLIENT).write("mail.py", MAIL);
});
afterEach(() => {
  session.close();
  tree.remove();
});

function review(columns: number, rows: number, ...args: string[]): TerminalSession {
  const env = { XDG_STATE_HOME: tree.path(".state") };
  session = new TerminalSession(join(folder, "cli.js"), ["-i", ...args], {
    cwd: tree.root,
    env,
    columns,
    rows,
  });
  return session;
}

function recorded(name: string, text = session.text()): Promise<void> {
  return expect(`${text}\n`).toMatchFileSnapshot(`../../snapshots/review/${name}.txt`);
}

it("a review from start to end", async () => {
  review(100, 60);
  await session.answer(1, "");
  await recorded("1-question");
  session.type("\t");
  await session.sees("form 2 of");
  await recorded("2-other-form");
  session.type("?");
  await session.sees("Any key leads back");
  await recorded("3-help");
  session.type("?");
  await session.answer(1, "x");
  await session.sees("Any key leads back");
  await recorded("4-explained");
  session.type("x");
  await session.answer(1, "i");
  await session.sees("Reason:");
  session.type("the server is ours");
  await session.sees("Reason: the server is ours");
  await recorded("5-reason");
  session.type("\x1b");
  await session.answer(1, "R");
  await session.sees("Rules?");
  await recorded("6-rules");
  session.type("\x1b");
  await session.answer(1, "y");
  await session.answer(2, "n");
  await session.answer(3, "u");
  await session.sees("Undone");
  await recorded("7-undone");
  session.type("n");
  await session.sees("disabled-verification");
  await recorded("8-left-behind");
  session.type("n");
  await session.answer(4, "y");
  await session.sees("Enter ends the review.");
  await recorded("9-answered");
  session.type("\r");
  await session.exited;
  await recorded("10-end");
});

it("a question that a change has", async () => {
  review(100, 40, "--select", "wrap-socket");
  await session.answer(1, "n");
  await session.sees("[2 of 2]");
  session.type("\t");
  await session.sees("form 2 of 2");
  session.type("y");
  await session.sees("Answer:");
  session.type("example.org");
  await session.sees("example.org");
  session.type("\r");
  await session.sees("There is no name example in this file");
  await recorded("question-refused");
  session.type('\x15"example.org"');
  await session.sees('server_hostname="example.org"');
  await recorded("question-answered");
  session.type("\r");
  await session.finished();
});

it("a small terminal", async () => {
  review(50, 16);
  await session.answer(1, "");
  await recorded("small", session.visible().join("\n").trimEnd());
  session.type("\x03");
  await session.finished();
  await recorded("interrupted");
});

it("plain mode", async () => {
  review(80, 24, "--color", "never", "--select", "client-without-context");
  await session.answer(1, "y");
  await session.finished();
  await recorded("plain");
});
