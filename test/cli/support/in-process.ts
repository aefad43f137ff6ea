import { cli } from "../../../src/cli/cli.ts";
import type { Output } from "../../../src/cli/world/world.ts";
import type { Engine } from "../../../src/core/analyzer.ts";
import type { Ran } from "./built-cli.ts";
import { engine as fakeEngine } from "./fake-engine.ts";

/** Runs the command line in this process, by default with the rules that need no parser: for tests of many runs. */
export async function runHere(
  cwd: string,
  args: readonly string[],
  { engine = fakeEngine }: { readonly engine?: Engine } = {},
): Promise<Ran> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const status = await cli(args, "1.2.3", engine, {
    cwd,
    env: {},
    stdin: { isTTY: false, read: async () => Buffer.alloc(0) },
    stdout,
    stderr,
    parallelism: 1,
    interrupt: new AbortController().signal,
  });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

class Kept implements Output {
  readonly isTTY = false;
  readonly columns = 80;
  text = "";

  write(chunk: string | Uint8Array): void {
    this.text += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
  }
}
