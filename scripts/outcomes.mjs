// Writes docs/wrap-socket-outcomes.md from a run of the behaviour tests; with --check, only compares it.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const check = process.argv.includes("--check");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "test/behaviour/wrap-socket.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, TLSFIX_WRITE_OUTCOMES: check ? "0" : "1" },
});
process.exitCode = status ?? 1;
