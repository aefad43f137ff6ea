import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passedOn } from "../../src/core/mentions.ts";

const ways = passedOn("verify");
const isThere = (text: string): boolean => ways.some((way) => text.includes(way));

describe("passedOn", () => {
  it("has the name before what Python may write behind it, whatever stands between", () => {
    const gap = fc
      .array(fc.constantFrom(" ", "  ", "\t", "\n", "\r\n", "\f", "\\\n", "# a note\n"), { maxLength: 3 })
      .map((pieces) => pieces.join(""));
    const use = fc.constantFrom(
      ["get(u, verify", "=False)"],
      ["session.verify", "= False"],
      ["session.verify", ": bool = False"],
      ["def send(self, verify", ", cert): pass"],
      ["def send(self, verify", "): pass"],
      ["f(verify", ")"],
      ["a[verify", "] = 1"],
      ["{verify", "}"],
      ['{"verify"', ": False}"],
      ["{'verify'", ": False}"],
      ["(verify", ":= False)"],
    );
    fc.assert(
      fc.property(use, gap, ([before = "", behind = ""], between) => {
        const text = before + between + behind;
        expect(isThere(text)).toBe(true);
        // The same as it stands in a notebook.
        expect(isThere(JSON.stringify(text))).toBe(true);
      }),
    );
  });

  it("does not have the English word, or another name", () => {
    for (const text of ["verify that", "We verify.", "verify_hash(x)", "verify(x)", "verifying = 1"])
      expect(isThere(text), text).toBe(false);
  });
});
