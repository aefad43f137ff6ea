import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Result, runJobs } from "./driver.ts";
import { type Interpreter, interpreters, missingVersions } from "./interpreters.ts";
import { type Lab, startLab, type Trial, whyNoLab } from "./lab.ts";

const client = (lines: string): string => `import os
import socket
import ssl

sock = socket.create_connection((os.environ["HOST"], int(os.environ["PORT"])))
${lines}
sock.sendall(b"hello\\n")
print("got " + sock.recv(200).decode().strip())
`;

const server = (lines: string): string => `import os
import socket
import ssl

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind((os.environ["HOST"], int(os.environ["PORT"])))
listener.listen(1)
sock, _ = listener.accept()
${lines}
line = sock.recv(200)
sock.sendall(line)
print("got " + line.decode().strip())
`;

const programs = {
  "client-before": client("sock = ssl.wrap_socket(sock)"),
  "client-preserving": client(`context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
sock = context.wrap_socket(sock)`),
  "client-verifying": client(`context = ssl.create_default_context()
sock = context.wrap_socket(sock, server_hostname=os.environ["HOST"])`),
  "client-with-certificate": client(`context = ssl.create_default_context(cafile=os.environ["CA"])
context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
sock = context.wrap_socket(sock, server_hostname=os.environ["HOST"])`),
  "client-that-catches": client(`context = ssl.create_default_context()
try:
    sock = context.wrap_socket(sock, server_hostname=os.environ["HOST"])
except Exception as error:
    print("failed: %s: %s" % (type(error).__name__, error))
    raise SystemExit`),
  "client-that-hangs": "while True:\n    pass\n",
  "server-before": server(`sock = ssl.wrap_socket(sock, os.environ["KEY"], os.environ["CERT"], True)`),
  "server-after": server(`context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
sock = context.wrap_socket(sock, server_side=True)`),
  "server-that-verifies": server(`context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
context.load_cert_chain(os.environ["CERT"], os.environ["KEY"])
context.verify_mode = ssl.CERT_REQUIRED
context.load_verify_locations(os.environ["CA"])
sock = context.wrap_socket(sock, server_side=True)`),
};

type Program = keyof typeof programs;

const reason = whyNoLab();
const pythons = interpreters();
if (reason) console.warn(`the laboratory is left out: ${reason}`);
else if (missingVersions().length > 0) console.warn(`CPython not on this machine: ${missingVersions()}`);

const hasWrapSocket = ({ version }: Interpreter): boolean => version !== "3.12" && version !== "3.13";

describe.skipIf(reason !== undefined)("the laboratory", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
    mkdirSync(join(lab.folder, "programs"));
    for (const [name, text] of Object.entries(programs)) writeFileSync(programPath(name), text);
  });
  afterAll(() => lab?.stop());

  const programPath = (name: string): string => join(lab.folder, "programs", `${name}.py`);

  const outcomes = async (python: Interpreter, program: Program, ...scenarios: string[]) => {
    const results = await lab.run(
      python,
      scenarios.map((scenario) => trial(program, scenario)),
    );
    return scenarios.map((scenario) => results.get(scenario)!);
  };

  const trial = (program: Program, scenario: string): Trial => ({
    id: scenario,
    program: programPath(program),
    role: program.startsWith("client") ? "client" : "server",
    talk: "echo",
    scenario,
    settings: {},
  });

  const outcome = (result: Result): string => result.outcome;
  const both = (result: Result): string => `${result.outcome} ${result.peer?.outcome}`;

  const bad = ["selfsigned", "expired", "wronghost"];

  test.for(pythons)("sees on $version that wrap_socket verified nothing, or is gone", async (python) => {
    const results = await outcomes(python, "client-before", "good", ...bad);
    const expected = hasWrapSocket(python) ? "accepted" : "error:AttributeError";
    expect(results.map(outcome)).toEqual(Array(4).fill(expected));
  });

  test.for(pythons)("tells on $version why a server is refused", async (python) => {
    const results = await outcomes(python, "client-verifying", "good", ...bad, "mutual");
    expect(results.map(outcome)).toEqual([
      "accepted",
      "refused:certificate",
      "refused:certificate",
      "refused:hostname",
      "refused:client-certificate",
    ]);
    const caught = await outcomes(python, "client-that-catches", ...bad);
    expect(caught.map(outcome)).toEqual(["refused:certificate", "refused:certificate", "refused:hostname"]);
  });

  test.for(pythons)(
    "gives on $version the same outcomes for a client that verifies nothing",
    async (python) => {
      const results = await outcomes(python, "client-preserving", "good", ...bad, "cnonly");
      expect(results.map(outcome)).toEqual(Array(5).fill("accepted"));
    },
  );

  test.for(pythons)("shows on $version what the server saw of a client", async (python) => {
    const [mutual, tls12] = await outcomes(python, "client-with-certificate", "mutual", "tls12");
    expect(mutual?.last).toContain("sni=localhost client=client");
    expect(tls12?.last).toContain("version=TLSv1.2");
  });

  test.for(pythons)("visits on $version a program that serves", async (python) => {
    const old = hasWrapSocket(python) ? await outcomes(python, "server-before", "anonymous", "known") : [];
    const after = await outcomes(python, "server-after", "anonymous", "known");
    expect([...old, ...after].map(both)).toEqual(Array(old.length + 2).fill("accepted accepted"));
    const strict = await outcomes(python, "server-that-verifies", "anonymous", "known", "foreign");
    expect(strict.map(outcome)).toEqual(["refused:client-certificate", "accepted", "refused:certificate"]);
  });

  test("gives up on a program that does not end", async () => {
    const job = { id: "hangs", program: programPath("client-that-hangs"), env: {}, timeout: 1 };
    const results = await runJobs(pythons.at(-1)!, [job]);
    expect(results.get("hangs")?.outcome).toBe("timeout");
  });
});
