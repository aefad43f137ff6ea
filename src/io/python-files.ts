import { closeSync, openSync, readSync } from "node:fs";
import { extname } from "node:path";

const NOTEBOOK = ".ipynb";
const EXTENSIONS: ReadonlySet<string> = new Set([".py", ".pyi", ".pyw", NOTEBOOK]);
const PYTHON_FIRST_LINE = /^#!.*\b(?:python|pypy|uv run)/;
const FIRST_LINE_BYTES = 128;

/** What a name says of its file: that it is Python, that it is something else, or nothing. */
export type Said = "python" | "other" | "nothing";

/** What a name says of its file. */
export function saidByName(name: string): Said {
  const dot = name.lastIndexOf(".");
  // A name that starts with its only dot has no extension.
  if (dot <= 0) return "nothing";
  return EXTENSIONS.has(name.slice(dot)) ? "python" : "other";
}

/** Whether a path is that of a notebook. */
export function isNotebook(path: string): boolean {
  return extname(path) === NOTEBOOK;
}

/** Whether a file whose name says nothing starts as a Python program does. */
export function startsAsPython(path: string): boolean {
  return PYTHON_FIRST_LINE.test(firstLine(path));
}

function firstLine(path: string): string {
  try {
    const file = openSync(path, "r");
    try {
      const buffer = Buffer.alloc(FIRST_LINE_BYTES);
      const text = buffer.toString("latin1", 0, readSync(file, buffer));
      return text.split("\n", 1)[0] ?? "";
    } finally {
      closeSync(file);
    }
  } catch {
    // A file that says neither by name nor by its first line that it is Python is none of ours.
    return "";
  }
}
