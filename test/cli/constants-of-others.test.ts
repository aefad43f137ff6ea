import { afterEach, beforeEach, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import { Tree } from "./support/built-cli.ts";
import { runHere } from "./support/in-process.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => {
  tree.remove();
});

const CLIENT =
  "import ssl\n\nfrom . import settings\nfrom .settings import PROTOCOL\n\n\n" +
  "def one(sock):\n    return ssl.SSLContext(settings.PROTOCOL).wrap_socket(sock)\n\n\n" +
  "def other(sock):\n    return ssl.SSLContext(PROTOCOL).wrap_socket(sock)\n";

it.each(["PROTOCOL_TLS", "PROTOCOL_SSLv23", "PROTOCOL_TLS_CLIENT"])(
  "follows %s from a file that says nothing else of contexts",
  async (name) => {
    tree.write("app/__init__.py", "").write("app/client.py", CLIENT);
    tree.write("app/settings.py", `import ssl\n\nPROTOCOL = ssl.${name}\n`);
    const { stdout } = await runHere(tree.root, ["--output-format", "concise", "--no-cache"], { engine });
    const found = stdout.split("\n").filter((line) => line.includes("context-without-minimum-version"));
    expect(found.map((line) => line.split(":", 2).join(":"))).toEqual([
      "app/client.py:8",
      "app/client.py:12",
    ]);
  },
);
