import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The rooms of the house, and which others each may ask. */
const DIRECTION: Readonly<Record<string, readonly string[]>> = {
  "src/core": [],
  "src/python": ["src/core"],
  "src/tls": ["src/python", "src/core"],
  transforms: ["src/tls", "src/python", "src/core"],
  "src/reporters": ["src/core"],
  "src/config": ["src/core"],
  "src/io": ["src/core"],
  "src/cli": ["src/config", "src/io", "src/reporters", "transforms", "src/core"],
  "src/index.ts": ["src/cli", "src/io", "src/core"],
};

/** The files that put the language and the engine together; no other of the command line knows Python. */
const COMPOSITION = [
  "src/cli/analysis.ts",
  "src/cli/check-module.ts",
  "src/cli/notebook-analyzer.ts",
  "src/cli/rules.generated.ts",
];

/** Each package enters by one file. */
const IMPORTERS: Readonly<Record<string, string>> = {
  "@inquirer/core": "src/io/prompt.ts",
  commander: "src/cli/options/arguments.ts",
  diff: "src/core/diff.ts",
  "iconv-lite": "src/io/source-text.ts",
  chokidar: "src/io/watch.ts",
  ignore: "src/io/ignore-files.ts",
  inquirer: "src/io/prompt.ts",
  "jsonc-parser": "src/io/notebook.ts",
  "magic-string": "src/core/rewrite.ts",
  picomatch: "src/io/path-patterns.ts",
  "vscode-languageserver/node": "src/cli/lsp/protocol.ts",
  "vscode-languageserver-textdocument": "src/cli/lsp/protocol.ts",
  "smol-toml": "src/config/toml.ts",
  "tree-sitter": "src/python/parse.ts",
  "tree-sitter-python": "src/python/parse.ts",
  "web-tree-sitter": "src/python/parse.ts",
};

/** The rooms that may touch the world. */
const WORLDLY = ["src/cli", "src/io"];

/** Modules of Node that touch nothing: text in, text out. */
const PURE = ["node:util", "node:crypto"];

interface Import {
  readonly from: string;
  /** A file of ours, or the name of a package as it is written. */
  readonly to: string;
}

const STATIC = /^(?:import|export)\s(?:[^;"']*?\sfrom\s)?"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"\s*\)/g;

const files = [...filesBelow("src"), ...filesBelow("transforms")];
const imports = files.flatMap(importsOf);
const ours = imports.filter(({ to }) => files.includes(to));
const foreign = imports.filter(({ to }) => !files.includes(to));

describe("the architecture", () => {
  it("has every import of ours resolved", () => {
    expect(foreign.filter(({ to }) => to.startsWith(".") || to.startsWith("src/"))).toEqual([]);
    expect(ours.length).toBeGreaterThan(100);
  });

  it("lets every room ask only those below it", () => {
    const wrong = ours.filter(({ from, to }) => !mayImport(from, to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it("has one importer for every package", () => {
    const packages = foreign.filter(({ to }) => !to.startsWith("node:"));
    const wrong = packages.filter(({ from, to }) => IMPORTERS[to] !== from);
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    expect(Object.keys(IMPORTERS).filter((name) => !packages.some(({ to }) => to === name))).toEqual([]);
  });

  it("touches the world in cli and io alone", () => {
    const modules = foreign.filter(
      ({ from, to }) => to.startsWith("node:") && !PURE.includes(to) && !isWorldly(from),
    );
    const globals = files.filter((file) => !isWorldly(file) && usesTheWorld(file));
    expect(modules.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
    expect(globals).toEqual([]);
  });

  it("has no circle of folders", () => {
    const folders = ours.map(({ from, to }) => ({ from: dirname(from), to: dirname(to) }));
    expect(circlesIn(folders.filter(({ from, to }) => from !== to))).toEqual([]);
  });

  it("has rules that are named as their files are and export nothing else", () => {
    for (const file of filesBelow("transforms")) {
      const text = read(file);
      const id = /^transforms\/(.*)\.ts$/.exec(file)?.[1] ?? "";
      expect(/^\s*id: "([^"]+)",$/m.exec(text)?.[1], file).toBe(id);
      expect(
        text.match(/^export .*$/gm)?.map((line) => line.split("<")[0]),
        file,
      ).toEqual(["export default defineRule"]);
    }
  });

  it("has no default export but a rule's", () => {
    expect(filesBelow("src").filter((file) => /^export default\b/m.test(read(file)))).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name).replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

function importsOf(from: string): Import[] {
  const text = read(from);
  const specifiers = [...text.matchAll(STATIC), ...text.matchAll(DYNAMIC)].map((match) => match[1] ?? "");
  return specifiers.map((name) => ({ from, to: name.startsWith(".") ? resolve(from, name) : name }));
}

function resolve(from: string, name: string): string {
  return relative(ROOT, join(ROOT, dirname(from), name)).replaceAll("\\", "/");
}

function roomOf(file: string): string {
  const rooms = Object.keys(DIRECTION);
  const room = rooms.find((name) => file === name || file.startsWith(`${name}/`));
  if (room === undefined) throw new Error(`${file} stands in no room of the design`);
  return room;
}

function mayImport(from: string, to: string): boolean {
  const [own, other] = [roomOf(from), roomOf(to)];
  if (own === other) return true;
  const allowed = COMPOSITION.includes(from)
    ? [...(DIRECTION[own] ?? []), "src/python", "src/tls"]
    : DIRECTION[own];
  return allowed?.includes(other) === true;
}

function isWorldly(file: string): boolean {
  return WORLDLY.includes(roomOf(file));
}

/** `console` or `process` outside comments and strings. */
function usesTheWorld(file: string): boolean {
  const code = read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/gm, "");
  return /(?<![.\w])(?:console|process|require)\s*[.([]/.test(code);
}

/** Every chain of imports that comes back to where it started, once. */
function circlesIn(edges: readonly Import[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (path.includes(file) || done.has(file)) return;
    for (const other of next.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  return circles;
}
