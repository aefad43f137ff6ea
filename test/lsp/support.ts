import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const PROGRAM = fileURLToPath(new URL("../../bin/tlsfix.js", import.meta.url));

/** An editor of today: it asks for diagnostics, watches files and resolves actions. */
export const MODERN = {
  textDocument: {
    diagnostic: {},
    codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
};

/** An editor in a folder of its own that speaks with the program as it is built. */
export class Editor {
  readonly folder: string;
  readonly connection: ProtocolConnection;
  readonly pushed = new Map<string, readonly Diagnostic[]>();
  readonly messages: string[] = [];
  readonly requests: string[] = [];
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
    this.folder = mkdtempSync(join(tmpdir(), "tlsfix-lsp-"));
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const child = spawn(process.execPath, [PROGRAM, "lsp", "--stdio", ...args], { cwd: tmpdir() });
    this.#process = child;
    this.ended = new Promise((resolve) => child.on("exit", resolve));
    this.connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
      this.pushed.set(uri, diagnostics);
    });
    this.connection.onNotification("window/showMessage", ({ message }) => {
      this.messages.push(message);
    });
    for (const method of ["client/registerCapability", "workspace/diagnostic/refresh"]) {
      this.connection.onRequest(method, () => {
        this.requests.push(method);
        return null;
      });
    }
    this.connection.listen();
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  uri(name: string): string {
    return pathToFileURL(join(this.folder, name)).href;
  }

  async start(capabilities: object = MODERN): Promise<InitializeResult> {
    const rootUri = pathToFileURL(this.folder).href;
    const result = await this.connection.sendRequest<InitializeResult>("initialize", {
      processId: null,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "project" }],
      capabilities,
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  async open(name: string, text: string): Promise<TextDocument> {
    const document = TextDocument.create(this.uri(name), "python", 1, text);
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: document.uri, languageId: "python", version: 1, text },
    });
    return document;
  }

  async diagnostics({ uri }: TextDocument): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return report.items;
  }

  async actions({ uri }: TextDocument, diagnostic: Diagnostic, only?: string): Promise<CodeAction[]> {
    return this.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], ...(only === undefined ? {} : { only: [only] }) },
    });
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest("codeAction/resolve", action);
  }

  /** What a document becomes by an action. */
  after(document: TextDocument, { edit }: CodeAction): string {
    const change = edit?.documentChanges?.[0];
    const edits =
      edit?.changes?.[document.uri] ?? (change !== undefined && "edits" in change ? change.edits : []);
    return TextDocument.applyEdits(document, edits as TextEdit[]);
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    return this.ended;
  }

  remove(): void {
    this.connection.dispose();
    this.#process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
