import type { Analyzer, ProjectFile, Told } from "../../core/analyzer.ts";

/** A file of a run whose text can be read, more than once. */
export interface ReadableFile {
  readonly file: ProjectFile;
  /** The text; `undefined` where it cannot be had. */
  text(): string | undefined;
}

/** What the other files of a run say to each file, for its `FileFacts`. */
export type ProjectFactsFor = (file: ProjectFile) => Told | undefined;

/**
 * Finds out what the files say to each other. A text is read, looked at and forgotten, and read once more where its
 * file has to do with others.
 */
export async function projectFacts(
  files: readonly ReadableFile[],
  patchedIn: string | undefined,
  loadAnalyzer: () => Promise<Pick<Analyzer, "readProject">>,
): Promise<ProjectFactsFor> {
  if (files.length < 2 && patchedIn === undefined) return () => undefined;
  const reader = (await loadAnalyzer()).readProject(patchedIn);
  for (const { file, text } of files) {
    const seen = text();
    if (seen !== undefined) reader.see(file, seen);
  }
  for (const { file, text } of files) {
    const read = reader.isWanted(file) ? text() : undefined;
    if (read !== undefined) reader.read(file, read);
  }
  return (file) => reader.factsFor(file);
}
