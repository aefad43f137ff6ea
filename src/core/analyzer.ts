import type { Edit } from "./edit.ts";
import type { Finding } from "./finding.ts";
import type { Mentions } from "./mentions.ts";
import type { RuleMeta } from "./rule.ts";
import type { Check } from "./verify.ts";

/** What a file of a run says to those that have to do with it; one object for all of them. */
export interface Saying {
  /** The file, as it is shown to the user. */
  readonly path: string;
  /** What it says: plain text, which only the analyzer reads, and which names no file. */
  readonly text: string;
}

/** What the other files of a run say to one of them. */
export interface Told {
  /** How they have to do with each other, by their numbers: text as above. */
  readonly text: string;
  readonly others: readonly Saying[];
}

/** What a run knows of a file besides its text. */
export interface FileFacts {
  /** As it is shown to the user. */
  readonly path: string;
  /** The oldest Python that the code must run on, where the user or the project says so: "3.8". */
  readonly targetVersion?: string;
  /** Whether any file of the run assigns `ssl._create_default_https_context`. */
  readonly patchesDefaultContext: boolean;
  /** The other file of the same program that puts a function of its own in the place of `ssl.wrap_socket`. */
  readonly wrapSocketReplacedIn?: string;
  /** The other file of the same program that puts something else in the place of `http.client.HTTPSConnection`. */
  readonly connectionReplacedIn?: string;
  /** Whether `ssl.create_default_context()` without a minimum version is taken as safe. */
  readonly trustDefaultContext?: boolean;
  /** What the other files of the run say that matters to this one. */
  readonly project?: Told;
}

/** A file of a run. */
export interface ProjectFile {
  /** As it is shown to the user. */
  readonly path: string;
  readonly absolute: string;
}

/**
 * Finds out what the files of a run say to each other: all are seen first, then those that are wanted are read. What
 * it keeps of a file is far less than its text.
 */
export interface ProjectReader {
  see(file: ProjectFile, text: string): void;
  /** Whether a file has to do with others; to be asked when all were seen. */
  isWanted(file: ProjectFile): boolean;
  read(file: ProjectFile, text: string): void;
  /** What the others say to a file, for its `FileFacts`; to be asked when all were read. */
  factsFor(file: ProjectFile): Told | undefined;
}

/** The rules together with the language that they are about: all that a run needs of either. */
export interface Analyzer {
  /** Whether a text assigns `ssl._create_default_https_context`. Asked of files that mention that name. */
  patchesDefaultContext(text: string): boolean;
  /** Whether a text puts a function of its own in the place of `ssl.wrap_socket`. Asked of files that mention that name. */
  replacesWrapSocket(text: string): boolean;
  /** Whether a text puts something else in the place of `http.client.HTTPSConnection`. */
  replacesConnection(text: string): boolean;
  /** A reader of what the files of a run say to each other; `patchedIn` is the file that patches the default context. */
  readProject(patchedIn: string | undefined): ProjectReader;
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

/** The two WebAssembly modules of the parser that ships, compiled: threads share them. */
export interface ParserModules {
  readonly runtime: WebAssembly.Module;
  readonly grammar: WebAssembly.Module;
}

/** What loading an analyzer takes from the outside world. */
export interface AnalyzerOptions {
  readonly parser: ParserChoice;
  /** The parser that ships, compiled only where it is needed. */
  readonly compileParser: () => Promise<ParserModules>;
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
