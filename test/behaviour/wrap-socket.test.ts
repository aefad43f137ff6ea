import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { missingVersions } from "../lab/interpreters.ts";
import { isAtLeast } from "./measure.ts";
import { outcomesPage } from "./outcomes-table.ts";
import { behaviourSuite } from "./suite.ts";

const rule = "wrap-socket";
const page = fileURLToPath(new URL(`../../docs/${rule}-outcomes.md`, import.meta.url));
const isWhole = !missingVersions().some((version) => isAtLeast(version, "3.8"));

behaviourSuite(rule, { newestBefore: "3.11", oldestAfter: "3.8" }, (measurements) => {
  // A machine that lacks one of the Pythons cannot tell whether the page is right.
  test.skipIf(!isWhole)("the page of outcomes shows what was measured", () => {
    const text = outcomesPage(rule, measurements());
    if (process.env["TLSFIX_WRITE_OUTCOMES"] === "1") {
      mkdirSync(dirname(page), { recursive: true });
      writeFileSync(page, text);
    }
    expect(existsSync(page) && readFileSync(page, "utf8")).toEqual(text);
  });
});
