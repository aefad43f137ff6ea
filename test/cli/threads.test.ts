import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli, type Ran, Tree } from "./support/built-cli.ts";

let cli: BuiltCli;
let tree: Tree;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

/** More than are searched by one thread alone. */
const MANY = 2500;

function run(jobs: number, ...args: readonly string[]): Ran {
  return cli.run(tree.root, ["--jobs", String(jobs), ...args]);
}

/** Enough work for other threads to be started. */
function writeSlow(count: number): void {
  for (let i = 0; i < count; i++)
    tree.write(`slow/${i}.py`, `import ssl\nSLOW_CALL\nssl.wrap_socket(s${i})\n`);
}

describe("--jobs", () => {
  it("finds the same in many files with any number of threads, and tells it in the same order", () => {
    for (let i = 0; i < MANY; i++) {
      const text = i % 50 === 0 ? `import ssl\nssl.wrap_socket(s${i})\n` : `x = ${i}\n`;
      tree.write(`d${i % 7}/m${i}.py`, text);
    }
    tree.write("d3/bad.py", Buffer.from("# wrap_socket ssl \xff", "latin1"));
    const [one, four] = [run(1), run(4)];
    expect(four).toEqual(one);
    expect(one.status).toBe(1);
    expect(one.stderr).toContain(`Found ${MANY / 50} findings`);
    expect(one.stderr).toContain(`(${MANY + 1} files searched)`);
  });

  it("finds, shows and writes the same in any tree", () => {
    const line = fc.constantFrom(
      "ssl.wrap_socket(s)",
      "SLOW_CALL",
      "HTTPSConnection(h)",
      "CERT_NONE",
      "x",
      "def (",
      "CRASH_HERE",
    );
    const file = fc.array(line, { maxLength: 4 }).map((lines) => `import ssl\n${lines.join("\n")}\n`);
    const files = fc.array(file, { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(files, (texts) => {
        // Some have the same names, so that copies are among them.
        const pathOf = (i: number): string => (i % 2 === 0 ? `p${i % 3}/m${i}.py` : `p${i}/m.py`);
        const write = (): void => {
          texts.forEach((text, i) => {
            tree.write(pathOf(i), text);
          });
        };
        const textsNow = (): readonly string[] => texts.map((_, i) => tree.read(pathOf(i)));
        write();
        for (const args of [["--output-format", "json"], ["--diff"]]) {
          const [one, four] = [run(1, ...args), run(4, ...args)];
          expect(withoutStacks(four)).toEqual(withoutStacks(one));
        }
        expect(textsNow()).toEqual(texts);
        const one = run(1, "--fix", "--unsafe-fixes");
        const written = textsNow();
        write();
        expect(withoutStacks(run(4, "--fix", "--unsafe-fixes"))).toEqual(withoutStacks(one));
        expect(textsNow()).toEqual(written);
      }),
      { numRuns: 5 },
    );
  });

  it("tells of a file that ends a thread as of any other failure, and does the rest", () => {
    writeSlow(120);
    tree.write("slow/60x.py", "SLOW_CALL\nEND_THREAD\n");
    const ran = run(3, "--output-format", "concise");
    expect(ran.stderr).toContain("slow/60x.py: made tlsfix fail");
    expect(ran.stderr).toContain("the thread ended with 9");
    expect(ran.stdout.split("\n").filter((line) => line.includes("wrap-socket"))).toHaveLength(120);
    expect(ran.status).toBe(1);
  });

  it("writes every file whole with many threads", () => {
    writeSlow(100);
    expect(run(4, "--fix", "--fix-only").status).toBe(0);
    for (let i = 0; i < 100; i++) {
      expect(tree.read(`slow/${i}.py`)).toBe(`import ssl\nFAST_CALL\npreserving(s${i})\n`);
    }
    expect(run(4).status).toBe(0);
  });

  it.each(["0", "-1", "x", "1.5", "10000"])("refuses %s", (jobs) => {
    const ran = cli.run(tree.root, [`--jobs=${jobs}`, "."]);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain("from 1 to 256");
  });
});

/** Where in the program a failure was is no matter of the tree. */
function withoutStacks({ status, stdout, stderr }: Ran): Ran {
  return { status, stdout, stderr: stderr.replace(/^ +at .*\n/gm, "") };
}
