import { dirname } from "node:path";
import type { Config, PerFileIgnore } from "../../config/config.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Names } from "../../io/listing.ts";
import { anyOf, DEFAULT_EXCLUDES, type PathTest, pathMatcher } from "../../io/path-patterns.ts";
import type { World } from "../world/world.ts";
import { ConfigFiles, type FoundConfig, layers, said } from "./configuration.ts";
import { type GivenOptions, OUTPUT_FORMATS, type RunOptions } from "./options.ts";
import { PythonRequirements } from "./python-requirements.ts";
import { rulesNamed, selectRules } from "./select-rules.ts";

/** The oldest Python that a file must run on, where anything says so, and what says so. */
export interface Target {
  readonly version?: string;
  readonly origin: string;
}

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
    const configured = said(found, (config) => config.targetVersion);
    if (configured !== undefined)
      return { version: configured.value, origin: `target-version in ${configured.from.path}` };
    return (isolated ? undefined : this.#requirements.above(folder)) ?? { origin: "nothing says another" };
  }

  /** Whether `ssl.create_default_context()` is trusted in a file. */
  trustsDefaultContext(absolute: string): boolean {
    return (
      said(this.#configs.above(dirname(absolute)), (config) => config.trustDefaultContext)?.value === true
    );
  }

  /** The test of the paths in a folder that are left out; `names` are what is in it, where that is known. */
  readonly exclusionIn = (folder: string, names?: Names): PathTest => this.#scopeOf(folder, names).isExcluded;

  #scopeOf(folder: string, names?: Names): Scope {
    const found = this.#configs.above(folder, names);
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
  const selected = selectRules(rules, ...layers(found).map(({ config }) => config), given);
  const ignores = perFileIgnores(given, found, cwd).map((one) => ({
    matches: ignoreMatcher(one, one.folder),
    rules: new Set(one.rules.flatMap((name) => rulesNamed(rules, name, "--per-file-ignores"))),
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

/** What the command line says replaces what a configuration says; what extends it comes on top. */
function perFileIgnores(
  given: GivenOptions,
  found: FoundConfig | undefined,
  cwd: string,
): readonly (PerFileIgnore & { readonly folder: string })[] {
  const from = (folder: string, some: readonly PerFileIgnore[] | undefined) =>
    (some ?? []).map((one) => ({ ...one, folder }));
  const configured = said(found, (config) => config.perFileIgnores);
  return [
    ...(given.perFileIgnores === undefined ? from(configured?.from.folder ?? cwd, configured?.value) : []),
    ...layers(found).flatMap(({ folder, config }) => from(folder, config.extendPerFileIgnores)),
    ...from(cwd, given.perFileIgnores),
    ...from(cwd, given.extendPerFileIgnores),
  ];
}

function ignoreMatcher({ pattern }: PerFileIgnore, folder: string): PathTest {
  if (!pattern.startsWith("!")) return pathMatcher([pattern], folder);
  const matches = pathMatcher([pattern.slice(1)], folder);
  return (path, name) => !matches(path, name);
}

/** Patterns of the command line are relative to the working folder, those of a configuration to its own. */
function exclusion(given: GivenOptions, found: FoundConfig | undefined, cwd: string): PathTest {
  const configured = said(found, (config) => config.exclude);
  const replaced = configured && pathMatcher(configured.value, configured.from.folder);
  const usual = replaced ?? pathMatcher(DEFAULT_EXCLUDES, found?.folder ?? cwd);
  const byOptions = pathMatcher([...(given.exclude ?? []), ...given.extendExclude], cwd);
  const tests = [
    ...(given.exclude === undefined ? [usual] : []),
    ...layers(found).map(({ folder, config }) => pathMatcher(config.extendExclude, folder)),
    byOptions,
  ];
  return anyOf(tests);
}

function completed(given: GivenOptions, found: FoundConfig | undefined): RunOptions {
  const format = said(found, (config) => config.outputFormat)?.value;
  const configured = OUTPUT_FORMATS.find((one) => one === format);
  const config = <T>(pick: (config: Config) => T | undefined): T | undefined => said(found, pick)?.value;
  return {
    ...given,
    unsafeFixes: given.unsafeFixes ?? config((one) => one.unsafeFixes) ?? false,
    outputFormat: given.outputFormat ?? configured ?? "full",
    respectIgnoreFiles: given.respectIgnoreFiles ?? config((one) => one.respectGitignore) ?? true,
    forceExclude: given.forceExclude ?? config((one) => one.forceExclude) ?? false,
  };
}
