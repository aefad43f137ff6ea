import { expect, test } from "vitest";
import { isStdlibModule } from "../../src/python/stdlib.ts";
import { ask, pythons } from "./pythons.ts";

for (const { version, path } of pythons("3.10", "3.13")) {
  test.skipIf(path === undefined)(`knows the standard library of Python ${version}`, () => {
    const names = ask<string[]>(path!, "answer = sorted(sys.stdlib_module_names)", []);
    expect(names.filter((name) => !name.startsWith("_") && !isStdlibModule(name))).toEqual([]);
  });
}

test("dotted modules, Python 2, and what is none of it", () => {
  const names = ["http.client", "httplib", "urllib2", "__future__", "requests", "test", "sslx", ""];
  expect(names.filter(isStdlibModule)).toEqual(["http.client", "httplib", "urllib2", "__future__"]);
});
