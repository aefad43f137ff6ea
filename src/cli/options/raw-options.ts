import type { PerFileIgnore } from "../../config/config.ts";
import type { Shard } from "../../core/shard.ts";
import type { ColorChoice } from "../world/world.ts";
import type { OutputFormat } from "./options.ts";

/** The options as commander hands them over. */
export interface RawOptions {
  readonly diff?: true;
  readonly fix?: true;
  readonly interactive?: true;
  readonly resume?: true;
  readonly watch?: true;
  readonly unsafeFixes?: boolean;
  readonly select?: readonly string[];
  readonly extendSelect?: readonly string[];
  readonly ignore?: readonly string[];
  readonly perFileIgnores?: readonly PerFileIgnore[];
  readonly extendPerFileIgnores?: readonly PerFileIgnore[];
  readonly targetVersion?: string;
  readonly outputFormat?: OutputFormat;
  readonly outputFile?: string;
  readonly exclude?: readonly string[];
  readonly extendExclude?: readonly string[];
  readonly noIgnore?: true;
  readonly respectGitignore?: boolean;
  readonly filesFrom?: string;
  readonly shard?: Shard;
  readonly fromSarif?: string;
  readonly addSuppressions?: string;
  readonly stdinFilename?: string;
  readonly forceExclude?: boolean;
  readonly config?: string;
  readonly isolated?: true;
  readonly exitZero?: true;
  readonly exitNonZeroOnFix?: true;
  readonly fixOnly?: true;
  readonly strict?: true;
  readonly statistics?: true;
  readonly parser: "auto" | "wasm" | "native";
  readonly jobs?: number;
  readonly cache: boolean;
  readonly cacheDir?: string;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly color: ColorChoice;
}
