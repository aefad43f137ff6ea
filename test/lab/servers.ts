import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Interpreter } from "./interpreters.ts";

/** The running servers: `kind/variant` to port. */
export interface Servers {
  port(name: string): number;
  stop(): void;
}

const script = fileURLToPath(new URL("servers.py", import.meta.url));
/** In seconds; after it the servers stop by themselves, whatever became of the test run. */
const life = 1200;

export function startServers(interpreter: Interpreter, certificates: string): Promise<Servers> {
  const child = spawn(interpreter.path, ["-S", "-E", script, certificates, String(life)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let text = "";
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the servers ended at their start with status ${code}`)));
    child.stdout.on("data", (data: Buffer) => {
      text += data;
      if (!text.endsWith("\n")) return;
      const ports = JSON.parse(text) as Record<string, number>;
      resolve({ port: (name) => ports[name] ?? missing(name), stop: () => child.stdin.end() });
    });
  });
}

function missing(name: string): never {
  throw new Error(`the laboratory has no server ${name}`);
}
