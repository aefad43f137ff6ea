import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { pythonFilesBelow } from "../bench/inputs/files.mjs";
import { InputFolder } from "../bench/inputs/folder.mjs";
import { monorepo } from "../bench/inputs/monorepo.mjs";
import { STRESS } from "../bench/inputs/stress.mjs";
import { inTurn, ratioOf, spreadOf } from "../bench/measure/rounds.mjs";
import { runProcess } from "../bench/measure/run-process.mjs";
import { atLeast, atMost, figure } from "../bench/measure/verdict.mjs";
import { chart } from "../bench/report/chart.mjs";
import { markdown } from "../bench/report/markdown.mjs";
import { scriptsIn } from "../scripts/recipe-text.mjs";

const folder = mkdtempSync(join(tmpdir(), "tlsfix-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the inputs of the benchmark", () => {
  it("generate the same monorepo everywhere", () => {
    const hashes = ["one", "other"].map((name) => {
      const tree = monorepo(new InputFolder(join(folder, name)), 400);
      const files = pythonFilesBelow(tree);
      const hash = createHash("sha256");
      for (const file of files) hash.update(file).update(readFileSync(join(tree, file)));
      return { files: files.length, hash: hash.digest("hex") };
    });
    expect(hashes[0]).toEqual(hashes[1]);
    expect(hashes[0]?.files).toBe(400);
  });

  it("are built once, and again when what they are made from changes", () => {
    const inputs = new InputFolder(join(folder, "cached"));
    let built = 0;
    const build = (key: unknown) =>
      inputs.input("tree", key, () => {
        built += 1;
      });
    build({ size: 1 });
    build({ size: 1 });
    expect(built).toBe(1);
    build({ size: 2 });
    expect(built).toBe(2);
  });

  it("have single files that grow as they say", () => {
    for (const { name, small, large, text } of STRESS) {
      const growth = text(large).length / text(small).length;
      expect(growth, name).toBeGreaterThan((large / small) * 0.9);
    }
  });
});

describe("the measures of the benchmark", () => {
  it("tell median, least and greatest", () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  });

  it("compare runs of the same round", () => {
    const runs = (...seconds: number[]) => seconds.map((one) => ({ seconds: one }));
    const samples = new Map([
      ["a", runs(2, 40)],
      ["b", runs(1, 10)],
    ]);
    expect(ratioOf(samples, "a", "b")).toEqual({ median: 3, min: 2, max: 4 });
  });

  it("let contenders take turns, prepared before each run", () => {
    const prepared: string[] = [];
    const contender = (name: string) => ({
      name,
      command: { file: process.execPath, args: ["-e", "0"] },
      prepare: () => prepared.push(name),
    });
    const samples = inTurn([contender("a"), contender("b")], { rounds: 2 });
    expect(prepared).toEqual(["a", "b", "a", "b", "b", "a"]);
    expect(samples.get("a")).toHaveLength(2);
  });

  it("take no failed run for a fast one", () => {
    const exit = (status: number, okStatus?: number[]) =>
      runProcess({ file: process.execPath, args: ["-e", `process.exit(${status})`], okStatus });
    expect(() => exit(3)).toThrow("ended with 3");
    expect(exit(3, [3]).seconds).toBeGreaterThan(0);
  });

  it("hold a target against the median", () => {
    const spread = { median: 2, min: 1, max: 9 };
    expect(atMost("x", 2, spread)).toMatchObject({ met: true, measured: "2 (1 to 9)" });
    expect(atMost("x", 1.9, spread).met).toBe(false);
    expect(atLeast("x", 2, spread).met).toBe(true);
    expect(atLeast("x", 2.1, spread).met).toBe(false);
    expect([figure(0.12345), figure(12.345), figure(1234.5)]).toEqual(["0.123", "12.3", "1,235"]);
  });
});

describe("the report of the benchmark", () => {
  const spread = { median: 4, min: 3, max: 5 };
  const rows = [
    { name: "Ruff", spread },
    { name: "A & B <c>", spread: { median: 0.5, min: 0.4, max: 0.6 }, sample: 10 },
  ];

  it("draws what is slower to the right and what is faster to the left", () => {
    const svg = chart([{ name: "tree", rows }]);
    expect(svg.match(/class="slower"/g)).toHaveLength(1);
    expect(svg.match(/class="faster"/g)).toHaveLength(1);
    expect(svg).toContain("A &amp; B &lt;c>");
    expect(svg).toContain("on a sample of each tree, tlsfix beside them: A &amp; B");
    expect(svg).toContain("prefers-color-scheme: dark");
  });

  it("says of every target whether it is met, missed or not measured", () => {
    const targets = [
      atMost("one", 5, spread),
      atMost("two", 3, spread),
      { text: "three", limit: "≤ 1", measured: "not measured: no rg", met: undefined },
    ];
    const about = { peers: [], lacking: ["rg"], tlsfix: "1.2.3", quick: true, rounds: 2, minutes: 1 };
    const page = markdown([{ title: "T", text: ["t"], tables: [], targets }], about, false);
    expect(page).toContain("| one | ≤ 5 | 4 (3 to 5) | met |");
    expect(page).toContain("| two | ≤ 3 | 4 (3 to 5) | **missed** |");
    expect(page).toContain("| three | ≤ 1 | not measured: no rg | not measured |");
    expect(page).toContain("so not compared: rg.");
  });
});

describe("the recipes", () => {
  it("are read out of YAML as blocks", () => {
    const yaml = "a:\n  - run: |\n      one\n        two\n\n      three\n  - x: 1\nargs:\n  - |\n    four\n";
    expect(scriptsIn(yaml, "run")).toEqual(["one\n  two\n\nthree"]);
    expect(scriptsIn(yaml, "args")).toEqual(["four"]);
  });
});
