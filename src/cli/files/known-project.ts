import type { Analyzer, ProjectFile, Saying, Told } from "../../core/analyzer.ts";
import { contentHash } from "../../io/cache/content-hash.ts";
import type { RunCache } from "../cache/run-cache.ts";
import type { World } from "../world/world.ts";
import { type Candidate, openCandidate } from "./candidate.ts";
import { analyzerOf } from "./notebook.ts";
import { type ProjectFactsFor, projectFacts } from "./project.ts";
import { replacedFor } from "./replacing-files.ts";

/** What only the whole run knows. */
export interface KnownProject {
  /** Whether a file of the run changes the default HTTPS context for all. */
  readonly patchesDefaultContext: boolean;
  /** The other file of the same program that puts a function of its own in the place of `ssl.wrap_socket`. */
  readonly wrapSocketReplacedIn: (file: ProjectFile) => string | undefined;
  /** The other file of the same program, a test too, that puts something else in the place of `HTTPSConnection`. */
  readonly connectionReplacedIn: (file: ProjectFile) => string | undefined;
  readonly factsFor: ProjectFactsFor;
}

/** The same as it is kept for later runs. */
interface KeptProject {
  readonly patchedIn?: string;
  /** The files that put a function of their own in the place of `ssl.wrap_socket`. */
  readonly replacing: readonly ProjectFile[];
  /** The files that put something else in the place of `http.client.HTTPSConnection`. */
  readonly faking: readonly ProjectFile[];
  readonly sayings: readonly Saying[];
  /** What each file is told by which of those. */
  readonly told: readonly (readonly [path: string, text: string, by: readonly number[]])[];
}

/** What finding it out takes. */
interface Knowing {
  readonly cache: RunCache;
  readonly loadAnalyzer: () => Promise<Analyzer>;
  readonly world: Pick<World, "cwd">;
}

const NOTHING: KnownProject = {
  patchesDefaultContext: false,
  wrapSocketReplacedIn: () => undefined,
  connectionReplacedIn: () => undefined,
  factsFor: () => undefined,
};

/**
 * What the files say to each other. Each is read, asked and forgotten: what is known of a project is facts, not texts.
 * Where none of the files has changed since an earlier run, what that one found out holds.
 */
export async function knownProject(
  files: readonly Candidate[],
  { cache, loadAnalyzer, world: { cwd } }: Knowing,
): Promise<KnownProject> {
  if (files.length === 0) return NOTHING;
  const paths = files.map(({ file }) => file.absolute);
  const hashes = (): string => contentHash(Buffer.from(files.map(hashOf).join()));
  const known = cache.whole("project", paths, hashes) as KeptProject | undefined;
  const project = known ?? (await read(files, loadAnalyzer));
  if (known === undefined && cache.folder !== undefined) cache.keepWhole("project", paths, hashes(), project);
  const { sayings } = project;
  const told = new Map(
    project.told.map(([path, text, by]): [string, Told] => [
      path,
      { text, others: by.flatMap((number) => sayings[number] ?? []) },
    ]),
  );
  return {
    patchesDefaultContext: project.patchedIn !== undefined,
    wrapSocketReplacedIn: replacedFor(project.replacing, cwd, "aside"),
    connectionReplacedIn: replacedFor(project.faking, cwd, "too"),
    factsFor: ({ absolute }) => told.get(absolute),
  };
}

async function read(
  files: readonly Candidate[],
  loadAnalyzer: () => Promise<Analyzer>,
): Promise<KeptProject> {
  let patchedIn: string | undefined;
  const replacing: ProjectFile[] = [];
  const faking: ProjectFile[] = [];
  for (const candidate of files) {
    const source = openCandidate(candidate);
    if (source.kind === "failed") continue;
    const { text } = source.value;
    const { path, absolute } = candidate.file;
    const analyzer = analyzerOf({ analyzer: await loadAnalyzer() }, source.value);
    if (patchedIn === undefined && analyzer.patchesDefaultContext(text)) patchedIn = path;
    if (analyzer.replacesWrapSocket(text)) replacing.push({ path, absolute });
    if (analyzer.replacesConnection(text)) faking.push({ path, absolute });
  }
  const readable = files.map((candidate) => ({ file: candidate.file, text: () => textOf(candidate) }));
  const factsFor = await projectFacts(readable, patchedIn, loadAnalyzer);
  const numbers = new Map<Saying, number>();
  const numberOf = (saying: Saying): number => {
    const number = numbers.get(saying) ?? numbers.size;
    numbers.set(saying, number);
    return number;
  };
  const told = files.flatMap(({ file }) => {
    const its = factsFor(file);
    return its === undefined ? [] : [[file.absolute, its.text, its.others.map(numberOf)] as const];
  });
  const patched = patchedIn === undefined ? {} : { patchedIn };
  return { told, sayings: [...numbers.keys()], replacing, faking, ...patched };
}

function textOf(candidate: Candidate): string | undefined {
  const source = openCandidate(candidate);
  return source.kind === "failed" ? undefined : source.value.text;
}

function hashOf(candidate: Candidate): string {
  const source = openCandidate(candidate);
  return source.kind === "failed" ? source.message : contentHash(source.value.bytes);
}
