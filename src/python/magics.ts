/** A cell's source as Python alone, of the same length, and what of it is IPython's. */
export interface MaskedCell {
  readonly text: string;
  /** The line of the cell's own magic, which nothing may come before. */
  readonly head?: string;
  /** Each magic as it stands in the cell, in order; the whole cell where it is not Python. */
  readonly magics: readonly string[];
}

/** The cell magics below which Python stands. Ruff reads on below the same ones (0.17.6, tried one by one). */
const PYTHON_CELL_MAGICS: ReadonlySet<string> = new Set([
  "capture",
  "debug",
  "ipytest",
  "prun",
  "pypy",
  "python",
  "python3",
  "time",
  "timeit",
]);

const CELL_MAGIC = /^\s*?%%(\w*)[^\n]*/;

/**
 * Takes what only IPython understands out of a cell: magics (`%time`), shell commands (`!ls`), help (`name?`), also
 * as the value of an assignment, and cells that `%%bash` and its kin make something else. Each gives way to a number
 * and a comment, so that what stands around keeps its place and its block.
 */
export function maskMagics(cell: string): MaskedCell {
  const magic = CELL_MAGIC.exec(cell);
  if (magic === null) return new Masking(cell, 0).result();
  const [line, name = ""] = magic;
  if (!PYTHON_CELL_MAGICS.has(name)) return { text: cell.replace(/^[^\n]/gm, "#"), magics: [cell] };
  const comment = line.replace(/[^\s]/, "#");
  const rest = new Masking(cell, line.length).result();
  return { ...rest, text: comment + rest.text.slice(line.length), head: line };
}

/** Magics that can do without their sign, with words after them that make them no Python. */
const AUTOMAGIC =
  /(?:alias|cat|cd|conda|cp|env|less|load|load_ext|ls|mamba|man|matplotlib|micromamba|mkdir|more|mv|pip|pylab|reload_ext|rm|rmdir|run|time|timeit|uv|writefile)[ \t]+(?!(?:and|as|else|for|if|in|is|not|or)\b)(?:\w|\.[./]|~|\/\w)[^\n]*/y;
/** A magic goes on where its line ends with a backslash. */
const ESCAPE = /(?:[^\\\n]|\\.|\\$)*/sy;
const ASSIGNED = /=[ \t]*(?=[%!](?!=))/y;
const STRING =
  /"""(?:[^\\]|\\.)*?(?:"""|$)|'''(?:[^\\]|\\.)*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?/sy;
const COMMENT = /#[^\n]*/y;
const BLANK = /[ \t\f]*/y;
const SIGNS = "%!?,;/";

class Masking {
  readonly #text: string;
  readonly #masked: string[];
  readonly #magics: string[] = [];
  #at: number;
  #depth = 0;
  /** Where the statement in question starts. */
  #start: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#masked = text.split("");
    this.#at = from;
    this.#start = from;
  }

  result(): MaskedCell {
    this.#statement();
    while (this.#at < this.#text.length) this.#step();
    return { text: this.#masked.join(""), magics: this.#magics };
  }

  #statement(): void {
    this.#take(BLANK);
    this.#start = this.#at;
    const sign = this.#text[this.#at];
    if (sign !== undefined && SIGNS.includes(sign)) this.#mask(this.#take(ESCAPE));
    else if (sign !== undefined) this.#mask(this.#take(AUTOMAGIC));
  }

  #step(): void {
    const { [this.#at]: unit = "" } = this.#text;
    if (this.#take(STRING) !== "" || this.#take(COMMENT) !== "") return;
    if (this.#depth === 0 && this.#take(ASSIGNED) !== "") {
      this.#mask(this.#take(ESCAPE));
      return;
    }
    this.#at += unit === "\\" ? 2 : 1;
    if ("([{".includes(unit)) this.#depth += 1;
    else if (")]}".includes(unit)) this.#depth = Math.max(0, this.#depth - 1);
    else if (unit === "?") this.#help();
    else if (unit === "\n" && this.#depth === 0) this.#statement();
  }

  /** A question mark stands nowhere in Python: the statement asks for help about something. */
  #help(): void {
    this.#take(ESCAPE);
    this.#mask(this.#text.slice(this.#start, this.#at));
    this.#depth = 0;
  }

  /** What was taken last, with as many units. */
  #mask(magic: string): void {
    if (magic === "") return;
    this.#magics.push(magic);
    const start = this.#at - magic.length;
    this.#masked[start] = "0";
    if (magic.length > 1 && magic[1] !== "\n") this.#masked[start + 1] = "#";
    for (let at = start; at < this.#at; at += 1) {
      if (this.#text[at] === "\n" && at + 1 < this.#at && this.#text[at + 1] !== "\n")
        this.#masked[at + 1] = "#";
    }
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
