import { dirname, resolve } from "node:path";
import type { Engine } from "../core/analyzer.ts";
import type { Edit } from "../core/edit.ts";
import type { Fix } from "../core/fix.ts";
import { type ExitStatus, exitStatus, type FileResult, type RunReport } from "../core/report.ts";
import { cacheFolder } from "../io/cache/cache-place.ts";
import type { SourceBytes } from "../io/file-system.ts";
import { shownPath } from "../io/found-file.ts";
import { findRepositoryTop } from "../io/ignore-files.ts";
import { isFolder } from "../io/path-kind.ts";
import { programKey } from "../io/program-key.ts";
import { readTextOf } from "../io/text-file.ts";
import { compileParser } from "../io/wasm.ts";
import { type CachePlace, RunCache } from "./cache/run-cache.ts";
import { type Candidates, type Gathering, gather, gatherOne } from "./files/candidates.ts";
import type { Checker } from "./files/check-file.ts";
import { performMode } from "./files/modes.ts";
import { OutcomeCache } from "./files/outcome-cache.ts";
import { MentionedRules, mentionGroups } from "./files/search-pass.ts";
import { termsBy } from "./files/terms.ts";
import { FORMATS_WITH_EDITS, type GivenOptions, type RunOptions } from "./options/options.ts";
import { Settings } from "./options/settings.ts";
import { Printer } from "./output/printer.ts";
import type { OpenReview, ReviewWork } from "./review/review.ts";
import type { ReportedFindings } from "./sarif/reported.ts";
import { performShared } from "./threads/perform-shared.ts";
import { SharedSearch } from "./threads/search-shared.ts";
import { Threads } from "./threads/threads.ts";
import { verifyBeside } from "./threads/verify-shared.ts";
import { Progress } from "./world/progress.ts";
import type { World } from "./world/world.ts";

const STDIN = "-";

/** A run: what was asked for, and what it has to work with. */
export interface Run {
  readonly options: GivenOptions;
  readonly engine: Engine;
  readonly world: World;
}

/** Does what the options say, and tells the exit status. */
export async function run({ options: given, engine, world }: Run): Promise<ExitStatus> {
  const settings = new Settings(given, engine.rules, world);
  const { options } = settings;
  const printer = new Printer(options, engine, world);
  const progress = new Progress(world.stderr, !options.quiet && options.mode !== "interactive");
  const reported = await reportedIn(options, engine, world);
  // Before anything is read: a review that nobody can answer must not cost a long search.
  const opened = options.mode === "interactive" ? await review(printer, options, world) : undefined;
  const load = once(() => engine.load({ parser: options.parser, compileParser }));
  const cache = new RunCache(cachePlace(options, world));
  const gathering: Gathering = { settings, engine, loadAnalyzer: load, cache, world, progress };
  const stdin = options.paths.includes(STDIN) ? await readStdin(options, world) : undefined;
  const threads = threadsFor(options, engine, world);
  try {
    verifyBeside(threads, cache);
    const search = new SharedSearch(threads, cache, new MentionedRules(gathering), (file) =>
      progress.step("reading", file)?.then(() => !world.interrupt.aborted),
    );
    const candidates = await (stdin === undefined ? gather(gathering, search) : gatherOne(stdin, gathering));
    progress.clear();
    printer.notes(candidates.notes);
    printer.details(candidates, settings, cache);
    const kept: WeakMap<Fix, readonly Edit[]> = new WeakMap();
    const completeEdits: { readonly completeEdits?: typeof kept } = FORMATS_WITH_EDITS.has(
      options.outputFormat,
    )
      ? { completeEdits: kept }
      : {};
    const termsOf = termsBy(settings, candidates);
    const checker = once(
      async (): Promise<Checker> => ({
        analyzer: await load(),
        termsOf,
        ...(reported === undefined ? {} : { reported }),
        ...completeEdits,
      }),
    );
    const { interrupt } = world;
    const byContent = reported === undefined;
    const outcomes = byContent
      ? new OutcomeCache(cache, options.parser, completeEdits.completeEdits)
      : undefined;
    const performAll = performShared({
      threads,
      cache: outcomes,
      byContent,
      checker,
      modules: async () => (options.parser === "native" ? undefined : compileParser()),
      termsOf,
      progress,
      interrupt,
      ...completeEdits,
    });
    // Whoever writes the result back must not lose a text that needs no fix, or takes none.
    if (stdin !== undefined && options.mode === "fix" && candidates.files.length === 0)
      world.stdout.write(stdin.bytes);
    const done = await work(gathering, candidates, { checker, performAll, printer }, opened);
    if (!interrupt.aborted) cache.save();
    if (reported !== undefined) printer.reported(reported);
    const files = candidates.failed.length === 0 ? done.files : inOrder(candidates, done.files);
    const report: RunReport = {
      mode: options.mode,
      files,
      interrupted: done.interrupted || interrupt.aborted,
      ...(options.shard && { shard: options.shard }),
    };
    await printer.report(report, candidates, kept);
    return exitStatus(report, options);
  } finally {
    threads.close();
  }
}

/**
 * Where this run keeps what it finds out, by what makes it find other files or other things in them. Single files are
 * checked faster than a cache is read.
 */
function cachePlace(options: RunOptions, { cwd, env }: World): CachePlace | undefined {
  const { paths, filesFrom, cacheDir, shard } = options;
  const isOfFolders = filesFrom !== undefined || paths.some((path) => isFolder(resolve(cwd, path)));
  if (!options.cache || !isOfFolders || paths.includes(STDIN)) return undefined;
  return {
    folder: cacheFolder(cacheDir, cwd, env),
    key: JSON.stringify([programKey(), cwd, paths, filesFrom, shard]),
  };
}

/** Another tool's report is held against one finding after the other, which no other thread can do. */
function threadsFor({ jobs, parser, fromSarif }: RunOptions, engine: Engine, world: World): Threads {
  const others = fromSarif === undefined ? (jobs ?? world.parallelism) - 1 : 0;
  return new Threads(others, { groups: mentionGroups(engine), parser });
}

/** Addresses of a report start where it was made: here, at the top of the repository, or beside the report. */
async function reportedIn(
  { fromSarif }: RunOptions,
  { rules }: Engine,
  { cwd }: World,
): Promise<ReportedFindings | undefined> {
  if (fromSarif === undefined) return undefined;
  const { ReportedFindings } = await import("./sarif/reported.ts");
  const absolute = resolve(cwd, fromSarif);
  const top = findRepositoryTop(cwd);
  const folders = [cwd, ...(top === undefined ? [] : [top]), dirname(absolute)];
  const text = readTextOf(absolute, `--from-sarif ${fromSarif}`);
  return new ReportedFindings(text, fromSarif, rules, folders);
}

interface Done {
  readonly files: readonly FileResult[];
  readonly interrupted: boolean;
}

async function work(
  { settings: { options }, world, progress }: Gathering,
  { files }: Candidates,
  tools: Pick<ReviewWork, "checker" | "performAll" | "printer">,
  opened: OpenReview | undefined,
): Promise<Done> {
  const { interrupt } = world;
  if (files.length === 0 || interrupt.aborted) return { files: [], interrupted: false };
  const threshold = options.unsafeFixes ? "unsafe" : "safe";
  const all: ReviewWork = { files, threshold, progress, interrupt, ...tools };
  if (opened !== undefined) {
    const { reviewAll } = await import("./review/review.ts");
    const reviewed = await reviewAll(all, opened);
    return {
      files: reviewed.files,
      interrupted: reviewed.end === "interrupted" || reviewed.end === "discard",
    };
  }
  const { addSuppressions } = options;
  if (addSuppressions !== undefined) {
    const { suppressAll } = await import("./files/add-suppressions.ts");
    return { files: await suppressAll(all, addSuppressions), interrupted: false };
  }
  const { mode, paths } = options;
  if (mode === "fix" && paths.includes(STDIN)) {
    const { passOn } = await import("./files/pass-on.ts");
    return { files: await passOn(all), interrupted: false };
  }
  return { files: await performMode(all, mode === "interactive" ? "report" : mode), interrupted: false };
}

async function review(printer: Printer, options: RunOptions, world: World): Promise<OpenReview> {
  const { openReview } = await import("./open-review.ts");
  return openReview(printer, options, world);
}

async function readStdin({ stdinFilename }: RunOptions, { stdin, cwd }: World): Promise<SourceBytes> {
  const absolute = resolve(cwd, stdinFilename ?? STDIN);
  const path = stdinFilename === undefined ? STDIN : shownPath(absolute, cwd);
  return { file: { path, absolute, root: cwd }, bytes: await stdin.read() };
}

/** Failures stand where their files would. */
function inOrder({ failed, order }: Candidates, done: readonly FileResult[]): readonly FileResult[] {
  const places = new Map(order().map((path, i) => [path, i]));
  const placeOf = ({ path }: FileResult): number => places.get(path) ?? -1;
  return [...failed, ...done].sort((a, b) => placeOf(a) - placeOf(b));
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
