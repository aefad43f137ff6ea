import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { Editor, MODERN } from "./support.ts";

const HTTPS = [
  "import http.client",
  "",
  's = "\u{1F511}"; connection = http.client.HTTPSConnection("example.org")',
  "",
].join("\n");

const HTTPS_FIXED = [
  "import http.client",
  "import ssl",
  "",
  's = "\u{1F511}"; connection = http.client.HTTPSConnection("example.org", context=ssl.create_default_context())',
  "",
].join("\n");

const CLIENT = [
  "import socket",
  "import ssl",
  "",
  'plain = socket.create_connection(("example.org", 443))',
  "sock = ssl.wrap_socket(plain)",
  "",
].join("\n");

let editor: Editor | undefined;

function edit(files: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Editor {
  editor = new Editor(files, args);
  return editor;
}

afterEach(() => {
  editor?.remove();
  editor = undefined;
});

describe("diagnostics", () => {
  it("name the finding, its rule and its place in UTF-16 units", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", HTTPS);
    const [found, ...others] = await it.diagnostics(document);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ source: "tlsfix", code: "https-connection-without-context" });
    // The key takes two units, and the column is counted from 0.
    expect(found?.range.start).toEqual({ line: 2, character: HTTPS.split("\n")[2]?.indexOf("http.client") });
    expect(document.getText(found?.range)).toBe('http.client.HTTPSConnection("example.org")');
  });

  it("follow what is typed", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", HTTPS);
    const end = document.positionAt(HTTPS.length - 2);
    await it.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: document.uri, version: 2 },
      contentChanges: [{ range: { start: end, end }, text: ", context=None or ctx" }],
    });
    expect(await it.diagnostics(document)).toEqual([]);
  });

  it("are pushed to an editor that does not ask, and taken back when the document is closed", async () => {
    const it = edit();
    await it.start({});
    const document = await it.open("client.py", HTTPS);
    await expect.poll(() => it.pushed.get(document.uri)?.length, { timeout: 10_000 }).toBe(1);
    await it.connection.sendNotification("textDocument/didClose", { textDocument: { uri: document.uri } });
    await expect.poll(() => it.pushed.get(document.uri)?.length, { timeout: 10_000 }).toBe(0);
  });

  it("keep to the configuration of the project, and to what becomes of it", async () => {
    const it = edit({ "tlsfix.toml": 'ignore = ["https-connection-without-context"]\n' });
    await it.start();
    const document = await it.open("client.py", HTTPS);
    expect(await it.diagnostics(document)).toEqual([]);
    it.write("tlsfix.toml", "");
    await it.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: it.uri("tlsfix.toml"), type: 2 }],
    });
    await expect.poll(() => it.requests, { timeout: 10_000 }).toContain("workspace/diagnostic/refresh");
    expect(await it.diagnostics(document)).toHaveLength(1);
  });

  it("leave out what the configuration excludes", async () => {
    const it = edit({ "tlsfix.toml": 'extend-exclude = ["old"]\n' });
    await it.start();
    expect(await it.diagnostics(await it.open("old/client.py", HTTPS))).toEqual([]);
    expect(await it.diagnostics(await it.open("new/client.py", HTTPS))).toHaveLength(1);
  });

  it("tell of a wrong configuration once, with its line", async () => {
    const it = edit({ "tlsfix.toml": "\nselekt = []\n" });
    await it.start();
    const document = await it.open("client.py", HTTPS);
    expect(await it.diagnostics(document)).toEqual([]);
    expect(await it.diagnostics(document)).toEqual([]);
    expect(it.messages).toHaveLength(1);
    expect(it.messages[0]).toMatch(/tlsfix\.toml:2:1: .*select/);
  });

  it("know of text that has no file", async () => {
    const it = edit();
    await it.start();
    const textDocument = { uri: "untitled:Untitled-1", languageId: "python", version: 1, text: HTTPS };
    await it.connection.sendNotification("textDocument/didOpen", { textDocument });
    const report = await it.connection.sendRequest<{ items: unknown[] }>("textDocument/diagnostic", {
      textDocument: { uri: textDocument.uri },
    });
    expect(report.items).toHaveLength(1);
  });
});

describe("code actions", () => {
  it("fix one finding, with its imports, in the version that was seen", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", HTTPS);
    const [found] = await it.diagnostics(document);
    const [fix, suppress] = await it.actions(document, found!, "quickfix");
    expect(fix).toMatchObject({ kind: "quickfix", isPreferred: true });
    expect(fix?.edit).toBeUndefined();
    const resolved = await it.resolve(fix!);
    expect(resolved.edit?.documentChanges).toMatchObject([
      { textDocument: { uri: document.uri, version: 1 } },
    ]);
    expect(it.after(document, resolved)).toBe(HTTPS_FIXED);
    expect(suppress?.title).toBe("Do not report https-connection-without-context here");
    expect(it.after(document, await it.resolve(suppress!))).toContain(
      "# tlsfix: ignore[https-connection-without-context]",
    );
  });

  it("offer the verifying form and say that it is unsafe", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", CLIENT);
    const [found] = await it.diagnostics(document);
    const actions = await it.actions(document, found!, "quickfix");
    const unsafe = actions.find(({ title }) => title.includes("(unsafe"));
    expect(unsafe?.isPreferred).toBeUndefined();
    expect(it.after(document, await it.resolve(unsafe!))).toContain('server_hostname="example.org"');
  });

  it("carry their edit for an editor that resolves nothing and knows no versions", async () => {
    const it = edit();
    await it.start({ textDocument: { diagnostic: {} } });
    const document = await it.open("client.py", HTTPS);
    const [found] = await it.diagnostics(document);
    const [fix] = await it.actions(document, found!, "quickfix");
    expect(Object.keys(fix?.edit?.changes ?? {})).toEqual([document.uri]);
    expect(it.after(document, fix!)).toBe(HTTPS_FIXED);
  });

  it("make all safe fixes at once, and no unsafe one", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", `${HTTPS}\n${CLIENT}`);
    const [found] = await it.diagnostics(document);
    const [all, ...others] = await it.actions(document, found!, "source.fixAll");
    expect(others).toEqual([]);
    expect(all?.kind).toBe("source.fixAll.tlsfix");
    const after = it.after(document, await it.resolve(all!));
    expect(after).toContain("context=ssl.create_default_context()");
    expect(after).toContain("context.wrap_socket(plain)");
    expect(after).toContain("context.verify_mode = ssl.CERT_NONE");
  });

  it("refuse a document that has changed since they were offered", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", HTTPS);
    const [found] = await it.diagnostics(document);
    const [fix] = await it.actions(document, found!, "quickfix");
    await it.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: document.uri, version: 2 },
      contentChanges: [{ text: `# A line more.\n${HTTPS}` }],
    });
    await expect(it.resolve(fix!)).rejects.toThrow("the document has changed");
  });

  it("take a fix for unsafe where another file of the folder changes the default context", async () => {
    const it = edit({
      "patch.py": "import ssl\nssl._create_default_https_context = ssl._create_unverified_context\n",
    });
    await it.start();
    const document = await it.open("client.py", HTTPS);
    const [found] = await it.diagnostics(document);
    const [fix] = await it.actions(document, found!, "quickfix");
    expect(fix?.title).toContain("(unsafe");
  });
});

describe("the server", () => {
  it("shows the page of a rule where it found something", async () => {
    const it = edit();
    await it.start();
    const document = await it.open("client.py", HTTPS);
    const [found] = await it.diagnostics(document);
    const hover = (position: object) =>
      it.connection.sendRequest<{ contents: { value: string } } | null>("textDocument/hover", {
        textDocument: { uri: document.uri },
        position,
      });
    expect((await hover(found!.range.start))?.contents.value).toContain(
      "**https-connection-without-context**",
    );
    expect(await hover({ line: 0, character: 0 })).toBeNull();
  });

  it("says who it is, has its files watched, and ends as it is told", async () => {
    const it = edit();
    const { serverInfo, capabilities } = await it.start(MODERN);
    expect(serverInfo?.name).toBe("tlsfix");
    expect(capabilities.positionEncoding).toBe("utf-16");
    await expect.poll(() => it.requests, { timeout: 10_000 }).toContain("client/registerCapability");
    expect(await it.stop()).toBe(0);
  });

  it("ends with 1 where the editor goes without a word", async () => {
    const it = edit();
    await it.start();
    it.connection.end();
    expect(await it.ended).toBe(1);
  });

  it("takes the options that say how a document is checked, and refuses the others", async () => {
    const it = edit({}, ["--ignore", "https-connection-without-context"]);
    await it.start();
    expect(await it.diagnostics(await it.open("client.py", HTTPS))).toEqual([]);
    const program = fileURLToPath(new URL("../../bin/tlsfix.js", import.meta.url));
    const ask = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], { encoding: "utf8", input: "" });
    expect(ask("lsp", "--fix")).toMatchObject({ status: 2, stderr: expect.stringContaining("--fix") });
    const before = ask("--fix", "lsp");
    expect(before.status).toBe(2);
    expect(before.stderr).toContain("--fix does not go with lsp");
  });
});
