import { describe, expect, it } from "vitest";
import { Words } from "../../src/python/words.ts";
import { Ground, Relevance } from "../../src/tls/program/relevance.ts";

const TEXT = "context = make()\nother = context\nreturn thing\n";

function relevance() {
  return new Relevance(new Ground(new Words(TEXT), /^make$/, []));
}

function lineOf(word: string) {
  const start = TEXT.lastIndexOf("\n", TEXT.indexOf(word)) + 1;
  return { start, end: TEXT.indexOf("\n", start) };
}

describe("relevance", () => {
  it("knows where a word stands, and where control goes elsewhere", () => {
    const words = relevance();
    expect(words.mentions(lineOf("make"))).toBe(true);
    expect(words.mentions(lineOf("other"))).toBe(false);
    expect(words.concerns(lineOf("thing"))).toBe(true);
    expect(words.mentions(lineOf("thing"))).toBe(false);
  });

  it("asks for another run only where a new word stands in what was passed over", () => {
    const words = relevance();
    words.mentions(lineOf("other"));
    words.add("thing");
    expect(words.grow()).toBe(false);
    words.mentions(lineOf("other"));
    words.add("context");
    expect(words.mentions(lineOf("other"))).toBe(true);
    expect(words.grow()).toBe(true);
    expect(words.grow()).toBe(false);
  });

  it("tells of a part of a run whether it would pass over the same", () => {
    const words = relevance();
    words.beginPart();
    words.mentions(lineOf("other"));
    const passed = words.endPart();
    if (passed === undefined) throw new Error("a line was passed over");
    words.add("thing");
    expect(words.isStillPassed(passed)).toBe(true);
    words.add("other");
    expect(words.isStillPassed(passed)).toBe(false);
  });

  it("counts what a part itself adds after it passed it over", () => {
    const words = relevance();
    words.beginPart();
    words.mentions(lineOf("other"));
    words.add("other");
    const passed = words.endPart();
    expect(passed !== undefined && words.isStillPassed(passed)).toBe(false);
  });

  it("has nothing to tell of a part that looked at everything", () => {
    const words = relevance();
    words.beginPart();
    words.mentions(lineOf("make"));
    expect(words.endPart()).toBeUndefined();
  });
});
