import { type ImportedName, importedNames } from "../../python/import-names.ts";
import type { Neighbour, PythonModule } from "../../python/module.ts";
import { linked, type Part } from "./parts.ts";
import { Program } from "./program.ts";
import { Ground, Relevance } from "./relevance.ts";

/** What is always looked at: makers, constants, and conditions on the version of Python. */
const WORDS = [
  "SSLContext",
  "create_default_context",
  "_create_\\w+_context",
  "create_urllib3_context",
  "\\w+_METHOD",
  "TLS1_\\w*VERSION",
  "PROTOCOL_\\w+",
  "OP_\\w+",
  "CERT_\\w+",
  "VERIFY_\\w+",
  "Purpose",
  "check_hostname",
  "TLSVersion",
  "VerifyMode",
  "_SSLMethod",
  "minimum_version",
  "maximum_version",
  "version_info",
  "PY2",
  "PY3",
  "TYPE_CHECKING",
];

const PHRASES = /\bSSL\.(?:Context|Connection)\b/g;

/** A module with those of its project that it has to do with, in the order in which Python would run them. */
export function programOf(module: PythonModule): Program {
  const neighbours = module.project.neighbours?.() ?? [];
  const main = newPart(module);
  const others = neighbours.map((neighbour) => newPart(neighbour.module, neighbour));
  for (const [name, at] of module.project.imports ?? []) link(main, name, others[at]);
  neighbours.forEach(({ imports }, i) => {
    for (const [name, at] of imports) link(others[i], name, at === "this" ? main : others[at]);
  });
  const order: Part[] = [];
  for (const part of [main, ...others]) visit(part, order, new Set());
  for (const part of order) addImportedWords(part);
  return new Program(order, main);
}

function phrasesIn(text: string): number[] {
  return Array.from(text.matchAll(PHRASES), ({ index }) => index);
}

/** What a text says of itself; a module is part of the program of each of its neighbours. */
interface FirstSight {
  readonly ground: Ground;
  readonly imported: readonly ImportedName[];
}

const seen = new WeakMap<PythonModule, FirstSight>();

function firstSightOf(module: PythonModule): FirstSight {
  let sight = seen.get(module);
  if (sight === undefined) {
    const { words, text } = module;
    sight = { ground: new Ground(words, wordsFor(text), phrasesIn(text)), imported: importedNames(text) };
    seen.set(module, sight);
  }
  return sight;
}

type NewPart = Part & { readonly imports: Map<string, Part> };

function newPart(module: PythonModule, neighbour?: Neighbour): NewPart {
  const { ground, imported } = firstSightOf(module);
  const part = { module, relevance: new Relevance(ground), imported, imports: new Map<string, Part>() };
  return neighbour === undefined ? part : { ...part, neighbour };
}

function link(from: NewPart | undefined, name: string, to: NewPart | undefined): void {
  if (from !== undefined && to !== undefined) from.imports.set(name, to);
}

/** What a module imports comes before it, but where two import each other. */
function visit(part: Part, order: Part[], waiting: Set<Part>): void {
  if (order.includes(part) || waiting.has(part)) return;
  waiting.add(part);
  for (const imported of part.imports.values()) visit(imported, order, waiting);
  if (!order.includes(part)) order.push(part);
}

/** The names that come from other modules of the program may hold anything that matters. */
function addImportedWords(part: Part): void {
  if (part.imports.size === 0) return;
  for (const { written, local } of part.imported)
    if (local !== "" && linked(part, written) !== undefined) part.relevance.add(local);
  part.relevance.grow();
}

/** The words of a text; where it has contexts of its own kind, connections are made in their methods too. */
function wordsFor(text: string): RegExp {
  const hasOwn = /^[ \t]*class[^\n]*\([^\n]*Context\b/m.test(text);
  const makers = /@classmethod\b/.test(text) ? ["cls"] : [];
  const own = [...makers, ...(hasOwn ? ["super", "wrap_socket", "wrap_bio"] : []), ...aliases(text)];
  return new RegExp(`^(?:${[...WORDS, ...own].join("|")})$`);
}

/** Each `as` is looked for first, and then back: looking for all the words takes six times as long. */
const RENAMED = new RegExp(`\\bas\\b(?<=\\b(?:${WORDS.join("|")})\\s+as)\\s+(\\w+)`, "g");

/** `from ssl import SSLContext as Context`: the new name. */
function aliases(text: string): string[] {
  return Array.from(text.matchAll(RENAMED), (match) => match[1] ?? "");
}
