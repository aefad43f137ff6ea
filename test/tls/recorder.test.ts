import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { interpreters, missingVersions } from "../lab/interpreters.ts";
import { fixturesOf, rulesByFile } from "../rules/support/fixtures.ts";
import { checkOf, fixAll } from "../rules/support/run.ts";

interface Use {
  readonly floor: boolean;
  readonly verifies: boolean;
}

interface Recorded {
  readonly uses: readonly Use[];
  readonly errors: readonly string[];
}

const RECORDER = new URL("recorder.py", import.meta.url).pathname;

/** The fixtures whose every finding of their rule has a fix. */
const FLOORED: readonly (readonly [string, string])[] = [
  ["context-without-minimum-version", "configures-a-local-before-it-is-stored"],
  ["context-without-minimum-version", "flags-negotiating-protocols"],
  ["context-without-minimum-version", "flags-the-seed"],
  ["context-without-minimum-version", "made-safe-before-use-is-safe"],
  ["context-without-minimum-version", "made-safe-on-one-path-is-not-safe"],
  ["context-without-minimum-version", "names-a-context-that-is-returned-or-passed"],
  ["context-without-minimum-version", "only-a-new-context-is-changed"],
  ["deprecated-protocol-options", "says-the-same-by-a-minimum"],
  ["legacy-protocol", "keeps-a-pin-at-one-two"],
  ["legacy-protocol", "keeps-the-order-that-does-not-raise"],
  ["legacy-protocol", "limits-below-one-two"],
  ["legacy-protocol", "takes-the-constant-for-the-role"],
];
const VERIFYING: readonly (readonly [string, string])[] = [
  ["disabled-verification", "verifies-where-the-host-is-proven"],
];

/** The fixture after every fix of its rule, and of the one that sets the minimum. */
async function fixed(id: string, name: string): Promise<string> {
  const rules = await rulesByFile();
  const fixture = fixturesOf(id).find((one) => one.name === name);
  if (fixture === undefined) throw new Error(`there is no fixture ${name}`);
  const chosen = [id, "context-without-minimum-version"].flatMap((rule) => rules.get(rule) ?? []);
  return (await fixAll(checkOf(fixture, [...new Set(chosen)]), fixture.text, "unsafe")).text;
}

function record(python: string, input: string): Recorded {
  return JSON.parse(execFileSync(python, ["-W", "ignore", RECORDER], { input, encoding: "utf8" }));
}

const isRecordable = (version: string) => version !== "2.7" && version !== "3.6";
const pythons = interpreters().filter(({ version }) => isRecordable(version));
const lacking = missingVersions().filter(isRecordable);
if (lacking.length > 0) console.warn(`recorder: not run on CPython ${lacking.join(", ")}`);

describe.each(pythons)("on CPython $version", ({ path }) => {
  it.each(FLOORED)("every use in %s/%s has its floor", async (id, name) => {
    const { uses, errors } = record(path, await fixed(id, name));
    expect(errors).toEqual([]);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => !use.floor)).toEqual([]);
  });
  it.each(VERIFYING)("every client in %s/%s verifies", async (id, name) => {
    const { uses, errors } = record(path, await fixed(id, name));
    expect(errors).toEqual([]);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((use) => !use.verifies)).toEqual([]);
  });
});

// A suite without any test would fail: a machine that has no CPython shows one that is skipped, as the others do.
if (pythons.length === 0) it("was left out", (context) => context.skip("no CPython is here to record on"));
