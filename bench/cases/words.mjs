// How tight the words of the rules are: what they let through, and how much of that had a finding.
import { rules } from "../inputs/candidates.mjs";
import { figure } from "../measure/verdict.mjs";
import { findingsOf } from "../peers/tlsfix.mjs";

const title = "The words of the rules";

export async function run(bench) {
  const trees = (await bench.trees()).filter(({ id }) => id !== "none");
  const ids = (await rules()).map(({ id }) => id);
  const tables = trees.map((tree) => {
    const found = filesByRule(findingsOf(tree.folder));
    return {
      caption: `**${tree.name}**, ${figure(tree.files)} files:`,
      head: ["rule", "files let through", "MB", "with a finding", "share"],
      rows: [...ids.map((id) => rowOf(id, tree, found)), rowOfAll(tree, found)],
    };
  });
  return {
    title,
    text: [
      "A file is read into memory and searched for the words of each rule; it is parsed only where it has every word of",
      "one of a rule's lists. This is what that let through, rule by rule, and how many of those files had a finding of",
      "the rule. Files that have the words only in comments and strings, and files that do it right, are the rest.",
    ],
    tables,
    targets: [],
  };
}

function filesByRule(findings) {
  const found = new Map();
  for (const { rule, path } of findings) found.set(rule, (found.get(rule) ?? new Set()).add(path));
  return found;
}

function rowOf(id, { candidateList }, found) {
  return row(
    `\`${id}\``,
    candidateList.filter(({ rules }) => rules.includes(id)),
    found.get(id)?.size ?? 0,
  );
}

function rowOfAll({ candidateList }, found) {
  return row("any of them", candidateList, new Set([...found.values()].flatMap((paths) => [...paths])).size);
}

function row(name, through, found) {
  const bytes = through.reduce((sum, { bytes: size }) => sum + size, 0);
  const share = through.length === 0 ? "–" : `${figure((found / through.length) * 100)} %`;
  return [name, figure(through.length), figure(bytes / 1e6), figure(found), share];
}
