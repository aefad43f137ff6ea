import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../../../scripts/build.mjs";

const FAKE_ENGINE = fileURLToPath(new URL("fake-engine.ts", import.meta.url));

/** The program as it is built, but with rules that need no parser, in a folder of its own. */
export async function buildCli(): Promise<BuiltCli> {
  const folder = mkdtempSync(join(tmpdir(), "tlsfix-built-"));
  await bundle(folder, [
    {
      name: "fake-engine",
      setup: (build) => {
        build.onResolve({ filter: /\/engine\.ts$/ }, () => ({ path: FAKE_ENGINE }));
      },
    },
  ]);
  return new BuiltCli(folder);
}

/** The program as it is built, with its own rules. */
export async function buildRealCli(): Promise<BuiltCli> {
  const folder = mkdtempSync(join(tmpdir(), "tlsfix-built-"));
  await bundle(folder);
  return new BuiltCli(folder);
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class BuiltCli {
  readonly folder: string;
  readonly script: string;

  constructor(folder: string) {
    this.folder = folder;
    this.script = join(folder, "cli.js");
  }

  /** Runs it in a folder, with no terminal. */
  run(
    cwd: string,
    args: readonly string[],
    options: { readonly input?: string | Buffer; readonly uid?: number } = {},
  ): Ran {
    const ran = this.runRaw(cwd, args, options);
    return { status: ran.status, stdout: ran.stdout.toString(), stderr: ran.stderr.toString() };
  }

  runRaw(
    cwd: string,
    args: readonly string[],
    options: { readonly input?: string | Buffer; readonly uid?: number } = {},
  ): SpawnSyncReturns<Buffer> {
    return spawnSync(process.execPath, [this.script, ...args], { cwd, env: cleanEnvironment(), ...options });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Without what the developer's own shell says about colours. */
export function cleanEnvironment(): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, TERM: "xterm-256color", TLSFIX_CACHE_DIR: join(tmpdir(), "tlsfix-test-cache") };
}

/** A folder of files for one test. */
export class Tree {
  readonly root = mkdtempSync(join(tmpdir(), "tlsfix-tree-"));

  write(path: string, content: string | Buffer): this {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return this;
  }

  read(path: string): string {
    return this.bytes(path).toString("utf8");
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.root, path));
  }

  path(path: string): string {
    return join(this.root, path);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
