/** Whether any pattern of an ignore file may match something of a name, wherever it stands. */
export type NameTest = (name: string, isFolder: boolean) => boolean;

/** Characters that need no escape in a regular expression, nor mean anything in a pattern. */
const PLAIN = /^[\w.\-+@ ~,=#%$&!]+$/;
const WILD = /^(?:[*?]|[\w.\-+@ ~,=#%$&!]|\[(?:0-9|a-z|A-Z|[\w.])+\])+$/;
const PIECE = /\[[\w.-]+\]|\*+|\?|\W/g;

/**
 * A cheap test that says no where no pattern of an ignore file can match: by the last part of each pattern, which is
 * what a name must match. It is for paths whose folders were asked about before, since a folder's verdict holds for
 * all that is in it.
 */
export function nameTest(text: string): NameTest {
  const names = new Collected();
  const folders = new Collected();
  for (const line of text.split(/\r?\n/)) {
    const pattern = line.replace(/^!/, "").trimEnd();
    if (pattern === "" || line.startsWith("#")) continue;
    const last = pattern.replace(/\/+$/, "");
    (last === pattern ? names : folders).add(last.slice(last.lastIndexOf("/") + 1));
  }
  const ofAny = names.test();
  const ofFolder = folders.test();
  return (name, isFolder) => ofAny(name) || (isFolder && ofFolder(name));
}

/** Last parts of patterns, by what it takes to compare a name with them. */
class Collected {
  readonly #names = new Set<string>();
  readonly #extensions = new Set<string>();
  readonly #others: string[] = [];
  #isAny = false;

  add(part: string): void {
    if (PLAIN.test(part)) this.#names.add(part);
    else if (/^\*\.[\w-]+$/.test(part)) this.#extensions.add(part.slice(1));
    else if (WILD.test(part) && part !== "**" && part !== "*") this.#others.push(regexOf(part));
    // What is not understood here may match anything.
    else this.#isAny = true;
  }

  test(): (name: string) => boolean {
    if (this.#isAny) return () => true;
    const names = this.#names;
    const extensions = this.#extensions;
    const others = this.#others.length === 0 ? undefined : new RegExp(`^(?:${this.#others.join("|")})$`, "s");
    return (name) =>
      names.has(name) ||
      (extensions.size > 0 && extensions.has(name.slice(name.lastIndexOf(".")))) ||
      others?.test(name) === true;
  }
}

function regexOf(part: string): string {
  return part.replace(PIECE, (piece) => {
    if (piece.startsWith("[")) return piece;
    if (piece === "?") return ".";
    return piece.startsWith("*") ? ".*" : `\\${piece}`;
  });
}
