import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Words } from "../../src/python/words.ts";

const texts = fc
  .array(fc.constantFrom("a", "ab", "_", "1", " ", ".", "\n", "é", "ssl", "("), { maxLength: 40 })
  .map((parts) => parts.join(""));

describe("the words of a text", () => {
  it("are the runs of ASCII letters, digits and underscores, where they stand", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const words = new Words(text);
        const expected = [...text.matchAll(/\w+/g)];
        expect(words.count).toBe(expected.length);
        expect([...words.all]).toEqual([...new Set(expected.map(([word]) => word))]);
        expected.forEach(({ 0: word, index }, place) => {
          expect(words.startOf(place)).toBe(index);
          expect(words.placesOf(word)).toContain(place);
        });
        expect(words.placesOf("absent")).toEqual([]);
      }),
    );
  });

  it("are found from any position", () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (text, position) => {
        const starts = [...text.matchAll(/\w+/g)].map(({ index }) => index);
        expect(new Words(text).firstFrom(position)).toBe(starts.filter((start) => start < position).length);
      }),
    );
  });
});
