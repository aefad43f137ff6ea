import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import { Tree } from "./support/built-cli.ts";
import { runHere } from "./support/in-process.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

const run = (...args: string[]) => runHere(tree.root, args, { engine });

const MAKER = "import ssl\n\ndef make():\n    return ssl.create_default_context()\n";
const USER = "from .maker import make\n\n\ndef use(s):\n    return make().wrap_socket(s)\n";
const CONNECTING = `${MAKER}\n\ndef use(s):\n    make().wrap_socket(s)\n`;
const UNVERIFIED = `import ssl

def make():
    c = ssl.create_default_context()
    c.check_hostname = False
    c.verify_mode = ssl.CERT_NONE
    return c
`;
const HOST_USER = `import socket
from .maker import make
def use(h):
    s = socket.create_connection((h, 443))
    make().wrap_socket(s)
`;
const OTHER_USER = USER.replace("def use(s):\n", "def use(s):\n    log(s)\n");

function writePackage(folder: string, files: Readonly<Record<string, string>>): void {
  tree.write(`${folder}/__init__.py`, "");
  for (const [name, text] of Object.entries(files)) tree.write(`${folder}/${name}`, text);
}

/** What is reported of a folder that is checked alone, with those of some more. */
async function reportOf(...folders: readonly string[]): Promise<readonly { readonly path: string }[]> {
  const { stdout } = await run("--output-format", "json", "--no-cache", "-q", ...folders);
  return JSON.parse(stdout).findings;
}

/** How many files are parsed in a run. */
async function parsedIn(...args: string[]): Promise<readonly string[]> {
  const parsed: string[] = [];
  const counting = {
    ...engine,
    load: async (options: Parameters<typeof engine.load>[0]) => {
      const analyzer = await engine.load(options);
      const checkFor: typeof analyzer.checkFor = (facts, rules) => {
        parsed.push(facts.path);
        return analyzer.checkFor(facts, rules);
      };
      return { ...analyzer, checkFor };
    },
  };
  await runHere(tree.root, ["--no-cache", "-q", ...args], { engine: counting });
  return parsed;
}

describe("files that are copies of others", () => {
  it("are told of as if each were checked alone, with the files around each", async () => {
    const packages = {
      one: { "maker.py": MAKER, "user.py": USER },
      two: { "maker.py": MAKER, "user.py": USER },
      three: { "maker.py": MAKER, "user.py": OTHER_USER },
      four: { "maker.py": MAKER },
    };
    for (const [folder, files] of Object.entries(packages)) writePackage(folder, files);
    const folders = Object.keys(packages);
    const alone = await Promise.all(folders.map((folder) => reportOf(folder)));
    expect(await reportOf(...folders)).toEqual(alone.flat());
    expect(JSON.stringify(alone[1])).toContain("two/user.py");
  });

  it("are checked once", async () => {
    for (const folder of ["one", "two", "three"])
      writePackage(folder, { "maker.py": MAKER, "user.py": USER });
    expect(await parsedIn()).toEqual(["one/maker.py"]);
  });

  it("are each checked where a text names a file beside them", async () => {
    for (const folder of ["one", "two"])
      writePackage(folder, { "maker.py": UNVERIFIED, "user.py": HOST_USER });
    expect(await parsedIn()).toEqual(["one/maker.py", "two/maker.py"]);
    const { stdout } = await run("--output-format", "full", "--no-cache", "two");
    expect(stdout).toContain("the connection is made in two/user.py, line 5");
    expect((await run("--output-format", "full", "--no-cache")).stdout).toContain(
      stdout.trim().split("\n")[0],
    );
  });

  it("are each checked where they have other names, or are to be checked otherwise", async () => {
    tree.write("one/a.py", MAKER).write("two/a.pyi", MAKER).write("three/b.py", MAKER);
    tree.write("four/a.py", MAKER).write("four/tlsfix.toml", 'target-version = "3.6"\n');
    expect(await parsedIn()).toEqual(["four/a.py", "one/a.py", "three/b.py", "two/a.pyi"]);
  });

  it("are all written", async () => {
    for (const folder of ["one", "two", "three"]) tree.write(`${folder}/maker.py`, CONNECTING);
    const { status, stderr } = await run("--fix", "--no-cache");
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining("Fixed 3") });
    const [one, two, three] = ["one", "two", "three"].map((folder) => tree.read(`${folder}/maker.py`));
    expect(one).toContain("minimum_version");
    expect([two, three]).toEqual([one, one]);
  });

  it("show their own place in a diff, and why they do not parse", async () => {
    for (const folder of ["one", "two"]) tree.write(`${folder}/maker.py`, `${CONNECTING}def (:\n`);
    const { stdout, stderr } = await run("--diff", "--no-cache");
    const [one, two] = ["one", "two"].map((folder) =>
      stdout.split("--- ").find((part) => part.startsWith(`${folder}/`)),
    );
    expect(two).toBe(one?.replaceAll("one/", "two/"));
    for (const folder of ["one", "two"])
      expect(stderr).toContain(`${folder}/maker.py: does not parse at line 9`);
  });
});
