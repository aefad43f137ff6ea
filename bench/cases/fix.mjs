// Rewriting a tree where every file has a finding.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { everyFile } from "../inputs/every-file.mjs";
import { copyFiles, pythonFilesBelow } from "../inputs/files.mjs";
import { inTurn, ratioOf } from "../measure/rounds.mjs";
import { atLeast, figure, spreadText, unmeasured } from "../measure/verdict.mjs";
import { peer, peers } from "../peers/all.mjs";
import { NAME, tlsfix } from "../peers/tlsfix.mjs";

const title = "Rewriting";

const LIMIT = 10;
const BEFORE = "verify=False";
const MUST_BEAT = ["codemodder", "LibCST visitor"];

export async function run(bench) {
  const { inputs, rounds, quick, threads, say } = bench;
  const count = quick ? 100 : 500;
  const source = everyFile(inputs, count);
  const files = pythonFilesBelow(source);
  const contenderOf = (name, commandIn) => {
    const folder = inputs.scratch(`fix-${name.replaceAll(/\W+/g, "-")}`);
    return { name, folder, command: commandIn(folder), prepare: () => copyFiles(files, source, folder) };
  };
  const contenders = [
    contenderOf(NAME, (folder) => tlsfix(["--fix", "--unsafe-fixes", "-q", "."], { cwd: folder })),
    ...peers
      .filter(({ rewrite }) => rewrite !== undefined)
      .map(({ name, rewrite }) => contenderOf(name, (folder) => rewrite(folder, threads))),
  ];
  const samples = inTurn(contenders, { rounds: Math.min(rounds, 3), warmUp: !quick, say });
  const rows = contenders.map(({ name, folder }) => ({ name, rewritten: rewrittenIn(folder, files) }));
  const spread = (name) => ratioOf(samples, name, NAME);
  return {
    title,
    text: [
      `${figure(count)} files with one \`requests.get(..., verify=False)\` each. tlsfix runs all its rules and proves each`,
      "rewrite; the others know this rewrite alone: codemodder's `requests-verify`, a LibCST codemod of ours on all cores,",
      "and a pattern of ast-grep, which rewrites by shape and knows no names. Each begins with the files as they were.",
    ],
    tables: [
      {
        head: ["tool", "times tlsfix's time", "files rewritten"],
        rows: rows.map(({ name, rewritten }) => [
          name === "LibCST visitor" ? "LibCST codemod" : name,
          name === NAME ? "1" : spreadText(spread(name)),
          `${figure(rewritten)} of ${figure(count)}`,
        ]),
      },
    ],
    targets: MUST_BEAT.map((name) => {
      const text = `\`--fix\`: times faster than ${name === "codemodder" ? name : "a LibCST codemod"}`;
      if (peer(name) === undefined) return unmeasured(text, `≥ ${LIMIT}`, `no ${name}`);
      return atLeast(text, LIMIT, spread(name));
    }),
  };
}

const rewrittenIn = (folder, files) =>
  files.filter((path) => !readFileSync(join(folder, path), "utf8").includes(BEFORE)).length;
