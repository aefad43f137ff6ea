// Trees made from other trees: one without what concerns any rule, and samples for those that take long.
import { join } from "node:path";
import { candidatesIn } from "./candidates.mjs";
import { copyFiles, filesBelow, isPython, pythonFilesBelow, sizeOf } from "./files.mjs";

/** The files of some trees but those that the words of a rule let through. */
export async function withoutCandidates(inputs, trees) {
  const parts = [];
  for (const tree of trees) {
    const files = filesBelow(tree);
    const dropped = new Set((await candidatesIn(tree, files.filter(isPython))).map(({ path }) => path));
    parts.push({ tree, files: files.filter((path) => !dropped.has(path)) });
  }
  const key = parts.map(({ tree, files }) => [inputs.keyOf(tree), files.length]);
  return inputs.input(`without-candidates-${parts[0].files.length}`, key, (to) => {
    for (const [at, { tree, files }] of parts.entries()) copyFiles(files, tree, join(to, `part-${at + 1}`));
  });
}

/**
 * About `count` Python files of a tree, taken at even distances, so that the share of candidates stays; in folders
 * as they were, without the settings of their projects.
 */
export function sampleOf(inputs, tree, name, count) {
  const files = pythonFilesBelow(tree);
  const step = Math.max(1, files.length / count);
  const taken = Array.from(
    { length: Math.min(count, files.length) },
    (_, at) => files[Math.floor(at * step)],
  );
  return inputs.input(`${name}-sample`, [inputs.keyOf(tree), taken.length], (to) =>
    copyFiles(taken, tree, to),
  );
}

/** What the reader of a result needs to know of a tree. */
export async function describeTree(tree) {
  const files = pythonFilesBelow(tree);
  const candidates = await candidatesIn(tree, files);
  return {
    ...sizeOf(tree, files),
    entries: filesBelow(tree).length,
    candidates: candidates.length,
    differentCandidates: new Set(candidates.map(({ content }) => content)).size,
    candidateBytes: candidates.reduce((sum, { bytes }) => sum + bytes, 0),
    candidateList: candidates,
  };
}
