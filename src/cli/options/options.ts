import type { PerFileIgnore } from "../../config/config.ts";
import type { ParserChoice } from "../../core/analyzer.ts";
import type { Mode } from "../../core/report.ts";
import type { Shard } from "../../core/shard.ts";
import type { ColorChoice } from "../world/world.ts";
import type { CompletionWords, Shell } from "./completion.ts";

/** How findings are printed. */
export type OutputFormat = "full" | "concise" | "json" | "sarif" | "github" | "gitlab" | "junit" | "html";

/** The formats that can be chosen, the default first. */
export const OUTPUT_FORMATS: readonly OutputFormat[] = [
  "full",
  "concise",
  "json",
  "sarif",
  "github",
  "gitlab",
  "junit",
  "html",
];

/** The formats that tell the edits of each fix. */
export const FORMATS_WITH_EDITS: ReadonlySet<OutputFormat> = new Set<OutputFormat>(["json", "sarif", "html"]);

/** What a run does, checked and complete. */
export interface RunOptions {
  readonly mode: Mode;
  readonly paths: readonly string[];
  readonly filesFrom?: string;
  /** The part of the files that the run is about. */
  readonly shard?: Shard;
  readonly unsafeFixes: boolean;
  /** Write suppressions with this reason, which may be empty, instead of fixes. */
  readonly addSuppressions?: string;
  /** The report of another tool that the run is about. */
  readonly fromSarif?: string;
  readonly select?: readonly string[];
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
  /** In place of what a configuration says, and on top of it. */
  readonly perFileIgnores?: readonly PerFileIgnore[];
  readonly extendPerFileIgnores: readonly PerFileIgnore[];
  readonly targetVersion?: string;
  readonly outputFormat: OutputFormat;
  readonly outputFile?: string;
  readonly exclude?: readonly string[];
  readonly extendExclude: readonly string[];
  readonly respectIgnoreFiles: boolean;
  readonly forceExclude: boolean;
  readonly stdinFilename?: string;
  readonly exitZero: boolean;
  readonly exitNonZeroOnFix: boolean;
  readonly fixOnly: boolean;
  readonly strict: boolean;
  readonly statistics: boolean;
  /** Go on with a review that was left. */
  readonly resume: boolean;
  /** Do it again whenever a file changes. */
  readonly watch: boolean;
  readonly parser: ParserChoice;
  /** Whether what was found out is kept for the next run, and where if not in the usual place. */
  readonly cache: boolean;
  readonly cacheDir?: string;
  /** How many threads may work; as many as can run at once where it is left out. */
  readonly jobs?: number;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: ColorChoice;
}

/** What a configuration decides for the run where the command line does not. */
type Configurable = "unsafeFixes" | "outputFormat" | "respectIgnoreFiles" | "forceExclude";

/** What the command line says of a run. */
export interface GivenOptions
  extends Omit<RunOptions, Configurable>,
    Partial<Pick<RunOptions, Configurable>> {
  /** The configuration file that holds for every file. */
  readonly config?: string;
  /** Whether configuration files are passed over. */
  readonly isolated: boolean;
}

/** What is to be made of the reports of several runs. */
export interface MergeOptions {
  readonly reports: readonly string[];
  readonly outputFile?: string;
  readonly statistics: boolean;
  readonly exitZero: boolean;
  readonly strict: boolean;
  readonly quiet: boolean;
  readonly color: ColorChoice;
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: "run"; readonly options: GivenOptions }
  | { readonly kind: "lsp"; readonly options: GivenOptions }
  | { readonly kind: "rules"; readonly json: boolean }
  | { readonly kind: "merge"; readonly options: MergeOptions }
  | { readonly kind: "explain"; readonly rule: string }
  | ({ readonly kind: "completion"; readonly shell: Shell } & Omit<CompletionWords, "rules">)
  /** It is answered already: help, the version, or a usage error that was printed. */
  | { readonly kind: "answered"; readonly status: 0 | 2 };
