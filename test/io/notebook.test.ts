import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinCells, splitCells } from "../../src/core/cells.ts";
import { decodeNotebook, encodeNotebook, fileLinesOf } from "../../src/io/notebook.ts";

interface NotebookFile {
  cells: { cell_type: string; source: string | string[]; [key: string]: unknown }[];
  [key: string]: unknown;
}

const code = (source: string | string[]) => ({
  cell_type: "code",
  execution_count: 1,
  metadata: {},
  outputs: [],
  source,
});
const text = (source: string | string[]) => ({ cell_type: "markdown", metadata: {}, source });
const notebook = (...cells: NotebookFile["cells"]): NotebookFile => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
const bytesOf = (value: unknown, indent?: string | number): Buffer =>
  Buffer.from(JSON.stringify(value, undefined, indent));

function decoded(bytes: Buffer): { readonly text: string; readonly mark: string } {
  const read = decodeNotebook(bytes);
  if (read.kind === "refused") throw new Error(read.reason);
  return read;
}

/** The notebook after one replacement in its text. */
function edited(bytes: Buffer, from: string, to: string): string {
  const { text: before, mark } = decoded(bytes);
  expect(before).toContain(from);
  return encodeNotebook(bytes, mark, before.replace(from, to))?.toString("utf8") ?? "refused";
}

describe("a notebook", () => {
  it("is its code cells, each below its number among all cells", () => {
    const bytes = bytesOf(notebook(text("# T"), code(["a = 1\n", "b"]), code(""), text(["x"]), code("c\n")));
    expect(decoded(bytes).text).toBe("# %% cell 2\na = 1\nb\n# %% cell 3\n\n# %% cell 5\nc\n\n");
  });

  it("has marks that no line of its cells starts with", () => {
    const bytes = bytesOf(notebook(code("# %% cell 2\n# %%% cell 3"), code("x")));
    const { text: joined, mark } = decoded(bytes);
    expect(mark).toBe("# %%%% cell ");
    expect(splitCells(joined, mark)?.map((cell) => cell.text)).toEqual(["# %% cell 2\n# %%% cell 3", "x"]);
  });

  it("is empty where it is in another language", () => {
    const julia = { ...notebook(code("using SSL")), metadata: { language_info: { name: "julia" } } };
    const r = { ...notebook(code("x")), metadata: { kernelspec: { language: "R" } } };
    for (const value of [julia, r]) expect(decoded(bytesOf(value)).text).toBe("");
  });

  const refused: readonly (readonly [string, Buffer, RegExp])[] = [
    ["no JSON", Buffer.from('{"cells": ['), /^is no notebook: it is not JSON \(/],
    ["empty", Buffer.alloc(0), /it is not JSON/],
    ["no object", Buffer.from("[]"), /its JSON is no object/],
    ["an old format", bytesOf({ ...notebook(), nbformat: 3 }), /of format 3; only format 4/],
    ["no format", bytesOf({ cells: [] }), /of format undefined/],
    ["no cells", bytesOf({ nbformat: 4 }), /it has no cells/],
    [
      "a cell without source",
      bytesOf(notebook(text(""), { cell_type: "code" } as never)),
      /its cell 2 has no source/,
    ],
    ["other bytes", Buffer.from([0x7b, 0xff, 0x7d]), /is not UTF-8/],
  ];
  it.each(refused)("is refused with its reason: %s", (_, bytes, reason) => {
    expect(decodeNotebook(bytes)).toMatchObject({ kind: "refused", reason: expect.stringMatching(reason) });
  });
});

describe("writing", () => {
  it("keeps indentation, order of keys, escapes, outputs and what comes at the end", () => {
    const raw = `\ufeff{"nbformat":4, "cells": [\r
 { "source" : [ "a\\u0041\\n",  "old\\/x\\n" , "\\u00e9" ], "outputs": [{"text": "old\\/x"}], "cell_type":"code"}],\t"x":1.0e2}\n\n`;
    expect(edited(Buffer.from(raw), "old/x\n", "new\nnew2\n")).toBe(
      raw.replace('"old\\/x\\n"', '"new\\n",  "new2\\n"'),
    );
  });

  it("keeps a source a string that is one", () => {
    const bytes = bytesOf(notebook(code("a\nb"), code("c")), 1);
    expect(JSON.parse(edited(bytes, "a\n", "x\n\n"))).toEqual(notebook(code("x\n\nb"), code("c")));
  });

  it("adds lines to a list as long as the list is, and to one of a single line", () => {
    const bytes = bytesOf(notebook(code(["a"])), 1);
    expect(edited(bytes, "a\n", "x\ny\n")).toBe(JSON.stringify(notebook(code(["x\n", "y"])), undefined, 1));
    expect(edited(bytesOf(notebook(code([]))), "1\n\n", "1\nx\n")).toContain('"source":["x"]');
  });

  it("escapes what is beyond ASCII only where the file does", () => {
    const ascii = Buffer.from(JSON.stringify(notebook(code("a"), text("é"))).replace("é", "\\u00e9"));
    expect(edited(ascii, "a\n", "ü\n")).toContain('"\\u00fc"');
    expect(edited(bytesOf(notebook(code("a"), text("é"))), "a\n", "ü\n")).toContain('"ü"');
    expect(edited(bytesOf(notebook(code("a"))), "a\n", "ü\n")).toContain('"ü"');
  });

  it("is refused where the text has other cells", () => {
    const bytes = bytesOf(notebook(code("a"), code("b")));
    expect(edited(bytes, "# %% cell 2\n", "")).toBe("refused");
    expect(edited(bytes, "cell 2", "cell 3")).toBe("refused");
    expect(edited(bytes, "a\n# %% cell 2\n", "")).toBe("refused");
    expect(edited(bytes, "# %% cell 1\na\n", "a\n# %% cell 1\n")).toBe("refused");
  });

  const source = fc.array(fc.constantFrom("a = 1", "é", "# %% cell 1", "", '"\\', "\r", "\t!x", "😀"), {
    maxLength: 4,
  });
  const cell = fc.record({
    cell_type: fc.constantFrom("code", "code", "markdown"),
    source: fc.oneof(
      source.map((lines) => lines.join("\n")),
      source.map((lines) => lines.map((line, i) => (i + 1 < lines.length ? `${line}\n` : line))),
    ),
  });
  const file = fc.record({
    value: fc.array(cell, { maxLength: 4 }).map((cells) => notebook(...cells)),
    indent: fc.constantFrom(undefined, 1, 4, "\t"),
    isAscii: fc.boolean(),
  });
  const bytesFrom = ({
    value,
    indent,
    isAscii,
  }: {
    value: NotebookFile;
    indent?: string | number | undefined;
    isAscii: boolean;
  }) => {
    const json = JSON.stringify(value, undefined, indent);
    return Buffer.from(
      isAscii
        ? json.replace(/[\x7f-\uffff]/g, (u) => `\\u${u.charCodeAt(0).toString(16).padStart(4, "0")}`)
        : json,
    );
  };
  const joined = (one: string | string[]): string => (typeof one === "string" ? one : one.join(""));

  it("changes no byte where nothing changes, and nothing but one source where one does", () => {
    fc.assert(
      fc.property(file, source, fc.nat(), (given, lines, which) => {
        const bytes = bytesFrom(given);
        const { text: before, mark } = decoded(bytes);
        expect(encodeNotebook(bytes, mark, before)?.equals(bytes)).toBe(true);
        const cells = splitCells(before, mark) ?? [];
        if (cells.length === 0) return;
        const target = cells[which % cells.length];
        if (target === undefined || lines.some((line) => line.startsWith(mark.trim()))) return;
        const after = cells.map((one) => (one === target ? { ...one, text: lines.join("\n") } : one));
        const written = encodeNotebook(bytes, mark, joinCells(after, mark));
        const expected = given.value.cells.map((one, i) =>
          i + 1 === target.number ? { ...one, source: lines.join("\n") } : one,
        );
        const got = JSON.parse(written?.toString("utf8") ?? "") as NotebookFile;
        expect(got.cells.map((one) => ({ ...one, source: joined(one.source) }))).toEqual(
          expected.map((one) => ({ ...one, source: joined(one.source) })),
        );
        expect(got.cells.map((one) => typeof one.source)).toEqual(
          given.value.cells.map((one) => typeof one.source),
        );
        expect({ ...got, cells: [] }).toEqual({ ...given.value, cells: [] });
      }),
      { numRuns: 500 },
    );
  });

  it("knows for each line of the text the line of the file", () => {
    fc.assert(
      fc.property(file, (given) => {
        const bytes = bytesFrom(given);
        const { text: all } = decoded(bytes);
        const lines = fileLinesOf(bytes);
        expect(lines).toHaveLength(all.split("\n").length - 1);
        const raw = bytes.toString("utf8").split("\n");
        all
          .split("\n")
          .slice(0, -1)
          .forEach((line, i) => {
            const spelt = JSON.stringify(line).slice(1, -1);
            if (!/^# %+ cell /.test(line) && !given.isAscii)
              expect(raw[(lines[i] ?? 0) - 1]).toContain(spelt);
          });
      }),
    );
  });
});
