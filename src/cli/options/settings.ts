import { dirname } from "node:path";
import type { PerFileIgnore } from "../../config/config.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { DEFAULT_EXCLUDES, pathMatcher } from "../../io/path-patterns.ts";
import type { World } from "../world/world.ts";
import { ConfigFiles, type FoundConfig } from "./configuration.ts";
import { type GivenOptions, OUTPUT_FORMATS, type RunOptions } from "./options.ts";
import { PythonRequirements } from "./python-requirements.ts";
import { selectRules } from "./select-rules.ts";

/** The oldest Python that a file must run on, where anything says so, and what says so. */
export interface Target {
  readonly version?: string;
  readonly origin: string;
}

type PathTest = (path: string) => boolean;

/** What holds for each file of a run: the options, and below them the configuration that the file is under. */
export class Settings {
  /** What holds for the run as a whole. */
  readonly options: RunOptions;
  readonly #given: GivenOptions;
  readonly #rules: readonly RuleMeta[];
  readonly #cwd: string;
  readonly #configs: ConfigFiles;
  readonly #requirements: PythonRequirements;
  readonly #scopes = new Map<FoundConfig | undefined, Scope>();

  constructor(given: GivenOptions, rules: readonly RuleMeta[], { cwd }: Pick<World, "cwd">) {
    this.#given = given;
    this.#rules = rules;
    this.#cwd = cwd;
    this.#configs = new ConfigFiles(given, rules, { cwd });
    this.#requirements = new PythonRequirements(cwd);
    this.options = completed(given, this.#configs.above(cwd));
    // A wrong name is told before anything is searched.
    this.#scopeOf(cwd);
  }

  /** The configuration files that had a say. */
  get configPaths(): readonly string[] {
    return this.#configs.used;
  }

  /** The rules that are wanted for a file. The same array stands for the same rules. */
  rulesFor(absolute: string): readonly RuleMeta[] {
    return this.#scopeOf(dirname(absolute)).rulesFor(absolute);
  }

  /** Which Python a file must run on. */
  targetFor(absolute: string): Target {
    const folder = dirname(absolute);
    const { targetVersion, isolated } = this.#given;
    if (targetVersion !== undefined) return { version: targetVersion, origin: "--target-version" };
    const found = this.#configs.above(folder);
    const configured = found?.config.targetVersion;
    if (found !== undefined && configured !== undefined)
      return { version: configured, origin: `target-version in ${found.path}` };
    return (isolated ? undefined : this.#requirements.above(folder)) ?? { origin: "nothing says another" };
  }

  /** Whether `ssl.create_default_context()` is trusted in a file. */
  trustsDefaultContext(absolute: string): boolean {
    return this.#configs.above(dirname(absolute))?.config.trustDefaultContext === true;
  }

  /** The test of the paths in a folder that are left out. */
  readonly exclusionIn = (folder: string): PathTest => this.#scopeOf(folder).isExcluded;

  #scopeOf(folder: string): Scope {
    const found = this.#configs.above(folder);
    const known = this.#scopes.get(found);
    if (known !== undefined) return known;
    const scope = scopeOf(this.#given, this.#rules, found, this.#cwd);
    this.#scopes.set(found, scope);
    return scope;
  }
}

/** What holds wherever one configuration does. */
interface Scope {
  readonly isExcluded: PathTest;
  rulesFor(path: string): readonly RuleMeta[];
}

function scopeOf(
  given: GivenOptions,
  rules: readonly RuleMeta[],
  found: FoundConfig | undefined,
  cwd: string,
): Scope {
  const selections = found === undefined ? [given] : [found.config, given];
  const selected = selectRules(rules, ...selections);
  const folder = found?.folder ?? cwd;
  const ignores = (found?.config.perFileIgnores ?? []).map((one) => ({
    matches: ignoreMatcher(one, folder),
    rules: new Set(selectRules(rules, { select: one.rules, extendSelect: [], ignore: [] })),
  }));
  const narrowed = new Map<string, readonly RuleMeta[]>();
  return {
    isExcluded: exclusion(given, found, cwd),
    rulesFor(path) {
      const applying = ignores.filter(({ matches }) => matches(path));
      const key = applying.map((one) => ignores.indexOf(one)).join();
      const kept =
        narrowed.get(key) ?? selected.filter((rule) => !applying.some((one) => one.rules.has(rule)));
      narrowed.set(key, kept);
      return kept;
    },
  };
}

function ignoreMatcher({ pattern }: PerFileIgnore, folder: string): PathTest {
  if (!pattern.startsWith("!")) return pathMatcher([pattern], folder);
  const matches = pathMatcher([pattern.slice(1)], folder);
  return (path) => !matches(path);
}

/** Patterns of the command line are relative to the working folder, those of a configuration to its own. */
function exclusion(given: GivenOptions, found: FoundConfig | undefined, cwd: string): PathTest {
  const configured = found?.config;
  const fromConfig = [
    ...(given.exclude === undefined ? (configured?.exclude ?? DEFAULT_EXCLUDES) : []),
    ...(configured?.extendExclude ?? []),
  ];
  const byConfig = pathMatcher(fromConfig, found?.folder ?? cwd);
  const byOptions = pathMatcher([...(given.exclude ?? []), ...given.extendExclude], cwd);
  return (path) => byConfig(path) || byOptions(path);
}

function completed(given: GivenOptions, found: FoundConfig | undefined): RunOptions {
  const config = found?.config;
  const configured = OUTPUT_FORMATS.find((format) => format === config?.outputFormat);
  return {
    ...given,
    unsafeFixes: given.unsafeFixes ?? config?.unsafeFixes ?? false,
    outputFormat: given.outputFormat ?? configured ?? "full",
    respectIgnoreFiles: given.respectIgnoreFiles ?? config?.respectGitignore ?? true,
    forceExclude: given.forceExclude ?? config?.forceExclude ?? false,
  };
}
