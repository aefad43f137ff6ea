import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** One CPython of this machine. */
export interface Interpreter {
  readonly path: string;
  /** For instance `3.8`. */
  readonly version: string;
  readonly openssl: string;
}

/** The versions that the laboratory knows how to use; what is measured on them is in the table of outcomes. */
const knownVersions: readonly string[] = [
  "2.7",
  ...[6, 7, 8, 9, 10, 11, 12, 13].map((minor) => `3.${minor}`),
];

const question = `import json, platform, ssl, sys
print(json.dumps([platform.python_implementation(), "%d.%d" % sys.version_info[:2], ssl.OPENSSL_VERSION]))`;

let found: readonly Interpreter[] | undefined;

/** One CPython for every known version that this machine has, oldest first: pyenv's, else one on the path. */
export function interpreters(): readonly Interpreter[] {
  found ??= knownVersions.flatMap((version) => {
    const first = candidates(version)
      .map(ask)
      .find((answer) => answer?.version === version);
    return first ? [first] : [];
  });
  return found;
}

/** The known versions that this machine lacks. */
export function missingVersions(): readonly string[] {
  const versions = new Set(interpreters().map(({ version }) => version));
  return knownVersions.filter((version) => !versions.has(version));
}

function candidates(version: string): readonly string[] {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("shims"))
    .flatMap((folder) => [join(folder, `python${version}`), join(folder, "python3")]);
  return [...pyenvCandidates(version), ...onPath].filter((path) => existsSync(path));
}

function pyenvCandidates(version: string): readonly string[] {
  const versions = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((name) => name.startsWith(`${version}.`))
    .map((name) => join(versions, name, "bin", "python"));
}

function ask(path: string): Interpreter | undefined {
  try {
    const answer = execFileSync(path, ["-S", "-E", "-c", question], { encoding: "utf8", stdio: "pipe" });
    const [implementation, version, openssl] = JSON.parse(answer) as [string, string, string];
    return implementation === "CPython" ? { path, version, openssl } : undefined;
  } catch {
    return undefined;
  }
}
