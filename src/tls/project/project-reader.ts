import type { ProjectFile, ProjectReader, Saying, Told } from "../../core/analyzer.ts";
import { importedNames } from "../../python/import-names.ts";
import { fileOf } from "../../python/links.ts";
import { isStdlibModule } from "../../python/stdlib.ts";
import { neighbourhood } from "./neighbourhood.ts";
import type { ProjectText } from "./project-text.ts";
import { slicesOf } from "./slices.ts";

/** What makes contexts. Files without it have none that other files could use. */
const MAKERS =
  /\b(?:SSLContext|create_default_context|_create_(?:unverified|stdlib|default_https)_context|create_urllib3_context)\b|\bOpenSSL\b[\s\S]*\bContext\b/;

interface Seen {
  readonly path: string;
  readonly makes: boolean;
  /** The modules and names that are imported, those of the standard library left out. */
  readonly names: readonly { readonly written: string; readonly local: string }[];
}

/** Reads the modules of a project that make contexts, with those that they import and that import them. */
export class TlsProjectReader implements ProjectReader {
  readonly #patchedIn: string | undefined;
  readonly #seen = new Map<string, Seen>();
  readonly #sayings = new Map<string, Saying>();
  #links: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  #importers: ReadonlyMap<string, readonly string[]> | undefined;
  #wanted: ReadonlySet<string> | undefined;

  constructor(patchedIn: string | undefined) {
    this.#patchedIn = patchedIn;
  }

  see({ path, absolute }: ProjectFile, text: string): void {
    const names = importedNames(text).filter(({ written }) => !isStdlibModule(written));
    this.#seen.set(plain(absolute), { path, makes: MAKERS.test(text), names });
  }

  isWanted({ absolute }: ProjectFile): boolean {
    this.#wanted ??= new Set([...this.#seen.keys()].flatMap((file) => this.#around(file)));
    return this.#wanted.has(plain(absolute));
  }

  read({ absolute }: ProjectFile, text: string): void {
    const file = plain(absolute);
    const links = this.#allLinks().get(file);
    const names = this.#seen.get(file)?.names ?? [];
    const imported = names.filter(
      ({ written }) => links !== undefined && keyIn(links, written) !== undefined,
    );
    const slices = slicesOf(
      text,
      imported.map(({ local }) => local),
    );
    const path = this.#seen.get(file)?.path ?? file;
    this.#sayings.set(file, { path, text: JSON.stringify(slices) });
  }

  factsFor({ absolute }: ProjectFile): Told | undefined {
    const file = plain(absolute);
    const around = this.#around(file).filter((other) => this.#sayings.has(other));
    const patchedIn = this.#patchedIn === undefined ? {} : { patchedIn: this.#patchedIn };
    if (around.length === 0) {
      return this.#patchedIn === undefined ? undefined : { text: JSON.stringify(patchedIn), others: [] };
    }
    const number = new Map([[file, -1], ...around.map((other, i): [string, number] => [other, i])]);
    const importsOf = (importer: string) =>
      [...(this.#allLinks().get(importer) ?? [])].flatMap(([name, target]): [string, number][] => {
        const at = number.get(target);
        return at === undefined || target === importer ? [] : [[name, at]];
      });
    const text: ProjectText = {
      ...patchedIn,
      imports: importsOf(file),
      modules: around.map(importsOf),
    };
    return { text: JSON.stringify(text), others: around.flatMap((other) => this.#sayings.get(other) ?? []) };
  }

  /** The files that a file has to do with, in an order that depends on their names alone. */
  #around(file: string): readonly string[] {
    if (this.#seen.get(file)?.makes !== true) return [];
    const links = this.#allLinks();
    this.#importers ??= importersIn(links);
    const importers = this.#importers;
    return neighbourhood(
      file,
      (one) => [...new Set(links.get(one)?.values() ?? [])].sort(),
      (one) => importers.get(one) ?? [],
    );
  }

  /** Which files the imported names of each file stand for. */
  #allLinks(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    if (this.#links !== undefined) return this.#links;
    const has = (path: string) => this.#seen.has(path);
    const all = new Map<string, ReadonlyMap<string, string>>();
    for (const [file, { names }] of this.#seen) {
      const links = new Map<string, string>();
      for (const { written } of names) {
        for (const name of prefixesOf(written)) {
          const target = fileOf(name, file, has);
          if (target === undefined) continue;
          links.set(name, target);
          break;
        }
      }
      if (links.size > 0) all.set(file, links);
    }
    this.#links = all;
    return all;
  }
}

/** A dotted name and what it may be an attribute of: `.tls.make`, `.tls`, `.`. */
function prefixesOf(written: string): string[] {
  const dots = /^\.*/.exec(written)?.[0] ?? "";
  const parts = written
    .slice(dots.length)
    .split(".")
    .filter((part) => part !== "");
  const all = parts.map((_, i) => dots + parts.slice(0, parts.length - i).join("."));
  return dots === "" ? all : [...all, dots];
}

function keyIn(links: ReadonlyMap<string, string>, written: string): string | undefined {
  return prefixesOf(written).find((name) => links.has(name));
}

function importersIn(
  links: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Map<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const [file, targets] of links) {
    for (const target of new Set(targets.values()))
      importers.set(target, [...(importers.get(target) ?? []), file]);
  }
  for (const list of importers.values()) list.sort();
  return importers;
}

/** With "/" between folders, on Windows too. */
function plain(path: string): string {
  return path.replaceAll("\\", "/");
}
