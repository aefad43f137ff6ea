import { resolve } from "node:path";
import type { Analyzer, Engine } from "../../core/analyzer.ts";
import { ExpectedError } from "../../core/expected-error.ts";
import type { FailedFile } from "../../core/report.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { discover, type Note } from "../../io/discover.ts";
import { decode, readBytes, type SourceBytes, type SourceFile } from "../../io/file-system.ts";
import { MentionSearch } from "../../io/mentions.ts";
import type { Settings } from "../options/settings.ts";
import type { Progress } from "../world/progress.ts";
import type { World } from "../world/world.ts";
import { analyzerOf } from "./check-file.ts";
import { type ProjectFactsFor, projectFacts } from "./project.ts";
import { type Sharding, shardingOf } from "./sharding.ts";

/** The files of a run that a rule may have something to say about. */
export interface Candidates {
  readonly files: readonly SourceFile[];
  readonly failed: readonly FailedFile[];
  readonly notes: readonly Note[];
  /** The paths of all files, in the order of the run. */
  readonly order: readonly string[];
  /** How many files were searched for the words of the rules. */
  readonly searched: number;
  /** Whether a file of the run changes the default HTTPS context for all. */
  readonly patchesDefaultContext: boolean;
  readonly factsFor: ProjectFactsFor;
  /** Where the run is one of several shards: which files are its own. All of the above is about those alone. */
  readonly sharding?: Sharding;
}

/** What gathering takes. */
export interface Gathering {
  readonly settings: Settings;
  readonly engine: Engine;
  readonly loadAnalyzer: () => Promise<Analyzer>;
  readonly world: World;
  readonly progress: Progress;
}

/** Finds the files of a run, reads each once, and keeps those that mention what the rules are about. */
export async function gather({ world, ...rest }: Gathering): Promise<Candidates> {
  const { options, exclusionIn } = rest.settings;
  const found = discover({
    cwd: world.cwd,
    paths: options.filesFrom === undefined ? options.paths : await pathsFrom(options.filesFrom, world),
    exclusionIn,
    respectIgnoreFiles: options.respectIgnoreFiles,
    forceExclude: options.forceExclude,
  });
  const sharding = options.shard && shardingOf(found, options.shard, world.cwd);
  const isOwn = ({ path }: { readonly path: string }): boolean => sharding?.holds(path) !== false;
  const failed = found.failed.filter(isOwn);
  const read: SourceBytes[] = [];
  const words = new Words(rest, isOwn);
  for (const file of found.files) {
    if (world.interrupt.aborted) break;
    await rest.progress.step("reading", file.path);
    const bytes = readBytes(file);
    if (bytes.kind === "failed") failed.push(...[bytes].filter(isOwn));
    else if (words.areIn(bytes.value)) read.push(bytes.value);
  }
  return {
    ...(await pick(read, failed, rest, words)),
    notes: found.notes.filter(isOwn),
    searched: found.files.filter(isOwn).length,
    order: found.files.map(({ path }) => path),
    ...(sharding && { sharding }),
  };
}

/** What standard input or any other bytes say as the one file of a run. */
export async function gatherOne(
  source: SourceBytes,
  rest: Pick<Gathering, "engine" | "settings" | "loadAnalyzer">,
): Promise<Candidates> {
  const picked = await pick([source], [], rest, new Words(rest, () => true));
  return { ...picked, notes: [], searched: 1, order: [source.file.path] };
}

/**
 * The search for the words of the rules: of those that hold for each file. The files of other shards are searched as
 * well for what concerns the whole run, and for nothing else.
 */
class Words {
  readonly #settings: Settings;
  readonly #ofProject: MentionSearch;
  readonly #isOwn: (file: SourceBytes["file"]) => boolean;
  readonly #byRules = new Map<readonly RuleMeta[], MentionSearch>();

  constructor(
    { settings, engine }: Pick<Gathering, "settings" | "engine">,
    isOwn: (file: SourceBytes["file"]) => boolean,
  ) {
    this.#isOwn = isOwn;
    this.#settings = settings;
    this.#ofProject = new MentionSearch([engine.projectMentions]);
  }

  areIn(source: SourceBytes): boolean {
    return this.areOfRulesIn(source) || this.areOfProjectIn(source);
  }

  areOfProjectIn({ bytes }: SourceBytes): boolean {
    return this.#ofProject.matches(bytes);
  }

  areOfRulesIn({ file, bytes }: SourceBytes): boolean {
    if (!this.#isOwn(file)) return false;
    const rules = this.#settings.rulesFor(file.absolute);
    const search = this.#byRules.get(rules) ?? new MentionSearch(rules.map((rule) => rule.mentions));
    this.#byRules.set(rules, search);
    return search.matches(bytes);
  }
}

async function pick(
  read: readonly SourceBytes[],
  failedBefore: readonly FailedFile[],
  { loadAnalyzer }: Pick<Gathering, "loadAnalyzer">,
  words: Words,
): Promise<Pick<Candidates, "files" | "failed" | "patchesDefaultContext" | "factsFor">> {
  const failed = [...failedBefore];
  const files: SourceFile[] = [];
  const ofProject: SourceFile[] = [];
  let patchedIn: string | undefined;
  for (const source of read) {
    const isOfRules = words.areOfRulesIn(source);
    const decoded = decode(source);
    if (decoded.kind === "failed") {
      if (isOfRules) failed.push(decoded);
      continue;
    }
    if (isOfRules) files.push(decoded.value);
    if (!words.areOfProjectIn(source)) continue;
    ofProject.push(decoded.value);
    if (patchedIn !== undefined) continue;
    const analyzer = analyzerOf({ analyzer: await loadAnalyzer() }, decoded.value);
    if (analyzer.patchesDefaultContext(decoded.value.text)) patchedIn = source.file.path;
  }
  const readable = files.length === 0 ? [] : ofProject.map(({ file, text }) => ({ file, text: () => text }));
  const factsFor = await projectFacts(readable, patchedIn, loadAnalyzer);
  return { files, failed, patchesDefaultContext: patchedIn !== undefined, factsFor };
}

async function pathsFrom(file: string, world: World): Promise<readonly string[]> {
  const text = (file === "-" ? await world.stdin.read() : readList(file, world.cwd)).toString("utf8");
  const separator = text.includes("\0") ? "\0" : /\r?\n/;
  return text.split(separator).filter((path) => path !== "");
}

function readList(path: string, cwd: string): Buffer {
  const bytes = readBytes({ path, absolute: resolve(cwd, path), root: cwd });
  if (bytes.kind === "failed") throw new ExpectedError(`--files-from ${path} ${bytes.message}`);
  return bytes.value.bytes;
}
