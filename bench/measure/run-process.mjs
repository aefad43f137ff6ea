// Runs one program to its end and says what it cost. GNU time, where the machine has it, tells the peak memory.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GNU_TIME = "/usr/bin/time";
const LIMIT_MS = 15 * 60_000;

const hasGnuTime = (() => {
  const { status, stdout, stderr } = spawnSync(GNU_TIME, ["--version"], { encoding: "utf8" });
  return status === 0 && `${stdout}${stderr}`.includes("GNU");
})();

let folder;

/**
 * Runs a command; what it prints goes nowhere, but for `keep`, which returns standard output.
 * `seconds` is the time on the clock from its start to its end, `peakBytes` the largest resident memory of its
 * largest process. With `limitMs` a run that takes longer is stopped, and says so in `stopped`. Fails where the exit status is none of `okStatus`: a failed run is not a fast one.
 */
export function runProcess(
  { file, args = [], cwd, env, okStatus = [0], input },
  { keep = false, limitMs } = {},
) {
  folder ??= mkdtempSync(join(tmpdir(), "tlsfix-bench-run-"));
  const note = join(folder, "time.txt");
  const timed = hasGnuTime ? [GNU_TIME, "-q", "-o", note, "-f", "%M %U %S", file, ...args] : [file, ...args];
  const start = performance.now();
  const result = spawnSync(timed[0], timed.slice(1), {
    cwd,
    env: { ...process.env, ...env },
    input,
    stdio: [input === undefined ? "ignore" : "pipe", keep ? "pipe" : "ignore", "pipe"],
    maxBuffer: 1 << 30,
    timeout: limitMs ?? LIMIT_MS,
  });
  const seconds = (performance.now() - start) / 1000;
  if (limitMs !== undefined && result.error?.code === "ETIMEDOUT") return { seconds, stopped: true };
  if (result.error) throw new Error(`${file}: ${result.error.message}`);
  if (!okStatus.includes(result.status)) {
    const said = String(result.stderr).slice(-2000);
    throw new Error(`${[file, ...args].join(" ")} ended with ${result.status ?? result.signal}:\n${said}`);
  }
  const [peak, user, system] = hasGnuTime ? readFileSync(note, "utf8").trim().split(" ").map(Number) : [];
  return {
    seconds,
    peakBytes: peak === undefined ? undefined : peak * 1024,
    cpuSeconds: user === undefined ? undefined : user + system,
    stdout: keep ? String(result.stdout) : "",
  };
}

/** The first line of what a command prints, or `undefined` where it cannot be run. */
export function firstLineOf(file, args, env) {
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  if (error || status !== 0) return undefined;
  return (stdout.trim() || stderr.trim()).split("\n")[0];
}
