import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import { Tree } from "./support/built-cli.ts";
import { runHere } from "./support/in-process.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

const run = (...args: string[]) => runHere(tree.root, args);

/** Paths of the files that a JSON report has findings in. */
const pathsIn = (json: string): string[] => [
  ...new Set<string>(JSON.parse(json).findings.map(({ path }: { path: string }) => path)),
];

/** Two projects, one in the other, and a file of neither. */
function nested(): Tree {
  tree
    .write("outer/pyproject.toml", "")
    .write("outer/a.py", "RAND_egd\n")
    .write("outer/deep/er/b.py", "RAND_egd\n");
  tree.write("outer/inner/setup.py", "").write("outer/inner/src/c.py", "RAND_egd\n");
  return tree.write("d.py", "RAND_egd\n");
}

describe("--shard", () => {
  it("cuts at the nearest folder with a project file, and nowhere else", async () => {
    nested();
    const parts = await Promise.all(
      ["1/3", "2/3", "3/3"].map(async (part) => pathsIn((await json("--shard", part)).stdout)),
    );
    expect(parts).toEqual([["outer/a.py", "outer/deep/er/b.py"], ["outer/inner/src/c.py"], ["d.py"]]);
  });

  it.each(["pyproject.toml", "setup.py", "setup.cfg", "tlsfix.toml", ".tlsfix.toml", ".git"])(
    "takes %s for the top of a project",
    async (marker) => {
      tree.write(`one/${marker}`, "").write("one/a.py", "RAND_egd\n").write("two/b.py", "RAND_egd\n");
      expect(pathsIn((await json("--shard", "1/2")).stdout)).toHaveLength(1);
      expect(pathsIn((await json("--shard", "2/2")).stdout)).toHaveLength(1);
    },
  );

  it("looks at nothing above the working folder", async () => {
    tree
      .write("pyproject.toml", "")
      .write("work/one/a.py", "RAND_egd\n")
      .write("work/two/b.py", "RAND_egd\n");
    const { stdout } = await runHere(tree.path("work"), ["--output-format", "json", "--shard", "1/2", "-q"]);
    expect(pathsIn(stdout)).toEqual(["one/a.py", "two/b.py"]);
  });

  it("says why a shard is empty, and takes that for no trouble", async () => {
    nested();
    const { status, stderr } = await run("--shard", "4/4");
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "Nothing is left for shard 4/4: there are 3 projects, and none is cut.\n",
    });
  });

  it("says with --verbose how many projects it has", async () => {
    nested();
    expect((await run("--shard", "1/2", "-v")).stderr).toContain("shard 1/2: 2 of 3 projects\n");
  });

  it("cuts what --files-from lists", async () => {
    nested().write("list", "d.py\nouter/inner\n");
    expect(pathsIn((await json("--shard", "1/2", "--files-from", "list")).stdout)).toEqual([
      "outer/inner/src/c.py",
    ]);
    expect(pathsIn((await json("--shard", "2/2", "--files-from", "list")).stdout)).toEqual(["d.py"]);
  });

  it("knows of a change to the whole process that is made in another shard", async () => {
    tree.write("one/setup.py", "").write("one/a.py", "c = HTTPSConnection(host)\n");
    tree.write("two/setup.py", "").write("two/b.py", "ssl._create_default_https_context = x\n");
    const { findings } = JSON.parse((await json("--shard", "1/2")).stdout);
    expect(findings[0].remedies[0].applicability).toBe("unsafe");
  });

  it("fixes its own files only", async () => {
    tree.write("one/setup.py", "").write("one/a.py", "s = ssl.wrap_socket(sock)\n");
    tree.write("two/setup.py", "").write("two/a.py", "s = ssl.wrap_socket(sock)\n");
    await run("--shard", "1/2", "--fix", "-q");
    expect([tree.read("one/a.py"), tree.read("two/a.py")]).toEqual([
      "s = preserving(sock)\n",
      "s = ssl.wrap_socket(sock)\n",
    ]);
  });

  it.each([["0/2"], ["3/2"], ["half"], [""]])("refuses %j", async (text) => {
    const { status, stderr } = await run("--shard", text);
    expect(status).toBe(2);
    expect(stderr).toContain('It is written "2/4"');
  });

  it("refuses standard input and a review", async () => {
    expect((await run("--shard", "1/2", "-")).stderr).toContain("--shard cuts files, not standard input");
    expect((await run("--shard", "1/2", "-i")).status).toBe(2);
  });
});

const PATCH = "ssl._create_default_https_context = unverified\nRAND_egd\n";
const PATCHED = "c = HTTPSConnection(host)\n";
const TEXTS = [
  "print()\n",
  "import ssl\ns = ssl.wrap_socket(sock)\n",
  "x.verify_mode = CERT_NONE\ny.verify_mode = CERT_NONE\n",
  "def (:\n  RAND_egd\n",
  "# coding: utf-8\nRAND_egd = '\xff'\n",
];
const text = fc.oneof(fc.constant(PATCH), fc.constant(PATCHED), fc.constantFrom(...TEXTS));
const name = fc.constantFrom("a", "b", "a-b", "b.c", "Z", "é");
const folder = fc.array(name, { maxLength: 3 });
const file = fc.record({ folder, name, text });
const project = fc.record({ folder, marker: fc.constantFrom("setup.py", "pyproject.toml", ".tlsfix.toml") });
const generated = fc.record({
  files: fc.oneof(
    { weight: 6, arbitrary: fc.array(file, { minLength: 1, maxLength: 14 }) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ folder, name, text: fc.constant("print()\n") }), { maxLength: 5 }),
    },
  ),
  projects: fc.array(project, { maxLength: 6 }),
  of: fc.integer({ min: 1, max: 5 }),
  format: fc.constantFrom("json", "sarif"),
});
type Generated = typeof generated extends fc.Arbitrary<infer T> ? T : never;

/** Writes the files of a generated tree; of equal paths the last stays. */
function written({ files, projects }: Generated): {
  readonly made: Tree;
  readonly texts: Map<string, string>;
} {
  const made = new Tree();
  const texts = new Map<string, string>();
  for (const one of projects) made.write([...one.folder, one.marker].join("/"), "");
  for (const one of files) texts.set(`${[...one.folder, `${one.name}`].join("/")}.py`, one.text);
  for (const [path, content] of texts) made.write(path, Buffer.from(content, "latin1"));
  return { made, texts };
}

/** Whether a shard has what is patched, and no file of its own that patches. */
function isPatchedFromElsewhere(part: string, texts: ReadonlyMap<string, string>): boolean {
  const own = pathsIn(part).map((path) => texts.get(path));
  return own.includes(PATCHED) && !own.includes(PATCH) && [...texts.values()].includes(PATCH);
}

const MAKER = "import ssl\nCONTEXT = ssl.create_default_context()\n";
const IMPORT = "import ssl\nfrom one.maker import CONTEXT as c\n";
const USE = "def use(s):\n    c.wrap_socket(s)\n";
const LIMIT = "c.minimum_version = ssl.TLSVersion.TLSv1_2\n";

describe("the union of all shards", () => {
  it.each([
    ["is told what another shard does with it", `${IMPORT}${USE}`, 1],
    ["is told that another shard makes it safe", `${IMPORT}${LIMIT}${USE}`, 0],
  ])("has a context that %s, as one whole run has it", async (_, user, count) => {
    tree.write("one/setup.py", "").write("one/maker.py", MAKER);
    tree.write("two/setup.py", "").write("two/user.py", user);
    const here = (...args: string[]) => runHere(tree.root, [...args, "-q"], { engine });
    const report = (file: string) => ["--output-format", "json", "--output-file", file];
    await here(...report("whole"));
    await here(...report("part-1"), "--shard", "1/2");
    await here(...report("part-2"), "--shard", "2/2");
    await here("merge", "part-1", "part-2", "--output-file", "merged");
    expect(tree.read("merged")).toBe(tree.read("whole"));
    expect(JSON.parse(tree.read("part-1")).findings).toHaveLength(count);
    expect(tree.read("part-1").includes("two/user.py")).toBe(count === 1);
  });

  it("is one whole run: in its report, its statistics and its exit status", async () => {
    const reached = new Set<string>();
    const property = fc.asyncProperty(generated, async (given) => {
      const { of, format } = given;
      const { made, texts } = written(given);
      try {
        const here = (...args: string[]) => runHere(made.root, args);
        const whole = await here("--output-format", format, "--output-file", "whole", "-q");
        const parts = Array.from({ length: of }, (_, at) => `part-${at + 1}`);
        const statuses: (number | null)[] = [];
        for (const [at, part] of parts.entries()) {
          const shard = `${at + 1}/${of}`;
          const ran = await here("--output-format", format, "--output-file", part, "--shard", shard, "-q");
          statuses.push(ran.status);
        }
        // In another order than they were made in.
        const merged = await here("merge", ...parts.toReversed(), "--output-file", "merged", "-q");
        expect(made.read("merged")).toBe(made.read("whole"));
        expect(merged.status).toBe(whole.status);
        expect(Math.max(...statuses.map(Number))).toBe(whole.status);
        const counted = await here("merge", ...parts, "--statistics", "-q");
        expect(counted.stdout).toBe((await here("--statistics", "-q")).stdout);
        const texted = parts.map((part) => made.read(part));
        if (findingsIn(texted, format).filter((count) => count > 0).length > 1)
          reached.add(`${format} in parts`);
        if (format === "json" && texted.some((part) => isPatchedFromElsewhere(part, texts)))
          reached.add("patched by another shard");
        reached.add(`status ${whole.status}`);
      } finally {
        made.remove();
      }
    });
    // One seed: whether the trees reach what they must is then no chance.
    await fc.assert(property, { numRuns: 60, seed: 4 });
    // What the trees must have had for this to say anything.
    expect([...reached].sort()).toEqual([
      "json in parts",
      "patched by another shard",
      "sarif in parts",
      "status 0",
      "status 1",
    ]);
  });
});

/** How many findings each of some reports has. */
function findingsIn(reports: readonly string[], format: string): number[] {
  return reports.map((text) => {
    const report = JSON.parse(text);
    return (format === "json" ? report.findings : report.runs[0].results).length;
  });
}

function json(...args: string[]) {
  return run("--output-format", "json", "-q", ...args);
}
