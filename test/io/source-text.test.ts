import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decodeSource, encodeSource } from "../../src/io/source-text.ts";

const latin = (text: string): Buffer => Buffer.from(text, "latin1");

/** Texts with what we make of them; `python` says whether CPython compiles them. */
const CASES: readonly {
  readonly name: string;
  readonly bytes: Buffer;
  readonly encoding?: string;
  readonly reason?: RegExp;
  readonly line?: number;
  readonly python: boolean;
}[] = [
  { name: "empty", bytes: latin(""), encoding: "utf8", python: true },
  { name: "UTF-8 by default", bytes: Buffer.from("x = 'é'\n"), encoding: "utf8", python: true },
  { name: "a byte order mark", bytes: Buffer.from("\ufeffx = 'é'\n"), encoding: "utf8", python: true },
  {
    name: "latin-1 declared",
    bytes: latin("# -*- coding: latin-1 -*-\nx = 'é'\n"),
    encoding: "latin_1",
    python: true,
  },
  {
    name: "declared on line 2",
    bytes: latin("#!/x\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n"),
    encoding: "cp1252",
    python: true,
  },
  {
    name: "declared on line 3 is too late",
    bytes: latin("#\n#\n# coding: latin-1\nx='é'\n"),
    reason: /declares no encoding/,
    line: 4,
    python: false,
  },
  {
    name: "declared after code is no declaration",
    bytes: latin("x = 1\n# coding: latin-1\ny='é'\n"),
    reason: /declares no encoding/,
    line: 3,
    python: false,
  },
  {
    name: "declared after a blank line",
    bytes: latin("\n# coding: latin-1\ny='é'\n"),
    encoding: "latin_1",
    python: true,
  },
  {
    name: "a suffix that the tokenizer takes",
    bytes: latin("# coding: latin-1-unix\ny='é'\n"),
    encoding: "latin_1",
    python: true,
  },
  {
    name: "unknown",
    bytes: latin("# coding: klingon\n"),
    reason: /klingon, which Python does not know/,
    line: 1,
    python: false,
  },
  {
    name: "known but unread",
    bytes: latin("# coding: iso2022_jp\n"),
    reason: /tlsfix cannot read/,
    line: 1,
    python: true,
  },
  {
    name: "a mark against a declaration",
    bytes: Buffer.from("\ufeff# coding: latin-1\n"),
    reason: /byte order mark/,
    line: 1,
    python: false,
  },
  {
    name: "a mark with utf-8 declared",
    bytes: Buffer.from("\ufeff# coding: utf-8\n"),
    encoding: "utf8",
    python: true,
  },
  {
    name: "invalid UTF-8",
    bytes: latin("a = 1\nb = 'é'\n"),
    reason: /not UTF-8 and declares no encoding/,
    line: 2,
    python: false,
  },
  {
    name: "not the UTF-8 it declares",
    bytes: latin("# coding: utf8\nb = 'é'\n"),
    reason: /not the utf8 it declares/,
    line: 2,
    python: false,
  },
  {
    name: "not the ASCII it declares",
    bytes: Buffer.from("# coding: ascii\nb = 'é'\n"),
    reason: /ascii, the encoding it declares/,
    python: false,
  },
  {
    name: "Shift JIS",
    bytes: Buffer.concat([latin("# coding: shift_jis\nx = '"), Buffer.from([0x83, 0x5c]), latin("'\n")]),
    encoding: "shift_jis",
    python: true,
  },
  {
    name: "half a Shift JIS character",
    bytes: Buffer.concat([latin("# coding: shift_jis\nx = '"), Buffer.from([0x83]), latin("'\n")]),
    reason: /cannot read and write back/,
    python: false,
  },
  { name: "a NUL byte", bytes: latin("x = 1\ny = '\0'\n"), reason: /NUL byte/, line: 2, python: false },
];

describe("decodeSource", () => {
  it.each(CASES)("reads or refuses: $name", ({ bytes, encoding, reason, line }) => {
    const decoded = decodeSource(bytes);
    if (encoding === undefined) {
      expect(decoded).toMatchObject({ kind: "refused", reason: expect.stringMatching(reason ?? /./) });
      expect(decoded.kind === "refused" ? decoded.line : undefined).toBe(line);
    } else {
      expect(decoded).toMatchObject({ kind: "text", encoding });
      const text = decoded.kind === "text" ? decoded.text : "";
      expect(encodeSource(text, encoding)).toEqual(bytes);
    }
  });

  it("keeps a byte order mark as the first character", () => {
    expect(decodeSource(Buffer.from("\ufeffx"))).toMatchObject({ text: "\ufeffx" });
  });

  const python = spawnSync("python3", ["--version"]);
  it.skipIf(python.status !== 0)("agrees with CPython on what is Python source", () => {
    const folder = mkdtempSync(join(tmpdir(), "tlsfix-encodings-"));
    try {
      for (const [i, { name, bytes, python: compiles }] of CASES.entries()) {
        const file = join(folder, `case${i}.py`);
        writeFileSync(file, bytes);
        const ran = spawnSync("python3", ["-W", "ignore", file]);
        expect(`${name}: ${ran.status === 0}`).toBe(`${name}: ${compiles}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("encodeSource", () => {
  it("refuses what the encoding cannot say", () => {
    expect(encodeSource("é", "ascii")).toBeUndefined();
    expect(encodeSource("€", "latin_1")).toBeUndefined();
    expect(encodeSource("\ud800", "utf8")).toBeUndefined();
    expect(encodeSource("€", "utf8")).toEqual(Buffer.from("€"));
  });
});
