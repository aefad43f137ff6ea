import { didYouMean } from "../core/closest.ts";
import { CONFIG_KEYS, type ConfigKeyName } from "./keys.ts";
import { readTargetVersion, VERSION_HINT } from "./target-version.ts";
import { isTable, parseToml, tableAt } from "./toml.ts";
import { type TextPosition, type TomlPath, tomlPositions } from "./toml-positions.ts";

/** What a configuration file says; `undefined` where it says nothing. */
export interface Config {
  readonly extend: Extension | undefined;
  readonly select: readonly string[] | undefined;
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
  readonly perFileIgnores: readonly PerFileIgnore[] | undefined;
  readonly extendPerFileIgnores: readonly PerFileIgnore[];
  readonly targetVersion: string | undefined;
  readonly trustDefaultContext: boolean | undefined;
  readonly unsafeFixes: boolean | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly extendExclude: readonly string[];
  readonly forceExclude: boolean | undefined;
  readonly respectGitignore: boolean | undefined;
  readonly outputFormat: string | undefined;
}

/** The file that a configuration builds on, as it is written, and where. */
export interface Extension extends TextPosition {
  readonly path: string;
}

/** Rules that are left out where a pattern matches. */
export interface PerFileIgnore {
  readonly pattern: string;
  readonly rules: readonly string[];
}

/** Something that is wrong in a configuration file, and where. */
export interface ConfigProblem extends TextPosition {
  readonly message: string;
}

/** What a file turned out to be: `absent` is a file that does not speak to this program. */
export type ReadConfig =
  | { readonly kind: "config"; readonly config: Config }
  | { readonly kind: "absent" }
  | { readonly kind: "wrong"; readonly problems: readonly ConfigProblem[] };

/** The names that values are chosen from. */
export interface KnownNames {
  readonly rules: readonly string[];
  readonly formats: readonly string[];
}

const OWN_TABLE = ["tool", "tlsfix"];

/** Reads a file that is all configuration, as `tlsfix.toml` is. */
export function readOwnConfig(text: string, known: KnownNames): ReadConfig {
  const parsed = parseToml(text);
  if (parsed.kind === "broken") return { kind: "wrong", problems: [parsed] };
  return new TableReader(text, parsed.table, [], known).read();
}

/** Reads `[tool.tlsfix]` of a `pyproject.toml`. One that does not parse is only wrong where it speaks of us. */
export function readPyproject(text: string, known: KnownNames): ReadConfig {
  if (!text.includes("tlsfix")) return { kind: "absent" };
  const parsed = parseToml(text);
  if (parsed.kind === "broken") {
    return /^\s*\[\s*tool\s*\.\s*tlsfix\b/m.test(text)
      ? { kind: "wrong", problems: [parsed] }
      : { kind: "absent" };
  }
  const table = tableAt(parsed.table, OWN_TABLE);
  return table === undefined ? { kind: "absent" } : new TableReader(text, table, OWN_TABLE, known).read();
}

class TableReader {
  readonly #table: Readonly<Record<string, unknown>>;
  readonly #prefix: TomlPath;
  readonly #known: KnownNames;
  readonly #position: (path: TomlPath) => TextPosition | undefined;
  readonly #problems: ConfigProblem[] = [];

  constructor(text: string, table: Readonly<Record<string, unknown>>, prefix: TomlPath, known: KnownNames) {
    this.#table = table;
    this.#prefix = prefix;
    this.#known = known;
    this.#position = tomlPositions(text);
  }

  read(): ReadConfig {
    this.#refuseUnknownKeys();
    const config: Config = {
      extend: this.#file("extend"),
      select: this.#rules("select"),
      extendSelect: this.#rules("extend-select") ?? [],
      ignore: this.#rules("ignore") ?? [],
      perFileIgnores: this.#rulesByPattern("per-file-ignores"),
      extendPerFileIgnores: this.#rulesByPattern("extend-per-file-ignores") ?? [],
      targetVersion: this.#version("target-version"),
      trustDefaultContext: this.#switch("trust-default-context"),
      unsafeFixes: this.#switch("unsafe-fixes"),
      exclude: this.#patterns("exclude"),
      extendExclude: this.#patterns("extend-exclude") ?? [],
      forceExclude: this.#switch("force-exclude"),
      respectGitignore: this.#switch("respect-gitignore"),
      outputFormat: this.#format("output-format"),
    };
    const problems = this.#problems.sort((a, b) => a.line - b.line || a.column - b.column);
    return problems.length === 0 ? { kind: "config", config } : { kind: "wrong", problems };
  }

  #refuseUnknownKeys(): void {
    const names: readonly string[] = CONFIG_KEYS.map(({ name }) => name);
    for (const key of Object.keys(this.#table)) {
      if (names.includes(key)) continue;
      const isHeader = this.#prefix.length === 0 && key === "tool";
      const near = isHeader
        ? " In this file the keys stand at the top, without [tool.tlsfix]."
        : didYouMean(key, names);
      this.#refuse([key], `there is no key ${key}.${near}`);
    }
  }

  #rules(key: ConfigKeyName): readonly string[] | undefined {
    const names = this.#strings([key], this.#table[key], "rules");
    return names && this.#knownRules([key], names);
  }

  #rulesByPattern(key: ConfigKeyName): readonly PerFileIgnore[] | undefined {
    const value = this.#table[key];
    if (value === undefined) return undefined;
    if (!isTable(value))
      return this.#refuseType([key], value, 'a table such as { "tests/*" = ["wrap-socket"] }');
    return Object.entries(value).map(([pattern, names]) => {
      const path = [key, pattern];
      return { pattern, rules: this.#knownRules(path, this.#strings(path, names, "rules") ?? []) };
    });
  }

  #knownRules(path: TomlPath, names: readonly string[]): readonly string[] {
    const known = new Set(["all", ...this.#known.rules.map((name) => name.toLowerCase())]);
    names.forEach((name, i) => {
      if (known.has(name.toLowerCase())) return;
      const near = didYouMean(name, this.#known.rules) || " See tlsfix rules.";
      this.#refuse([...path, i], `${String(path[0])}: there is no rule ${name}.${near}`);
    });
    return names;
  }

  #patterns(key: ConfigKeyName): readonly string[] | undefined {
    return this.#strings([key], this.#table[key], "patterns");
  }

  #strings(path: TomlPath, value: unknown, what: string): readonly string[] | undefined {
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    const wrong = Array.isArray(value) ? value.findIndex((item) => typeof item !== "string") : -1;
    const where = wrong < 0 ? path : [...path, wrong];
    this.#refuseType(where, wrong < 0 ? value : (value as unknown[])[wrong], `a list of ${what}`);
    return undefined;
  }

  #file(key: ConfigKeyName): Extension | undefined {
    const value = this.#table[key];
    if (value === undefined) return undefined;
    if (typeof value !== "string") return this.#refuseType([key], value, "the path of a file");
    return { path: value, ...this.#placeOf([key]) };
  }

  #switch(key: ConfigKeyName): boolean | undefined {
    const value = this.#table[key];
    if (value === undefined || typeof value === "boolean") return value;
    return this.#refuseType([key], value, "true or false");
  }

  #version(key: ConfigKeyName): string | undefined {
    const value = this.#table[key];
    if (value === undefined) return undefined;
    if (typeof value !== "string") return this.#refuseType([key], value, 'a string such as "3.8"');
    const version = readTargetVersion(value);
    if (version === undefined) this.#refuse([key], `${key}: ${value} is no version. ${VERSION_HINT}`);
    return version;
  }

  #format(key: ConfigKeyName): string | undefined {
    const value = this.#table[key];
    if (value === undefined) return undefined;
    const { formats } = this.#known;
    if (typeof value !== "string") return this.#refuseType([key], value, `one of ${formats.join(", ")}`);
    if (formats.includes(value)) return value;
    const near = didYouMean(value, formats) || ` The formats are ${formats.join(", ")}.`;
    return this.#refuse([key], `${key}: there is no format ${value}.${near}`);
  }

  #refuseType(path: TomlPath, value: unknown, wanted: string): undefined {
    this.#refuse(path, `${String(path[0])} is ${kindOf(value)}; it must be ${wanted}`);
  }

  #placeOf(path: TomlPath): TextPosition {
    const position = this.#position([...this.#prefix, ...path]) ?? this.#position(this.#prefix);
    return position ?? { line: 1, column: 1 };
  }

  #refuse(path: TomlPath, message: string): undefined {
    this.#problems.push({ ...this.#placeOf(path), message });
  }
}

function kindOf(value: unknown): string {
  if (typeof value === "string") return "a string";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" || typeof value === "bigint") return `the number ${value}`;
  if (Array.isArray(value)) return "a list";
  return isTable(value) ? "a table" : "a date";
}
