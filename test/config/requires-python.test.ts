import { describe, expect, it } from "vitest";
import { oldestPython, REQUIREMENT_READERS } from "../../src/config/requires-python.ts";

describe("the oldest Python of a specifier", () => {
  const cases: readonly [string, string | undefined][] = [
    [">=3.8", "3.8"],
    [">= 3.9.2, <4", "3.9"],
    ["<4,>=3.10", "3.10"],
    [">3.7", "3.7"],
    [">=2.7, !=3.0.*, !=3.1.*, !=3.2.*, !=3.3.*", "2.7"],
    [">=2.7, !=2.7.*, !=3.4.*", "3.5"],
    [">=2.6", "2.7"],
    [">=3", "3.4"],
    [">=3.2", "3.4"],
    ["~=3.8", "3.8"],
    ["~=3.8.1", "3.8"],
    ["==3.11.*", "3.11"],
    ["==3.11", "3.11"],
    ["===3.11", "3.11"],
    ["3.9", "3.9"],
    ["^3.8", "3.8"],
    ["~3.8", "3.8"],
    ["~2.7 || ^3.6", "2.7"],
    ["<3.7,>=3.6", "3.6"],
    [">=4", undefined],
    ["*", undefined],
    ["", undefined],
    ["any", undefined],
  ];
  it.each(cases)("%s is %s", (specifier, version) => {
    expect(oldestPython(specifier)).toBe(version);
  });
});

describe("a requirement", () => {
  const read = (file: string, text: string): string | undefined =>
    REQUIREMENT_READERS[file]?.(text)?.specifier;

  it("is read from pyproject.toml, Poetry's too", () => {
    expect(read("pyproject.toml", '[project]\nrequires-python = ">=3.9"\n')).toBe(">=3.9");
    expect(read("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.8"\n')).toBe("^3.8");
    expect(read("pyproject.toml", "[build-system]\nrequires = []\n")).toBeUndefined();
    expect(read("pyproject.toml", "broken = [")).toBeUndefined();
  });

  it("is read from setup.cfg and from a literal of setup.py", () => {
    expect(
      read("setup.cfg", "[metadata]\nname = x\n[options]\npackages = find:\npython_requires = >=3.6\n"),
    ).toBe(">=3.6");
    expect(read("setup.cfg", "[other]\npython_requires = >=3.6\n")).toBeUndefined();
    expect(read("setup.py", "setup(\n    name='x', python_requires='>=2.7',\n)\n")).toBeUndefined();
    expect(read("setup.py", "setup(\n    python_requires='>=2.7',\n)\n")).toBe(">=2.7");
    expect(read("setup.py", "# python_requires='>=2.7'\n")).toBeUndefined();
    expect(read("setup.py", "setup(python_requires=REQUIRES)\n")).toBeUndefined();
  });
});
