import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Interpreter, interpreters } from "./interpreters.ts";

/** Third-party clients as one Python has them. */
export interface Packages {
  readonly python: Interpreter;
  /** `current`, or `old`. */
  readonly age: string;
  readonly folder: string;
}

/** Packages that are installed together for one Python. */
export interface PackageSet {
  readonly age: string;
  readonly version: string;
  readonly wanted: readonly string[];
}

const CLIENTS: readonly PackageSet[] = [
  {
    age: "old",
    version: "3.8",
    wanted: [
      "requests==2.22.0",
      "httpx==0.16.1",
      "aiohttp==3.7.4",
      "urllib3==1.24.3",
      "pyopenssl==19.1.0",
      "cryptography==3.4.8",
    ],
  },
  { age: "current", version: "3.13", wanted: ["requests", "httpx", "aiohttp", "urllib3", "pyopenssl"] },
];

/** Installs sets from PyPI, each once a machine; what cannot be installed is said and left out. */
export function installPackages(sets: readonly PackageSet[] = CLIENTS): readonly Packages[] {
  return sets.flatMap(({ age, version, wanted }) => {
    const python = interpreters().find((one) => one.version === version);
    const folder = join(tmpdir(), `tlsfix-packages-${age}-${version}`);
    const because = python === undefined ? "that Python is not here" : install(python, folder, wanted);
    if (python !== undefined && because === undefined) return [{ python, age, folder }];
    console.warn(`${wanted.join(", ")} on Python ${version}: left out, ${because}`);
    return [];
  });
}

/** Why the packages could not be installed, if they could not. */
function install(python: Interpreter, folder: string, wanted: readonly string[]): string | undefined {
  const done = join(folder, "installed");
  const list = `${wanted.join("\n")}\n`;
  if (existsSync(done) && readFileSync(done, "utf8") === list) return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    const args = ["-m", "pip", "install", "--quiet", "--target", folder, "--only-binary", ":all:", ...wanted];
    execFileSync(python.path, args, { stdio: "pipe", timeout: 240_000 });
    writeFileSync(done, list);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}
