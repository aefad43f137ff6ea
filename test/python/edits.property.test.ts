import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeCall } from "../../src/python/edits.ts";
import { layoutOf } from "../../src/python/layout.ts";
import { insertStatementsAfter, insertStatementsBefore } from "../../src/python/statements.ts";
import { apply, argumentsOf, callOf } from "./apply.ts";
import { loadParser, withTree } from "./load.ts";
import { ask, pythons } from "./pythons.ts";

const CASES = 1500;
const SEED = 20;

const values = fc.constantFrom(
  "a",
  "'x)'",
  "b.c",
  "g(1, 2)",
  "[1, 2]",
  "lambda: 0",
  "p if q else r",
  "(1)",
  "{}",
);
const positional = fc.array(values, { maxLength: 3 });
const keywords = fc
  .uniqueArray(fc.constantFrom("x", "y", "z"), { maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((name) => values.map((value) => `${name}=${value}`))));
const stars = fc.tuple(fc.constantFrom("", "*s"), fc.constantFrom("", "**o"));
const argumentLists = fc
  .tuple(positional, keywords, stars)
  .map(([first, named, [star, options]]) =>
    [...first, ...named, star, options].filter((text) => text !== ""),
  );

const gap = fc.constantFrom("", " ", "\n    ", "\n", "  # c1\n    ", "\n    # c2\n    ", " \\\n  ", "\n\t");
const calls = fc.tuple(argumentLists, fc.infiniteStream(gap), fc.boolean()).map(([list, gaps, trailing]) => {
  const next = () => gaps.next().value ?? "";
  const body = list.map((text, i) => {
    const isLast = i === list.length - 1;
    const comma = !isLast || (trailing && !text.startsWith("*")) ? `${next()},` : "";
    return next() + text + comma;
  });
  return `r = f(${body.join("")}${next()})\n`;
});

interface Sample {
  readonly before: string;
  readonly after: string;
  readonly kept: readonly string[];
}

/** Removes and adds what `bits` says. Positional arguments go from the end, as rules take them. */
async function change(before: string, bits: number, adds: readonly string[]): Promise<Sample> {
  return withTree(before, ({ root, errors }) => {
    expect(errors).toEqual([]);
    const call = callOf(root);
    const nodes = argumentsOf(call);
    const remove = nodes.filter((_node, i) => (bits >> i) & 1);
    const after = apply(before, changeCall(before, call, { remove, add: adds }));
    return { before, after, kept: nodes.filter((node) => !remove.includes(node)).map((node) => node.text) };
  });
}

const SAME_CALL = `
import ast, io, tokenize
def parts(text):
    call = next(n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and getattr(n.func, 'id', '') == 'f')
    keys = [(k.arg, ast.dump(k.value)) for k in call.keywords]
    return [ast.dump(a) for a in call.args], sorted(keys, key=str)
def comments(text):
    return [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
answer = []
for case in cases:
    try:
        wanted = 'f(' + ', '.join(case['wanted']) + ')'
        same = parts(wanted) == parts(case['after']) and comments(case['before']) == comments(case['after'])
    except Exception as error:
        same = str(error)
    if same is not True: answer.append([case['before'], case['after'], same])
`;

const STILL_COMPILES = `
def compiles(text):
    try:
        compile(text, 'x', 'exec')
        return True
    except SyntaxError:
        return False
answer = [[c['before'], c['after']] for c in cases if compiles(c['before']) and not compiles(c['after'])]
`;

async function samples(): Promise<(Sample & { wanted: readonly string[] })[]> {
  await loadParser();
  const added = fc.constantFrom([], ["k=1"], ["k=1", "l=2"]);
  const inputs = fc.sample(fc.tuple(calls, fc.nat(63), added, fc.boolean()), { numRuns: CASES, seed: SEED });
  const results: (Sample & { wanted: readonly string[] })[] = [];
  for (const [call, bits, add, isAddOnly] of inputs) {
    const adds = isAddOnly ? ["k=1"] : add;
    for (const text of [call, call.replaceAll("\n", "\r\n")]) {
      const sample = await change(text, isAddOnly ? 0 : bits, adds);
      // A star after a keyword is legal and means the same in any order of writing.
      results.push({
        ...sample,
        wanted: [
          ...sample.kept.filter((t) => !t.startsWith("**")),
          ...adds,
          ...sample.kept.filter((t) => t.startsWith("**")),
        ],
      });
    }
  }
  return results;
}

describe("changeCall, on random calls", () => {
  const drawn = samples();
  for (const { version, path } of pythons("3.11", "3.13")) {
    test.skipIf(path === undefined)(`means the same to Python ${version}`, async () => {
      expect(ask<unknown[]>(path!, SAME_CALL, await drawn).slice(0, 4)).toEqual([]);
    });
  }
  for (const { version, path } of pythons("2.7", "3.6")) {
    test.skipIf(path === undefined)(`compiles where it did on Python ${version}`, async () => {
      expect(ask<unknown[]>(path!, STILL_COMPILES, await drawn).slice(0, 4)).toEqual([]);
    });
  }
});

const simple = fc.constantFrom("f()", "x = f()", "a()", "b = 1", "pass", "g('''\n1\n''')", "h(\n  2)");
const joinedLine = fc
  .tuple(
    fc.array(simple, { minLength: 1, maxLength: 3 }),
    fc.constantFrom("; ", ";", " ; ", "; \\\n  "),
    fc.constantFrom("", ";", "  # c", ";  # c"),
  )
  .map(([parts, joint, tail]) => parts.join(joint) + tail);
const header = fc.constantFrom(
  "if q:",
  "for i in q:",
  "while q:",
  "def d(v=[1][0:1]):",
  "class D:",
  "if (q or\n    0):",
);
const suites = fc.tuple(header, joinedLine, fc.constantFrom("", "else: a()")).map(([head, body, tail]) => {
  const hasElse = /^(?:if|for|while)/.test(head);
  return `${head} ${body}\n${hasElse && tail !== "" ? `${tail}\n` : ""}`;
});
const blocks = fc
  .tuple(header, fc.array(joinedLine, { minLength: 1, maxLength: 3 }), fc.constantFrom("  ", "\t", "    "))
  .map(([head, lines, indent]) => `${head}\n${lines.map((line) => `${indent}${line}\n`).join("")}`);
const modules = fc
  .array(
    fc.oneof(
      suites,
      blocks,
      joinedLine.map((line) => `${line}\n`),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join(""));

/** The statements in the order of the text, with the depth of each; the inserted ones are `MARK`. */
const ORDER = `
import ast, io, tokenize
def flat(text):
    rows = []
    def visit(node, depth):
        for field in ('body', 'orelse'):
            for child in getattr(node, field, None) or []:
                if isinstance(child, ast.stmt):
                    rows.append((depth, field, ast.dump(child) if not hasattr(child, 'body') else type(child).__name__))
                    visit(child, depth + 1)
    visit(ast.parse(text), 0)
    return rows
def comments(text):
    return [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
answer = []
for case in cases:
    try:
        old, new = flat(case['before']), flat(case['after'])
        marks = [i for i, row in enumerate(new) if "MARK" in row[2]]
        at = marks[0]
        beside = new[at + len(marks)] if case['side'] == 'before' else new[at - 1]
        ok = len(marks) == 2 and marks[1] == at + 1
        ok = ok and [row for i, row in enumerate(new) if i not in marks] == old
        ok = ok and new[at][:2] == beside[:2] and "id='f'" in beside[2]
        ok = ok and comments(case['before']) == comments(case['after'])
    except Exception as error:
        ok = repr(error)
    if ok is not True: answer.append([case['before'], case['after'], case['side'], ok])
`;

describe("insertStatements, on random modules", () => {
  const [python] = pythons("3.11");
  test.skipIf(python?.path === undefined)("keeps every statement and comment in its order", async () => {
    await loadParser();
    const cases: { before: string; after: string; side: string }[] = [];
    for (const module of fc.sample(modules, { numRuns: CASES, seed: SEED })) {
      if (!module.includes("f()")) continue;
      for (const text of [module, module.replaceAll("\n", "\r\n"), module.replace(/\n$/, "")]) {
        await withTree(text, ({ root }) => {
          const layout = layoutOf(root, text);
          const before = insertStatementsBefore(text, callOf(root), ["MARK1", "MARK2"], layout);
          const after = insertStatementsAfter(text, callOf(root), ["MARK1", "MARK2"], layout);
          cases.push({ before: text, after: apply(text, before!), side: "before" });
          cases.push({ before: text, after: apply(text, after!), side: "after" });
        });
      }
    }
    expect(cases.length).toBeGreaterThan(CASES);
    expect(ask<unknown[]>(python!.path!, ORDER, cases).slice(0, 4)).toEqual([]);
  });
});
