import { Argument, Command as Commander, CommanderError, InvalidArgumentError, Option } from "commander";
import type { PerFileIgnore } from "../../config/config.ts";
import { readTargetVersion, VERSION_HINT } from "../../config/target-version.ts";
import type { Mode } from "../../core/report.ts";
import { readShard, type Shard } from "../../core/shard.ts";
import type { World } from "../world/world.ts";
import { type OptionSketch, SHELLS, type Shell } from "./completion.ts";
import { contradictionIn } from "./contradictions.ts";
import { type Command, type GivenOptions, type MergeOptions, OUTPUT_FORMATS } from "./options.ts";

/** The options of `merge`, as commander hands them over. */
type RawMergeOptions = Pick<
  RawOptions,
  "outputFile" | "statistics" | "exitZero" | "strict" | "quiet" | "color"
>;

import type { RawOptions } from "./raw-options.ts";

const USAGE_ERROR = 2;

/** Reads the command line. Help and usage errors are printed here. */
export function parseArguments(argv: readonly string[], version: string, world: World): Command {
  let command: Command | undefined;
  const program = new Commander("tlsfix")
    .description("Finds insecure or removed TLS use in Python source and rewrites it.")
    .version(version, "-V, --version")
    .usage(
      "[options] [paths...]\n       tlsfix rules\n       tlsfix explain RULE\n       tlsfix merge REPORT...\n       tlsfix completion SHELL\n       tlsfix lsp",
    )
    .argument("[paths...]", 'files and folders, "-" for standard input', [])
    .allowExcessArguments(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
    })
    .addHelpText("after", EXIT_STATUS);
  for (const option of OPTIONS) program.addOption(option());
  program.action((paths: readonly string[], raw: RawOptions) => {
    command = { kind: "run", options: checkedOptions(program, paths, raw) };
  });
  program
    .command("rules")
    .description("list the rules")
    .option("--json", "as JSON")
    .action(({ json }: { json?: true }) => {
      command = { kind: "rules", json: json === true };
    });
  program
    .command("explain <rule>")
    .description("show what a rule finds, why, and what its fixes do")
    .action((rule: string) => {
      command = { kind: "explain", rule };
    });
  program
    .command("merge <reports...>")
    .description("make one report of the JSON or SARIF reports of several runs")
    .option("--output-file <file>", "write the report there")
    .option("--statistics", "count the findings of each rule")
    .option("--exit-zero", "exit with 0 even where findings are left")
    .option("--strict", "exit with 2 where a file could not be done")
    .option("-q, --quiet", "print the report and errors only")
    .addOption(colorOption())
    .action((reports: readonly string[], raw: RawMergeOptions) => {
      command = { kind: "merge", options: mergeOptions(reports, raw) };
    });
  program
    .command("completion")
    .description("print the completions of a shell")
    .addArgument(new Argument("<shell>").choices(SHELLS))
    .action((shell: Shell) => {
      const commands = program.commands.map((one) => ({ name: one.name(), description: one.description() }));
      command = { kind: "completion", shell, options: OPTIONS.map((make) => sketch(make())), commands };
    });
  const lsp = program
    .command("lsp")
    .description("a language server on standard input and output, for editors")
    .addOption(new Option("--stdio").hideHelp())
    .addOption(new Option("--clientProcessId <pid>").hideHelp())
    .action((_: unknown, own: Commander) => {
      refuseForLsp(program);
      command = { kind: "lsp", options: checkedOptions(program, [], { ...program.opts(), ...own.opts() }) };
    });
  for (const option of OPTIONS.map((make) => make())) {
    // A default would hide what stands before the command.
    if (LSP_OPTIONS.has(option.attributeName())) lsp.addOption(withoutDefault(option));
  }
  try {
    program.parse(argv.map(withOwnReason), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: "answered", status: error.exitCode === 0 ? 0 : USAGE_ERROR };
  }
  return command ?? { kind: "answered", status: 0 };
}

const EXIT_STATUS = `
Exit status: 0 nothing left to report, 1 findings left (with --diff: a diff was printed),
2 it could not run, 130 interrupted.`;

const RULE_OPTIONS: readonly string[] = ["--select", "--extend-select", "--ignore"];

/** What shells complete of an option. */
function sketch(option: Option): OptionSketch {
  const { long = "", short, description, argChoices: words, required } = option;
  const kind = RULE_OPTIONS.includes(long) ? "rules" : option.flags.endsWith("<file>") ? "file" : "other";
  const value = words === undefined ? ({ kind } as const) : { kind: "choice" as const, words };
  return { long, description, ...optional("short", short), ...(required ? { value } : {}) };
}

/** Makes an option new for each parse: commander keeps state in them. */
const OPTIONS: readonly (() => Option)[] = [
  () => new Option("--diff", "print what --fix would write as a patch; write nothing").helpGroup("Mode:"),
  () => new Option("--dry-run", "the same as --diff").implies({ diff: true }).helpGroup("Mode:"),
  () => new Option("--fix", "write the fixes").conflicts(["diff"]).helpGroup("Mode:"),
  () =>
    new Option("-i, --interactive", "review each change, then one key")
      .conflicts(["diff", "fix", "outputFormat", "outputFile", "statistics"])
      .helpGroup("Mode:"),
  () =>
    new Option("--resume", "go on with a review that was left; the same as -i but for that")
      .implies({ interactive: true })
      .conflicts(["diff", "fix", "outputFormat", "outputFile", "statistics"])
      .helpGroup("Mode:"),
  () =>
    new Option("-w, --watch", "do it again whenever a file changes, until Ctrl-C")
      .conflicts(["fix", "interactive", "resume", "addSuppressions", "filesFrom"])
      .helpGroup("Mode:"),
  () => new Option("--unsafe-fixes", "take unsafe fixes too, with --fix and --diff").helpGroup("Mode:"),
  () => off("--no-unsafe-fixes"),
  () =>
    new Option("--add-suppressions [=reason]", "write a comment at each finding that says not to report it")
      .conflicts(["diff", "fix", "interactive", "outputFormat", "outputFile", "statistics"])
      .helpGroup("Mode:"),
  () => new Option("--fix-only", "with --fix: do not report, nor fail on, what is left").helpGroup("Mode:"),
  () => list("--select <rules>", "only these rules, by id or by another tool's id").helpGroup("Rules:"),
  () => list("--extend-select <rules>", "these rules as well").helpGroup("Rules:"),
  () => list("--ignore <rules>", "all but these rules").helpGroup("Rules:"),
  () =>
    ignoreList(
      "--per-file-ignores <pattern:rule>",
      "leave rules out in files, in place of what is configured",
    ),
  () => ignoreList("--extend-per-file-ignores <pattern:rule>", "leave rules out in files as well"),
  () =>
    new Option("--from-sarif <file>", "only what another tool reported, in its SARIF file").helpGroup(
      "Rules:",
    ),
  () =>
    new Option(
      "--target-version <version>",
      "the oldest Python that the code must run on, such as 3.8 or 2.7",
    )
      .argParser(pythonVersion)
      .helpGroup("Rules:"),
  () => list("--exclude <patterns>", "leave these files out, instead of the usual ones").helpGroup("Files:"),
  () => list("--extend-exclude <patterns>", "leave these files out as well").helpGroup("Files:"),
  () => new Option("--force-exclude", "leave them out even where they are named").helpGroup("Files:"),
  () => off("--no-force-exclude"),
  () =>
    new Option("--respect-gitignore", "leave out what .gitignore and its kin leave out (default)").helpGroup(
      "Files:",
    ),
  () => off("--no-respect-gitignore"),
  () =>
    plainFlag(
      new Option("--no-ignore", "take files that .gitignore and its kin leave out")
        .conflicts(["respectGitignore"])
        .helpGroup("Files:"),
    ),
  () =>
    new Option(
      "--files-from <file>",
      'read paths from a file, "-" for standard input; one a line or NUL-separated',
    ).helpGroup("Files:"),
  () =>
    new Option("--shard <i/n>", "only the i-th of n parts of the files, cut by project")
      .argParser(shard)
      .conflicts(["interactive"])
      .helpGroup("Files:"),
  () => new Option("--stdin-filename <name>", "the name that standard input goes by").helpGroup("Files:"),
  () =>
    new Option(
      "--output-format <format>",
      "how findings are told (default: full); with --diff, to --output-file only",
    )
      .choices([...OUTPUT_FORMATS])
      .helpGroup("Output:"),
  () => new Option("--output-file <file>", "write findings there").helpGroup("Output:"),
  () =>
    new Option("--statistics", "count the findings of each rule").conflicts(["diff"]).helpGroup("Output:"),
  () => colorOption().helpGroup("Output:"),
  () =>
    new Option("-q, --quiet", "print findings and errors only").conflicts(["verbose"]).helpGroup("Output:"),
  () => new Option("-v, --verbose", "say more").helpGroup("Output:"),
  () => new Option("--exit-zero", "exit with 0 even where findings are left").helpGroup("Exit status:"),
  () =>
    new Option("--exit-non-zero-on-fix", "exit with 1 where anything was fixed")
      .conflicts(["exitZero", "fixOnly"])
      .helpGroup("Exit status:"),
  () =>
    new Option("--config <file>", "the configuration of every file, instead of the nearest one")
      .conflicts(["isolated"])
      .helpGroup("Configuration:"),
  () => new Option("--isolated", "pass over all configuration").helpGroup("Configuration:"),
  () => new Option("--strict", "exit with 2 where a file could not be done").helpGroup("Exit status:"),
  () =>
    new Option(
      "-j, --jobs <number>",
      "how many threads may work; by default as many as can run at once",
    ).argParser(threadCount),
  () => new Option("--no-cache", "find everything out anew, and keep nothing for the next run"),
  () => new Option("--cache-dir <folder>", "where to keep what was found out (default: the user's cache)"),
  () => new Option("--parser <parser>", "which parser").choices(["auto", "wasm", "native"]).default("auto"),
];

function colorOption(): Option {
  return new Option("--color <when>", "use colors").choices(["auto", "always", "never"]).default("auto");
}

function list(flags: string, description: string): Option {
  const option = new Option(flags, `${description}; comma-separated, may be repeated`);
  return option.argParser((value: string, previous: readonly string[] | undefined) => {
    const items = value.split(",").map((item) => item.trim());
    return [...(previous ?? []), ...items.filter((item) => item !== "")];
  });
}

/** As Ruff writes them: `tests/*:B504,conftest.py:ALL`. */
function ignoreList(flags: string, description: string): Option {
  const option = new Option(flags, `${description}; comma-separated, may be repeated`).helpGroup("Rules:");
  return option.argParser((value: string, previous: readonly PerFileIgnore[] | undefined) => {
    const items = value.split(",").map((item) => item.trim());
    return [...(previous ?? []), ...items.filter((item) => item !== "").map(perFileIgnore)];
  });
}

function perFileIgnore(item: string): PerFileIgnore {
  const [, pattern, rule] = /^(.+):([^:]+)$/.exec(item) ?? [];
  if (pattern === undefined || rule === undefined)
    throw new InvalidArgumentError(
      `Each is a pattern, ":" and a rule, as in tests/*:wrap-socket; ${item} is not.`,
    );
  return { pattern: pattern.trim(), rules: [rule.trim()] };
}

/** A reason is written with "=" alone: the word after a bare option is a path. */
function withOwnReason(argument: string): string {
  return argument === "--add-suppressions" ? "--add-suppressions=" : argument;
}

/** The opposite of an option, for what a configuration switches on; it stands in no list of its own. */
function off(flags: string): Option {
  return new Option(flags).hideHelp();
}

/** `--no-ignore` is no opposite of `--ignore`, which is what commander would make of it. */
function plainFlag(option: Option): Option {
  option.negate = false;
  option.attributeName = () => "noIgnore";
  return option;
}

function threadCount(value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > MOST_THREADS)
    throw new InvalidArgumentError(`A number from 1 to ${MOST_THREADS}.`);
  return count;
}

/** More than any machine has use for; each takes memory. */
const MOST_THREADS = 256;

function pythonVersion(value: string): string {
  const version = readTargetVersion(value);
  if (version === undefined) throw new InvalidArgumentError(VERSION_HINT);
  return version;
}

function shard(value: string): Shard {
  const read = readShard(value);
  if (read === undefined) throw new InvalidArgumentError('It is written "2/4": the second of four parts.');
  return read;
}

/** The options that say how a document is checked; no other means anything to an editor. */
const LSP_OPTIONS: ReadonlySet<string> = new Set([
  "select",
  "extendSelect",
  "ignore",
  "targetVersion",
  "exclude",
  "extendExclude",
  "respectGitignore",
  "noIgnore",
  "config",
  "isolated",
  "parser",
]);

function withoutDefault(option: Option): Option {
  option.defaultValue = undefined;
  return option;
}

function refuseForLsp(program: Commander): void {
  const given = program.options.filter(
    (option) => program.getOptionValueSource(option.attributeName()) === "cli",
  );
  const wrong = given.find((option) => !LSP_OPTIONS.has(option.attributeName()));
  if (wrong !== undefined) program.error(`error: ${wrong.long ?? wrong.flags} does not go with lsp`);
}

function checkedOptions(program: Commander, paths: readonly string[], raw: RawOptions): GivenOptions {
  const { diff, fix, interactive, noIgnore, outputFormat, select, targetVersion } = raw;
  const mode: Mode = interactive ? "interactive" : fix ? "fix" : diff ? "diff" : "report";
  const wrong = contradictionIn(paths, raw, mode);
  if (wrong !== undefined) program.error(`error: ${wrong}`);
  return {
    mode,
    paths: paths.length === 0 ? ["."] : paths,
    ...optional("filesFrom", raw.filesFrom),
    ...optional("shard", raw.shard),
    ...optional("fromSarif", raw.fromSarif),
    ...optional("addSuppressions", raw.addSuppressions),
    ...optional("select", select),
    ...optional("targetVersion", targetVersion),
    ...optional("perFileIgnores", raw.perFileIgnores),
    extendPerFileIgnores: raw.extendPerFileIgnores ?? [],
    ...optional("outputFile", raw.outputFile),
    ...optional("exclude", raw.exclude),
    ...optional("stdinFilename", raw.stdinFilename),
    ...optional("unsafeFixes", raw.unsafeFixes),
    ...optional("outputFormat", outputFormat),
    ...optional("respectIgnoreFiles", noIgnore ? false : raw.respectGitignore),
    ...optional("forceExclude", raw.forceExclude),
    ...optional("config", raw.config),
    ...optional("jobs", raw.jobs),
    ...optional("cacheDir", raw.cacheDir),
    cache: raw.cache,
    isolated: raw.isolated === true,
    resume: raw.resume === true,
    watch: raw.watch === true,
    extendSelect: raw.extendSelect ?? [],
    ignore: raw.ignore ?? [],
    extendExclude: raw.extendExclude ?? [],
    exitZero: raw.exitZero === true,
    exitNonZeroOnFix: raw.exitNonZeroOnFix === true,
    fixOnly: raw.fixOnly === true,
    strict: raw.strict === true,
    statistics: raw.statistics === true,
    parser: raw.parser,
    quiet: raw.quiet === true,
    verbose: raw.verbose === true,
    color: raw.color,
  };
}

function mergeOptions(reports: readonly string[], raw: RawMergeOptions): MergeOptions {
  return {
    reports,
    ...optional("outputFile", raw.outputFile),
    statistics: raw.statistics === true,
    exitZero: raw.exitZero === true,
    strict: raw.strict === true,
    quiet: raw.quiet === true,
    color: raw.color,
  };
}

/** A property that is absent, not undefined, where there is no value. */
function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
