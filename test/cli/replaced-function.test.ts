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

const PATCH = "import ssl\n\n\ndef pinned(sock):\n    pass\n\n\nssl.wrap_socket = pinned\n";
const CALL = "import ssl\n\n\ndef connect(sock):\n    return ssl.wrap_socket(sock)\n";

/** The paths of the calls that have a fix, each with why it has none where it has none. */
async function reasons(...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const options = ["--output-format", "json", "-q", "--cache-dir", kept.root, "--select", "wrap-socket"];
  const { stdout } = await runHere(tree.root, [...options, ...args], { engine });
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly path: string;
      readonly remedies: readonly { readonly kind: string; readonly because?: string }[];
    }[];
  };
  const rows = findings.map(({ path, remedies: [remedy] }) => [
    path,
    remedy?.kind === "none" ? (remedy.because ?? "") : "fixed",
  ]);
  return Object.fromEntries(rows);
}

const LEFT = (path: string): string =>
  `\`${path}\` puts a function of its own in its place, which this may be`;

describe("calls of a function that another file replaces", () => {
  it.each([
    ["by assigning", PATCH],
    [
      "under another name of the module",
      PATCH.replaceAll("ssl.wrap", "tls.wrap").replace("ssl", "ssl as tls"),
    ],
    ["with setattr", PATCH.replace("ssl.wrap_socket = pinned", 'setattr(ssl, "wrap_socket", pinned)')],
    [
      "through another module",
      PATCH.replace("import ssl", "from . import net").replace("ssl.wrap", "net.ssl.wrap"),
    ],
    ["in a tuple", PATCH.replace("ssl.wrap_socket = pinned", "ssl.wrap_socket, x = pinned, 1")],
    ["around itself", PATCH.replace("= pinned", "= pinned(ssl.wrap_socket)")],
    [
      "where it lacks",
      PATCH.replace("ssl.wrap_socket =", 'if not hasattr(ssl, "wrap_socket"):\n    ssl.wrap_socket ='),
    ],
  ])("have no fix: %s", async (_, text) => {
    tree.write("app/boot.py", text).write("app/net.py", CALL);
    expect(await reasons()).toMatchObject({ "app/net.py": LEFT("app/boot.py") });
  });

  it.each([
    ["put back what was there", "import ssl\nold = ssl.wrap_socket\nssl.wrap_socket = old\n"],
    ["take a green library's", "import ssl\nimport gevent.ssl\nssl.wrap_socket = gevent.ssl.wrap_socket\n"],
    ["take it away", "import ssl\ndel ssl.wrap_socket\n"],
    ["set an attribute of theirs", "import ssl\n\n\nclass C:\n    pass\n\n\nC.wrap_socket = ssl.SSLError\n"],
    [
      "hand over a method",
      "import ssl\n\n\ndef f(context):\n    return [context.wrap_socket, ssl.SSLError]\n",
    ],
  ])("have one beside files that %s", async (_, text) => {
    tree.write("app/boot.py", text).write("app/net.py", CALL);
    expect(await reasons()).toMatchObject({ "app/net.py": "fixed" });
  });

  it("have none in the same repository, or else the same outermost project, and nowhere else", async () => {
    tree.write("one/.git/HEAD", "").write("one/lib/setup.py", "").write("one/lib/boot.py", PATCH);
    tree.write("one/app/pyproject.toml", "").write("one/app/net.py", CALL);
    tree.write("two/setup.py", "").write("two/lib/setup.py", "").write("two/lib/boot.py", PATCH);
    tree.write("two/net.py", CALL);
    tree.write("three/setup.cfg", "").write("three/net.py", CALL);
    tree.write("net.py", CALL);
    expect(await reasons()).toMatchObject({
      "one/app/net.py": LEFT("one/lib/boot.py"),
      "two/net.py": LEFT("two/lib/boot.py"),
      "three/net.py": "fixed",
      "net.py": "fixed",
    });
  });

  it("have one where only tests replace it, but for the tests'", async () => {
    tree.write("tests/conftest.py", PATCH).write("tests/test_net.py", CALL).write("app/net.py", CALL);
    expect(await reasons()).toMatchObject({
      "tests/test_net.py": LEFT("tests/conftest.py"),
      "app/net.py": "fixed",
    });
  });

  it("are looked at again where that file comes, changes or goes, in each shard and in a list of files", async () => {
    tree.write("a/setup.py", "").write("a/net.py", CALL).write("b/setup.py", "").write("b/net.py", CALL);
    expect(await reasons()).toEqual({ "a/net.py": "fixed", "b/net.py": "fixed" });
    tree.write("b/boot.py", PATCH);
    const patched = { "b/boot.py": expect.anything(), "b/net.py": LEFT("b/boot.py") };
    expect(await reasons()).toEqual({ "a/net.py": "fixed", ...patched });
    const shards = [await reasons("--shard", "1/2"), await reasons("--shard", "2/2")];
    expect(shards).toEqual(expect.arrayContaining([{ "a/net.py": "fixed" }, patched]));
    tree.write("list", "b/net.py\nb/boot.py\n");
    expect(await reasons("--files-from", "list")).toEqual(patched);
    tree.write("b/boot.py", "import ssl\n");
    expect(await reasons()).toEqual({ "a/net.py": "fixed", "b/net.py": "fixed" });
  });
});
