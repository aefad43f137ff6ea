import { describe, expect, it } from "vitest";
import { relocated } from "../../src/cli/files/relocated.ts";

const PATHS = new Map([["a/x.py", "b/x.py"]]);

describe("relocated", () => {
  it("puts other paths in the places of some", () => {
    const value = { list: [{ path: "a/x.py", n: 1 }, { path: "c.py" }], text: "x.py" };
    expect(relocated(value, PATHS)).toEqual({
      list: [{ path: "b/x.py", n: 1 }, { path: "c.py" }],
      text: "x.py",
    });
  });

  it("keeps objects that hold none, and makes one of one that is met twice", () => {
    const [fix, finding] = [{ title: "t" }, { related: [{ path: "a/x.py" }] }];
    const moved = relocated({ found: [finding], left: [{ finding, fix }] }, PATHS);
    expect(moved?.left[0]?.fix).toBe(fix);
    expect(moved?.left[0]?.finding).toBe(moved?.found[0]);
    const plain = { a: [1, { b: "c" }] };
    expect(relocated(plain, PATHS)).toBe(plain);
  });

  it("refuses where a text names such a path", () => {
    expect(relocated({ message: "made in a/x.py, line 2" }, PATHS)).toBeUndefined();
    expect(relocated({ message: "made in b/x.py, line 2" }, PATHS)).toBeDefined();
  });
});
