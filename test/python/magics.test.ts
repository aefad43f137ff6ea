import { describe, expect, it } from "vitest";
import { maskMagics } from "../../src/python/magics.ts";
import { parser } from "../parser.ts";

/** The cell as Python; what it must be in any case is checked here. */
function masked(cell: string): string {
  const { text, magics } = maskMagics(cell);
  expect(text).toHaveLength(cell.length);
  expect(text.split("\n")).toHaveLength(cell.split("\n").length);
  for (const magic of magics) expect(cell).toContain(magic);
  const tree = parser.parse(text);
  expect(tree?.errors, text).toEqual([]);
  tree?.close();
  return text;
}

describe("magics", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["a line magic", "%matplotlib inline\nx = 1", "0#atplotlib inline\nx = 1"],
    ["a shell command", "!ls -l\nx", "0#s -l\nx"],
    ["one of a single character", "!\nx", "0\nx"],
    [
      "one in a block keeps the block whole",
      "if a:\n    !ls {a}\nelse:\n    b",
      "if a:\n    0#s {a}\nelse:\n    b",
    ],
    ["one that goes on", "!ls \\\n  -l \\\n\nx", "0#s \\\n# -l \\\n\nx"],
    ["the value of an assignment", "files = !ls\nx", "files = 0#s\nx"],
    ["of a list of names", "a, b = %sql select\n", "a, b = 0#ql select\n"],
    ["help before a name", "?os\nx", "0#s\nx"],
    ["help after a name", "os.path??\nx", "0#.path??\nx"],
    ["an automatic call", "/print a b\n,f a\n;g b", "0#rint a b\n0# a\n0# b"],
    ["one without its sign", "pip install a\ncd ..\nx", "0#p install a\n0# ..\nx"],
    ["nothing in Python", "a %= 2\nb = c % d\ne = f != g\nls - 1\nh = (1\n% 2)\n", ""],
    ["nothing in strings and comments", "a = '''\n!ls\n%x\n?'''\nb = \"?\" # ?\nc = f'!{a!r}'\n", ""],
    ["nothing after a backslash", "a = 1 \\\n% 2\n", ""],
    [
      "names that are words of IPython",
      "time = 3\nrun(x)\nalias, cat = 1, 2\nls is None\nman in x\nenv if a else b\n",
      "",
    ],
  ];
  it.each(cases)("%s", (_, cell, expected) => {
    expect(masked(cell)).toBe(expected || cell);
  });

  it("leave the Python below a cell magic that runs it", () => {
    expect(masked("\n%%time -n 3\nimport ssl")).toBe("\n#%time -n 3\nimport ssl");
  });

  it("make a cell in another language a comment", () => {
    expect(maskMagics("%%bash\nimport ssl\n\nls").text).toBe("#%bash\n#mport ssl\n\n#s");
    expect(maskMagics("%%bash\nls").magics).toEqual(["%%bash\nls"]);
  });

  it("are what a text is told by, in their order and with their kind", () => {
    expect(maskMagics("%a\nx\n!b c").magics).toEqual(["%a", "!b c"]);
    expect(maskMagics("%%time\n%x")).toMatchObject({ head: "%%time", magics: ["%x"] });
    expect(maskMagics("x\n%%time\n%x")).not.toHaveProperty("head");
  });

  it("end with the cell where it ends in a string or a bracket", () => {
    expect(maskMagics("a = (\n!ls").magics).toEqual([]);
    expect(maskMagics("a = '''\n!ls").magics).toEqual([]);
  });
});
