import fc from "fast-check";
import { expect, test } from "vitest";
import { LineIndex } from "../../src/core/lines.ts";
import { texts } from "./arbitrary.ts";

test("a line ends with a line feed, a carriage return, or both, and with nothing else", () => {
  const lines = new LineIndex("a\nb\r\nc\rd\fe\u2028f\u0085g\v\n");
  expect(lines.count).toBe(5);
  expect([1, 2, 3, 4, 5].map((line) => lines.textOf(line))).toEqual([
    "a",
    "b",
    "c",
    "d\fe\u2028f\u0085g\v",
    "",
  ]);
});

test("columns count code points; those of UTF-16 are there too", () => {
  const lines = new LineIndex("x\n😀é = 1\n");
  expect(lines.position(5)).toEqual({ line: 2, column: 3 });
  expect(lines.utf16Position(5)).toEqual({ line: 2, column: 4 });
  expect(lines.offset({ line: 2, column: 3 })).toBe(5);
  expect(lines.utf16Offset({ line: 2, column: 4 })).toBe(5);
});

test("a byte order mark is no column, and only the first line can have one", () => {
  const lines = new LineIndex("\ufeffa\n\ufeffb");
  expect(lines.position(1)).toEqual({ line: 1, column: 1 });
  expect(lines.position(0)).toEqual({ line: 1, column: 1 });
  expect(lines.offset({ line: 1, column: 1 })).toBe(1);
  expect(lines.position(4)).toEqual({ line: 2, column: 2 });
  expect(lines.textOf(1)).toBe("a");
});

test("what lies beyond a line or the text is its end", () => {
  const lines = new LineIndex("ab\r\ncd");
  expect(lines.offset({ line: 1, column: 99 })).toBe(2);
  expect(lines.utf16Offset({ line: 1, column: 99 })).toBe(2);
  expect(lines.offset({ line: 9, column: 99 })).toBe(6);
  expect(lines.position(6)).toEqual({ line: 2, column: 3 });
});

const unusual = texts(["a", "\n", "\r", "😀", "é", "\f", "\ufeff"], 16);

test("an offset and its position are the same place, both ways", () => {
  fc.assert(
    fc.property(unusual, (text) => {
      const lines = new LineIndex(text);
      let offset = text.startsWith("\ufeff") ? 1 : 0;
      for (const letter of text.slice(offset)) {
        const insideLineEnd = letter === "\n" && text[offset - 1] === "\r";
        if (!insideLineEnd) expect(lines.offset(lines.position(offset))).toBe(offset);
        if (!insideLineEnd) expect(lines.utf16Offset(lines.utf16Position(offset))).toBe(offset);
        offset += letter.length;
      }
    }),
    { numRuns: 2000 },
  );
});

test("agrees with splitting at line ends", () => {
  fc.assert(
    fc.property(unusual, (text) => {
      const lines = new LineIndex(text);
      const parts = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
      expect(parts.map((_, i) => lines.textOf(i + 1))).toEqual(parts);
      expect(lines.count).toBe(parts.length);
    }),
    { numRuns: 2000 },
  );
});
