import { describe, expect, test } from "vitest";
import { rewrite } from "../../src/core/rewrite.ts";
import { suppressionEdit } from "../../src/python/suppression-edits.ts";
import { suppressionsOf } from "../../src/python/suppressions.ts";
import { withTree } from "./load.ts";

const RULE = { id: "wrap-socket", aliases: [] };

/** What becomes of a text whose finding is `f(...)`, and whether the finding is suppressed then. */
async function suppressed(text: string, reason = "a test"): Promise<string | undefined> {
  const edit = await withTree(text, ({ root }) =>
    suppressionEdit(root, text, text.indexOf("f("), { rules: [RULE.id], reason }),
  );
  if (edit === undefined) return undefined;
  const after = rewrite(text, [edit]);
  const start = after.indexOf("f(");
  await withTree(after, ({ root, errors }) => {
    expect(errors).toEqual([]);
    const found = suppressionsOf(root, after).isSuppressed(RULE, { start, end: start + 4 });
    expect(found?.reason).toBe(reason);
  });
  return after;
}

describe("a comment that says not to report", () => {
  test.each([
    ["at the end of the line", "x = f(s)\n", "x = f(s)  # tlsfix: ignore[wrap-socket] a test\n"],
    [
      "of the first line of a call",
      "x = f(\n    s,\n)\n",
      "x = f(  # tlsfix: ignore[wrap-socket] a test\n    s,\n)\n",
    ],
    ["where the line ends the file", "x = f(s)", "x = f(s)  # tlsfix: ignore[wrap-socket] a test"],
    ["before a CRLF", "x = f(s)\r\n", "x = f(s)  # tlsfix: ignore[wrap-socket] a test\r\n"],
    [
      "after another's comment",
      "x = f(s)  # noqa\n",
      "x = f(s)  # noqa  # tlsfix: ignore[wrap-socket] a test\n",
    ],
    [
      "above a line that goes on",
      "if x:\n    y = f(s) + \\\n        1\n",
      "if x:\n    # tlsfix: ignore[wrap-socket] a test\n    y = f(s) + \\\n        1\n",
    ],
    [
      "above a line that ends in a string",
      'y = f(s, """\n""")\n',
      '# tlsfix: ignore[wrap-socket] a test\ny = f(s, """\n""")\n',
    ],
  ])("stands %s", async (_, before, after) => {
    expect(await suppressed(before)).toBe(after);
  });

  test("joins one of ours", async () => {
    const text = "x = f(s)  # tlsfix: ignore[other] a test\n";
    expect(await suppressed(text)).toBe("x = f(s)  # tlsfix: ignore[other, wrap-socket] a test\n");
  });

  test("cannot stand where lines above and below belong to a string or a continuation", async () => {
    expect(await suppressed("y = 1 + \\\n    f(s) + \\\n    2\n")).toBeUndefined();
  });

  test("takes no reason that would end it", async () => {
    const edit = await withTree("f(s)\n", ({ root }) =>
      suppressionEdit(root, "f(s)\n", 0, { rules: [RULE.id], reason: "one # two\nthree" }),
    );
    expect(edit?.text).toBe("  # tlsfix: ignore[wrap-socket] one two three");
  });
});
