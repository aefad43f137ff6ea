import type { Engine } from "../../core/analyzer.ts";
import { ExpectedError } from "../../core/expected-error.ts";
import type { Finding } from "../../core/finding.ts";
import { editsOf, type Offer, offersFor } from "./actions.ts";
import { diagnosticOf, type Told } from "./diagnostics.ts";
import { type Opened, type Projects, ruleIndex } from "./projects.ts";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type Hover,
  LSPErrorCodes,
  MarkupKind,
  type Range,
  ResponseError,
  type TextDocument,
  type WorkspaceEdit,
} from "./protocol.ts";
import { Ranges, touch } from "./ranges.ts";

/** What answering takes. */
export interface LanguageOptions {
  readonly projects: Projects;
  readonly engine: Engine;
  /** The kind of the action that makes all safe fixes. */
  readonly fixAllKind: string;
  /** Whether the editor takes edits that name the version of their document. */
  readonly namesVersions: boolean;
  /** Tells the user. */
  readonly say: (message: string) => void;
  /** Tells whoever looks for a defect. */
  readonly log: (message: string) => void;
}

/** What an action carries from the offer to its edit. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly offer: Offer;
}

/** Answers what an editor asks about its documents. */
export class Language {
  readonly #options: LanguageOptions;
  /** Findings of the documents as they were last checked. */
  readonly #found = new Map<string, { readonly version: number; readonly findings: readonly Finding[] }>();
  #said: string | undefined;

  constructor(options: LanguageOptions) {
    this.#options = options;
  }

  /** The document that an action is about. */
  static uriOf({ data }: CodeAction): string | undefined {
    return isActionData(data) ? data.uri : undefined;
  }

  /** Configuration, or what one file says about the others, has changed. */
  forget(): void {
    this.#said = undefined;
    this.#found.clear();
    this.#options.projects.forget();
  }

  /** What is found in a document. A configuration that is wrong is told once, and nothing is found. */
  async diagnostics(document: TextDocument): Promise<Diagnostic[]> {
    const opened = await this.#open(document.uri);
    if (opened === undefined) return [];
    const told = toldOf(document, opened);
    return this.#findings(document, opened).map((finding) => diagnosticOf(finding, told));
  }

  /** What can be done in a range, the edits left out. */
  async actions(document: TextDocument, { range, context }: CodeActionParams): Promise<CodeAction[]> {
    const wants = (kind: string) =>
      context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const opened = await this.#open(document.uri);
    if (opened === undefined) return [];
    const findings = this.#findings(document, opened);
    const { fixAllKind } = this.#options;
    return [
      ...(wants(CodeActionKind.QuickFix) ? quickFixes(document, opened, findings, range) : []),
      ...(wants(fixAllKind) && findings.length > 0
        ? [action(document, "Fix all safe findings of tlsfix", fixAllKind, { kind: "fix all" })]
        : []),
    ];
  }

  /** An action with its edit. Fails where the document is no longer what the action was offered for. */
  async complete(offered: CodeAction, document: TextDocument): Promise<CodeAction> {
    const { data, ...rest } = offered;
    if (!isActionData(data)) return offered;
    const opened = await this.#open(document.uri);
    if (opened === undefined || data.version !== document.version) {
      throw new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
    }
    const edits = await editsOf(data.offer, document.getText(), opened);
    if (typeof edits === "string") throw new ResponseError(LSPErrorCodes.RequestFailed, edits);
    const { ranges } = toldOf(document, opened);
    return {
      ...rest,
      edit: this.#workspaceEdit(
        document,
        edits.map((edit) => ranges.textEdit(edit)),
      ),
    };
  }

  /** The page of the rules that found something at a position. */
  async hover(document: TextDocument, position: Range["start"]): Promise<Hover | undefined> {
    const opened = await this.#open(document.uri);
    if (opened === undefined) return undefined;
    const { ranges } = toldOf(document, opened);
    const at = { start: position, end: position };
    const here = this.#findings(document, opened).filter((finding) => touch(ranges.of(finding), at));
    const [first] = here;
    if (first === undefined) return undefined;
    const rules = ruleIndex(this.#options.engine);
    const pages = [...new Set(here.map(({ rule }) => rule))].flatMap((id) => rules.get(id) ?? []);
    const value = pages
      .map(({ id, summary, docs }) => `**${id}**: ${summary}\n\n${docs.trim()}`)
      .join("\n\n---\n\n");
    return { contents: { kind: MarkupKind.Markdown, value }, range: ranges.of(first) };
  }

  async #open(uri: string): Promise<Opened | undefined> {
    try {
      return await this.#options.projects.open(uri);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      if (this.#said !== error.message) this.#options.say(`tlsfix: ${error.message}`);
      this.#said = error.message;
      return undefined;
    }
  }

  /** One document's defect must not end the server. */
  #findings(document: TextDocument, { check, path }: Opened): readonly Finding[] {
    const { uri, version } = document;
    const known = this.#found.get(uri);
    if (known?.version === version) return known.findings;
    let findings: readonly Finding[] = [];
    try {
      const checked = check(document.getText());
      findings = checked.findings;
      checked.close?.();
    } catch (error) {
      const stack = error instanceof Error ? error.stack : String(error);
      this.#options.log(`${path} made tlsfix fail, which is a defect of tlsfix\n${stack}`);
    }
    this.#found.set(uri, { version, findings });
    return findings;
  }

  #workspaceEdit({ uri, version }: TextDocument, edits: TextEditList): WorkspaceEdit {
    if (!this.#options.namesVersions) return { changes: { [uri]: edits } };
    return { documentChanges: [{ textDocument: { uri, version }, edits }] };
  }
}

type TextEditList = NonNullable<WorkspaceEdit["changes"]>[string];

function quickFixes(
  document: TextDocument,
  opened: Opened,
  findings: readonly Finding[],
  range: Range,
): CodeAction[] {
  const told = toldOf(document, opened);
  return findings
    .filter((finding) => touch(told.ranges.of(finding), range))
    .flatMap((finding) =>
      offersFor(finding).map(({ title, offer, isPreferred }) => ({
        ...action(document, title, CodeActionKind.QuickFix, offer),
        diagnostics: [diagnosticOf(finding, told)],
        ...(isPreferred ? { isPreferred } : {}),
      })),
    );
}

function action({ uri, version }: TextDocument, title: string, kind: string, offer: Offer): CodeAction {
  const data: ActionData = { uri, version, offer };
  return { title, kind, data };
}

function isActionData(data: unknown): data is ActionData {
  return typeof data === "object" && data !== null && "uri" in data && "version" in data && "offer" in data;
}

function toldOf(document: TextDocument, { root }: Opened): Told {
  return { uri: document.uri, root, ranges: new Ranges(document.getText()) };
}
