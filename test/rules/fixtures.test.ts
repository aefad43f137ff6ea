import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/core/rule.ts";
import type { PythonModule } from "../../src/python/module.ts";
import clientWithoutContext from "../../transforms/client-without-context.ts";
import httpsConnectionWithoutContext from "../../transforms/https-connection-without-context.ts";
import removedArgument from "../../transforms/removed-argument.ts";
import removedFunction from "../../transforms/removed-function.ts";
import unverifiedContext from "../../transforms/unverified-context.ts";
import unverifiedRequest from "../../transforms/unverified-request.ts";
import { parser } from "../parser.ts";
import { findingsOf, fixed } from "./check.ts";

const RULES: readonly Rule<PythonModule>[] = [
  clientWithoutContext,
  httpsConnectionWithoutContext,
  removedArgument,
  removedFunction,
  unverifiedContext,
  unverifiedRequest,
];
const FIXTURES = new URL("../fixtures/", import.meta.url);

function expectedLines(text: string, rule: string): number[] {
  return text.split("\n").flatMap((line, i) => (/# expect: (\S+)/.exec(line)?.[1] === rule ? [i + 1] : []));
}

describe.each(RULES.map((rule) => [rule.meta.id, rule] as const))("fixtures of %s", (id, rule) => {
  const folder = new URL(`${id}/`, FIXTURES);
  it.each(readdirSync(folder))("%s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const found = findingsOf(rule, text);
    expect(found.map(({ start }) => text.slice(0, start).split("\n").length)).toEqual(
      expectedLines(text, id),
    );
    for (const { remedies } of found) expect(remedies).not.toEqual([]);
    for (const unsafe of [false, true]) {
      const after = fixed(rule, text, { unsafe });
      expect(parser.parse(after)?.errors).toEqual([]);
      const comments = text.match(/# (?!expect|ok)[a-z].*/g) ?? [];
      for (const comment of comments) expect(after).toContain(comment);
    }
  });
});
