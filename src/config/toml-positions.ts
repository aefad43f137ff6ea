/** A place in a text, both counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Keys, and indices of arrays, from the top of the document. */
export type TomlPath = readonly (string | number)[];

/**
 * Where the keys and the items of arrays of a TOML document stand: its parser tells values alone. The text is one
 * that it has taken, so that this need not tell good from bad.
 */
export function tomlPositions(text: string): (path: TomlPath) => TextPosition | undefined {
  const scanner = new Scanner(text);
  scanner.document();
  return (path) => {
    const offset = scanner.offsets.get(nameOf(path));
    return offset === undefined ? undefined : positionAt(text, offset);
  };
}

const BARE_KEY = /[\w-]+/y;
const BLANK = /(?:[ \t\r\n\ufeff]|#[^\n]*)*/y;
const SPACES = /[ \t]*/y;
const SCALAR = /[^,\]}\s#]*(?: [^,\]}\s#]+)*/y;
const STRING = /"""(?:[^\\]|\\.)*?"""+|'''.*?'''+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/sy;

class Scanner {
  readonly offsets = new Map<string, number>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    const counts = new Map<string, number>();
    let table: TomlPath = [];
    for (this.#take(BLANK); this.#at < this.#text.length; this.#take(BLANK)) {
      const start = this.#at;
      if (this.#text[start] === "[") table = this.#header(counts);
      else this.#pair(table);
      // What is not understood must not hold the scanner up.
      if (this.#at === start) this.#at += 1;
    }
  }

  #header(counts: Map<string, number>): TomlPath {
    const start = this.#at;
    const isArray = this.#text.startsWith("[[", start);
    this.#at += isArray ? 2 : 1;
    const keys = this.#key();
    this.#at = this.#text.indexOf("]", this.#at) + (isArray ? 2 : 1);
    const path: TomlPath = isArray ? [...keys, countUp(counts, nameOf(keys))] : keys;
    this.#note(path, start);
    return path;
  }

  #pair(table: TomlPath): void {
    const start = this.#at;
    const keys = this.#key();
    keys.forEach((_, i) => {
      this.#note([...table, ...keys.slice(0, i + 1)], start);
    });
    this.#take(SPACES);
    if (this.#text[this.#at] !== "=") return;
    this.#at += 1;
    this.#take(SPACES);
    this.#value([...table, ...keys]);
  }

  #key(): string[] {
    const keys: string[] = [];
    do {
      if (this.#text[this.#at] === ".") this.#at += 1;
      this.#take(SPACES);
      const quoted = this.#take(STRING);
      keys.push(quoted === "" ? this.#take(BARE_KEY) : unquoted(quoted));
      this.#take(SPACES);
    } while (this.#text[this.#at] === ".");
    return keys;
  }

  #value(path: TomlPath): void {
    const first = this.#text[this.#at];
    if (first === "[") {
      this.#list("]", (i) => {
        this.#note([...path, i], this.#at);
        this.#value([...path, i]);
      });
    } else if (first === "{") this.#list("}", () => this.#pair(path));
    else if (this.#take(STRING) === "") this.#take(SCALAR);
  }

  #list(end: string, item: (index: number) => void): void {
    this.#at += 1;
    for (let i = 0; ; i += 1) {
      this.#take(BLANK);
      if (this.#at >= this.#text.length || this.#text[this.#at] === end) break;
      const start = this.#at;
      item(i);
      this.#take(BLANK);
      if (this.#text[this.#at] === ",") this.#at += 1;
      else if (this.#at === start) this.#at += 1;
    }
    this.#at += 1;
  }

  #note(path: TomlPath, offset: number): void {
    const name = nameOf(path);
    if (!this.offsets.has(name)) this.offsets.set(name, offset);
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}

function countUp(counts: Map<string, number>, name: string): number {
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  return count;
}

function unquoted(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    // An escape that only TOML has: the key is found under its raw spelling at worst.
    return text.slice(1, -1);
  }
}

function nameOf(path: TomlPath): string {
  return JSON.stringify(path);
}

function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: [...before.slice(lineStart)].length + 1 };
}
