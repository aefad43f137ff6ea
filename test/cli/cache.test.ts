import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, cleanEnvironment, type Ran, Tree } from "./support/built-cli.ts";

let cli: BuiltCli;
let tree: Tree;
let kept: Tree;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree();
  kept = new Tree();
});
afterEach(() => {
  tree.remove();
  kept.remove();
});

function run(...args: readonly string[]): Ran {
  return cli.run(tree.root, ["--cache-dir", kept.root, ...args]);
}

/** How many files a run found as they were. */
function unchangedIn({ stderr }: Ran): number {
  return Number(/^cache: .*, (\d+) unchanged$/m.exec(stderr)?.[1]);
}

/** Whoever changes a file within two seconds is not trusted to have changed its times, so the clock must go on. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2100));
}

const WRAP = "import ssl\nssl.wrap_socket(s)\n";

describe("the cache", () => {
  it("knows files again that nobody touched, and says the same of them", async () => {
    tree.write("a.py", WRAP).write("b/c.py", "x = 1\n").write("b/d.py", "import ssl\nCERT_NONE\n");
    await settle();
    const first = run("-v");
    expect(unchangedIn(first)).toBe(0);
    const second = run("-v");
    expect(unchangedIn(second)).toBe(3);
    for (const format of ["full", "json", "sarif", "junit"]) {
      const fresh = cli.run(tree.root, ["--no-cache", "--output-format", format]);
      expect(run("--output-format", format), format).toEqual(fresh);
      expect(run("--output-format", format), format).toEqual(fresh);
    }
    expect(second.stdout).toBe(first.stdout);
  });

  it("keeps what reports with edits take beside what others do", async () => {
    tree.write("a.py", WRAP);
    await settle();
    run();
    run("--output-format", "json");
    const [name = ""] = readdirSync(kept.root);
    const written = readFileSync(kept.path(name));
    // A run that finds out nothing new writes nothing.
    for (const args of [[], ["--output-format", "json"], []]) {
      run(...args);
      expect(readFileSync(kept.path(name)).equals(written)).toBe(true);
    }
  });

  it("checks again what was changed, even with its size and time of modification kept", async () => {
    tree.write("a.py", "import ssl\nssl.wrap_socket(s)\n").write("b.py", "y = 1\n");
    const old = new Date(2020, 1, 1);
    utimesSync(tree.path("a.py"), old, old);
    await settle();
    expect(run().stdout).toContain("wrap-socket");
    tree.write("a.py", "import ssl\nssl.unwrap_sock(s)\n");
    utimesSync(tree.path("a.py"), old, old);
    const ran = run("-v");
    expect(unchangedIn(ran)).toBe(1);
    expect(ran.stdout).toBe("");
    expect(ran.status).toBe(0);
  });

  it("does not trust the times of a file that was only just written", () => {
    tree.write("a.py", "x = 1\n");
    run();
    expect(unchangedIn(run("-v"))).toBe(0);
  });

  it("takes what it found in the same content, whatever its times, and nothing of another", () => {
    tree.write("a.py", WRAP).write("b.py", `${WRAP}${WRAP}`);
    const first = run("--output-format", "json");
    tree.write("a.py", WRAP);
    expect(run("--output-format", "json")).toEqual(first);
    tree.write("a.py", WRAP.replace("(s)", "(t)"));
    expect(run().stdout).toContain("ssl.wrap_socket(t)");
  });

  it("holds for the same rules, target and project facts only", async () => {
    tree.write("a.py", WRAP).write("b.py", "from http.client import HTTPSConnection\nHTTPSConnection(h)\n");
    await settle();
    expect(run().stderr).toContain("Found 2 findings");
    expect(run("--ignore", "wrap-socket").stderr).toContain("Found 1 finding");
    expect(run("--select", "wrap-socket").stdout).not.toContain("HTTPSConnection");
    expect(run().stderr).toContain("2 fixable with --fix.");
    // Another file makes the fix of this one unsafe.
    tree.write("c.py", "import ssl\nssl._create_default_https_context = f\n");
    expect(run().stderr).toContain("1 fixable with --fix, 1 more");
    tree.write("c.py", "");
    expect(run().stderr).toContain("2 fixable with --fix.");
    tree.write("tlsfix.toml", 'ignore = ["wrap-socket"]\n');
    expect(run().stderr).toContain("Found 1 finding");
  });

  it("is out of date for what --fix wrote, and keeps --fix from nothing", async () => {
    tree.write("a.py", WRAP).write("b.py", "x = 1\n");
    await settle();
    run();
    run();
    expect(run("--fix").status).toBe(0);
    expect(tree.read("a.py")).toContain("preserving(s)");
    const ran = run("-v");
    expect(ran.stdout).toBe("");
    expect(ran.status).toBe(0);
    tree.write("a.py", WRAP);
    expect(run("--diff").stdout).toContain("+preserving(s)");
  });

  it("remembers why a file cannot be checked", async () => {
    tree.write("bad.py", "import ssl\ndef (\nssl.wrap_socket(s)\n");
    tree.write("bytes.py", Buffer.from("ssl wrap_socket \xff\n", "latin1"));
    tree.write("crash.py", "CRASH_HERE\n");
    await settle();
    const first = run("--output-format", "concise");
    expect(first.stderr).toContain("bad.py: does not parse");
    expect(first.stderr).toContain("bytes.py: is not UTF-8");
    expect(first.stderr).toContain("crash.py: made tlsfix fail");
    expect(run("--output-format", "concise")).toEqual(first);
  });

  it("knows very many files again, with any number of threads, but those that were changed", async () => {
    const many = 7000;
    for (let i = 0; i < many; i++)
      tree.write(`d${i % 9}/e${i % 70}/m${i}.py`, i % 500 === 0 ? WRAP : `x = ${i}\n`);
    await settle();
    run();
    // The first, some in between, and the last, in the order of the walk.
    for (const i of [0, 1234, 5678, 6929])
      tree.write(`d${i % 9}/e${i % 70}/m${i}.py`, i === 0 ? "x = 1\n" : WRAP);
    tree.write("d8/e69/new.py", WRAP);
    const [one, four] = [run("-v", "--jobs", "1"), run("-v", "--jobs", "4")];
    expect(unchangedIn(one)).toBe(many - 4);
    expect(four.stdout).toBe(one.stdout);
    expect(one.stdout).toBe(cli.run(tree.root, ["--no-cache"]).stdout);
    expect(one.stderr).toContain(`${many + 1} files searched`);
  });

  it("forgets files that are gone, and meets those that are new", async () => {
    for (const name of ["a", "b", "c"]) tree.write(`${name}/m.py`, "x = 1\n");
    await settle();
    run();
    const before = sizeOfCache();
    const { renameSync, rmSync } = await import("node:fs");
    renameSync(tree.path("b"), tree.path("z"));
    rmSync(tree.path("c"), { recursive: true });
    expect(unchangedIn(run("-v"))).toBe(1);
    expect(unchangedIn(run("-v"))).toBe(2);
    expect(sizeOfCache()).toBeLessThan(before);
  });

  it("is built anew where it is garbage, cut, or altered, and says nothing of it", async () => {
    tree.write("a.py", WRAP).write("b.py", "x = 1\n");
    await settle();
    const first = run();
    const [name = ""] = readdirSync(kept.root);
    const whole = readFileSync(kept.path(name));
    const altered = Buffer.from(whole);
    altered[altered.length - 3] = (altered[altered.length - 3] ?? 0) ^ 1;
    const head = Buffer.from(whole);
    head.writeUInt32LE(0xffffffff, 16);
    for (const bytes of ["", "garbage", whole.subarray(0, 70), whole.subarray(0, -1), altered, head]) {
      writeFileSync(kept.path(name), bytes);
      expect(run()).toEqual(first);
      expect(unchangedIn(run("-v"))).toBe(2);
    }
    expect(readdirSync(kept.root)).toEqual([name]);
  });

  it("stays whole with many runs at once", async () => {
    for (let i = 0; i < 300; i++) tree.write(`m${i}.py`, i % 10 === 0 ? WRAP : `x = ${i}\n`);
    await settle();
    const runs = Array.from({ length: 6 }, (_, i) => {
      if (i % 2 === 0) tree.write("changing.py", `${WRAP}# ${i}\n`);
      return started("--output-format", "json");
    });
    const outputs = await Promise.all(runs);
    expect(new Set(outputs).size).toBe(1);
    expect(readdirSync(kept.root)).toHaveLength(1);
    expect(run("--output-format", "json").stdout).toBe(outputs[0]);
    expect(unchangedIn(run("-v"))).toBeGreaterThanOrEqual(300);
  });

  it("makes no difference in any history of a tree", () => {
    const text = fc.constantFrom("", "x = 1\n", WRAP, `${WRAP}CERT_NONE\n`, "import ssl\ndef (\n");
    const change = fc.record({ file: fc.integer({ min: 0, max: 5 }), text });
    const options = fc.constantFrom(
      [],
      ["--select", "wrap-socket"],
      ["--output-format", "json"],
      ["--diff"],
      ["--fix"],
    );
    const steps = fc.array(fc.record({ changes: fc.array(change, { maxLength: 3 }), options }), {
      minLength: 3,
      maxLength: 6,
    });
    fc.assert(
      fc.property(steps, (history) => {
        const [own, other] = [new Tree(), new Tree()];
        for (const { changes, options: args } of history) {
          for (const { file, text: content } of changes) {
            for (const one of [own, other]) one.write(`f${file}.py`, content);
          }
          const cached = cli.run(own.root, ["--cache-dir", kept.root, ...args]);
          expect(cached).toEqual(cli.run(other.root, ["--no-cache", ...args]));
        }
        own.remove();
        other.remove();
      }),
      { numRuns: 6 },
    );
  });

  it("is kept by --cache-dir, the environment, or in the user's cache, and not at all with --no-cache", async () => {
    tree.write("src/a.py", "x = 1\n");
    await settle();
    const { PATH = "" } = cleanEnvironment();
    const env = { PATH, HOME: kept.path("home"), XDG_CACHE_HOME: kept.path("xdg") };
    const inEnvironment = (extra: Record<string, string>, ...args: readonly string[]) => {
      return new Promise((resolve) => {
        spawn(process.execPath, [cli.script, ...args], { cwd: tree.root, env: { ...env, ...extra } }).on(
          "close",
          resolve,
        );
      });
    };
    mkdirSync(kept.path("home"));
    await inEnvironment({}, "--no-cache");
    expect(readdirSync(kept.root)).toEqual(["home"]);
    await inEnvironment({});
    expect(readdirSync(kept.path("xdg/tlsfix"))).toHaveLength(1);
    await inEnvironment({ TLSFIX_CACHE_DIR: kept.path("env") });
    expect(readdirSync(kept.path("env"))).toHaveLength(1);
    await inEnvironment({ TLSFIX_CACHE_DIR: kept.path("env") }, "--cache-dir", "own");
    expect(readdirSync(tree.path("own"))).toHaveLength(1);
    expect(statSync(tree.path("own")).mode & 0o077).toBe(0);
  });

  it("is not made for single files and standard input", () => {
    tree.write("a.py", WRAP);
    run("a.py");
    cli.run(tree.root, ["--cache-dir", kept.root, "-"], { input: WRAP });
    expect(readdirSync(kept.root)).toEqual([]);
  });

  it("can be of no use without harm: where its folder cannot be", () => {
    tree.write("a.py", WRAP).write("file", "");
    const ran = cli.run(tree.root, ["--cache-dir", "file/below"]);
    expect(ran).toEqual(cli.run(tree.root, ["--no-cache"]));
  });

  it("drops what nobody has used for a month", async () => {
    tree.write("a.py", "x = 1\n");
    const long = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
    for (const name of ["old.tlsfixcache", "other.txt"]) {
      kept.write(name, "");
      utimesSync(kept.path(name), long, long);
    }
    await settle();
    run();
    expect(readdirSync(kept.root).filter((name) => !/^[0-9a-f]{24}\./.test(name))).toEqual(["other.txt"]);
  });
});

function sizeOfCache(): number {
  const [name = ""] = readdirSync(kept.root);
  return statSync(join(kept.root, name)).size;
}

/** The standard output of a run that others are beside. */
function started(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli.script, "--cache-dir", kept.root, ...args], {
      cwd: tree.root,
      env: cleanEnvironment(),
    });
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
    });
    child.on("close", () => resolve(text));
  });
}
