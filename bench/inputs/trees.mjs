// The trees of the benchmark, and what is asked for on each.
import { describeTree, withoutCandidates } from "./derived.mjs";
import { monorepo } from "./monorepo.mjs";
import { sitePackages, standardLibraries } from "./real.mjs";

/**
 * Builds all trees; `size` is how many Python files the generated one has, `newest` from how many of the installations
 * of this machine the real ones are, the newest of them, where they are not from all.
 */
export async function allTrees(inputs, { size, newest }) {
  const standard = standardLibraries(inputs, { newest });
  const installed = sitePackages(inputs, { newest });
  const trees = [
    {
      id: "none",
      name: "no candidate",
      folder: await withoutCandidates(inputs, [standard, installed]),
      limitToRipgrep: 1.5,
      fasterThanRuff: 3,
    },
    { id: "installed", name: "site-packages", folder: installed, limitToRipgrep: 2, fasterThanRuff: 3 },
    {
      id: "monorepo",
      name: "monorepo",
      folder: monorepo(inputs, size),
      limitToRipgrep: 2,
      fasterThanRuff: 3,
    },
    { id: "standard", name: "standard libraries", folder: standard, limitToParse: 1.3, fasterThanRuff: 1 },
  ];
  return Promise.all(trees.map(async (tree) => ({ ...tree, ...(await describeTree(tree.folder)) })));
}
