import { beforeAll, describe, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import type { Analyzer } from "../../src/core/analyzer.ts";
import { compileParser } from "../../src/io/wasm.ts";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await engine.load({ parser: "wasm", compileParser });
});

describe("the engine", () => {
  const text =
    "import socket, ssl\ncontext = ssl.create_default_context()\n" +
    "s = context.wrap_socket(socket.create_connection((host, 443)), server_hostname=host)\n";

  function findings(trustDefaultContext: boolean): readonly string[] {
    const facts = { path: "a.py", patchesDefaultContext: false, trustDefaultContext };
    const checked = analyzer.checkFor(facts, new Set(["context-without-minimum-version"]))(text);
    checked.close?.();
    return checked.findings.map(({ rule }) => rule);
  }

  it("tells a file what the others of its project do", () => {
    const files = [
      {
        path: "a.py",
        absolute: "/p/a.py",
        text: "import ssl\ndef make():\n    return ssl.create_default_context()\n",
      },
      { path: "b.py", absolute: "/p/b.py", text: "import a\ndef use(s):\n    a.make().wrap_socket(s)\n" },
    ];
    const reader = analyzer.readProject(undefined);
    for (const file of files) reader.see(file, file.text);
    for (const file of files) if (reader.isWanted(file)) reader.read(file, file.text);
    const [first] = files;
    const project = first && reader.factsFor(first);
    if (first === undefined || project === undefined) throw new Error("the file is told nothing");
    const facts = { path: first.path, patchesDefaultContext: false, project };
    const checked = analyzer.checkFor(facts, new Set(["context-without-minimum-version"]))(first.text);
    checked.close?.();
    expect(checked.findings.flatMap(({ related }) => related)).toMatchObject([
      { path: "b.py", start: 25, lines: { line: 3, column: 5, endLine: 3, endColumn: 28 } },
    ]);
  });

  it("names the file that patches the default context", () => {
    const facts = {
      path: "a.py",
      patchesDefaultContext: true,
      project: { text: '{"patchedIn":"b.py"}', others: [] },
    };
    const checked = analyzer.checkFor(
      facts,
      new Set(["https-connection-without-context"]),
    )("import http.client\nhttp.client.HTTPSConnection(host)\n");
    checked.close?.();
    const reasons = checked.findings.flatMap(({ remedies }) => remedies.map(({ because }) => because));
    expect(reasons).toEqual([expect.stringContaining("b.py")]);
  });

  it("finds a default context without a minimum version, and takes it as safe where it is trusted", () => {
    expect(findings(false)).toEqual(["context-without-minimum-version"]);
    expect(findings(true)).toEqual([]);
  });
});
