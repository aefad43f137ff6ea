import { describe, expect, test } from "vitest";
import { addKeyword } from "../../src/python/edits.ts";
import { apply, callOf } from "./apply.ts";
import { withTree } from "./load.ts";

const ADDED = "context=ssl.create_default_context()";
const BLACK = "def around(\n    first,\n):\n    pass\n\n\n";
const ALIGNED = "around(first,\n       second)\n";

/** The text before, made by `f` in what comes first; and what it becomes. */
type Case = readonly [name: string, before: string, after: string];

const LONG = "connection = factory_of_connections(the_host_of_the_service, timeout=10)";
const HUNG =
  "connection = factory_of_connections(\n    the_host_of_the_service, the_port_of_the_service, timeout=timeout\n)";

describe("an argument that makes a line wider than the file", () => {
  const cases: readonly Case[] = [
    ["stays on a line that is short enough", "c = f(host)", `c = f(host, ${ADDED})`],
    [
      "gets a line of its own, aligned with the parenthesis",
      ALIGNED + LONG,
      `${ALIGNED}connection = factory_of_connections(the_host_of_the_service, timeout=10,\n${" ".repeat(36)}${ADDED})`,
    ],
    [
      "hangs with the others where the file's do",
      BLACK + LONG,
      `${BLACK}connection = factory_of_connections(\n    the_host_of_the_service, timeout=10, ${ADDED}\n)`,
    ],
    [
      "gets a line below others that hang",
      BLACK + HUNG,
      `${BLACK}connection = factory_of_connections(\n    the_host_of_the_service, the_port_of_the_service, timeout=timeout,\n    ${ADDED}\n)`,
    ],
    [
      "keeps Windows line ends",
      `${BLACK}${LONG}`.replaceAll("\n", "\r\n"),
      `${BLACK}connection = factory_of_connections(\n    the_host_of_the_service, timeout=10, ${ADDED}\n)`.replaceAll(
        "\n",
        "\r\n",
      ),
    ],
    [
      "leaves a line with a comment, which may be to a tool",
      `${LONG}  # noqa: S501`,
      `${LONG.slice(0, -1)}, ${ADDED})  # noqa: S501`,
    ],
    [
      "leaves a call that something is done with",
      `${LONG}.request()`,
      `${LONG.slice(0, -1)}, ${ADDED}).request()`,
    ],
    ["leaves a call after a semicolon", `a = 1; ${LONG}`, `a = 1; ${LONG.slice(0, -1)}, ${ADDED})`],
    [
      "leaves a call in an f-string",
      `text = f"{factory_of_connections(the_host_of_the_service, timeout=10, other_argument=1)}"`,
      `text = f"{factory_of_connections(the_host_of_the_service, timeout=10, other_argument=1, ${ADDED})}"`,
    ],
    [
      "comes before **options as ever",
      `${LONG.slice(0, -1)}, **options_of_it)`,
      `${LONG.slice(0, -1)}, ${ADDED}, **options_of_it)`,
    ],
  ];

  test.each(cases)("%s", async (_, before, after) => {
    await withTree(before, ({ root }) => {
      const calls = [...root.walk()].filter(({ type, text }) => type === "call" && text.includes("host"));
      const call = calls.find(({ text }) => !text.includes(".request")) ?? callOf(root);
      expect(apply(before, addKeyword(before, call, ADDED))).toBe(after);
    });
  });
});
