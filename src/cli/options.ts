import type { ParserChoice } from "../core/analyzer.ts";
import type { Mode } from "../core/report.ts";
import type { ColorChoice } from "./world.ts";

/** How findings are printed. */
export type OutputFormat = "full" | "concise" | "json";

/** The formats that can be chosen, the default first. */
export const OUTPUT_FORMATS: readonly OutputFormat[] = ["full", "concise", "json"];

/** What a run was asked to do, checked and complete. */
export interface RunOptions {
  readonly mode: Mode;
  readonly paths: readonly string[];
  readonly filesFrom?: string;
  readonly unsafeFixes: boolean;
  readonly select?: readonly string[];
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
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
  readonly parser: ParserChoice;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: ColorChoice;
}

/** What the command line asks for. */
export type Command =
  | { readonly kind: "run"; readonly options: RunOptions }
  | { readonly kind: "rules"; readonly json: boolean }
  | { readonly kind: "explain"; readonly rule: string }
  /** It is answered already: help, the version, or a usage error that was printed. */
  | { readonly kind: "answered"; readonly status: 0 | 2 };
