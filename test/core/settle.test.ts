import { expect, test } from "vitest";
import { type Choice, type Choose, chooseWithin, fixesOf } from "../../src/core/choose.ts";
import type { Span } from "../../src/core/edit.ts";
import { rewrite } from "../../src/core/rewrite.ts";
import { settle } from "../../src/core/settle.ts";
import type { Check } from "../../src/core/verify.ts";
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

test("of two fixes that touch the later waits for the next pass", async () => {
  const language = toy({
    a: (at, text) => [replaceBy("A", { guard: { start: 0, end: text.length } })(at)],
    b: (at) => [replaceBy("B")(at)],
  });
  const outcome = await settle("a b", language, safe);
  expect(outcome.text).toBe("A B");
  expect(outcome.applied.map(({ finding, pass }) => [finding.rule, pass])).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
});

test("of a group one fix goes into a pass", async () => {
  const language = toy({ a: (at) => [replaceBy("A", { group: "one context" })(at)] });
  const outcome = await settle("a a a", language, safe);
  expect(outcome).toMatchObject({ text: "A A A", passes: 3, converged: true });
});

test("ends after ten passes, keeps what was done, and says what waits", async () => {
  const language = toy({ a: (at) => [replaceBy("A", { group: "one context" })(at)] });
  const outcome = await settle("a ".repeat(12), language, safe);
  expect(outcome).toMatchObject({ text: `${"A ".repeat(10)}a a `, passes: 10, converged: false });
  expect(outcome.left.map(({ reason }) => reason.kind)).toEqual(["conflicted", "conflicted"]);
});

test("takes back the fix that breaks the syntax, names its rule, and keeps the others", async () => {
  const language = toy({
    good: (at) => [replaceBy("fine")(at)],
    evil: (at) => [replaceBy("syntaxerror")(at)],
  });
  const outcome = await settle("good good evil good evil good", language, safe);
  expect(outcome.text).toBe("fine fine evil fine evil fine");
  expect(outcome.applied).toHaveLength(4);
  expect(outcome.reverted.map(({ finding, failure }) => [finding.rule, failure.kind])).toEqual([
    ["evil", "syntax"],
    ["evil", "syntax"],
  ]);
  expect(outcome.left.map(({ reason }) => reason.kind)).toEqual(["reverted", "reverted"]);
  expect(outcome.converged).toBe(true);
  expect(language.open).toBe(0);
});

test("finds one culprit among a thousand fixes with few checks", async () => {
  const language = toy({
    good: (at) => [replaceBy("fine")(at)],
    evil: (at) => [replaceBy("syntaxerror")(at)],
  });
  const outcome = await settle(`${"good ".repeat(700)}evil ${"good ".repeat(299)}`, language, safe);
  expect(outcome.applied).toHaveLength(999);
  expect(language.texts.length).toBeLessThan(30);
});

test("an error that was there before is no reason to revert, a second one is", async () => {
  const language = toy({
    a: (at) => [replaceBy("longer")(at)],
    evil: (at) => [replaceBy("syntaxerror")(at)],
  });
  const outcome = await settle("a syntaxerror evil", language, safe);
  expect(outcome.text).toBe("longer syntaxerror evil");
});

test("takes back a fix that brings a finding which it does not own up to", async () => {
  const language = toy({
    a: (at) => [replaceBy("b")(at)],
    b: () => [{ kind: "none", because: "it is not ours" }],
    c: (at) => [replaceBy("d", { leaves: ["d"] })(at)],
    d: () => [{ kind: "none", because: "it needs a decision" }],
  });
  const outcome = await settle("a b c", language, safe);
  expect(outcome.text).toBe("a b d");
  expect(outcome.reverted).toMatchObject([{ finding: { rule: "a" }, failure: { kind: "appeared" } }]);
  expect(outcome.left.map(({ finding, reason }) => [finding.rule, reason.kind])).toEqual([
    ["a", "reverted"],
    ["b", "none"],
    ["d", "none"],
  ]);
});

test("takes back a fix after which its own finding is still there", async () => {
  const language = toy({
    a: (at) => [{ ...replaceBy("")(at), edits: [{ start: at.end, end: at.end, text: " # done" }] }],
    b: (at) => [replaceBy("a")(at)],
  });
  const outcome = await settle("a", language, safe);
  expect(outcome).toMatchObject({ text: "a", passes: 0, converged: true });
  expect(outcome.reverted).toMatchObject([{ finding: { rule: "a" }, failure: { kind: "remains" } }]);
});

test("takes back a fix that changes nothing", async () => {
  const language = toy({ a: (at) => [replaceBy("a", { leaves: ["a"] })(at)] });
  const outcome = await settle("a", language, safe);
  expect(outcome).toMatchObject({ passes: 0, applied: [], reverted: [{ failure: { kind: "loop" } }] });
});

test("does not go in circles: the fix that would bring an old text back is reverted", async () => {
  const language = toy({
    a: (at) => [replaceBy("b", { leaves: ["b"] })(at)],
    b: (at) => [replaceBy("a", { leaves: ["a"] })(at)],
    c: (at) => [replaceBy("C")(at)],
  });
  const outcome = await settle("a c", language, safe);
  expect(outcome.text).toBe("b C");
  expect(outcome.reverted).toMatchObject([{ finding: { rule: "b" }, failure: { kind: "loop" } }]);
  expect(outcome).toMatchObject({ passes: 1, converged: true });
  expect(language.open).toBe(0);
});

test("a rule that leaves itself for ever is applied once, and the rest goes in", async () => {
  const language = toy({
    a: (at) => [
      { ...replaceBy("", { leaves: ["a"] })(at), edits: [{ start: at.end, end: at.end, text: " +" }] },
    ],
    b: (at) => [replaceBy("B")(at)],
  });
  const outcome = await settle("a b", language, safe);
  expect(outcome).toMatchObject({ text: "a + B", converged: true });
  expect(outcome.reverted).toMatchObject([{ finding: { rule: "a" }, failure: { kind: "loop" } }]);
});

test("fixes that only fail together go in one after the other", async () => {
  const language = toy({
    a: (at, text) => [replaceBy(text.includes("b") ? "A" : "A2")(at)],
    b: (at, text) => [replaceBy(text.includes("a") ? "B" : "B2")(at)],
  });
  const strict: Check = (text) => {
    const checked = language(text);
    return text === "A B" ? { ...checked, errors: [{ start: 0, end: 3 }] } : checked;
  };
  const outcome = await settle("a b", strict, safe);
  expect(outcome).toMatchObject({ text: "A B2", passes: 2, reverted: [], converged: true });
  expect(language.open).toBe(0);
});

test("a finding that goes with another's fix is cleared", async () => {
  const language = toy({
    a: (_, text) => [replaceBy("A")({ start: 0, end: text.length })],
    b: (at) => [replaceBy("B")(at)],
  });
  const outcome = await settle("a b", language, safe);
  expect(outcome).toMatchObject({ text: "A", left: [], cleared: [{ rule: "b" }] });
});

test("a fix whose own edits overlap is reported with its rule, and the others are made", async () => {
  const language = toy({
    a: (at) => [
      {
        ...replaceBy("A")(at),
        edits: [
          { ...at, text: "x" },
          { ...at, text: "y" },
        ],
      },
    ],
    b: (at) => [replaceBy("B")(at)],
  });
  const outcome = await settle("a b", language, safe);
  expect(outcome.text).toBe("a B");
  expect(outcome.reverted).toMatchObject([{ finding: { rule: "a" }, failure: { kind: "malformed" } }]);
});

test("adds what the fixes import once, before what they insert there, and drops what they no longer use", async () => {
  const language = toy({
    a: (at) => [replaceBy("A", { imports: [{ module: "new", name: "new" }] })(at)],
    "old.": (at) => [replaceBy("O")(at)],
    top: (at) => [
      {
        ...replaceBy("")(at),
        edits: [
          { start: 0, end: 0, text: "first\n" },
          { ...at, text: "T" },
        ],
        imports: [{ module: "new", name: "new" }],
      },
    ],
  });
  const outcome = await settle("use old\na top a old. old.", language, safe);
  expect(outcome.text).toBe("use new\nfirst\nA T A O O");
});

test("keeps an import of which a use is left", async () => {
  const language = toy({
    "old.": (at) => [at.start < 10 ? replaceBy("O")(at) : { kind: "none", because: "it cannot be" }],
  });
  const outcome = await settle("use old\nold. old.", language, safe);
  expect(outcome.text).toBe("use old\nO old.");
});

test("import edits that overlap a fix cost that fix and no other", async () => {
  const language = toy({
    a: (at) => [replaceBy("A", { imports: [{ module: "m", name: "m" }] })(at)],
    b: (at) => [replaceBy("B")(at)],
  });
  const clumsy: Check = (text) => ({
    ...language(text),
    importEdits: (needs) => (needs.length > 0 ? [{ start: 0, end: 1, text: "m" }] : []),
  });
  const outcome = await settle("a b", clumsy, safe);
  expect(outcome.text).toBe("a B");
  expect(outcome.reverted).toMatchObject([{ finding: { rule: "a" }, failure: { kind: "imports" } }]);
});

test("unsafe takes the preferred fix, safe the first that is safe, and neither what is only shown or asks", async () => {
  const language = toy({
    a: (at) => [
      replaceBy("shown", { applicability: "display" })(at),
      replaceBy("asked", { ask: { placeholder: "?", text: "which?" } })(at),
      replaceBy("unsafe", { applicability: "unsafe" })(at),
      replaceBy("safe")(at),
    ],
  });
  expect((await settle("a", language, chooseWithin("unsafe"))).text).toBe("unsafe");
  expect((await settle("a", language, safe)).text).toBe("safe");
});

/** Answers by rule, and writes down who was asked. */
function scripted(answers: Readonly<Record<string, Choice["kind"]>>, asked: string[]): Choose {
  return (finding) => {
    asked.push(`${finding.rule}@${finding.start}`);
    const kind = answers[finding.rule] ?? "take";
    if (kind !== "take") return { kind };
    const [fix] = fixesOf(finding);
    return fix === undefined ? { kind: "decline" } : { kind, fix, answer: "host" };
  };
}

test("nobody is asked twice: a no and a yes hold in later passes, wherever the finding stands then", async () => {
  const language = toy({
    first: (at) => [replaceBy("much longer now", { group: "g" })(at)],
    second: (at) => [replaceBy("S", { group: "g" })(at)],
    no: (at) => [replaceBy("N")(at)],
  });
  const asked: string[] = [];
  const outcome = await settle("no first no second no", language, scripted({ no: "decline" }, asked));
  expect(outcome).toMatchObject({ text: "no much longer now no S no", passes: 2, converged: true });
  expect(asked).toEqual(["no@0", "first@3", "no@9", "second@12", "no@19"]);
  expect(outcome.left.map(({ reason }) => reason.kind)).toEqual(["declined", "declined", "declined"]);
});

test("what is withheld is looked at again, what a fix left is asked about", async () => {
  const language = toy({
    a: (at) => [replaceBy("b", { leaves: ["b"] })(at)],
    b: (at) => [replaceBy("c")(at)],
    w: (at) => [replaceBy("W")(at)],
  });
  const asked: string[] = [];
  const outcome = await settle("a w", language, scripted({ w: "withhold" }, asked));
  expect(outcome.text).toBe("c w");
  expect(asked).toEqual(["a@0", "w@2", "b@0", "w@2", "w@2"]);
});

test("a yes to a fix that is another one now is asked again", async () => {
  const language = toy({
    a: (at) => [replaceBy("A", { group: "g" })(at)],
    b: (at, text) => [replaceBy(text.includes("a") ? "B" : "B2", { group: "g" })(at)],
  });
  const asked: string[] = [];
  await settle("a b", language, scripted({}, asked));
  expect(asked).toEqual(["a@0", "b@2", "b@2"]);
});

test("a no frees the rival fix in the same pass", async () => {
  const language = toy({
    a: (at, text) => [replaceBy("A", { guard: { start: 0, end: text.length } })(at)],
    b: (at) => [replaceBy("B")(at)],
  });
  const outcome = await settle("a b", language, scripted({ a: "decline" }, []));
  expect(outcome).toMatchObject({ text: "a B", passes: 1 });
});

test("stop keeps what was taken, and asks nobody any more", async () => {
  const language = toy({
    a: (at) => [replaceBy("b b", { leaves: ["b"] })(at)],
    halt: (at) => [replaceBy("H")(at)],
    b: (at) => [replaceBy("B")(at)],
  });
  const asked: string[] = [];
  const outcome = await settle("a halt b", language, scripted({ halt: "stop" }, asked));
  expect(asked).toEqual(["a@0", "halt@2"]);
  expect(outcome).toMatchObject({ text: "b b halt b", stopped: true });
  expect(new Set(outcome.left.map(({ reason }) => reason.kind))).toEqual(new Set(["not asked"]));
});

test("an answer takes the place of every placeholder; without one the fix is not made", async () => {
  const ask = { placeholder: "<host>", text: "which host?" };
  const language = toy({
    a: (at) => [replaceBy("f(<host>, <host>)", { ask, applicability: "display" })(at)],
  });
  const answer =
    (text?: string): Choose =>
    (finding) => {
      const [fix] = fixesOf(finding);
      return fix === undefined ? { kind: "stop" } : { kind: "take", fix, ...(text && { answer: text }) };
    };
  expect((await settle("a", language, answer("$&'x'"))).text).toBe("f($&'x', $&'x')");
  const without = await settle("a", language, answer());
  expect(without.text).toBe("a");
  expect(without.left.map(({ reason }) => reason)).toEqual([{ kind: "withheld" }]);
});

test("a preview is what the fix alone would do, imports and answer included", async () => {
  const ask = { placeholder: "?", text: "which?" };
  const language = toy({
    a: (at) => [replaceBy("A(?)", { ask, imports: [{ module: "m", name: "m" }] })(at)],
    b: (at) => [replaceBy("B")(at)],
  });
  const previews: string[] = [];
  await settle("a b", language, (finding, _, preview) => {
    for (const fix of fixesOf(finding)) {
      const { before, edits } = preview(fix, "host");
      previews.push(rewrite(before, edits));
    }
    return { kind: "decline" };
  });
  expect(previews).toEqual(["use m\nA(host) b", "a B"]);
});

test("frees every checked text, also where choosing fails", async () => {
  const language = toy({ a: (at) => [replaceBy("A")(at)] });
  const failing: Choose = () => Promise.reject(new Error("the terminal is gone"));
  await expect(settle("a", language, failing)).rejects.toThrow("the terminal is gone");
  expect(language.open).toBe(0);
});

test("an import edit that a fix has made already is made once", async () => {
  const line = { start: 0, end: 0, text: "use m\n" };
  const language = toy({
    a: (at) => [
      {
        ...replaceBy("A", { imports: [{ module: "m", name: "m" }] })(at),
        edits: [line, { ...at, text: "A" }],
      },
    ],
  });
  expect((await settle("a", language, safe)).text).toBe("use m\nA");
});

test("a text that was seen in an earlier pass does not come back", async () => {
  const whole = (text: string) => (_: Span, now: string) => [
    replaceBy(text, { leaves: ["r", "s"] })({ start: 0, end: now.length }),
  ];
  const language = toy({ z: whole("r s"), r: whole("s r"), s: whole("r s") });
  const outcome = await settle("z", language, safe);
  expect(outcome).toMatchObject({ text: "s r", passes: 2 });
  expect(outcome.reverted.map(({ finding, failure }) => [finding.rule, failure.kind])).toContainEqual([
    "s",
    "loop",
  ]);
});

test("a rule that leaves itself may end by itself", async () => {
  const language = toy({
    a: (at, text) => [
      replaceBy(text.startsWith("x") ? "done" : "x a", { leaves: text === "a" ? ["a"] : [] })(at),
    ],
  });
  expect((await settle("a", language, safe)).text).toBe("x done");
});

test("what two fixes may have left is no circle if one of them makes none", async () => {
  const language = toy({
    r: (at) => [replaceBy("f", { leaves: ["f"], group: "one" })(at)],
    f: (at) => [replaceBy("done", { leaves: ["r"] })(at)],
    g: (at) => [replaceBy("r", { leaves: ["r"], group: "one" })(at)],
  });
  expect(await settle("r g", language, safe)).toMatchObject({ text: "done done", reverted: [] });
});

test("an error more in a place that had one is a new error", async () => {
  const language = toy({ a: (at) => [replaceBy("longer")(at)] });
  const broken: Check = (text) => {
    const end = text.length;
    const errors = text.startsWith("longer")
      ? [
          { start: 1, end },
          { start: 2, end },
        ]
      : [{ start: 0, end }];
    return { ...language(text), errors };
  };
  const outcome = await settle("a b", broken, safe);
  expect(outcome).toMatchObject({ text: "a b", reverted: [{ failure: { kind: "syntax" } }] });
});

test("a yes to a safe fix is none to an unsafe one of the same title", async () => {
  const language = toy({
    a: (at) => [replaceBy("A", { group: "g" })(at)],
    b: (at, text) => [
      replaceBy("B", { group: "g", applicability: text.includes("a") ? "safe" : "unsafe" })(at),
    ],
  });
  const asked: string[] = [];
  await settle("a b", language, scripted({}, asked));
  expect(asked).toEqual(["a@0", "b@2", "b@2"]);
});

test("settles 10,000 fixes, each of which leaves a finding", async () => {
  const language = toy({
    a: (at) => [replaceBy("b", { leaves: ["b"] })(at)],
    b: () => [{ kind: "none", because: "so" }],
  });
  const outcome = await settle("a ".repeat(10_000), language, safe);
  expect(outcome.applied).toHaveLength(10_000);
  expect(outcome.left).toHaveLength(10_000);
});
