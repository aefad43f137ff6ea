// What a run costs before it does anything.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleText } from "../inputs/python-text.mjs";
import { randomFrom } from "../inputs/random.mjs";
import { FOUND } from "../inputs/tls-text.mjs";
import { inTurn, ratioOf } from "../measure/rounds.mjs";
import { atMost, spreadText } from "../measure/verdict.mjs";
import { HAS_CACHE, tlsfix } from "../peers/tlsfix.mjs";

const title = "Start-up";

export async function run({ inputs, rounds, say }) {
  const folder = inputs.scratch("startup");
  writeFileSync(join(folder, "small.py"), moduleText(randomFrom(1), 2000, FOUND[0]));
  writeFileSync(join(folder, "plain.py"), moduleText(randomFrom(2), 2000));
  const node = { name: "node -e 0", command: { file: process.execPath, args: ["-e", "0"] } };
  const contenders = [
    node,
    { name: "tlsfix --version", command: tlsfixVersion() },
    { name: "tlsfix, a file with no candidate", command: tlsfix(["plain.py"], { cwd: folder }) },
    { name: "tlsfix, a small file with a finding", command: tlsfix(["small.py"], { cwd: folder }) },
  ];
  const samples = inTurn(contenders, { rounds: rounds * 4, say });
  const ratio = (name) => ratioOf(samples, name, node.name);
  return {
    title,
    text: [`Times \`node -e 0\`, which is the least that a program in Node costs; ${rounds * 4} rounds.`],
    tables: [
      {
        head: ["command", "times `node -e 0`"],
        rows: contenders.slice(1).map(({ name }) => [name, spreadText(ratio(name))]),
      },
    ],
    targets: [
      atMost("`tlsfix --version`, times `node -e 0`", 2, ratio("tlsfix --version")),
      atMost("one small file, times `node -e 0`", 4, ratio("tlsfix, a small file with a finding")),
    ],
  };
}

function tlsfixVersion() {
  const command = tlsfix(["--version"]);
  return HAS_CACHE ? { ...command, args: command.args.filter((word) => word !== "--no-cache") } : command;
}
