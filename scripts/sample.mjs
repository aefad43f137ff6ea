// Runs tlsfix over what real code there is here: every standard library and what is installed beside it, and the
// source distributions of corpus.json and popular.json. Prints findings per thousand files by rule, and draws a
// sample of findings, or of changes, to be judged by hand. docs/judged-sample.md has the verdicts.
// Usage: node scripts/sample.mjs [--seed N] [--count N] [--changes] [--only stdlib,packages,corpus,popular] [--reports DIR]
// With --reports, reports that are there are taken from it, and those that are made are kept in it.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pythons, table, tally, tlsfix } from "./evidence.mjs";
import { treesOf } from "./sdists.mjs";

const scripts = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "4" },
    count: { type: "string", default: "100" },
    changes: { type: "boolean", default: false },
    reports: { type: "string" },
    only: { type: "string" },
  },
});
const count = Number(values.count);

const pinsOf = (name) => JSON.parse(readFileSync(join(scripts, name), "utf8"));

/** A standard library and a site-packages for each CPython, and the source distributions. */
function trees() {
  const installed = pythons()
    .filter(({ isSystem }) => !isSystem)
    .flatMap(({ version, stdlib, purelib }) => [
      { group: "stdlib", name: `python ${version}`, folder: stdlib, exclude: "site-packages" },
      { group: "packages", name: `site-packages ${version}`, folder: purelib },
    ]);
  const sdists = ["corpus.json", "popular.json"].flatMap((file) =>
    treesOf(pinsOf(file)).map((tree) => ({ ...tree, group: file.replace(".json", "") })),
  );
  const wanted = values.only?.split(",");
  return [...installed, ...sdists].filter(
    ({ folder, group }) => existsSync(folder) && (wanted?.includes(group) ?? true),
  );
}

/** The findings of a tree, and how many Python files it has. */
function reportOf({ group, name, folder, exclude = "nothing-is-left-out" }) {
  const kept = values.reports && join(values.reports, `${name.replaceAll(/[^\w.]+/g, "-")}.json`);
  if (kept && existsSync(kept)) return { group, name, ...JSON.parse(readFileSync(kept, "utf8")) };
  const args = ["--no-ignore", "--exclude", exclude, "-q", "--output-format", "json", "."];
  const { stdout, status, stderr } = tlsfix(args, { cwd: folder });
  if (status !== 0 && status !== 1) throw new Error(`${name}: ${stderr}`);
  const report = {
    files: filesIn(folder, exclude),
    findings: JSON.parse(stdout).findings.map((one) => withText(folder, one)),
  };
  if (kept) {
    mkdirSync(values.reports, { recursive: true });
    writeFileSync(kept, JSON.stringify(report));
  }
  console.error(`${name}: ${report.findings.length} findings in ${report.files} files`);
  return { group, name, ...report };
}

/** A finding with the text of its line, by which equal ones of several versions are known. */
function withText(folder, { rule, path, line, endLine, message, remedies }) {
  const text = readFileSync(join(folder, path), "latin1").split("\n")[line - 1]?.trim() ?? "";
  const fixes = remedies.map(({ kind, applicability, title, because }) => ({
    kind,
    applicability,
    title,
    because,
  }));
  return { rule, path, line, endLine, message, text, remedies: fixes };
}

function filesIn(folder, exclude) {
  return readdirSync(folder, { recursive: true }).filter(
    (path) => /\.pyw?$/.test(path) && !path.split("/").includes(exclude),
  ).length;
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(list, random) {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other], result[at]];
  }
  return result;
}

/** One of each rule in turn, until there are enough; of one tree at most a fifth of a rule's. */
function draw(findings, random) {
  const rules = tally(findings.map(({ rule }) => rule)).map(([rule]) => rule);
  const share = Math.ceil(count / rules.length / 5);
  const waiting = rules.map((rule) => {
    const all = shuffled(
      findings.filter((one) => one.rule === rule),
      random,
    );
    const seen = new Map();
    const spread = all.filter(({ tree }) => {
      seen.set(tree, (seen.get(tree) ?? 0) + 1);
      return seen.get(tree) <= share;
    });
    return [...spread, ...all.filter((one) => !spread.includes(one))];
  });
  const drawn = [];
  while (drawn.length < count && waiting.some((list) => list.length > 0)) {
    for (const list of waiting) if (drawn.length < count && list.length > 0) drawn.push(list.shift());
  }
  return drawn.sort(
    (a, b) => a.rule.localeCompare(b.rule) || a.tree.localeCompare(b.tree) || a.line - b.line,
  );
}

/** Equal lines of the same file in several versions of one thing count once. */
function distinct(findings) {
  const known = new Map();
  for (const one of findings) {
    const key = [one.rule, one.path, one.text].join("\n");
    if (!known.has(key)) known.set(key, one);
  }
  return [...known.values()];
}

const isChange = ({ rule, remedies }) =>
  rule !== "wrap-socket" &&
  remedies.some(({ kind, applicability }) => kind === "fix" && applicability !== "display");

const reports = trees().map(reportOf);
const groups = [...new Set(reports.map(({ group }) => group))];
const rules = tally(reports.flatMap(({ findings }) => findings.map(({ rule }) => rule))).map(
  ([rule]) => rule,
);
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const perThousand = (rule, group) => {
  const chosen = reports.filter((report) => report.group === group);
  const found = sum(chosen.map(({ findings }) => findings.filter((one) => one.rule === rule).length));
  return ((found * 1000) / sum(chosen.map(({ files }) => files))).toFixed(2);
};
const head = (group) => {
  const chosen = reports.filter((report) => report.group === group);
  return `${group} (${sum(chosen.map(({ files }) => files))} files)`;
};
console.log(
  table([
    ["findings per 1,000 files", ...groups.map(head)],
    ...rules.map((rule) => [rule, ...groups.map((group) => perThousand(rule, group))]),
  ]),
);

const all = distinct(
  reports.flatMap(({ name, findings }) => findings.map((one) => ({ ...one, tree: name }))),
);
const drawn = draw(values.changes ? all.filter(isChange) : all, randomOf(Number(values.seed)));
console.log(`${drawn.length} of ${all.length} distinct findings, seed ${values.seed}:`);
for (const { tree, path, line, rule, message } of drawn)
  console.log([tree, `${path}:${line}`, rule, message].join("\t"));
