import { dirname, resolve } from "node:path";
import type { Engine } from "../core/analyzer.ts";
import type { Edit } from "../core/edit.ts";
import type { Fix } from "../core/fix.ts";
import { type ExitStatus, exitStatus, type FileResult, type RunReport } from "../core/report.ts";
import { shownPath } from "../io/discover.ts";
import type { SourceBytes } from "../io/file-system.ts";
import { findRepositoryTop } from "../io/ignore-files.ts";
import { readTextOf } from "../io/text-file.ts";
import { readWasm } from "../io/wasm.ts";
import { suppressAll } from "./files/add-suppressions.ts";
import { type Candidates, type Gathering, gather, gatherOne } from "./files/candidates.ts";
import type { Checker } from "./files/check-file.ts";
import { diffAll, fixAll, passOn, reportAll, type Work } from "./files/modes.ts";
import { FORMATS_WITH_EDITS, type GivenOptions, type RunOptions } from "./options/options.ts";
import { Settings } from "./options/settings.ts";
import { Printer } from "./output/printer.ts";
import { type OpenReview, type ReviewWork, reviewAll } from "./review/review.ts";
import { ReportedFindings } from "./sarif/reported.ts";
import { Progress } from "./world/progress.ts";
import type { World } from "./world/world.ts";

const STDIN = "-";

/** A run: what was asked for, and what it has to work with. */
export interface Run {
  readonly options: GivenOptions;
  readonly engine: Engine;
  readonly world: World;
  /** Makes the one who answers the questions of a review. */
  readonly openReview: (printer: Printer, options: RunOptions, world: World) => Promise<OpenReview>;
}

/** Does what the options say, and tells the exit status. */
export async function run({ options: given, engine, world, openReview }: Run): Promise<ExitStatus> {
  const settings = new Settings(given, engine.rules, world);
  const { options } = settings;
  const printer = new Printer(options, engine, world);
  const progress = new Progress(world.stderr, !options.quiet && options.mode !== "interactive");
  const reported = reportedIn(options, engine, world);
  // Before anything is read: a review that nobody can answer must not cost a long search.
  const review = options.mode === "interactive" ? await openReview(printer, options, world) : undefined;
  const load = once(() => engine.load({ parser: options.parser, readWasm }));
  const gathering: Gathering = { settings, engine, loadAnalyzer: load, world, progress };
  const stdin = options.paths.includes(STDIN) ? await readStdin(options, world) : undefined;
  const candidates = await (stdin === undefined ? gather(gathering) : gatherOne(stdin, gathering));
  progress.clear();
  printer.notes(candidates.notes);
  printer.details(candidates, settings);
  const completeEdits = new WeakMap<Fix, readonly Edit[]>();
  const checker = async (): Promise<Checker> => ({
    analyzer: await load(),
    settings,
    ...(reported === undefined ? {} : { reported }),
    patchesDefaultContext: candidates.patchesDefaultContext,
    factsFor: candidates.factsFor,
    ...(FORMATS_WITH_EDITS.has(options.outputFormat) ? { completeEdits } : {}),
  });
  // Whoever writes the result back must not lose a text that needs no fix, or takes none.
  if (stdin !== undefined && options.mode === "fix" && candidates.files.length === 0)
    world.stdout.write(stdin.bytes);
  const done = await work(gathering, candidates, checker, printer, review);
  if (reported !== undefined) printer.reported(reported);
  const files = [...candidates.failed, ...done.files].sort(byPlaceIn(candidates));
  const report: RunReport = {
    mode: options.mode,
    files,
    interrupted: done.interrupted || world.interrupt.aborted,
    ...(options.shard && { shard: options.shard }),
  };
  await printer.report(report, candidates, completeEdits);
  return exitStatus(report, options);
}

/** Addresses of a report start where it was made: here, at the top of the repository, or beside the report. */
function reportedIn(
  { fromSarif }: RunOptions,
  { rules }: Engine,
  { cwd }: World,
): ReportedFindings | undefined {
  if (fromSarif === undefined) return undefined;
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
  checker: () => Promise<Checker>,
  printer: Printer,
  review: OpenReview | undefined,
): Promise<Done> {
  if (files.length === 0 || world.interrupt.aborted) return { files: [], interrupted: false };
  const threshold = options.unsafeFixes ? "unsafe" : "safe";
  const all: ReviewWork = {
    files,
    checker: await checker(),
    threshold,
    printer,
    progress,
    interrupt: world.interrupt,
  };
  if (review !== undefined) {
    const reviewed = await reviewAll(all, review);
    return {
      files: reviewed.files,
      interrupted: reviewed.end === "interrupted" || reviewed.end === "discard",
    };
  }
  const { addSuppressions } = options;
  const done = addSuppressions === undefined ? modeOf(options)(all) : suppressAll(all, addSuppressions);
  return { files: await done, interrupted: false };
}

function modeOf({ mode, paths }: RunOptions): (work: Work) => Promise<readonly FileResult[]> {
  if (mode === "diff") return diffAll;
  if (mode === "fix") return paths.includes(STDIN) ? passOn : fixAll;
  return reportAll;
}

async function readStdin({ stdinFilename }: RunOptions, { stdin, cwd }: World): Promise<SourceBytes> {
  const absolute = resolve(cwd, stdinFilename ?? STDIN);
  const path = stdinFilename === undefined ? STDIN : shownPath(absolute, cwd);
  return { file: { path, absolute, root: cwd }, bytes: await stdin.read() };
}

/** Failures stand where their files would. */
function byPlaceIn({ order }: Candidates): (a: FileResult, b: FileResult) => number {
  const places = new Map(order.map((path, i) => [path, i]));
  return (a, b) => (places.get(a.path) ?? -1) - (places.get(b.path) ?? -1);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
