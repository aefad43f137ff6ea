import { afterAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import type { Fix } from "../../src/core/fix.ts";
import { LineIndex } from "../../src/core/lines.ts";
import type { Rule } from "../../src/core/rule.ts";
import type { Outcome } from "../../src/core/settle.ts";
import { decodeSource, encodeSource } from "../../src/io/source-text.ts";
import type { PythonModule } from "../../src/python/module.ts";
import { pythons } from "../python/pythons.ts";
import { lostComments } from "./support/comments.ts";
import { brokenBy, type Rewritten } from "./support/compile.ts";
import {
  expectations,
  type Fixture,
  fixturesOf,
  foldersOf,
  rulesByFile,
  snapshotFile,
  snapshotsOf,
} from "./support/fixtures.ts";
import { essenceOf, newlinesOf, withCrlf, withTabs } from "./support/forms.ts";
import {
  checkOf,
  errorsIn,
  findingsOf,
  fixAll,
  fixOne,
  isForReview,
  type Strength,
  strengths,
} from "./support/run.ts";
import { snapshotText } from "./support/snapshot.ts";

const rules = await rulesByFile();
const everyRule = [...rules.values()];
const rewritten: Rewritten[] = [];

describe.each([...rules])("fixtures of %s", (id, rule) => {
  const fixtures = fixturesOf(id);

  it("have the id that the file is named after", () => {
    expect(rule.meta.id).toBe(id);
  });

  it("show what is found and what is not", () => {
    const found = fixtures.map((fixture) => expectations(fixture).length > 0);
    expect({ withFinding: found.includes(true), withoutFinding: found.includes(false) }).toEqual({
      withFinding: true,
      withoutFinding: true,
    });
  });

  it("are no two alike", () => {
    const essences = fixtures.map(({ text }) => essenceOf(text));
    expect(fixtures.filter((_, i) => essences.indexOf(essences[i] ?? "") !== i)).toEqual([]);
  });

  it("leave no snapshot behind when they go", () => {
    const names = new Set(fixtures.map(({ name }) => name));
    expect(snapshotsOf(id).filter((name) => !names.has(name))).toEqual([]);
  });

  describe.each(fixtures)("$name", (fixture) => proveFixture(fixture, rule));
});

it("fixtures and snapshots belong to a rule", () => {
  // The screens of the review stand beside the rules' snapshots, with a test of their own.
  const ids = new Set([...rules.keys(), "review"]);
  expect(foldersOf("test/fixtures").filter((folder) => !ids.has(folder))).toEqual([]);
  expect(foldersOf("snapshots").filter((folder) => !ids.has(folder))).toEqual([]);
});

// Last in the file: the tests above have filled the list.
describe("what compiled still compiles", () => {
  for (const { version, path } of pythons("2.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13")) {
    const name = `with CPython ${version}`;
    if (path === undefined) it.skip(`${name}: not on this machine`, () => {});
    else it(name, () => expect(brokenBy(path, rewritten)).toEqual([]));
  }
  afterAll(() => expect(rewritten.length).toBeGreaterThan(0));
});

/** Everything that holds for every fixture, whoever wrote it. */
function proveFixture(fixture: Fixture, rule: Rule<PythonModule>): void {
  const { text } = fixture;
  const check = checkOf(fixture, [rule]);
  const findings = findingsOf(check, text);

  it("finds what its marks say, where they say it", () => {
    const lines = new LineIndex(text);
    const found = findings.map((finding) => ({
      line: lines.position(finding.start).line,
      rule: finding.rule,
    }));
    expect(found).toEqual(expectations(fixture));
  });

  it("has a remedy for every finding", () => {
    for (const { remedies } of findings) expect(remedies).not.toEqual([]);
  });

  it.each(strengths)("is fixed as declared: %s", async (strength) => {
    const outcome = await fixAll(check, text, strength);
    proveOutcome(fixture, `${fixture.name} ${strength}`, text, outcome);
    proveFixability(findings, outcome, strength);
    await proveSettled(fixture, rule, outcome, strength);
  });

  it("takes each fix alone", async () => {
    for (const [finding, fix] of fixesIn(findings)) {
      const outcome = await fixOne(check, text, finding, fix);
      expect(outcome.applied.map(({ fix: taken }) => taken.title)).toEqual([fix.title]);
      proveOutcome(fixture, `${fixture.name} one: ${fix.title}`, text, outcome);
    }
  });

  it.each(strengths)("is fixed alike with Windows line ends: %s", async (strength) => {
    const crlf = withCrlf(text);
    const [unix, windows] = await Promise.all([fixAll(check, text, strength), fixAll(check, crlf, strength)]);
    expect(windows.text).toBe(withCrlf(unix.text));
    proveOutcome(fixture, `${fixture.name} ${strength}, CRLF`, crlf, windows);
  });

  const tabs = withTabs(text);
  if (tabs !== text) {
    it.each(strengths)("is fixed with tabs: %s", async (strength) => {
      const outcome = await fixAll(check, tabs, strength);
      expect(placesOf(findingsOf(check, tabs), tabs)).toEqual(placesOf(findings, text));
      proveOutcome(fixture, `${fixture.name} ${strength}, tabs`, tabs, outcome);
      await proveSettled(fixture, rule, outcome, strength);
    });
  }

  it.each(strengths)("is fixed in company of all rules: %s", async (strength) => {
    const outcome = await fixAll(checkOf(fixture, everyRule), text, strength);
    proveOutcome(fixture, `${fixture.name} ${strength}, all rules`, text, outcome);
  });

  it("becomes what the snapshot shows", async () => {
    const outcomes = new Map<Strength, Outcome>();
    for (const strength of strengths) outcomes.set(strength, await fixAll(check, text, strength));
    await expect(snapshotText(fixture, findings, outcomes)).toMatchFileSnapshot(
      snapshotFile(fixture).pathname,
    );
  });
}

/** What every rewrite keeps. */
function proveOutcome(fixture: Fixture, name: string, before: string, outcome: Outcome): void {
  const { text: after, reverted, converged } = outcome;
  expect(reverted.map(({ fix, failure }) => ({ title: fix.title, failure }))).toEqual([]);
  expect(converged).toBe(true);
  const check = checkOf(fixture, []);
  expect(errorsIn(check, after)).toBeLessThanOrEqual(errorsIn(check, before));
  expect(lostComments(before, after)).toEqual([]);
  expect(newlinesOf(after)).toEqual(newlinesOf(before));
  expect(/\r?\n$/.exec(after)?.[0]).toBe(/\r?\n$/.exec(before)?.[0]);
  const [old, fresh] = [bytesOf(before, fixture.encoding), bytesOf(after, fixture.encoding)];
  expect(decodeSource(fresh)).toEqual({ kind: "text", text: after, encoding: fixture.encoding });
  if (after !== before) rewritten.push({ name: `${fixture.rule}/${name}`, before: old, after: fresh });
}

function bytesOf(text: string, encoding: string): Buffer {
  const bytes = encodeSource(text, encoding);
  if (bytes === undefined) throw new Error(`the text cannot be written as ${encoding}`);
  return bytes;
}

/** A finding with a fix of the strength goes, one without stays. */
function proveFixability(findings: readonly Finding[], outcome: Outcome, strength: Strength): void {
  const isTaken = (fix: Fix): boolean =>
    strength === "answered" ||
    (!isForReview(fix) && (fix.applicability === "safe" || fix.applicability === strength));
  const hasTaken = ({ remedies }: Finding): boolean =>
    remedies.some((remedy) => remedy.kind === "fix" && isTaken(remedy));
  expect(outcome.applied.length + outcome.cleared.length).toBe(findings.filter(hasTaken).length);
  expect(outcome.left.filter(({ finding }) => hasTaken(finding))).toEqual([]);
  expect(outcome.left).toHaveLength(findings.filter((finding) => !hasTaken(finding)).length);
}

/** A second run changes nothing. */
async function proveSettled(
  fixture: Fixture,
  rule: Rule<PythonModule>,
  { text }: Outcome,
  strength: Strength,
): Promise<void> {
  const again = await fixAll(checkOf(fixture, [rule]), text, strength);
  expect(again.applied).toEqual([]);
  expect(again.text).toBe(text);
}

function fixesIn(findings: readonly Finding[]): [Finding, Fix][] {
  return findings.flatMap((finding) =>
    finding.remedies.filter((remedy) => remedy.kind === "fix").map((fix): [Finding, Fix] => [finding, fix]),
  );
}

function placesOf(findings: readonly Finding[], text: string): { rule: string; line: number }[] {
  const lines = new LineIndex(text);
  return findings.map(({ rule, start }) => ({ rule, line: lines.position(start).line }));
}
