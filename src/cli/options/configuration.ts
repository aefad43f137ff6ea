import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import {
  type Config,
  type ConfigProblem,
  type KnownNames,
  type ReadConfig,
  readOwnConfig,
  readPyproject,
} from "../../config/config.ts";
import { ExpectedError } from "../../core/expected-error.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { shownPath } from "../../io/found-file.ts";
import type { Names } from "../../io/listing.ts";
import { readTextIfThere, readTextOf } from "../../io/text-file.ts";
import type { World } from "../world/world.ts";
import { type GivenOptions, OUTPUT_FORMATS } from "./options.ts";
import { ruleNames } from "./select-rules.ts";

/** A configuration that holds somewhere. */
export interface FoundConfig {
  /** As it is shown to the user. */
  readonly path: string;
  /** The folder that its patterns are relative to. */
  readonly folder: string;
  readonly config: Config;
  /** The configuration that it extends: it holds where this one says nothing. */
  readonly base?: FoundConfig;
}

/** What a configuration says of something, or else the nearest that it extends, and where patterns start there. */
export function said<T>(
  found: FoundConfig | undefined,
  pick: (config: Config) => T | undefined,
): { readonly value: T; readonly from: FoundConfig } | undefined {
  for (const from of layers(found).toReversed()) {
    const value = pick(from.config);
    if (value !== undefined) return { value, from };
  }
  return undefined;
}

/** A configuration and all that it extends, the one that it builds on before it. */
export function layers(found: FoundConfig | undefined): readonly FoundConfig[] {
  return found === undefined ? [] : [...layers(found.base), found];
}

const PYPROJECT = "pyproject.toml";
/** The names of a configuration, the first that a folder has decides. */
export const CONFIG_FILE_NAMES: readonly string[] = [".tlsfix.toml", "tlsfix.toml", PYPROJECT];

/** The configuration files of a run: the nearest one above each file, or the one that was named for all. */
export class ConfigFiles {
  readonly #cwd: string;
  readonly #known: KnownNames;
  readonly #isolated: boolean;
  readonly #named: FoundConfig | undefined;
  readonly #byFolder = new Map<string, FoundConfig | undefined>();

  constructor({ config, isolated }: GivenOptions, rules: readonly RuleMeta[], { cwd }: Pick<World, "cwd">) {
    this.#cwd = cwd;
    this.#known = { rules: ruleNames(rules), formats: OUTPUT_FORMATS };
    this.#isolated = isolated;
    this.#named = config === undefined ? undefined : this.#readNamed(config);
  }

  /** What holds for the files of a folder; `names` are what is in it, where that is known. */
  above(folder: string, names?: Names): FoundConfig | undefined {
    if (this.#isolated || this.#named !== undefined) return this.#named;
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const parent = dirname(folder);
    const found = this.#readIn(folder, names) ?? (parent === folder ? undefined : this.above(parent));
    this.#byFolder.set(folder, found);
    return found;
  }

  /** Every configuration that was asked for and found, by its path. */
  get used(): readonly string[] {
    const found = this.#named === undefined ? [...this.#byFolder.values()] : [this.#named];
    return [...new Set(found.flatMap((one) => layers(one).map(({ path }) => path)))];
  }

  #readIn(folder: string, names: Names | undefined): FoundConfig | undefined {
    for (const name of CONFIG_FILE_NAMES) {
      if (names?.has(name) === false) continue;
      const path = join(folder, name);
      const text = readTextIfThere(path);
      if (text === undefined) continue;
      const shown = shownPath(path, this.#cwd);
      const config = accepted(shown, this.#read(path, text));
      if (config !== undefined)
        return { path: shown, folder, config, ...this.#extended(config, [path], shown) };
    }
    return undefined;
  }

  /** The patterns of a configuration that is named are relative to where it is named, as Ruff has it. */
  #readNamed(given: string): FoundConfig {
    const path = resolve(this.#cwd, given);
    const config = accepted(given, this.#read(path, readTextOf(path, `--config ${given}`)));
    if (config === undefined) throw new ExpectedError(`--config ${given} has no table [tool.tlsfix].`);
    return { path: given, folder: this.#cwd, config, ...this.#extended(config, [path], given) };
  }

  /** What a configuration extends; `files` are it and those that extend it, the first of which extends the others. */
  #extended(
    { extend }: Config,
    files: readonly [string, ...string[]],
    shown: string,
  ): { readonly base?: FoundConfig } {
    if (extend === undefined) return {};
    const where = problemLine(shown, { ...extend, message: `extend: ${extend.path}` });
    const refuse = (what: string): never => {
      throw new ExpectedError(`${where} ${what}`);
    };
    const path = resolve(dirname(files.at(-1) ?? files[0]), extend.path.replace(/^~(?=\/|$)/, homedir()));
    if (files.includes(path)) refuse("leads back to itself.");
    const text = readTextOf(path, where);
    const name = shownPath(path, this.#cwd);
    const config = accepted(name, this.#read(path, text)) ?? refuse("has no table [tool.tlsfix].");
    const base = {
      path: name,
      folder: dirname(path),
      config,
      ...this.#extended(config, [...files, path], name),
    };
    return { base };
  }

  #read(path: string, text: string): ReadConfig {
    return basename(path) === PYPROJECT ? readPyproject(text, this.#known) : readOwnConfig(text, this.#known);
  }
}

function accepted(path: string, read: ReadConfig): Config | undefined {
  switch (read.kind) {
    case "config":
      return read.config;
    case "absent":
      return undefined;
    case "wrong":
      throw new ExpectedError(read.problems.map((problem) => problemLine(path, problem)).join("\nerror: "));
  }
}

function problemLine(path: string, { line, column, message }: ConfigProblem): string {
  return `${path}:${line}:${column}: ${message}`;
}
