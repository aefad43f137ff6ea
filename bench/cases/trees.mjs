// Whole trees, against the peers: those that are fast on all of a tree, the others on a sample of it.

import { sampleOf } from "../inputs/derived.mjs";
import { inTurn, medianSeconds, peakOf, ratioOf, spreadOf } from "../measure/rounds.mjs";
import { runProcess } from "../measure/run-process.mjs";
import { atLeast, atMost, figure, ratios, spreadText, unmeasured } from "../measure/verdict.mjs";
import { peers } from "../peers/all.mjs";
import { parseCommand } from "../peers/bare-parse.mjs";
import { NAME, tlsfix } from "../peers/tlsfix.mjs";

const title = "Whole trees";

/** Reports the findings of a tree, as the peers do; the report goes nowhere. */
const check = (tree) => tlsfix(["-q", "."], { cwd: tree });

export async function run(bench) {
  const results = [];
  for (const tree of await bench.trees()) {
    bench.say(`tree: ${tree.name}`);
    results.push(await measureTree(bench, tree));
  }
  return {
    title,
    text: [
      `Each contender reports what it finds in a tree; times are on the clock, of whole processes, ${bench.rounds} rounds`,
      `in turn. A figure is how many times tlsfix's time a contender took in the same round: the median, and the least`,
      `and greatest in brackets. Contenders marked with a number of files ran on a sample of the tree, tlsfix beside`,
      "them on the same; there its start-up weighs more than on the whole. Of candidates that are copies of each other, in",
      "the same surroundings, tlsfix checks one: environments have the same packages, and versions of Python the same modules.",
    ],
    tables: [inputTable(results), ratioTable(results)],
    chart: results.map(({ tree, rows }) => ({ name: tree.name, rows })),
    targets: results.flatMap(({ targets }) => targets),
  };
}

async function measureTree(bench, tree) {
  const fast = await Promise.all(
    peers
      .filter((peer) => peer.check && !peer.sample)
      .map(async (peer) => ({
        name: peer.name,
        command: await peer.check(tree.folder, bench.threads),
      })),
  );
  const own = { name: NAME, command: check(tree.folder) };
  // Describing the tree has read all of it: it is in the page cache.
  const samples = inTurn([own, ...fast], { rounds: bench.rounds, warmUp: false, say: bench.say });
  const rows = fast.map(({ name }) => ({ name, spread: ratioOf(samples, name, NAME) }));
  const slow = await measureSlow(bench, tree);
  const parse = bareParse(bench, tree);
  const seconds = samples.get(NAME).map((run) => run.seconds);
  return {
    tree,
    rows: [...rows, ...slow],
    seconds: medianSeconds(samples.get(NAME)),
    peak: peakOf(samples.get(NAME)),
    parse,
    targets: targetsOf(tree, { samples, seconds, slow, parse }),
  };
}

async function measureSlow(bench, tree) {
  const rows = [];
  for (const peer of peers.filter(({ check, sample }) => check && sample)) {
    const count = Math.ceil(peer.sample * bench.sampleShare);
    const sample = sampleOf(bench.inputs, tree.folder, `${tree.id}-${count}`, count);
    const contenders = [
      { name: NAME, command: check(sample) },
      { name: peer.name, command: await peer.check(sample, bench.threads) },
    ];
    const samples = inTurn(contenders, { rounds: bench.slowRounds, warmUp: false });
    rows.push({
      name: peer.name,
      spread: ratioOf(samples, peer.name, NAME),
      sample: Math.min(count, tree.files),
    });
    bench.say(`${peer.name} on ${count} files`);
  }
  return rows;
}

/** Seconds that reading, decoding and parsing the candidates takes, nothing else; once a round. */
function bareParse(bench, tree) {
  const command = parseCommand(tree.folder, tree.candidateList, bench.threads);
  return Array.from({ length: bench.rounds }, () => Number(runProcess(command, { keep: true }).stdout));
}

function targetsOf(tree, { samples, seconds, slow, parse }) {
  const has = (name) => samples.has(name);
  const own = (name) => ratioOf(samples, NAME, name);
  const from = (name) => ratioOf(samples, name, NAME);
  const rg = tree.limitToRipgrep;
  const targets = [];
  if (rg !== undefined) {
    const text = `${tree.name}: times \`rg -l\``;
    targets.push(
      has("ripgrep") ? atMost(text, rg, own("ripgrep")) : unmeasured(text, `≤ ${rg}`, "no ripgrep"),
    );
  }
  if (tree.limitToParse !== undefined) targets.push(parseTarget(tree, { samples, seconds, parse }));
  if (tree.fasterThanRuff !== undefined) {
    const text = `${tree.name}: times faster than Ruff's S rules`;
    const limit = tree.fasterThanRuff;
    targets.push(
      has("Ruff, S rules")
        ? atLeast(text, limit, from("Ruff, S rules"))
        : unmeasured(text, `≥ ${limit}`, "no Ruff"),
    );
  }
  const bandit = slow.find(({ name }) => name.startsWith("Bandit"));
  const text = `${tree.name}: times faster than Bandit`;
  targets.push(
    bandit === undefined
      ? unmeasured(text, "≥ 100", "no Bandit")
      : atLeast(text, 100, bandit.spread, `on a sample of ${figure(bandit.sample)} files`),
  );
  return targets;
}

function parseTarget({ name, limitToParse }, { samples, seconds, parse }) {
  const text = `${name}: times the sum of \`rg -l\` and the bare parse of the candidates`;
  if (!samples.has("ripgrep")) return unmeasured(text, `≤ ${limitToParse}`, "no ripgrep");
  const sums = samples.get("ripgrep").map((run, at) => run.seconds + parse[at]);
  return atMost(text, limitToParse, ratios(seconds, sums));
}

function inputTable(results) {
  return {
    head: [
      "tree",
      "Python files",
      "MB",
      "candidates",
      "of them different",
      "of the files",
      "of the bytes",
      "tlsfix, seconds",
      "peak, MB",
    ],
    rows: results.map(({ tree, seconds, peak }) => [
      tree.name,
      figure(tree.files),
      megabytes(tree.bytes),
      figure(tree.candidates),
      figure(tree.differentCandidates),
      percent(tree.candidates / tree.files),
      percent(tree.candidateBytes / tree.bytes),
      figure(seconds),
      peak === undefined ? "not measured" : megabytes(peak),
    ]),
  };
}

function ratioTable(results) {
  const names = [...new Set(results.flatMap(({ rows }) => rows.map(({ name }) => name)))];
  const cell = ({ rows }, name) => {
    const row = rows.find((one) => one.name === name);
    if (row === undefined) return "–";
    return spreadText(row.spread) + (row.sample === undefined ? "" : `, ${figure(row.sample)} files`);
  };
  const parses = results.map(({ tree, parse, seconds }) =>
    tree.candidates === 0 ? "–" : figure(spreadOf(parse).median / seconds),
  );
  return {
    head: ["times tlsfix's time", ...results.map(({ tree }) => tree.name)],
    rows: [
      ...names.map((name) => [name, ...results.map((result) => cell(result, name))]),
      ["bare parse of the candidates", ...parses],
    ],
  };
}

const megabytes = (bytes) => figure(bytes / 1e6);
const percent = (share) => `${figure(share * 100)} %`;
