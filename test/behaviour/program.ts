import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What the outcomes of a rewritten program must be, against those before. */
export type Expectation =
  /** The same as before. */
  | { readonly kind: "same" }
  /** A client that accepts the good server, and refuses the self-signed, expired and wrong-host ones. */
  | { readonly kind: "verifies" }
  /** One of the two: the host is within reach of some rewriters. */
  | { readonly kind: "either" }
  /** It accepts these scenarios and no other. */
  | { readonly kind: "accepts"; readonly scenarios: readonly string[] };

/** One configuration of a program: environment variables of its own, and what it expects of them. */
export interface Configuration {
  readonly settings: Readonly<Record<string, string>>;
  readonly preserving: Expectation;
  readonly verifying: Expectation;
}

/** A program of `test/programs`. Its comments at the top say how it is to be run. */
export interface Program {
  readonly name: string;
  readonly file: string;
  readonly role: "client" | "server";
  readonly talk: string;
  /** The oldest Python that it runs on. */
  readonly python: string;
  /** The oldest Python that it is rewritten for. */
  readonly target: string;
  /** The rules that rewrite it. */
  readonly select: string;
  readonly scenarios: readonly string[];
  readonly configurations: readonly Configuration[];
  /** Why the finding stays, where it does. */
  readonly left?: string;
  /** Why there is no finding, where there is none. */
  readonly untouched?: string;
  /** Why a run without `--unsafe-fixes` leaves the finding, where it does. */
  readonly unsafeOnly?: string;
  /** Why it works nowhere on a machine of today as it is, where it does not. */
  readonly broken?: string;
  /** What a run leaves to the user beside what it rewrites, where it does: the program then still needs an old Python. */
  readonly stays?: { readonly strengths: readonly string[]; readonly because: string };
}

const clientScenarios = ["good", "selfsigned", "expired", "wronghost", "mutual"];
const serverScenarios = ["anonymous", "known", "foreign"];

export const programsFolder = (rule: string): string =>
  fileURLToPath(new URL(`../programs/${rule}`, import.meta.url));

/** The programs of a rule, by name. */
export function programsOf(rule: string): readonly Program[] {
  const folder = programsFolder(rule);
  const files = readdirSync(folder).filter((file) => file.endsWith(".py"));
  return files.sort().map((file) => parse(rule, join(folder, file)));
}

/** The header lines `# key: value`, in their order; each key may come more than once. */
function headerOf(path: string): readonly (readonly [key: string, value: string])[] {
  const lines = readFileSync(path, "latin1").split(/\r?\n/);
  const header = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith("#")),
  );
  return header.flatMap((line) => {
    const [, key, value] = /^# ([\w-]+): (.*)$/.exec(line) ?? [];
    return key && value ? [[key, value] as const] : [];
  });
}

const reasonKeys = {
  left: "left",
  untouched: "untouched",
  "unsafe-only": "unsafeOnly",
  broken: "broken",
};

function parse(rule: string, path: string): Program {
  const header = headerOf(path);
  const first = (key: string): string | undefined => header.find(([name]) => name === key)?.[1];
  const role = first("role");
  if (role !== "client" && role !== "server") throw new Error(`${path}: its header must say its role`);
  const reasons = Object.entries(reasonKeys).flatMap(([key, name]) => {
    const reason = first(key);
    return reason === undefined ? [] : [[name, reason] as const];
  });
  return {
    name: basename(path, ".py"),
    file: basename(path),
    role,
    talk: first("talk") ?? "echo",
    python: first("python") ?? "2.7",
    target: first("target") ?? "3.8",
    select: first("select") ?? rule,
    scenarios: first("scenarios")?.split(" ") ?? (role === "client" ? clientScenarios : serverScenarios),
    configurations: configurations(role, header),
    ...staysIn(first("stays")),
    ...Object.fromEntries(reasons),
  };
}

/** `# stays: preserving why`; without the strength it is both. */
function staysIn(text: string | undefined): Pick<Program, "stays"> {
  if (text === undefined) return {};
  const [, strength, because = ""] = /^(?:(preserving|verifying) )?(.*)$/.exec(text) ?? [];
  const strengths = strength === undefined ? ["preserving", "verifying"] : [strength];
  return { stays: { strengths, because } };
}

/** `# with: NAME=VALUE ...` opens a configuration; an expectation after it is its own, one before is everybody's. */
function configurations(role: string, header: readonly (readonly [string, string])[]): Configuration[] {
  let common: Configuration = {
    settings: {},
    preserving: { kind: "same" },
    verifying: { kind: role === "client" ? "verifies" : "same" },
  };
  const found: Configuration[] = [];
  for (const [key, value] of header) {
    if (key === "with") found.push({ ...common, settings: settingsOf(value) });
    if (key !== "preserving" && key !== "verifying") continue;
    const current = { ...(found.pop() ?? common), [key]: expectation(value) };
    if (found.length > 0 || Object.keys(current.settings).length > 0) found.push(current);
    else common = current;
  }
  return found.length > 0 ? found : [common];
}

const settingsOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split(" ").map((part) => part.split("=", 2) as [string, string]));

function expectation(text: string): Expectation {
  const [kind, ...scenarios] = text.split(" ");
  if (kind === "same" || kind === "verifies" || kind === "either") return { kind };
  if (kind === "accepts") return { kind, scenarios };
  throw new Error(`not an expectation: ${text}`);
}
