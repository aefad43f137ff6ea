import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CONFIG_KEYS } from "../../src/config/keys.ts";

describe("docs/configuration.md", () => {
  it("has a row for every key, in their order", () => {
    const text = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");
    const rows = [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map((match) => match[1]);
    expect(rows).toEqual(CONFIG_KEYS.map(({ name }) => name));
  });
});
