// What a run of corpus-tests.mjs found, as the page docs/package-tests.md.

const introduction = `# Packages' own tests, before and after

\`npm run corpus:tests\` makes this page: it takes the pinned source distributions of \`scripts/corpus-tests.json\`, runs
their own tests on a Python that \`ssl.wrap_socket\` is gone from, rewrites a copy with \`tlsfix --fix\` and runs the same
tests again. The reference is the untouched package on the newest Python that still has the function, with the same
packages installed. Nothing else of the code is changed.
`;

const explanation = `
Counts are tests passed / failed / skipped / hung until killed; a file that cannot be imported is one failed test
until its tests have names. *Wanting* are the tests that pass on the reference and not before the fix, *mended* those of
them that pass after it, *broken* the tests that passed before the fix and not after it.
`;

const currentIntroduction = `
## Current releases

The pinned source distributions of \`scripts/current.json\`: much used packages as they are today. The tool runs over
all of their files, tests and examples included; at both strengths the patch must apply, \`--fix\` must write what
\`--diff\` shows, every changed file that compiled must compile, and a second run must change nothing. Where tests are
counted, the package's own tests ran before and after \`--fix\`, and none that passed may fail.
`;

const row = (cells) => `| ${cells.join(" | ")} |\n`;
const tableOf = (head, rows) => [head, head.map(() => "---"), ...rows].map(row).join("");
/** Without the folders of the machine, which say nothing of the package. */
const cell = (text) =>
  text
    .replaceAll(/ \((?:\/[^/()\s]+)+\)/g, "")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll("\n", " ");

const shown = (counts) =>
  ["passed", "failed", "skipped", "hung"].map((outcome) => counts[outcome] ?? 0).join(" / ");

const nameOf = ({ name, version }) => `${name} ${version}`;

const mendedRow = ({ pack, counts, wanting, mended, broken }) => [
  nameOf(pack),
  pack.python,
  `${shown(counts.reference)} (${pack.reference})`,
  shown(counts.before),
  shown(counts.after),
  wanting,
  mended,
  broken.length,
];

const times = ([said, count]) => `  - ${count} × \`${cell(said).slice(0, 160).replaceAll("`", "'")}\``;

/** Why those that were wanting failed, and why any test fails still. */
function detailsOf({ pack, saidBefore, saidAfter, left, broken, hungAfter, wanting }) {
  const lines = [`\n### ${nameOf(pack)}\n`, `Tests: ${pack.tests.map((test) => `\`${test}\``).join(", ")}.`];
  const setup = [pack.setup, pack.startup?.because].filter(Boolean).join(" ");
  if (setup) lines.push("", `Set-up, the same for every run: ${setup}`);
  lines.push("");
  if (wanting > 0) lines.push("- Before the fix, the wanting failed with:", ...saidBefore.map(times));
  if (left.length > 0) lines.push("- Of them, after it, still fail:");
  for (const { id, said, because } of left) {
    lines.push(`  - \`${id}\`: ${because ?? `not explained: ${cell(said)}`}`);
  }
  for (const { id, said } of broken) lines.push(`- **Broken:** \`${id}\`: ${cell(said)}`);
  const others = saidAfter.length > 0 || hungAfter > 0;
  if (others)
    lines.push("- Others fail after it that did not pass before it either, and do not on the reference:");
  lines.push(...saidAfter.map(times));
  if (hungAfter > 0) lines.push(`  - ${hungAfter} × still ran at the limit of ${pack.limit} seconds`);
  if (pack.remark) lines.push("", pack.remark);
  return `${lines.join("\n")}\n`;
}

const currentRow = ({ pack, changed, fixed, failed, problems, tests }) => [
  nameOf(pack),
  `${fixed[0]} in ${changed[0]}`,
  `${fixed[1]} in ${changed[1]}`,
  failed.length,
  problems.length,
  tests ? shown(tests.counts.before) : "",
  tests ? shown(tests.counts.after) : "",
  tests ? tests.broken.length : "",
];

export function pageOf({ mended, current }) {
  const head = ["package", "Python", "reference", "before", "after", "wanting", "mended", "broken"];
  const total = (key) => mended.reduce((sum, one) => sum + (one[key].length ?? one[key]), 0);
  const sums = ["all", "", "", "", "", ...["wanting", "mended", "broken"].map(total)];
  const currentHead = ["package", "`--fix`", "`--unsafe-fixes`", "could not be done", "problems"];
  return [
    introduction,
    explanation,
    "\n",
    tableOf(head, [...mended.map(mendedRow), sums]),
    ...mended.map(detailsOf),
    currentIntroduction,
    "\n",
    tableOf([...currentHead, "tests before", "after", "broken"], current.map(currentRow)),
  ].join("");
}
