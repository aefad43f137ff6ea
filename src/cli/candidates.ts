import { resolve } from "node:path";
import type { Analyzer, Engine } from "../core/analyzer.ts";
import { ExpectedError } from "../core/expected-error.ts";
import type { FailedFile } from "../core/report.ts";
import type { RuleMeta } from "../core/rule.ts";
import { discover, type Note } from "../io/discover.ts";
import { decode, readBytes, type SourceBytes, type SourceFile } from "../io/file-system.ts";
import { MentionSearch } from "../io/mentions.ts";
import { DEFAULT_EXCLUDES } from "../io/path-patterns.ts";
import type { RunOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import type { World } from "./world.ts";

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
}

/** What gathering takes. */
export interface Gathering {
  readonly options: RunOptions;
  readonly engine: Engine;
  readonly rules: readonly RuleMeta[];
  readonly loadAnalyzer: () => Promise<Analyzer>;
  readonly world: World;
  readonly progress: Progress;
}

/** Finds the files of a run, reads each once, and keeps those that mention what the rules are about. */
export async function gather({ options, world, ...rest }: Gathering): Promise<Candidates> {
  const found = discover({
    cwd: world.cwd,
    paths: options.filesFrom === undefined ? options.paths : await pathsFrom(options.filesFrom, world),
    exclude: [...(options.exclude ?? DEFAULT_EXCLUDES), ...options.extendExclude],
    respectIgnoreFiles: options.respectIgnoreFiles,
    forceExclude: options.forceExclude,
  });
  const failed = [...found.failed];
  const read: SourceBytes[] = [];
  const wanted = wordsOf(rest);
  for (const file of found.files) {
    if (world.interrupt.aborted) break;
    await rest.progress.step("reading", file.path);
    const bytes = readBytes(file);
    if (bytes.kind === "failed") failed.push(bytes);
    else if (wanted(bytes.value.bytes)) read.push(bytes.value);
  }
  return {
    ...(await pick(read, failed, rest)),
    notes: found.notes,
    searched: found.files.length,
    order: found.files.map(({ path }) => path),
  };
}

/** What standard input or any other bytes say as the one file of a run. */
export async function gatherOne(
  source: SourceBytes,
  rest: Pick<Gathering, "engine" | "rules" | "loadAnalyzer">,
): Promise<Candidates> {
  return { ...(await pick([source], [], rest)), notes: [], searched: 1, order: [source.file.path] };
}

function wordsOf({ rules, engine }: Pick<Gathering, "rules" | "engine">): (bytes: Buffer) => boolean {
  const search = new MentionSearch([...rules.map((rule) => rule.mentions), engine.projectMentions]);
  return (bytes) => search.matches(bytes);
}

async function pick(
  read: readonly SourceBytes[],
  failedBefore: readonly FailedFile[],
  { engine, rules, loadAnalyzer }: Pick<Gathering, "engine" | "rules" | "loadAnalyzer">,
): Promise<Pick<Candidates, "files" | "failed" | "patchesDefaultContext">> {
  const failed = [...failedBefore];
  const files: SourceFile[] = [];
  const ofRules = new MentionSearch(rules.map((rule) => rule.mentions));
  const ofProject = new MentionSearch([engine.projectMentions]);
  let patchesDefaultContext = false;
  for (const source of read) {
    const isOfRules = ofRules.matches(source.bytes);
    const decoded = decode(source);
    if (decoded.kind === "failed") {
      if (isOfRules) failed.push(decoded);
      continue;
    }
    if (isOfRules) files.push(decoded.value);
    if (patchesDefaultContext || !ofProject.matches(source.bytes)) continue;
    patchesDefaultContext = (await loadAnalyzer()).patchesDefaultContext(decoded.value.text);
  }
  return { files, failed, patchesDefaultContext };
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
