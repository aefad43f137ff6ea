import { describe, expect, it } from "vitest";
import { type Config, type ReadConfig, readOwnConfig, readPyproject } from "../../src/config/config.ts";

const KNOWN = { rules: ["wrap-socket", "B504", "legacy-protocol"], formats: ["full", "concise", "json"] };

function own(text: string): ReadConfig {
  return readOwnConfig(text, KNOWN);
}

function problems(read: ReadConfig): readonly string[] {
  if (read.kind !== "wrong") throw new Error(`it is ${read.kind}`);
  return read.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

function accepted(read: ReadConfig): Config {
  if (read.kind !== "config") throw new Error(JSON.stringify(read));
  return read.config;
}

describe("a configuration", () => {
  it("may say everything", () => {
    const text = `extend = "../base.toml"
select = ["B504", "all"]
extend-select = ["legacy-protocol"]
ignore = []
target-version = "py36"
trust-default-context = true
unsafe-fixes = true
exclude = ["a"]
extend-exclude = ["b"]
force-exclude = true
respect-gitignore = false
output-format = "json"
[per-file-ignores]
"tests/*" = ["b504"]
[extend-per-file-ignores]
"a.py" = ["ALL"]
`;
    expect(accepted(own(text))).toEqual({
      extend: { path: "../base.toml", line: 1, column: 1 },
      select: ["B504", "all"],
      extendSelect: ["legacy-protocol"],
      ignore: [],
      targetVersion: "3.6",
      trustDefaultContext: true,
      unsafeFixes: true,
      exclude: ["a"],
      extendExclude: ["b"],
      forceExclude: true,
      respectGitignore: false,
      outputFormat: "json",
      perFileIgnores: [{ pattern: "tests/*", rules: ["b504"] }],
      extendPerFileIgnores: [{ pattern: "a.py", rules: ["ALL"] }],
    });
  });

  it("may say nothing", () => {
    expect(accepted(own(""))).toMatchObject({ select: undefined, ignore: [], outputFormat: undefined });
  });

  it("is refused with the place and the nearest name of what is unknown", () => {
    const text = `# é\nselct = []\nignore = [\n  # 😀\n  "wrap-sokcet", "B504",\n  "nothing-like-it",\n]\noutput-format = "jsn"\n`;
    expect(problems(own(text))).toEqual([
      "2:1: there is no key selct. Did you mean select?",
      "5:3: ignore: there is no rule wrap-sokcet. Did you mean wrap-socket?",
      "6:3: ignore: there is no rule nothing-like-it. See tlsfix rules.",
      "8:1: output-format: there is no format jsn. Did you mean json?",
    ]);
  });

  it("is refused where a value is of the wrong type", () => {
    const text = `select = "B504"\nignore = ["B504", 3]\nunsafe-fixes = "yes"\ntarget-version = 3.8\nper-file-ignores = ["x"]\nexclude = { a = 1 }\nforce-exclude = 1979-05-27\n`;
    expect(problems(own(text))).toEqual([
      "1:1: select is a string; it must be a list of rules",
      "2:19: ignore is the number 3; it must be a list of rules",
      "3:1: unsafe-fixes is a string; it must be true or false",
      '4:1: target-version is the number 3.8; it must be a string such as "3.8"',
      '5:1: per-file-ignores is a list; it must be a table such as { "tests/*" = ["wrap-socket"] }',
      "6:1: exclude is a table; it must be a list of patterns",
      "7:1: force-exclude is a date; it must be true or false",
    ]);
  });

  it("is refused where a version is none", () => {
    expect(problems(own('target-version = "3.99"'))).toEqual([
      "1:1: target-version: 3.99 is no version. It is a version such as 3.8 or 2.7.",
    ]);
  });

  it("finds the places inside tables, dotted keys and inline tables", () => {
    const text = `[per-file-ignores]\n'a"b' = ["X1"]\n"tests/*" = [ "B504", "X2" ]\n`;
    expect(problems(own(text)).map((line) => line.slice(0, 5))).toEqual(["2:10:", "3:23:"]);
    expect(problems(own('per-file-ignores = { "a/*" = ["B504"], b = ["X3"] }'))[0]).toMatch(/^1:45: /);
    expect(problems(own('per-file-ignores."a/*" = ["X3"]'))[0]).toMatch(/^1:27: /);
  });

  it("is refused where it is no TOML, at the place", () => {
    expect(problems(own("select = []\nignore = [1 2]\n"))[0]).toMatch(/^2:\d+: /);
  });

  it("says what is wrong where a table of pyproject.toml is put into a file of its own", () => {
    expect(problems(own("[tool.tlsfix]\nselect = []\n"))).toEqual([
      "1:1: there is no key tool. In this file the keys stand at the top, without [tool.tlsfix].",
    ]);
  });
});

describe("pyproject.toml", () => {
  it("speaks to us by its table alone", () => {
    expect(readPyproject("[project]\nname = 'tlsfix-user'\n", KNOWN)).toEqual({ kind: "absent" });
    expect(readPyproject("broken = [\n# tlsfix\n", KNOWN)).toEqual({ kind: "absent" });
    expect(accepted(readPyproject("[tool.tlsfix]\nignore = ['B504']\n", KNOWN)).ignore).toEqual(["B504"]);
    expect(accepted(readPyproject("tool.tlsfix.ignore = ['B504']\n", KNOWN)).ignore).toEqual(["B504"]);
  });

  it("is refused at its own lines", () => {
    const text = `[project]\ndescription = """\n[tool.tlsfix]\nselct = 1\n"""\n\n[tool.tlsfix]\nselct = 1\nselect = [\n  "B504",\n  "X",\n]\n`;
    expect(problems(readPyproject(text, KNOWN)).map((line) => line.slice(0, 5))).toEqual(["8:1: ", "11:3:"]);
    expect(problems(readPyproject("[tool.tlsfix]\nselect = [\n", KNOWN))).toHaveLength(1);
  });
});
