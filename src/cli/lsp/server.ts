import { fileURLToPath } from "node:url";
import type { Engine } from "../../core/analyzer.ts";
import { compileParser } from "../../io/wasm.ts";
import type { GivenOptions } from "../options/options.ts";
import type { World } from "../world/world.ts";
import { Language } from "./language.ts";
import { Projects } from "./projects.ts";
import {
  CodeActionKind,
  createConnection,
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ProposedFeatures,
  ShowMessageNotification,
  TextDocument,
  TextDocumentSyncKind,
  TextDocuments,
} from "./protocol.ts";

/** What the server is given. */
export interface Served {
  readonly options: GivenOptions;
  readonly engine: Engine;
  readonly world: World;
  readonly version: string;
}

const FIX_ALL = `${CodeActionKind.SourceFixAll}.tlsfix`;

/** What the configuration of a project can stand in. */
const WATCHED = "**/{tlsfix.toml,.tlsfix.toml,pyproject.toml,setup.cfg,setup.py}";

/**
 * Speaks the language server protocol on standard input and output until the editor ends it; the process ends with
 * 0 where it was told to shut down before, else with 1, as the protocol has it.
 */
export function serve({ options, engine, world, version }: Served): Promise<never> {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const documents = new TextDocuments(TextDocument);
  const loaded = once(() => engine.load({ parser: options.parser, compileParser }));
  const serving = { options, engine, world, loadAnalyzer: loaded };
  let language: Language | undefined;
  let abilities: Abilities = {
    pulls: false,
    refreshes: false,
    watches: false,
    resolves: false,
    versions: false,
  };

  const push = async (document: TextDocument): Promise<void> => {
    if (abilities.pulls || language === undefined) return;
    const { uri, version: documentVersion } = document;
    const diagnostics = await language.diagnostics(document);
    // A text that was typed over meanwhile has its own coming.
    if (documents.get(uri)?.version === documentVersion)
      await connection.sendDiagnostics({ uri, version: documentVersion, diagnostics });
  };
  const refresh = async (): Promise<void> => {
    language?.forget();
    if (abilities.refreshes) await connection.sendRequest(DiagnosticRefreshRequest.type);
    else await Promise.all(documents.all().map(push));
  };

  connection.onInitialize((params) => {
    abilities = abilitiesOf(params);
    language = new Language({
      projects: new Projects(serving, rootsOf(params)),
      engine,
      fixAllKind: FIX_ALL,
      namesVersions: abilities.versions,
      say: (message) =>
        void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Error, message }),
      log: (message) => connection.console.error(message),
    });
    return initializeResult(version);
  });
  connection.onInitialized(async () => {
    if (!abilities.watches) return;
    const watchers = [{ globPattern: WATCHED }];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(refresh);
  documents.onDidSave(async ({ document }) => {
    if (engine.projectMentions.some((words) => words.every((word) => document.getText().includes(word)))) {
      await refresh();
    }
  });
  documents.onDidChangeContent(({ document }) => push(document));
  documents.onDidClose(({ document: { uri } }) => {
    if (!abilities.pulls) return connection.sendDiagnostics({ uri, diagnostics: [] });
    return undefined;
  });
  connection.languages.diagnostics.on(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    const items = document === undefined ? [] : ((await language?.diagnostics(document)) ?? []);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  });
  connection.onCodeAction(async (params) => {
    const document = documents.get(params.textDocument.uri);
    if (document === undefined || language === undefined) return [];
    const actions = await language.actions(document, params);
    const asked = language;
    if (abilities.resolves) return [...actions];
    const completed = await Promise.all(
      actions.map((action) => asked.complete(action, document).catch(() => undefined)),
    );
    return completed.filter((action) => action !== undefined);
  });
  connection.onCodeActionResolve(async (action) => {
    const uri = Language.uriOf(action);
    const document = uri === undefined ? undefined : documents.get(uri);
    return document === undefined || language === undefined ? action : language.complete(action, document);
  });
  connection.onHover(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    return (document && (await language?.hover(document, position))) ?? null;
  });
  documents.listen(connection);
  connection.listen();
  // The connection ends the process.
  return new Promise<never>(() => undefined);
}

/** What of the protocol the editor knows. */
interface Abilities {
  /** It asks for diagnostics. */
  readonly pulls: boolean;
  /** It can be told to ask for them again. */
  readonly refreshes: boolean;
  /** It watches files for the server. */
  readonly watches: boolean;
  /** It asks for the edit of a code action when it is taken. */
  readonly resolves: boolean;
  /** It takes edits that name the version of the document. */
  readonly versions: boolean;
}

function abilitiesOf({ capabilities: { textDocument, workspace } }: InitializeParams): Abilities {
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    resolves:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes("edit") === true,
    versions: workspace?.workspaceEdit?.documentChanges === true,
  };
}

function rootsOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return uris
    .filter((uri) => uri.startsWith("file:"))
    .map((uri) => fileURLToPath(uri).replace(/[\\/]+$/, ""));
}

function initializeResult(version: string): InitializeResult {
  return {
    capabilities: {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      diagnosticProvider: { identifier: "tlsfix", interFileDependencies: true, workspaceDiagnostics: false },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true },
      hoverProvider: true,
    },
    serverInfo: { name: "tlsfix", version },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
