import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { whyNoTool } from "../behaviour/rewrite.ts";
import type { Connection, Result } from "../lab/driver.ts";
import { interpreters, missingVersions } from "../lab/interpreters.ts";
import { type Lab, startLab, whyNoLab } from "../lab/lab.ts";
import { installPackages } from "../lab/packages.ts";
import { type Case, readCases } from "./case.ts";
import { fixIn } from "./tool.ts";

const FOLDER = fileURLToPath(new URL("../programs/agreement", import.meta.url));
const VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"];
const SAFE = ["TLSv1_2", "TLSv1_3"];

const cases = readCases(FOLDER).filter(({ neverRuns }) => neverRuns === undefined);
const reason = whyNoLab() ?? whyNoTool();
const pythons = interpreters().filter(({ version }) => VERSIONS.includes(version));
const lacking = missingVersions().filter((version) => VERSIONS.includes(version));
if (reason !== undefined) console.warn(`connections of fixed programs: left out, ${reason}`);
if (lacking.length > 0) console.warn(`connections of fixed programs: not recorded on ${lacking.join(", ")}`);

describe.skipIf(reason !== undefined || pythons.length === 0)("what fixed programs connect with", () => {
  const sets = installPackages(
    pythons.map(({ version }) => ({ age: "pyopenssl", version, wanted: ["pyOpenSSL", "urllib3"] })),
  );
  const results = new Map<string, ReadonlyMap<string, Result>>();
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
    const folder = join(lab.folder, "agreement");
    cpSync(FOLDER, folder, { recursive: true });
    fixIn(folder);
    const waiting = [...pythons];
    const work = async (): Promise<void> => {
      for (let python = waiting.shift(); python; python = waiting.shift()) {
        const packages = sets.find((set) => set.python.version === python?.version)?.folder;
        const trials = cases
          .filter(({ needsPackages }) => !needsPackages || packages !== undefined)
          .map(({ name, file, role, talk, needsPackages }) => ({
            id: name,
            program: join(folder, file),
            role,
            talk,
            scenario: role === "client" ? "good" : "anonymous",
            settings: needsPackages && packages !== undefined ? { PACKAGES: packages } : {},
            record: true,
          }));
        results.set(python.version, await lab.run(python, trials));
      }
    };
    await Promise.all([work(), work()]);
  }, 600_000);
  afterAll(() => lab?.stop());

  const isOpen = ({ awaits, awaitsFix }: Case) => (awaits ?? awaitsFix) !== undefined;
  const hasPackages = (version: string) => sets.some(({ python }) => python.version === version);

  describe.each(pythons)("on CPython $version", ({ version }) => {
    for (const one of cases.filter((candidate) => !isOpen(candidate))) {
      const canRun = !one.needsPackages || hasPackages(version);
      if (canRun) test(one.name, () => expectSafe(one, results.get(version)?.get(one.name)));
      // Third-party clients come from PyPI; where they cannot be installed the run says so, as a skip for each.
      else test.skip(`${one.name}: no packages for it`, () => {});
    }
  });

  for (const one of cases.filter(isOpen)) {
    test.fails(`${one.name} awaits: ${one.awaits ?? one.awaitsFix}`, () => {
      for (const of of results.values()) expectSafe(one, of.get(one.name));
    });
  }
});

/** It ran to its end, and everything that it connected with was safe. */
function expectSafe(one: Case, result: Result | undefined): void {
  expect({ outcome: result?.outcome, last: result?.last }).toEqual({ outcome: "ended", last: "" });
  const connections = result?.connections ?? [];
  expect(connections.length).toBeGreaterThan(0);
  expect(connections.filter((connection) => !isSafe(one, connection))).toEqual([]);
}

/** Nothing older than TLS 1.2, and a client that verifies certificate and host. */
function isSafe(one: Case, { oldest, verifies, checksHost, isServer }: Connection): boolean {
  const isNew = one.low !== undefined || (oldest !== null && SAFE.includes(oldest));
  const isClient = isServer === null ? one.role === "client" : !isServer;
  const isChecked = one.unverified !== undefined || (verifies && checksHost !== false);
  return isNew && (!isClient || isChecked);
}
