import { relative } from "node:path";
import type { ProjectFile } from "../../core/analyzer.ts";
import { Programs } from "../../io/programs.ts";

/**
 * Which other file replaces something of Python's for the process that a file runs in, of those that do: one of the
 * same program. What tests put in its place is there for tests alone; where `tests` are asked too, they count for what
 * they test.
 */
export function replacedFor(
  replacing: readonly ProjectFile[],
  cwd: string,
  tests: "aside" | "too",
): (file: ProjectFile) => string | undefined {
  if (replacing.length === 0) return () => undefined;
  const programs = new Programs(cwd);
  const known = replacing.map((file) => ({ ...file, ...placeOf(file, programs) }));
  return (file) => {
    const { program, isTest } = placeOf(file, programs);
    const concerns = (one: (typeof known)[number]): boolean =>
      one.absolute !== file.absolute && one.program === program && (tests === "too" || isTest || !one.isTest);
    return known.find(concerns)?.path;
  };
}

const TEST = /(?:^|[\\/])(?:tests?[\\/]|conftest\.py$|test_[^\\/]*$|[^\\/]*_tests?\.py$)/;

function placeOf({ absolute }: ProjectFile, programs: Programs) {
  const program = programs.of(absolute);
  return { program, isTest: TEST.test(relative(program, absolute)) };
}
