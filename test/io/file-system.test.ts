import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decode, readBytes, replaceText, type SourceFile } from "../../src/io/file-system.ts";
import { Tree } from "../cli/support/built-cli.ts";

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

function open(path: string, root = tree.root): SourceFile {
  const bytes = readBytes({ path, absolute: tree.path(path), root });
  if (bytes.kind === "failed") throw new Error(bytes.message);
  const source = decode(bytes.value);
  if (source.kind === "failed") throw new Error(source.message);
  return source.value;
}

describe("replaceText", () => {
  it("writes in the file's encoding, keeps its mode, and leaves nothing else behind", () => {
    tree.write("a.py", Buffer.from("# coding: latin-1\r\nx = 'é'\r\n", "latin1"));
    chmodSync(tree.path("a.py"), 0o741);
    const source = open("a.py");
    expect(replaceText(source, source.text.replace("x =", "yy ="))).toMatchObject({ kind: "done" });
    expect(tree.bytes("a.py")).toEqual(Buffer.from("# coding: latin-1\r\nyy = 'é'\r\n", "latin1"));
    expect(statSync(tree.path("a.py")).mode & 0o777).toBe(0o741);
    expect(readdirSync(tree.root)).toEqual(["a.py"]);
  });

  it("leaves a file alone that was changed since it was read", () => {
    tree.write("a.py", "old\n");
    const source = open("a.py");
    writeFileSync(tree.path("a.py"), "somebody's\n");
    expect(replaceText(source, "new\n")).toMatchObject({
      kind: "failed",
      reason: "changed on disk",
      path: "a.py",
    });
    expect(tree.read("a.py")).toBe("somebody's\n");
    expect(readdirSync(tree.root)).toEqual(["a.py"]);
  });

  it("can write again what it wrote", () => {
    tree.write("a.py", "1\n");
    const once = replaceText(open("a.py"), "2\n");
    expect(once.kind === "done" && replaceText(once.value, "3\n").kind).toBe("done");
    expect(tree.read("a.py")).toBe("3\n");
  });

  it("refuses what the encoding cannot say", () => {
    tree.write("a.py", "# coding: ascii\n");
    const result = replaceText(open("a.py"), "# coding: ascii\n'é'\n");
    expect(result).toMatchObject({
      kind: "failed",
      reason: "unwritable",
      message: expect.stringMatching(/ascii/),
    });
    expect(tree.read("a.py")).toBe("# coding: ascii\n");
  });

  it("follows a link inside its root and refuses one that leads out", () => {
    tree.write("in/real.txt", "old\n").write("out.txt", "old\n");
    symlinkSync("real.txt", tree.path("in/a.py"));
    symlinkSync("../out.txt", tree.path("in/b.py"));
    expect(replaceText(open("in/a.py", tree.path("in")), "new\n").kind).toBe("done");
    expect(tree.read("in/real.txt")).toBe("new\n");
    expect(lstatSync(tree.path("in/a.py")).isSymbolicLink()).toBe(true);
    expect(replaceText(open("in/b.py", tree.path("in")), "new\n")).toMatchObject({
      message: expect.stringMatching(/leads out of/),
    });
    expect(tree.read("out.txt")).toBe("old\n");
  });

  it("says why a file cannot be read", () => {
    const file = { path: "gone.py", absolute: tree.path("gone.py"), root: tree.root };
    expect(readBytes(file)).toMatchObject({
      reason: "unreadable",
      message: "cannot be read: it does not exist",
    });
    tree.write("folder.py/x", "");
    const folder = { path: "folder.py", absolute: tree.path("folder.py"), root: tree.root };
    expect(readBytes(folder)).toMatchObject({ message: "cannot be read: it is a folder" });
  });
});
