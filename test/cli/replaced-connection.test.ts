import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import { Tree } from "./support/built-cli.ts";
import { runHere } from "./support/in-process.ts";

let tree: Tree;
let kept: Tree;
beforeEach(() => {
  tree = new Tree();
  kept = new Tree();
});
afterEach(() => {
  tree.remove();
  kept.remove();
});

const CALL =
  "import http.client\n\n\ndef connect(host):\n    return http.client.HTTPSConnection(host, timeout=5)\n";

const FAKE = "class Fake:\n    def __init__(self, host, timeout=None):\n        self.host = host\n\n\n";

/** How far the fix of the call goes, and why not further. */
async function remedy(): Promise<readonly [string | undefined, string | undefined]> {
  const rule = ["--select", "https-connection-without-context"];
  const options = ["--output-format", "json", "-q", "--cache-dir", kept.root, ...rule];
  const { stdout } = await runHere(tree.root, options, { engine });
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly path: string;
      readonly remedies: readonly { readonly applicability?: string; readonly because?: string }[];
    }[];
  };
  const its = findings.find(({ path }) => path === "app/net.py")?.remedies[0];
  return [its?.applicability, its?.because];
}

const UNSAFE = (path: string) => [
  "unsafe",
  `\`${path}\` puts something else in the place of the class, which may expect the call as it is`,
];

describe("a connection whose class another file replaces", () => {
  it.each([
    [
      "with pytest's monkeypatch",
      "tests/conftest.py",
      `import http.client\nimport pytest\n\n\n${FAKE}@pytest.fixture(autouse=True)\ndef offline(monkeypatch):\n    monkeypatch.setattr(http.client, "HTTPSConnection", Fake)\n`,
    ],
    [
      "with mock.patch",
      "tests/test_net.py",
      `from unittest import mock\n\n\n${FAKE}@mock.patch("http.client.HTTPSConnection", Fake)\ndef test_it():\n    pass\n`,
    ],
    ["by assigning", "app/offline.py", `import http.client\n\n\n${FAKE}http.client.HTTPSConnection = Fake\n`],
    [
      "through another module",
      "tests/test_net.py",
      `from app import net\n\n\n${FAKE}net.http.client.HTTPSConnection = Fake\n`,
    ],
  ])("is given a context only where that is asked for: %s", async (_, path, text) => {
    tree.write("pyproject.toml", "").write("app/net.py", CALL).write(path, text);
    expect(await remedy()).toEqual(UNSAFE(path));
    // The same from what is kept of the run before.
    expect(await remedy()).toEqual(UNSAFE(path));
  });

  it.each([
    ["nothing is replaced", "tests/test_net.py", "from app import net\n\nnet.connect('db.internal')\n"],
    [
      "the class is only asked for",
      "tests/test_net.py",
      'import http.client\n\nprint(hasattr(http.client, "HTTPSConnection"))\n',
    ],
  ])("is given a context: %s", async (_, path, text) => {
    tree.write("pyproject.toml", "").write("app/net.py", CALL).write(path, text);
    expect(await remedy()).toEqual(["safe", undefined]);
  });

  it("is given a context where another program replaces it", async () => {
    tree.write("app/pyproject.toml", "").write("app/net.py", CALL);
    tree.write("other/pyproject.toml", "");
    tree.write("other/boot.py", `import http.client\n\n\n${FAKE}http.client.HTTPSConnection = Fake\n`);
    expect(await remedy()).toEqual(["safe", undefined]);
  });
});
