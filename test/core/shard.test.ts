import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectsOf, readShard, shardText } from "../../src/core/shard.ts";

const sizes = fc
  .dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 50 }), { maxKeys: 20 })
  .map((entries) => new Map(Object.entries(entries)));
const count = fc.integer({ min: 1, max: 7 });
const shardsOf = (all: ReadonlyMap<string, number>, of: number) =>
  Array.from({ length: of }, (_, at) => projectsOf({ number: at + 1, of }, all));

describe("the text of a shard", () => {
  it("reads what it writes", () => {
    expect(readShard("2/4")).toEqual({ number: 2, of: 4 });
    expect(shardText({ number: 2, of: 4 })).toBe("2/4");
  });

  it.each(["0/4", "5/4", "1", "1/", "/1", "1/0", "-1/4", "1.5/4", "1/4/2", " 1/4", "01/4", ""])(
    "refuses %j",
    (text) => {
      expect(readShard(text)).toBeUndefined();
    },
  );
});

describe("the projects of shards", () => {
  it("puts every project into exactly one", () => {
    fc.assert(
      fc.property(sizes, count, (all, of) => {
        const placed = shardsOf(all, of).flatMap((projects) => [...projects]);
        expect(placed.sort()).toEqual([...all.keys()].sort());
      }),
    );
  });

  it("does not depend on the order in which projects were met", () => {
    fc.assert(
      fc.property(sizes, count, (all, of) => {
        expect(shardsOf(new Map([...all].reverse()), of)).toEqual(shardsOf(all, of));
      }),
    );
  });

  it("leaves no shard more than the largest project above another", () => {
    fc.assert(
      fc.property(sizes, count, (all, of) => {
        const loads = shardsOf(all, of).map((projects) =>
          [...projects].reduce((sum, project) => sum + (all.get(project) ?? 0), 0),
        );
        const largest = Math.max(0, ...all.values());
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(largest);
      }),
    );
  });

  it("gives the largest to the first, and of equals the first by name", () => {
    const all = new Map([
      ["b", 5],
      ["a", 5],
      ["large", 9],
    ]);
    expect(shardsOf(all, 2)).toEqual([new Set(["large"]), new Set(["a", "b"])]);
  });
});
