import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { lacking, peers } from "../peers/all.mjs";
import { version } from "../peers/tlsfix.mjs";

/** What was compared on what; nothing that tells whose machine it is. */
export function machine() {
  return {
    tlsfix: version(),
    peers: peers.map(({ name, what, doesNot, version }) => ({ name, what, doesNot, version: version() })),
    lacking,
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown processor",
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().match(/^\d+\.\d+/)?.[0] ?? ""}`.trim(),
    node: process.version,
  };
}
