import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Something that a tool reports at a line. */
export interface Mark {
  /** From 1. */
  readonly line: number;
  /** The rule, by the tool's own id. */
  readonly rule: string;
  /** What else is said with it: the versions. */
  readonly detail: string;
}

/** One program of `test/programs/agreement`: what other tools report of it, what tlsfix does, and why they differ. */
export interface Case {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly kind: string;
  /** What the program shows, as Markdown. */
  readonly title: string;
  readonly role: "client" | "server";
  readonly talk: string;
  /** Whether it imports packages from the folder `PACKAGES`. */
  readonly needsPackages: boolean;
  /** What other tools report, by their published semantics or as they were seen to. */
  readonly theirs: readonly Mark[];
  readonly ours: readonly Mark[];
  /** The same for its further modules, by file. */
  readonly parts: readonly Part[];
  /** Why we report what they do not, by our rule. */
  readonly stricter: ReadonlyMap<string, string>;
  /** Why we do not report what they do. */
  readonly laxer: string | undefined;
  /** Where we report it instead. */
  readonly elsewhere: string | undefined;
  /** What the tool must still learn for it: until then its test has to fail. */
  readonly awaits: string | undefined;
  /** What the fixes must still do for it: until then what it connects with has to be unsafe. */
  readonly awaitsFix: string | undefined;
  /** Why it is not run. */
  readonly neverRuns: string | undefined;
  /** Why an old version may be spoken where it connects after the fixes. */
  readonly low: string | undefined;
  /** Why a client may accept any certificate after the fixes. */
  readonly unverified: string | undefined;
}

/** A module that a case imports. */
export interface Part {
  readonly file: string;
  readonly of: string;
  readonly ours: readonly Mark[];
}

/** The tools whose reports are marked, as the marks name them. */
const THEIRS = ["codeql", "cytoscnpy"] as const;

/** Every case of a folder, by kind and name. */
export function readCases(folder: string): readonly Case[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".py"))
    .sort();
  const read = files.map((file) => ({ file, text: readFileSync(join(folder, file), "utf8") }));
  const parts = read.flatMap(({ file, text }) => {
    const of = firstOf(text, "part-of");
    return of === undefined ? [] : [{ file, of, ours: marksOf(text, "tlsfix") }];
  });
  const isPart = (file: string) => parts.some((part) => part.file === file);
  const cases = read.filter(({ file }) => !isPart(file)).map(({ file, text }) => caseOf(file, text, parts));
  const strays = parts.filter(({ of }) => !cases.some(({ name }) => name === of));
  if (strays.length > 0) throw new Error(`of no case: ${strays.map(({ file }) => file).join(", ")}`);
  return cases;
}

function caseOf(file: string, text: string, parts: readonly Part[]): Case {
  const name = basename(file, ".py");
  const kind = firstOf(text, "kind");
  const title = firstOf(text, "case");
  if (kind === undefined || title === undefined)
    throw new Error(`${file}: its header must say kind and case`);
  return {
    name,
    file,
    text,
    kind,
    title,
    role: firstOf(text, "role") === "server" ? "server" : "client",
    talk: firstOf(text, "talk") ?? "echo",
    needsPackages: firstOf(text, "needs") === "packages",
    theirs: THEIRS.flatMap((tool) => marksOf(text, tool)),
    ours: marksOf(text, "tlsfix"),
    parts: parts.filter(({ of }) => of === name),
    stricter: new Map(allOf(text, "stricter").map(reasonByRule)),
    laxer: firstOf(text, "laxer"),
    elsewhere: firstOf(text, "elsewhere"),
    awaits: firstOf(text, "awaits"),
    awaitsFix: firstOf(text, "awaits-fix"),
    neverRuns: firstOf(text, "never-runs"),
    low: firstOf(text, "low"),
    unverified: firstOf(text, "unverified"),
  };
}

/** `rule: reason`. */
function reasonByRule(text: string): readonly [string, string] {
  const at = text.indexOf(": ");
  if (at < 0) throw new Error(`not a rule and a reason: ${text}`);
  return [text.slice(0, at), text.slice(at + 2)];
}

const firstOf = (text: string, key: string): string | undefined => allOf(text, key)[0];

/** The header is the comments at the top. */
function allOf(text: string, key: string): readonly string[] {
  const lines = text.split("\n");
  const header = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith("#")),
  );
  const start = `# ${key}: `;
  return header.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

/** `# codeql: py/insecure-protocol TLSv1; tlsfix: legacy-protocol, disabled-verification` at the ends of lines. */
function marksOf(text: string, tool: string): readonly Mark[] {
  return text.split("\n").flatMap((line, at) => {
    const comment = line.startsWith("#") ? undefined : /#\s(.*)$/.exec(line)?.[1];
    const said = (comment ?? "").split("; ").filter((part) => part.startsWith(`${tool}: `));
    return said
      .flatMap((part) => markTexts(part.slice(tool.length + 2), tool))
      .map((mark) => ({ line: at + 1, ...mark }));
  });
}

function markTexts(
  text: string,
  tool: string,
): readonly { readonly rule: string; readonly detail: string }[] {
  if (tool !== "codeql") return text.split(", ").map((rule) => ({ rule, detail: "" }));
  const at = text.indexOf(" ");
  return [at < 0 ? { rule: text, detail: "" } : { rule: text.slice(0, at), detail: text.slice(at + 1) }];
}
