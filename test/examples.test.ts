import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

it("the README's first command shows a patch of the examples that git applies, with each of the seeds", () => {
  const run = (command: string, args: readonly string[], input = "") =>
    spawnSync(command, args, { cwd: root, encoding: "utf8", input });
  const { status, stdout } = run(process.execPath, ["bin/tlsfix.js", "--diff", "--exit-zero", "examples"]);
  expect(status).toBe(0);
  expect(run("git", ["apply", "--check", "-"], stdout)).toMatchObject({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^-.*ssl\.wrap_socket\(sock/m);
  expect(stdout).toMatch(/^ .*ssl\.SSLContext\(\)\n\+.*minimum_version/m);
  expect(stdout).toMatch(/^-.*HTTPSConnection\("api\.example\.com"\)\n\+.*context=/m);
});
