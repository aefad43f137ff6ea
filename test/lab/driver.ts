import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Interpreter } from "./interpreters.ts";

/** The client that connects to a program which serves; it verifies chain and host. */
export interface Peer {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
  /** The only version that it speaks, as `ssl.TLSVersion` names it. */
  readonly version?: string;
  readonly host: string;
  readonly talk: string;
}

export interface Job {
  readonly id: string;
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly peer?: Peer;
  /** Whether to record what contexts are like where they connect. */
  readonly record?: boolean;
}

/** What a context was like when it connected. */
export interface Connection {
  /** `wrap_socket`, `wrap_bio`, or pyOpenSSL's `Connection`. */
  readonly by: string;
  /** Not known of pyOpenSSL, which decides it later. */
  readonly isServer: boolean | null;
  /** The oldest version that it speaks, as `ssl.TLSVersion` names it. */
  readonly oldest: string | null;
  readonly verifies: boolean;
  /** Nothing for pyOpenSSL, which checks no host. */
  readonly checksHost: boolean | null;
}

export interface Result {
  readonly id: string;
  /** `accepted`, `refused:REASON`, `dropped`, `error:CLASS`, `timeout`, `ended` or `crashed`. */
  readonly outcome: string;
  /** The last line that it printed, or the exception that ended it. */
  readonly last: string;
  readonly peer: { readonly outcome: string; readonly last: string } | null;
  /** The deprecation warnings that speak of ssl. */
  readonly warnings: readonly string[];
  /** In the order in which they were made, where they were recorded. */
  readonly connections?: readonly Connection[] | null;
}

const script = fileURLToPath(new URL("driver.py", import.meta.url));

/** Runs every job in a fork of one process of `interpreter`, some at a time; the results by id. */
export function runJobs(
  interpreter: Interpreter,
  jobs: readonly Job[],
): Promise<ReadonlyMap<string, Result>> {
  const child = spawn(interpreter.path, ["-S", "-E", script, "3"], {
    env: { PATH: process.env["PATH"] },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(jobs.map((job) => `${JSON.stringify(job)}\n`).join(""));
  let text = "";
  child.stdout.on("data", (data: Buffer) => {
    text += data;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const results = text.split("\n").filter(Boolean).map(parse);
      if (code !== 0 || results.length !== jobs.length) {
        reject(new Error(`${interpreter.path}: ${results.length} of ${jobs.length} jobs, status ${code}`));
      } else resolve(new Map(results.map((result) => [result.id, result])));
    });
  });
}

const parse = (line: string): Result => JSON.parse(line) as Result;
