import { resolve } from "node:path";
import type { Analyzer, Engine } from "../../core/analyzer.ts";
import { ExpectedError } from "../../core/expected-error.ts";
import type { FailedFile } from "../../core/report.ts";
import { discover, type Note } from "../../io/discover.ts";
import { readBytes, type SourceBytes } from "../../io/file-system.ts";
import type { RunCache } from "../cache/run-cache.ts";
import type { Settings } from "../options/settings.ts";
import type { Progress } from "../world/progress.ts";
import type { World } from "../world/world.ts";
import type { Candidate } from "./candidate.ts";
import { type KnownProject, knownProject } from "./known-project.ts";
import { MentionedRules, type SearchFiles } from "./search-pass.ts";
import { type Sharding, shardingOf } from "./sharding.ts";

/** The files of a run that a rule may have something to say about. */
export interface Candidates extends KnownProject {
  readonly files: readonly Candidate[];
  readonly failed: readonly FailedFile[];
  readonly notes: readonly Note[];
  /** The paths of all files, in the order of the run. */
  readonly order: () => readonly string[];
  /** How many files were searched for the words of the rules. */
  readonly searched: number;
  /** Where the run is one of several shards: which files are its own. All of the above is about those alone. */
  readonly sharding?: Sharding;
}

/** What gathering takes. */
export interface Gathering {
  readonly settings: Settings;
  readonly engine: Engine;
  readonly loadAnalyzer: () => Promise<Analyzer>;
  readonly cache: RunCache;
  readonly world: World;
  readonly progress: Progress;
}

/**
 * Finds the files of a run, searches each for the words of the rules, and keeps the names of those that have some.
 * The files of other shards are searched as well for what concerns the whole run, and for nothing else.
 */
export async function gather(gathering: Gathering, search: SearchFiles): Promise<Candidates> {
  const { settings, world } = gathering;
  const { options, exclusionIn } = settings;
  const paths = options.filesFrom === undefined ? options.paths : await pathsFrom(options.filesFrom, world);
  const { cwd } = world;
  const { respectIgnoreFiles, forceExclude } = options;
  const found = discover({ cwd, paths, exclusionIn, respectIgnoreFiles, forceExclude }, search.found);
  const sharding = options.shard && shardingOf(found, options.shard, cwd);
  const isOwn = ({ path }: { readonly path: string }): boolean => sharding?.holds(path) !== false;
  const searched = await search.results();
  const rules = new MentionedRules(gathering);
  const failed = found.failed.filter(isOwn);
  const files: Candidate[] = [];
  const ofProject: Candidate[] = [];
  for (const file of found.files) {
    const result = searched.get(file);
    if (result === undefined) continue;
    if (result.failed !== undefined) {
      if (isOwn(file)) failed.push(result.failed);
      continue;
    }
    const { mentions, bytes } = result;
    if (mentions === 0) continue;
    const candidate: Candidate = { file, ...(bytes === undefined ? {} : { bytes }) };
    if (rules.areOfProject(mentions)) ofProject.push(candidate);
    if (isOwn(file) && rules.areWanted(file, mentions)) files.push(candidate);
  }
  return {
    files,
    failed,
    ...(await knownProject(files.length === 0 ? [] : ofProject, gathering)),
    notes: found.notes.filter(isOwn),
    searched: found.files.filter(isOwn).length,
    order: () => found.files.map(({ path }) => path),
    ...(sharding && { sharding }),
  };
}

/** What standard input or any other bytes say as the one file of a run. */
export async function gatherOne(source: SourceBytes, gathering: Gathering): Promise<Candidates> {
  const rules = new MentionedRules(gathering);
  const mentions = rules.search().inBytes(source.bytes);
  const files = rules.areWanted(source.file, mentions) ? [source] : [];
  const ofProject = rules.areOfProject(mentions) ? files : [];
  return {
    files,
    failed: [],
    ...(await knownProject(ofProject, gathering)),
    notes: [],
    searched: 1,
    order: () => [source.file.path],
  };
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
