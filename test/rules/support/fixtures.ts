import { readdirSync, readFileSync } from "node:fs";
import type { Rule } from "../../../src/core/rule.ts";
import { decodeSource } from "../../../src/io/source-text.ts";
import type { PythonModule } from "../../../src/python/module.ts";
import { type PythonVersion, parseVersion } from "../../../src/python/version.ts";

const ROOT = new URL("../../../", import.meta.url);

/** One Python file of `test/fixtures/<rule-id>/`, with what it says of itself. */
export interface Fixture {
  readonly rule: string;
  /** Without `.py`. */
  readonly name: string;
  readonly text: string;
  /** By iconv-lite's name. */
  readonly encoding: string;
  /** `# target: 2.7` in the first line; 3.8 without it. */
  readonly target: PythonVersion;
}

/** A finding that a fixture announces: `# expect: rule-id` at the end of the line. */
export interface Expectation {
  readonly line: number;
  readonly rule: string;
}

const DEFAULT_TARGET: PythonVersion = { major: 3, minor: 8 };

/** Every rule of transforms/, by the name of its file. */
export async function rulesByFile(): Promise<ReadonlyMap<string, Rule<PythonModule>>> {
  const names = readdirSync(new URL("transforms/", ROOT)).filter((name) => name.endsWith(".ts"));
  const loaded = names.sort().map(async (name) => {
    const module: { readonly default: Rule<PythonModule> } = await import(
      new URL(`transforms/${name}`, ROOT).href
    );
    return [name.slice(0, -".ts".length), module.default] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** The names of the folders below `test/fixtures/` or `snapshots/`. */
export function foldersOf(place: "test/fixtures" | "snapshots"): string[] {
  return entries(`${place}/`);
}

/** The fixtures of a rule; those that find nothing come first. */
export function fixturesOf(rule: string): Fixture[] {
  const fixtures = entries(`test/fixtures/${rule}/`)
    .filter((name) => name.endsWith(".py"))
    .map((name) => readFixture(rule, name));
  return fixtures.sort((a, b) => Number(expectations(a).length > 0) - Number(expectations(b).length > 0));
}

function readFixture(rule: string, file: string): Fixture {
  const source = decodeSource(readFileSync(new URL(`test/fixtures/${rule}/${file}`, ROOT)));
  if (source.kind === "refused") throw new Error(`${rule}/${file} ${source.reason}`);
  const { text, encoding } = source;
  return { rule, name: file.slice(0, -".py".length), text, encoding, target: targetOf(text) };
}

function targetOf(text: string): PythonVersion {
  const stated = /^\uFEFF?#.*\btarget: (\S+)/.exec(text)?.[1];
  if (stated === undefined) return DEFAULT_TARGET;
  const version = parseVersion(stated);
  if (version === undefined) throw new Error(`"${stated}" is no version of Python`);
  return version;
}

/** What the marks of a fixture announce, in the order of the text. */
export function expectations({ text }: Pick<Fixture, "text">): Expectation[] {
  return text.split("\n").flatMap((line, index) => {
    const ids = /# expect: ([\w-]+(?:, [\w-]+)*)/.exec(line)?.[1]?.split(", ") ?? [];
    return ids.map((rule) => ({ line: index + 1, rule }));
  });
}

/** Where the snapshot of a fixture is. */
export function snapshotFile({ rule, name }: Fixture): URL {
  return new URL(`snapshots/${rule}/${name}.diff`, ROOT);
}

/** The names of a rule's snapshots, without `.diff`. */
export function snapshotsOf(rule: string): string[] {
  return entries(`snapshots/${rule}/`).map((name) => name.replace(/\.diff$/, ""));
}

function entries(folder: string): string[] {
  try {
    return readdirSync(new URL(folder, ROOT)).sort();
  } catch {
    return [];
  }
}
