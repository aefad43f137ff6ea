import { availableParallelism } from "node:os";
import type { Output, World } from "./world.ts";

/** The process as a world: its streams, its folder, and Ctrl-C as a signal that lets the current file finish. */
export function processWorld(): World {
  const interrupt = new AbortController();
  process.on("SIGINT", function interrupted() {
    // Who asks again does not want to wait: a second signal ends the process as it always does.
    if (interrupt.signal.aborted) {
      process.off("SIGINT", interrupted);
      process.kill(process.pid, "SIGINT");
    }
    interrupt.abort();
  });
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: { isTTY: process.stdin.isTTY === true, read: readStdin },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    parallelism: availableParallelism(),
    interrupt: interrupt.signal,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  let isClosed = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has gone, as `head` does: there is nobody to tell.
    if (error.code !== "EPIPE") throw error;
    isClosed = true;
  });
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
    write: (chunk) => {
      if (!isClosed) stream.write(chunk);
    },
  };
}

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
