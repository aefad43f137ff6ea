import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { programsFolder, programsOf } from "./program.ts";
import { SHAPES } from "./wrap-socket-shapes.ts";

const rule = "wrap-socket";
const names = new Set(programsOf(rule).map(({ name }) => name));
const textOf = (name: string): string => readFileSync(join(programsFolder(rule), `${name}.py`), "latin1");

describe.each([...SHAPES])("programs for every %s", (_, shapes) => {
  it.each(shapes)("$what", ({ has, programs }) => {
    expect(programs.length).toBeGreaterThan(0);
    for (const name of programs) {
      expect(names).toContain(name);
      expect(textOf(name)).toMatch(has);
    }
  });
});
