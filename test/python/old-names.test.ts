import { describe, expect, it } from "vitest";
import { maskOldNames } from "../../src/python/old-names.ts";
import { moduleOf } from "../parser.ts";

describe("async and await as names", () => {
  it.each([
    ["a parameter", "def f(a, async=False, *, await=None):\n    return async\n"],
    ["a function", "def async(await):\n    pass\n"],
    ["a class", "class async(object):\n    pass\n"],
    ["an attribute", "self.async = asyncio.async(run())\nself.await()\n"],
    ["an import", "from a.async import await as async\nimport b.await\n"],
    ["a parameter of a lambda", "f = lambda async, await=1: async\n"],
    ["a keyword", "connect(async=1)\n"],
    ["beside a coroutine", "async def f(x):\n    async with x.async as y:\n        await y\n"],
  ])("are read: %s", (_, text) => {
    const module = moduleOf(text);
    expect(module.root.hasError).toBe(false);
    expect(module.root.text).toBe(text);
    expect(module.target).toEqual({ major: 2, minor: 7 });
  });

  it("leave an older target as it is wanted", () => {
    expect(moduleOf("connect(async=1)\n", { major: 3, minor: 5 }).target).toEqual({ major: 3, minor: 5 });
  });

  it("keep what they are called", () => {
    const module = moduleOf("def f(a, async=False):\n    return a\n");
    expect([...module.identifiers("async")].map(({ text }) => text)).toEqual(["async"]);
  });

  it.each([
    ["a coroutine", "async def f():\n    async for x in y:\n        await x\n"],
    ["a broken text", "def f(async=1):\n    return ((\n"],
    ["words that are not code", "# async\nname = 'await'\n"],
    [
      "whatever is awaited",
      "async def f():\n    await (x)\n    await(x)\n    await [x][0]\n    await -x\n    return (await x)(await(y), *await z)\n",
    ],
    ["what is awaited in strings", "async def f():\n    return f'{await x} {await(y)}'\n"],
    ["comprehensions", "async def f():\n    return [await x async for x in y if await(x)]\n"],
    ["loops over lines", "async def f():\n    async \\\n    for x in y:\n        await \\\n            x\n"],
  ])("change nothing of %s", (_, text) => {
    expect(moduleOf(text).target).toEqual({ major: 3, minor: 8 });
  });

  it("leave what begins a coroutine, a loop or a context", () => {
    expect(maskOldNames("async def f(): await x\n")).toBeUndefined();
    expect(maskOldNames("async  for x in y: pass\n")).toBeUndefined();
    expect(maskOldNames("x.async(await=1)\n")).toBe("x.a_ync(a_ait=1)\n");
  });
});
