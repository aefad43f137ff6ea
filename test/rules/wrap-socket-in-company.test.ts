import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkModule } from "../../src/cli/check-module.ts";
import type { Finding } from "../../src/core/finding.ts";
import type { Check } from "../../src/core/verify.ts";
import { programsFolder, programsOf } from "../behaviour/program.ts";
import { parser } from "../parser.ts";
import { rulesByFile } from "./support/fixtures.ts";
import { findingsOf, fixAll, type Strength } from "./support/run.ts";

const rule = "wrap-socket";
const everyRule = [...(await rulesByFile()).values()];
const programs = programsOf(rule);
const fixing: readonly Strength[] = ["safe", "unsafe"];

const checkFor = (target: string, path: string): Check => {
  const [major = 3, minor = 8] = target.split(".").map(Number);
  return checkModule(parser, everyRule, {
    path,
    target: { major, minor },
    project: { httpsContextPatchedIn: undefined },
  });
};

/** The finding and its place; two rules that point at one place for one cause would be two of these. */
const placesOf = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ start, end }) => `${start}-${end}`);

/** How many connections are given the name that the certificate must have. */
const namesGiven = (text: string): number =>
  text.match(/\bserver_hostname=(?!None\b|server_hostname\b)/g)?.length ?? 0;

describe.each(programs)("$name, rewritten by all rules", ({ file, target }) => {
  const text = readFileSync(join(programsFolder(rule), file), "utf8");
  const check = checkFor(target, file);

  it.each(fixing)("is settled after one run, and nothing is found twice: %s", async (strength) => {
    const outcome = await fixAll(check, text, strength);
    const again = await fixAll(check, outcome.text, strength);
    expect({ reverted: outcome.reverted, again: again.applied, same: again.text === outcome.text }).toEqual({
      reverted: [],
      again: [],
      same: true,
    });
    const places = placesOf(findingsOf(check, outcome.text));
    expect(places).toEqual([...new Set(places)]);
  });

  it("loses no connection: what --fix keeps unverified is verified by --unsafe-fixes later, or still found", async () => {
    const unsafe = await fixAll(check, text, "unsafe");
    const safe = await fixAll(check, text, "safe");
    const both = await fixAll(check, safe.text, "unsafe");
    const missing = namesGiven(unsafe.text) - namesGiven(both.text);
    const found = findingsOf(check, both.text).filter((finding) => finding.rule === "disabled-verification");
    expect(missing).toBeLessThanOrEqual(found.length);
  });
});
