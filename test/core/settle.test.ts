import { expect, test } from "vitest";
import { chooseWithin } from "../../src/core/choose.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import { settle } from "../../src/core/settle.ts";
import { replaceBy, toy } from "./toy.ts";

const safe = chooseWithin("safe");

test("applies what is safe, and says what is left and why", async () => {
  const language = toy({
    bad: (at) => [replaceBy("good")(at)],
    risky: (at) => [replaceBy("bold", { applicability: "unsafe", because: "it may fail" })(at)],
    shown: (at) => [replaceBy("x", { applicability: "display" })(at)],
    hopeless: () => [{ kind: "none", because: "nobody knows" }],
  });
  const outcome = await settle("bad risky bad shown hopeless", language, safe);
  expect(outcome.text).toBe("good risky good shown hopeless");
  expect(outcome.left.map(({ finding, reason }) => [finding.start, reason])).toEqual([
    [5, { kind: "withheld" }],
    [16, { kind: "withheld" }],
    [22, { kind: "none", because: "nobody knows" }],
  ]);
  expect(outcome).toMatchObject({ converged: true, passes: 1, reverted: [] });
  expect(language.open).toBe(0);
});

test("edits make the original text the final one, over several passes", async () => {
  const text = "a b a";
  const language = toy({
    a: (at) => [replaceBy("b", { leaves: ["b"] })(at)],
    b: (at) => [replaceBy("longer")(at)],
  });
  const outcome = await settle(text, language, safe);
  expect(outcome.text).toBe("longer longer longer");
  expect(outcome.passes).toBe(2);
  expect(rewrite(text, outcome.edits)).toBe(outcome.text);
});
