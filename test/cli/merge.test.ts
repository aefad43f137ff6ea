import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Tree } from "./support/built-cli.ts";
import { runHere } from "./support/in-process.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

const run = (...args: string[]) => runHere(tree.root, args);

/** Reports of two projects, each in its folder. */
async function reports(format: string): Promise<void> {
  for (const name of ["one", "two"]) {
    tree.write(`${name}/setup.py`, "").write(`${name}/a.py`, "s = ssl.wrap_socket(sock)\n");
    await run("--output-format", format, "--output-file", `${name}.${format}`, "-q", name);
  }
}

const finding = (path: string): object => ({ rule: "wrap-socket", path, line: 1, remedies: [] });
const report = (fields: object): string => JSON.stringify({ version: 1, findings: [], files: [], ...fields });

describe("tlsfix merge", () => {
  it("takes reports of runs that were cut by hand", async () => {
    await reports("json");
    const { status, stdout, stderr } = await run("merge", "two.json", "one.json");
    expect(JSON.parse(stdout).findings.map(({ path }: { path: string }) => path)).toEqual([
      "one/a.py",
      "two/a.py",
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "Merged 2 reports: 2 findings.\n" });
  });

  it("writes to a file, and counts beside it", async () => {
    await reports("sarif");
    const ran = await run(
      "merge",
      "one.sarif",
      "two.sarif",
      "--output-file",
      "out/all.sarif",
      "--statistics",
      "-q",
    );
    expect(ran).toEqual({ status: 1, stdout: "2  wrap-socket  2 safe, 0 unsafe to fix\n", stderr: "" });
    expect(JSON.parse(tree.read("out/all.sarif")).runs[0].results).toHaveLength(2);
  });

  it("has the exit status of the whole", async () => {
    tree.write("clean.json", report({}));
    tree.write("found.json", report({ findings: [finding("a.py")] }));
    const failed = [{ path: "b.py", status: "failed", reason: "unreadable", message: "cannot be read" }];
    tree.write("failed.json", report({ files: failed }));
    tree.write("cut.json", report({ interrupted: true }));
    const statusOf = async (...args: string[]) => (await run("merge", ...args)).status;
    expect(await statusOf("clean.json")).toBe(0);
    expect(await statusOf("clean.json", "found.json")).toBe(1);
    expect(await statusOf("clean.json", "found.json", "--exit-zero")).toBe(0);
    expect(await statusOf("clean.json", "failed.json")).toBe(1);
    expect(await statusOf("clean.json", "failed.json", "--exit-zero")).toBe(0);
    expect(await statusOf("clean.json", "failed.json", "--exit-zero", "--strict")).toBe(2);
    expect(await statusOf("clean.json", "cut.json", "--exit-zero")).toBe(130);
    const { stdout, stderr } = await run("merge", "clean.json", "cut.json");
    expect(JSON.parse(stdout).interrupted).toBe(true);
    expect(stderr).toContain("error: the run of cut.json was interrupted.\n");
  });

  it("keeps what a comment suppresses, and counts it as no finding", async () => {
    await reports("sarif");
    for (const name of ["one.sarif", "two.sarif"]) {
      const document = JSON.parse(tree.read(name));
      for (const result of document.runs[0].results) result.suppressions = [{ kind: "inSource" }];
      tree.write(name, JSON.stringify(document));
    }
    const { status, stdout, stderr } = await run("merge", "one.sarif", "two.sarif");
    expect(JSON.parse(stdout).runs[0].results).toHaveLength(2);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "Merged 2 reports: 0 findings.\n" });
  });

  it("numbers what the failures of several shards are told as anew", async () => {
    tree
      .write("one/setup.py", "")
      .write("one/a.py", Buffer.from("# coding: utf-8\nRAND_egd = '\xff'\n", "latin1"));
    tree.write("two/setup.py", "").write("two/a.py", "def (:\n  RAND_egd\n");
    for (const name of ["one", "two"])
      await run("--output-format", "sarif", "--output-file", `${name}.sarif`, "-q", name);
    const { stdout } = await run("merge", "two.sarif", "one.sarif");
    const [{ tool, invocations }] = JSON.parse(stdout).runs;
    const ids = tool.driver.notifications.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["file-undecodable", "file-unparsable"]);
    const told = invocations[0].toolExecutionNotifications;
    expect(told.map(({ descriptor }: { descriptor: object }) => descriptor)).toEqual([
      { id: "file-undecodable", index: 0 },
      { id: "file-unparsable", index: 1 },
    ]);
  });
});

describe("what cannot be merged", () => {
  const GOOD = report({ findings: [finding("a.py")] });
  const sarif = (run: object): string => JSON.stringify({ version: "2.1.0", runs: [run] });
  const own = {
    tool: { driver: { name: "tlsfix" } },
    invocations: [{ toolExecutionNotifications: [] }],
    results: [],
  };

  it.each<[string, string, string]>([
    ["text", "Found 3 findings", "bad is no JSON: "],
    ["a list", "[]", "bad is no report of tlsfix: what is in it is no object."],
    ["something else", "{}", "bad is no JSON report of tlsfix: its version is missing, not 1."],
    [
      "a version to come",
      report({ version: 2 }),
      "bad is no JSON report of tlsfix: its version is 2, not 1.",
    ],
    ["half of it", '{"version": 1, "findings": []}', "bad is no JSON report of tlsfix: files is no list."],
    [
      "a finding of no file",
      report({ findings: [{ rule: "x", remedies: [] }] }),
      "bad is no JSON report of tlsfix: findings[0].path is no text.",
    ],
    [
      "a finding of no rule",
      report({ findings: [{ path: "x", remedies: [] }] }),
      "bad is no JSON report of tlsfix: findings[0].rule is no text.",
    ],
    [
      "a shard of none",
      report({ shard: "5/4" }),
      'bad is no JSON report of tlsfix: shard is no shard such as "2/4".',
    ],
    [
      "SARIF of another tool",
      sarif({ ...own, tool: { driver: { name: "Bandit" } } }),
      'bad is no SARIF report of tlsfix: it is of "Bandit".',
    ],
    [
      "SARIF of two runs",
      JSON.stringify({ runs: [own, own] }),
      "bad is no SARIF report of tlsfix: it has 2 runs, not one.",
    ],
    [
      "SARIF with a result of no file",
      sarif({ ...own, results: [{ locations: [] }] }),
      "bad is no SARIF report of tlsfix: results[0]: its place is no object.",
    ],
    ["SARIF beside JSON", sarif(own), "bad is SARIF and good is JSON: merge takes one format at a time."],
    ["the same file once more", GOOD, "good and bad both report a.py: they are no parts of one run."],
  ])("is %s", async (_, bad, message) => {
    tree.write("good", GOOD).write("bad", bad);
    const { status, stdout, stderr } = await run("merge", "good", "bad");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message}`);
  });

  it("is a file that is not there, and no file at all", async () => {
    expect(await run("merge", "gone")).toEqual({
      status: 2,
      stdout: "",
      stderr: "error: gone cannot be read: it does not exist\n",
    });
    expect((await run("merge")).status).toBe(2);
  });

  it("is a set of shards that is not whole", async () => {
    const shard = (text: string) => report({ shard: text });
    tree.write("1", shard("1/4")).write("2", shard("2/4")).write("4", shard("4/4"));
    tree.write("other", shard("3/5")).write("none", report({})).write("again", shard("2/4"));
    const told = async (...args: string[]) => (await run("merge", ...args)).stderr;
    expect(await told("1", "2", "4")).toBe("error: there is no report of shard 3/4.\n");
    expect(await told("1", "2")).toBe("error: there is no report of shard 3/4, shard 4/4.\n");
    expect(await told("1", "2", "again")).toBe("error: 2 and again are both of shard 2/4.\n");
    expect(await told("1", "other")).toBe("error: 1 is of shard 1/4, other of 3/5.\n");
    expect(await told("1", "none")).toBe("error: 1 is of shard 1/4, none of none.\n");
  });

  it("is SARIF of two versions", async () => {
    const of = (version: string) => sarif({ ...own, tool: { driver: { name: "tlsfix", version } } });
    tree.write("old", of("1.0")).write("new", of("1.1"));
    expect((await run("merge", "old", "new")).stderr).toBe("error: old is of tlsfix 1.0 and new of 1.1.\n");
  });
});
