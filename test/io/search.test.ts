import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engine } from "../../src/cli/engine.ts";
import { bucketsOf, FINGERPRINT_LENGTH } from "../../src/io/search/fingerprints.ts";
import { isInSet, MentionSearch } from "../../src/io/search/mention-search.ts";
import { pivotsOf } from "../../src/io/search/pivots.ts";
import { WordSearch } from "../../src/io/search/word-search.ts";
import { Tree } from "../cli/support/built-cli.ts";

/** As much as is searched at a time. */
const CHUNK = 0x40000;

let tree: Tree;
beforeEach(() => {
  tree = new Tree();
});
afterEach(() => tree.remove());

describe.each([
  { search: "compiled", worthKernel: 0 },
  { search: "plain", worthKernel: Number.POSITIVE_INFINITY },
])("WordSearch, $search", ({ worthKernel }) => {
  function foundIn(words: readonly string[], text: string): readonly string[] {
    const found = new WordSearch(words, worthKernel).inBytes(Buffer.from(text));
    return words.filter((_, i) => found[i] === 1);
  }

  it("finds every word, wherever it stands, and none that is cut", () => {
    const words = ["ssl", "wrap_socket", "SSLContext", "OP_NO_TLSv1", "OP_NO_TLSv1_2"];
    expect(foundIn(words, "ssl")).toEqual(["ssl"]);
    expect(foundIn(words, "import ssl; ssl.wrap_socket()")).toEqual(["ssl", "wrap_socket"]);
    expect(foundIn(words, "x = wrap_socke")).toEqual([]);
    expect(foundIn(words, "rap_socket SLContext")).toEqual([]);
    expect(foundIn(words, "OP_NO_TLSv1_")).toEqual(["OP_NO_TLSv1"]);
    expect(foundIn(words, "OP_NO_TLSv1_2")).toEqual(["OP_NO_TLSv1", "OP_NO_TLSv1_2"]);
    expect(foundIn(words, "")).toEqual([]);
    expect(foundIn([], "ssl")).toEqual([]);
  });

  it("remembers nothing of what it searched before", () => {
    const search = new WordSearch(["wrap_socket"], worthKernel);
    expect([...search.inBytes(Buffer.from("wrap_socket"))]).toEqual([1]);
    expect([...search.inBytes(Buffer.from("wrap_so"))]).toEqual([0]);
    expect([...search.inBytes(Buffer.from("cket"))]).toEqual([0]);
  });

  it("finds what a plain search finds, with words long and short", () => {
    const letter = fc.constantFrom("s", "l", "S", "_", "1", "é", "\n");
    const word = fc.string({ unit: letter, minLength: 1, maxLength: 6 });
    const all = fc.record({
      words: fc.uniqueArray(word, { minLength: 1, maxLength: 40 }),
      text: fc.string({ unit: letter, maxLength: 200 }),
    });
    fc.assert(
      fc.property(all, ({ words, text }) => {
        expect(foundIn(words, text)).toEqual(words.filter((one) => text.includes(one)));
      }),
      { numRuns: 500 },
    );
  });

  it("finds the words of the rules as a plain search does", () => {
    const words = [...new Set(engine.rules.flatMap(({ mentions }) => mentions).flat())];
    const search = new WordSearch(words, worthKernel);
    const piece = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 9 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join("");
        const found = search.inBytes(Buffer.from(text));
        expect(words.filter((_, i) => found[i] === 1)).toEqual(words.filter((one) => text.includes(one)));
      }),
      { numRuns: 500 },
    );
  });

  it("finds a word across any of the borders at which a large file is cut", () => {
    const search = new WordSearch(["wrap_socket", "ssl"], worthKernel);
    for (const shift of [-11, -10, -6, -1, 0, 1]) {
      for (const border of [CHUNK, 2 * CHUNK, 3 * CHUNK - 20]) {
        tree.write(
          "large.py",
          Buffer.concat([Buffer.alloc(border + shift, " "), Buffer.from("wrap_socket()")]),
        );
        expect([...search.inFile(tree.path("large.py"))], `${border} ${shift}`).toEqual([1, 0]);
      }
    }
    tree.write("large.py", Buffer.alloc(3 * CHUNK, "wrap_socke "));
    expect([...search.inFile(tree.path("large.py"))]).toEqual([0, 0]);
  });

  it("goes from one way of searching to the other between two files", () => {
    const search = new WordSearch(["wrap_socket", "ssl"], 20);
    for (let i = 0; i < 5; i++) {
      expect([...search.inBytes(Buffer.from("wrap_socket"))]).toEqual([1, 0]);
      expect([...search.inBytes(Buffer.from("ssl"))]).toEqual([0, 1]);
    }
  });

  it("throws what the file system says", () => {
    expect(() => new WordSearch(["ssl"], worthKernel).inFile(tree.path("missing.py"))).toThrow(/ENOENT/);
  });
});

describe("pivotsOf", () => {
  it("has a word of every list, and of the rules' lists no common one where another does", () => {
    const word = fc.constantFrom("ssl", "verify", "wrap_socket", "SSLContext", "OP_NO_", "OP_NO_SSLv2");
    const lists = fc.array(fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(lists, (some) => {
        const pivots = pivotsOf(some);
        expect(new Set(pivots).size).toBe(pivots.length);
        const text = (list: readonly string[]): string => list.join(" ");
        for (const list of some) expect(pivots.some((pivot) => text(list).includes(pivot))).toBe(true);
      }),
    );
    const pivots = pivotsOf(engine.rules.flatMap(({ mentions }) => mentions));
    expect(pivots).not.toContain("ssl");
    expect(pivots).not.toContain("Context");
    expect(pivots).toContain("OP_NO_SSLv2");
  });
});

describe("bucketsOf", () => {
  it("has every word once, at a place inside it", () => {
    const words = engine.rules.flatMap(({ mentions }) => mentions.flat()).map((word) => Buffer.from(word));
    const fingerprints = bucketsOf(words).flat();
    expect(fingerprints.map(({ word }) => word).sort((a, b) => a - b)).toEqual([...words.keys()]);
    for (const { word, offset } of fingerprints) {
      expect(offset === 0 || offset + FINGERPRINT_LENGTH <= (words[word]?.length ?? 0)).toBe(true);
    }
  });
});

describe("MentionSearch", () => {
  it("asks for all words of one list of a group", () => {
    const search = new MentionSearch([[["ssl", "wrap_socket"]], [["HTTPSConnection"], ["CERT_NONE"]]]);
    const groupsIn = (text: string) => {
      const set = search.inBytes(Buffer.from(text));
      return [0, 1].filter((group) => isInSet(set, group));
    };
    expect(groupsIn("import ssl; ssl.wrap_socket()")).toEqual([0]);
    expect(groupsIn("context.wrap_socket()")).toEqual([]);
    expect(groupsIn("CERT_NONE")).toEqual([1]);
    expect(groupsIn("ssl.CERT_NONE wrap_socket")).toEqual([0, 1]);
    expect(groupsIn("")).toEqual([]);
    expect(new MentionSearch([]).inBytes(Buffer.from("ssl"))).toBe(0);
  });

  it("tells of any text which rules' words it has, as a plain search does", () => {
    const groups = [...engine.rules.map(({ mentions }) => mentions), engine.projectMentions];
    const words = [...new Set(groups.flat(2))];
    const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, fc.string({ maxLength: 5 }));
    for (const search of [new MentionSearch(groups), new MentionSearch(groups, true)]) {
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
          const text = pieces.join("");
          const set = search.inBytes(Buffer.from(text));
          const plain = groups.map((lists) =>
            lists.some((list) => list.every((word) => text.includes(word))),
          );
          expect(groups.map((_, group) => isInSet(set, group))).toEqual(plain);
        }),
        { numRuns: 400 },
      );
    }
  });

  it("tells every group of very many", () => {
    const groups = Array.from({ length: 52 }, (_, i) => [[`word_${i}_`]]);
    const search = new MentionSearch(groups);
    for (const group of groups.keys()) {
      const set = search.inBytes(Buffer.from(`word_${group}_`));
      expect([...groups.keys()].filter((one) => isInSet(set, one))).toEqual([group]);
    }
  });
});
