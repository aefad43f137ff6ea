import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkModule } from "../src/cli/check-module.ts";
import { rules } from "../src/cli/rules.generated.ts";
import { decodeSource } from "../src/io/source-text.ts";
import { loadNativeParser, type PythonParser } from "../src/python/parse.ts";
import { parser as wasm } from "./parser.ts";
import { cpythons } from "./python/cpython.ts";

const SAMPLE = 150;

/** The native parser, or why it cannot be had. */
const native: PythonParser | string = await loadNativeParser().catch((error: unknown) =>
  String(error).slice(0, 80),
);

describe("the native parser agrees with the one that ships", () => {
  if (typeof native === "string") {
    it.skip(`left out: it cannot be loaded here (${native.split("\n")[0]})`, () => {});
    return;
  }
  const texts = sample();

  it("gives the same trees", () => {
    const differing = texts.filter(({ text }) => treeOf(native, text) !== treeOf(wasm, text));
    expect(differing.map(({ path }) => path)).toEqual([]);
  });

  it("gives the same findings", () => {
    const differing = texts.filter(({ text }) => findingsOf(native, text) !== findingsOf(wasm, text));
    expect(differing.map(({ path }) => path)).toEqual([]);
  });

  it("is tried on texts of every kind", () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.some(({ text }) => /[^\0-\xff]/.test(text))).toBe(true);
    expect(texts.some(({ text }) => text.length > 100_000)).toBe(cpythons.length > 0);
  });
});

interface Source {
  readonly path: string;
  readonly text: string;
}

/** Our fixtures and programs, and files from all over the newest standard library, its longest among them. */
function sample(): Source[] {
  const own = ["fixtures", "programs"].flatMap((name) =>
    pythonBelow(fileURLToPath(new URL(name, import.meta.url))),
  );
  const [newest] = cpythons;
  const library = newest === undefined ? [] : pythonBelow(newest.library).sort();
  const step = Math.max(1, Math.floor(library.length / SAMPLE));
  const spread = library.filter(
    (path, i) => i % step === 0 || /(ssl|socket|typing|pydoc_data.topics)\.py$/.test(path),
  );
  return [...own, ...spread].flatMap(readSource);
}

function pythonBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".py") && !name.includes("site-packages"))
    .map((name) => join(folder, name));
}

function readSource(path: string): Source[] {
  const source = decodeSource(readFileSync(path));
  return source.kind === "text" ? [{ path, text: source.text }] : [];
}

/** Every node of a tree, anonymous ones too, as text. */
function treeOf(parser: PythonParser, text: string): string {
  const tree = parser.parse(text);
  if (tree === undefined) throw new Error("the parser gave up");
  try {
    return Array.from(tree.root.walk(), ({ type, start, end }) => `${type} ${start} ${end}`).join("\n");
  } finally {
    tree.close();
  }
}

function findingsOf(parser: PythonParser, text: string): string {
  const check = checkModule(parser, rules, {
    path: "sample.py",
    target: { major: 3, minor: 8 },
    project: { httpsContextPatchedIn: undefined },
  });
  const checked = check(text);
  try {
    return JSON.stringify([checked.findings, checked.errors]);
  } finally {
    checked.close?.();
  }
}
