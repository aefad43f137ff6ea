import type { Edit } from "./edit.ts";
import type { Finding } from "./finding.ts";
import type { Mentions, RuleMeta } from "./rule.ts";
import type { Check } from "./verify.ts";

/** What a run knows of a file besides its text. */
export interface FileFacts {
  /** As it is shown to the user. */
  readonly path: string;
  /** The oldest Python that the code must run on, where the user or the project says so: "3.8". */
  readonly targetVersion?: string;
  /** Whether any file of the run assigns `ssl._create_default_https_context`. */
  readonly patchesDefaultContext: boolean;
  /** Whether `ssl.create_default_context()` without a minimum version is taken as safe. */
  readonly trustDefaultContext?: boolean;
}

/** The rules together with the language that they are about: all that a run needs of either. */
export interface Analyzer {
  /** Whether a text assigns `ssl._create_default_https_context`. Asked of files that mention that name. */
  patchesDefaultContext(text: string): boolean;
  /** The check of one file by the rules whose ids are in `enabled`, suppressed findings left out. */
  checkFor(facts: FileFacts, enabled: ReadonlySet<string>): Check;
  /** The comment that says not to report a finding, as an edit; `undefined` where none can stand. */
  suppressionEdit(text: string, finding: Finding, reason: string): Edit | undefined;
  /** What is wrong with an answer that is to stand in a text as an expression, for people. */
  expressionProblem(answer: string, text: string): string | undefined;
  /** The same for a text that is made of a notebook's cells, below marks that start so, and for what becomes of it. */
  inCells(text: string, mark: string): Analyzer;
}

/** Which parser is wanted; `auto` is the one that ships. */
export type ParserChoice = "auto" | "wasm" | "native";

/** What loading an analyzer takes from the outside world. */
export interface AnalyzerOptions {
  readonly parser: ParserChoice;
  /** The two WebAssembly modules of the parser that ships, read only where they are needed. */
  readonly readWasm: () => { readonly runtime: Uint8Array; readonly grammar: Uint8Array };
}

/** What the command line is given to work with: the rules, and a way to load what applies them. */
export interface Engine {
  readonly rules: readonly RuleMeta[];
  /** The rules whose findings are connections that accept any certificate. */
  readonly acceptAnyCertificate: ReadonlySet<string>;
  /** The word without which no file changes the default context for all. */
  readonly projectMentions: Mentions;
  /** Loads the parser. Rejects with an `ExpectedError` where the chosen one cannot be had. */
  load(options: AnalyzerOptions): Promise<Analyzer>;
}
