import { beforeAll, describe, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import type { Analyzer } from "../../src/core/analyzer.ts";
import { readWasm } from "../../src/io/wasm.ts";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await engine.load({ parser: "wasm", readWasm });
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

  it("finds a default context without a minimum version, and takes it as safe where it is trusted", () => {
    expect(findings(false)).toEqual(["context-without-minimum-version"]);
    expect(findings(true)).toEqual([]);
  });
});
