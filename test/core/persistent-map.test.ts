import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PersistentMap } from "../../src/core/persistent-map.ts";

/** Keys that share their first bits, and keys that do not. */
const keys = fc.oneof(fc.nat(40), fc.nat(2 ** 30 - 1));
const steps = fc.array(fc.tuple(keys, fc.option(fc.nat(5))), { maxLength: 40 });
type Steps = readonly (readonly [number, number | null])[];

/** The map after some steps, and what an ordinary map has after them; `null` deletes. */
function built(all: Steps, start = PersistentMap.empty<number>(), known = new Map<number, number>()) {
  let map = start;
  const plain = new Map(known);
  for (const [key, value] of all) {
    map = value === null ? map.delete(key) : map.set(key, value);
    if (value === null) plain.delete(key);
    else plain.set(key, value);
  }
  return { map, plain };
}

function entries(map: PersistentMap<number>): [number, number][] {
  const found: [number, number][] = [];
  map.forEach((value, key) => {
    found.push([key, value]);
  });
  return found;
}

const sorted = (plain: ReadonlyMap<number, number>) => [...plain].sort(([a], [b]) => a - b);

describe("a persistent map", () => {
  it("holds what an ordinary one does, in the order of its keys", () => {
    fc.assert(
      fc.property(steps, keys, (all, key) => {
        const { map, plain } = built(all);
        expect(entries(map)).toEqual(sorted(plain));
        expect(map.get(key)).toBe(plain.get(key));
        expect(map.has(key)).toBe(plain.has(key));
        expect(map.some((value) => value === 3)).toBe([...plain.values()].includes(3));
      }),
    );
  });

  it("is never changed", () => {
    fc.assert(
      fc.property(steps, steps, (some, more) => {
        const { map } = built(some);
        const before = entries(map);
        built(more, map);
        map.merge(
          built(more).map,
          (a, b) => a + b,
          (value) => value + 1,
        );
        expect(entries(map)).toEqual(before);
      }),
    );
  });

  it("is merged key by key, also with one that it shares parts with", () => {
    fc.assert(
      fc.property(steps, steps, steps, (common, some, more) => {
        const start = built(common);
        const a = built(some, start.map, start.plain);
        const b = built(more, start.map, start.plain);
        const both = (x: number, y: number) => (x === y ? x : 100 * Math.max(x, y) + Math.min(x, y));
        const one = (value: number) => value + 50;
        const expected = new Map<number, number>();
        for (const key of new Set([...a.plain.keys(), ...b.plain.keys()])) {
          const [x, y] = [a.plain.get(key), b.plain.get(key)];
          expected.set(key, x === undefined || y === undefined ? one(x ?? y ?? 0) : both(x, y));
        }
        expect(entries(a.map.merge(b.map, both, one))).toEqual(sorted(expected));
      }),
    );
  });

  it("stays itself where a step or a merge makes no difference", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { map, plain } = built(all);
        for (const [key, value] of plain) expect(map.set(key, value)).toBe(map);
        const other = built(all).map;
        const same = (a: number) => a;
        expect(map.merge(other, same, same)).toBe(map);
        expect(map.merge(map, same, same)).toBe(map);
        expect(map.withChanges(map.changes(other))).toBe(map);
      }),
    );
  });

  it("is equal to one with the same entries alone", () => {
    fc.assert(
      fc.property(steps, steps, (some, more) => {
        const [a, b] = [built(some), built(more)];
        const isSame = JSON.stringify(sorted(a.plain)) === JSON.stringify(sorted(b.plain));
        const equals = (x: PersistentMap<number>, y: PersistentMap<number>) => x.equals(y, (p, q) => p === q);
        expect(equals(a.map, b.map)).toBe(isSame);
        expect(equals(a.map, built([...sorted(a.plain)].reverse()).map)).toBe(true);
      }),
    );
  });

  it("tells what another has otherwise, and nothing else", () => {
    fc.assert(
      fc.property(steps, steps, steps, (common, some, more) => {
        const start = built(common);
        const a = built(some, start.map, start.plain);
        const b = built(more, start.map, start.plain);
        const changes = a.map.changes(b.map);
        expect(entries(a.map.withChanges(changes))).toEqual(sorted(b.plain));
        for (const { key, value } of changes) {
          expect(value).toBe(b.plain.get(key));
          expect(value).not.toBe(a.plain.get(key));
        }
        expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length);
      }),
    );
  });
});
