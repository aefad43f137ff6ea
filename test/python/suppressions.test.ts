import { describe, expect, test } from "vitest";
import { type NamedRule, suppressionsOf } from "../../src/python/suppressions.ts";
import { callOf } from "./apply.ts";
import { withTree } from "./load.ts";

const RULE: NamedRule = {
  id: "wrap-socket",
  aliases: [
    "py/insecure-default-protocol",
    "CSP-D411",
    "B504",
    "S504",
    "S4830",
    "python.lang.ssl-wrap-socket",
  ],
};

/** Where the comment stands; `f()` is what is found. */
const PLACES = {
  same: "x = f(s)  # C\n",
  above: "# C\nx = f(s)\n",
  "after code above": "y = 1  # C\nx = f(s)\n",
  "two above": "# C\n\nx = f(s)\n",
  "above a comment": "# C\n# about x\nx = f(s)\n",
  below: "x = f(s)\n# C\n",
  "first line": "x = f(  # C\n    s,\n)\n",
  "middle line": "x = f(\n    s,  # C\n)\n",
  "last line": "x = f(\n    s,\n)  # C\n",
  "outer first line": "x = g(  # C\n    f(s),\n)\n",
  "outer last line": "x = g(\n    f(s),\n)  # C\n",
  "after a continuation": "x = \\\n  f(s) + \\\n  1  # C\n",
  "after a string": 'x = f(s, """\na\n""")  # C\n',
  "string before": 'x = g("""\na\n""", f(s))  # C\n',
  "in a string": 'x = f(s, "# C")\n',
  "in a docstring above": '"""\n# C\n"""\nx = f(s)\n',
} as const;
type Place = keyof typeof PLACES;

async function suppresses(comment: string, place: Place = "same", newline = "\n"): Promise<boolean> {
  const text = PLACES[place].replace("C", comment).replaceAll("\n", newline);
  return withTree(text, ({ root }) => {
    return suppressionsOf(root, text).isSuppressed(RULE, callOf(root)) !== undefined;
  });
}

const JOINED = ["after a continuation", "after a string", "string before"] as const;

/**
 * Measured with ruff 0.17.6, flake8 7.5.0 (flake8-bandit 4.1.1), bandit 1.9.4 and semgrep; the others as their
 * documentation or source says. What they take from inside a string is not followed.
 */
const covered: readonly (readonly [comment: string, places: readonly Place[]])[] = [
  ["tlsfix: ignore[wrap-socket] why", ["same", "above", "above a comment", "first line", "string before"]],
  ["noqa: S504", ["same", "first line", "after a continuation", "after a string", "string before"]],
  ["noqa", ["same", "first line", "after a continuation", "after a string", "string before"]],
  ["ruff: ignore[S504]", ["same", "above", "two above", "above a comment", "first line", ...JOINED]],
  ["nosec B504", ["same", "first line", "middle line", "last line", "after a string", "string before"]],
  ["nosec", ["same", "first line", "middle line", "last line", "after a string", "string before"]],
  ["nosemgrep: ssl-wrap-socket", ["same", "above", "first line", "string before"]],
  ["nosemgrep", ["same", "above", "first line", "string before"]],
  ["ignore: CSP-D411", ["same", "above", "first line", "string before"]],
  ["ignore", ["same", "above", "first line", "string before"]],
  ["lgtm[py/insecure-default-protocol]", ["same", "above", "first line", "string before"]],
  ["codeql[py/insecure-default-protocol]", ["above"]],
  ["NOSONAR", ["same", "first line", "string before"]],
  ["pragma: no cytoscnpy", ["same", "first line", "string before"]],
  ["tlsfix: ignore-file", Object.keys(PLACES).filter((place) => !place.startsWith("in a ")) as Place[]],
];

describe.each(covered)("%s", (comment, places) => {
  test.each(Object.keys(PLACES) as Place[])("%s", async (place) => {
    expect(await suppresses(comment, place)).toBe(places.includes(place));
    expect(await suppresses(comment, place, "\r\n")).toBe(places.includes(place));
  });
});

test.each([
  "tlsfix: ignore",
  "tlsfix: ignore[wrap-socket]",
  "tlsfix: ignore[other, wrap-socket]: reason",
  "tlsfix: ignore[CSP-D411]",
  "tlsfix:ignore[b504]",
  "why it is so # tlsfix: ignore[wrap-socket]",
  "tlsfix: ignore-file[wrap-socket]",
  "noqa:S504",
  "NOQA",
  "noqa: E501,S504",
  "noqa: E501 S504",
  "noqa: S504 reason",
  "noqa: S504 -- reason",
  "noqa: S5",
  "noqa: CSP-D411",
  "noqa: csp-d411",
  "noqa because",
  "x # noqa",
  "type: ignore # noqa",
  "nosec # noqa: E501",
  "noqa: E501 # nosec B504",
  "ruff: ignore[S504]",
  "ruff:ignore[E501, S504] why",
  "ruff: file-ignore[S504]",
  "x # ruff: ignore[S504]",
  "nosec: B504",
  "nosec B502,B504",
  "nosec B502 B504",
  "nosec ssl_with_no_version",
  "nosec because I say so",
  "nosec B504 because",
  "nosemgrep: other, ssl-wrap-socket",
  "nosemgrep: python.lang.ssl-wrap-socket reason",
  "nosem",
  "ignore: CSP-D407, csp-d411",
  "ignore: CSP",
  "ignore: CSP-D411 -- why",
  "lgtm",
  "lgtm [py/insecure-default-protocol]",
  "NOSONAR(S4830)",
  "NOSONAR (python:S4830)",
  "NOSONAR: the peer is ours",
])("suppresses: # %s", async (comment) => {
  expect(await suppresses(comment)).toBe(true);
});

test.each([
  "tlsfix: ignore[other]",
  "tlsfix: ignore[]",
  "tlsfix: ignore-file[other]",
  "tlsfix: ignored",
  "noqa: E501",
  "noqa: S503",
  "ruff: ignore",
  "ruff: ignore[s504]",
  "ruff: ignore[S5]",
  "ruff: ignore[S503]",
  "noqa: B504",
  "noqa: E501 # noqa: S504",
  "noqaS504",
  "x noqa",
  "nosec B502",
  "nosec B502 because",
  "nosec assert_used",
  "NOSEC",
  "nosemgrep: other",
  "nosemgrep: other ssl-wrap-socket",
  "nosemgrep: socket",
  "nosemgrep: wrap-socket",
  "ignore: CSP-D407",
  "ignore certificate errors",
  "ignored because of the peer",
  "type: ignore",
  "type: ignore[attr-defined]",
  "pylint: disable=deprecated-method",
  "lgtm[py/other]",
  "lgtm, says the reviewer",
  "codeql[py/insecure-default-protocol]",
  "NOSONAR(S5527)",
  "nosonar",
])("does not suppress: # %s", async (comment) => {
  expect(await suppresses(comment)).toBe(false);
});

test("the first line of a stack of comments covers the code below it", async () => {
  const text = "# tlsfix: ignore[wrap-socket] old peer\n# tlsfix: ignore[other]\nf(s)\n";
  await withTree(text, ({ root }) => {
    const suppressions = suppressionsOf(root, text);
    expect(suppressions.all.map(({ kind, line, ids, reason }) => ({ kind, line, ids, reason }))).toEqual([
      { kind: "tlsfix", line: 1, ids: ["wrap-socket"], reason: "old peer" },
      { kind: "tlsfix", line: 2, ids: ["other"], reason: "" },
    ]);
    expect(suppressions.unused()).toHaveLength(2);
    expect(suppressions.isSuppressed(RULE, callOf(root))?.line).toBe(1);
    expect(suppressions.unused().map(({ line }) => line)).toEqual([2]);
  });
});

test("only our own suppressions are called unused", async () => {
  const text = "x = 1  # noqa\ny = 2  # tlsfix: ignore\n";
  await withTree(text, ({ root }) => {
    expect(
      suppressionsOf(root, text)
        .unused()
        .map(({ line }) => line),
    ).toEqual([2]);
  });
});
