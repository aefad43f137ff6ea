import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { interpreters, missingVersions } from "../lab/interpreters.ts";

interface Use {
  readonly floor: boolean;
  readonly verifies: boolean;
}

const RECORDER = new URL("recorder.py", import.meta.url).pathname;

/** The fixtures whose every finding has a fix, as they are after it. */
const FLOORED = [
  "context-without-minimum-version/configures-a-local-before-it-is-stored.py",
  "context-without-minimum-version/flags-negotiating-protocols.py",
  "context-without-minimum-version/flags-the-seed.py",
  "context-without-minimum-version/made-safe-before-use-is-safe.py",
  "context-without-minimum-version/made-safe-on-one-path-is-not-safe.py",
  "context-without-minimum-version/names-a-context-that-is-returned-or-passed.py",
  "context-without-minimum-version/only-a-new-context-is-changed.py",
  "deprecated-protocol-options/says-the-same-by-a-minimum.py",
  "legacy-protocol/keeps-a-pin-at-one-two.py",
  "legacy-protocol/keeps-the-order-that-does-not-raise.py",
  "legacy-protocol/takes-the-constant-for-the-role.py",
];
const VERIFYING = ["disabled-verification/verifies-where-the-host-is-proven.py"];

function recorded(
  python: string,
  fixture: string,
): { readonly uses: readonly Use[]; readonly errors: readonly string[] } {
  const input = readFileSync(new URL(`__snapshots__/${fixture}`, import.meta.url), "utf8");
  return JSON.parse(execFileSync(python, ["-W", "ignore", RECORDER], { input, encoding: "utf8" }));
}

const pythons = interpreters().filter(({ version }) => version !== "2.7" && version !== "3.6");

describe.each(pythons)("on CPython $version", ({ path }) => {
  it.each(FLOORED)("every use in %s has its floor", (fixture) => {
    const { uses, errors } = recorded(path, fixture);
    expect(errors).toEqual([]);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => !use.floor)).toEqual([]);
  });
  it.each(VERIFYING)("every client in %s verifies", (fixture) => {
    const { uses, errors } = recorded(path, fixture);
    expect(errors).toEqual([]);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => !use.verifies)).toEqual([]);
  });
});

it(`ran without ${missingVersions().join(", ") || "nothing missing"}`, () => {
  expect(pythons.length).toBeGreaterThan(0);
});
