import { isUtf8 } from "node:buffer";
import { type Node, parseTree } from "jsonc-parser";
import { type Cell, joinCells, markFor, splitCells } from "../core/cells.ts";

/** The Python of a notebook as one text. */
export interface NotebookText {
  readonly kind: "text";
  /** Its code cells, each below its mark; empty for a notebook in another language. */
  readonly text: string;
  readonly mark: string;
}

/** Why a file is no notebook that can be read. */
export interface RefusedNotebook {
  readonly kind: "refused";
  readonly reason: string;
}

const FORMAT = 4;

/** Reads the code cells of a notebook. What a file must be for that is what Ruff asks of it. */
export function decodeNotebook(bytes: Buffer): NotebookText | RefusedNotebook {
  const read = readNotebook(bytes);
  if ("kind" in read) return read;
  if (languageOf(read.root) !== "python") return { kind: "text", text: "", mark: markFor([]) };
  const mark = markFor(read.cells);
  return { kind: "text", text: joinCells(read.cells, mark), mark };
}

/**
 * The notebook with the cells of a text that was made of it. Nothing but the source of changed cells is another:
 * and of that, each line that was there before is spelt as before. `undefined` where its cells are others.
 */
export function encodeNotebook(bytes: Buffer, mark: string, text: string): Buffer | undefined {
  const read = readNotebook(bytes);
  const cells = splitCells(text, mark);
  if ("kind" in read || cells?.length !== read.cells.length) return undefined;
  const { json } = read;
  let done = 0;
  let written = json.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const body = json.slice(written.length);
  const isAscii = !/[^\x00-\x7f]/.test(body) && /\\u(?!00[0-7])/i.test(body);
  for (const [i, { number, source, text: before }] of read.cells.entries()) {
    const after = cells[i];
    if (after?.number !== number) return undefined;
    if (after.text === before) continue;
    written += body.slice(done, source.offset) + sourceJson(body, source, after.text, isAscii);
    done = source.offset + source.length;
  }
  return Buffer.from(written + body.slice(done), "utf8");
}

/** For each line of the text of a notebook, in order, the line of the file on which it stands. */
export function fileLinesOf(bytes: Buffer): readonly number[] {
  const read = readNotebook(bytes);
  if ("kind" in read) return [];
  const body = read.json.replace(BYTE_ORDER_MARK, "");
  let [line, at] = [1, 0];
  const lineOf = (offset: number): number => {
    for (let next = body.indexOf("\n", at); next >= 0 && next < offset; next = body.indexOf("\n", at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
  return read.cells.flatMap(({ source, text }) => {
    const head = lineOf(source.offset);
    const parts = source.type === "array" ? (source.children ?? []) : [source];
    let [part, end] = [0, String(parts[0]?.value ?? "").length];
    let start = 0;
    // The text of a cell is followed by a line end, so that each has a line.
    return [
      head,
      ...linesOf(`${text}\n`).map((line) => {
        for (; end <= start && part + 1 < parts.length; end += String(parts[part]?.value).length) part += 1;
        start += line.length;
        return lineOf(parts[part]?.offset ?? source.offset);
      }),
    ];
  });
}

interface SourceCell extends Cell {
  /** Where its source stands in the JSON: a string, or a list of strings. */
  readonly source: Node;
}

interface ReadNotebook {
  /** The file, with its byte order mark, if any. */
  readonly json: string;
  readonly root: Node;
  readonly cells: readonly SourceCell[];
}

const BYTE_ORDER_MARK = "\ufeff";

function readNotebook(bytes: Buffer): ReadNotebook | RefusedNotebook {
  if (!isUtf8(bytes)) return refuse("is not UTF-8, as a notebook must be");
  const json = bytes.toString("utf8");
  const body = json.replace(BYTE_ORDER_MARK, "");
  try {
    JSON.parse(body);
  } catch (error) {
    // Whatever else is thrown is none of the file's making.
    if (!(error instanceof SyntaxError)) throw error;
    return refuse(`is no notebook: it is not JSON (${error.message})`);
  }
  const root = parseTree(body);
  if (root?.type !== "object") return refuse("is no notebook: its JSON is no object");
  const format = plainValue(root, "nbformat");
  if (format !== FORMAT)
    return refuse(`is a notebook of format ${String(format)}; only format ${FORMAT} can be read`);
  const cells = valueNode(root, "cells");
  if (cells?.type !== "array") return refuse("is no notebook: it has no cells");
  const code: SourceCell[] = [];
  for (const [i, cell] of (cells.children ?? []).entries()) {
    if (plainValue(cell, "cell_type") !== "code") continue;
    const source = valueNode(cell, "source");
    const text = source && textOf(source);
    if (source === undefined || text === undefined)
      return refuse(`is no notebook: its cell ${i + 1} has no source`);
    code.push({ number: i + 1, text, source });
  }
  return { json, root, cells: code };
}

function languageOf(root: Node): string {
  const metadata = valueNode(root, "metadata");
  const name = metadata && plainValue(valueNode(metadata, "language_info"), "name");
  const kernel = metadata && plainValue(valueNode(metadata, "kernelspec"), "language");
  const language = name ?? kernel;
  return typeof language === "string" ? language.toLowerCase() : "python";
}

function textOf(source: Node): string | undefined {
  if (source.type === "string") return String(source.value);
  const parts = source.type === "array" ? (source.children ?? []) : undefined;
  return parts?.every(({ type }) => type === "string") ? parts.map(({ value }) => value).join("") : undefined;
}

/** The value of a key; of one that is there twice the last, as JSON's readers have it. */
function valueNode(node: Node | undefined, key: string): Node | undefined {
  const members = node?.type === "object" ? (node.children ?? []) : [];
  return members.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

function plainValue(node: Node | undefined, key: string): unknown {
  return valueNode(node, key)?.value;
}

/** The JSON of a source in the form that it had. */
function sourceJson(json: string, source: Node, text: string, isAscii: boolean): string {
  if (source.type === "string") return quoted(text, isAscii);
  const parts = source.children ?? [];
  const lines = linesOf(text);
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined)
    return `[${lines.map((line) => quoted(line, isAscii)).join(", ")}]`;
  const opening = json.slice(source.offset, first.offset);
  const between = parts.slice(1).map((part, i) => json.slice(endOf(parts[i] ?? first), part.offset));
  const separator = between[0] ?? `,${opening.slice(1) || " "}`;
  const known = new Map(
    parts.map((part, i) => {
      const spelling = json.slice(part.offset, endOf(part));
      return [part.value, { spelling, separator: between[i - 1] ?? separator }];
    }),
  );
  const items = lines.map((line, i) => {
    const old = known.get(line);
    return (i === 0 ? "" : (old?.separator ?? separator)) + (old?.spelling ?? quoted(line, isAscii));
  });
  return opening + items.join("") + json.slice(endOf(last), endOf(source));
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** As the notebook's own writer spells it: with escapes beyond ASCII only where the file has no such character. */
function quoted(text: string, isAscii: boolean): string {
  const json = JSON.stringify(text);
  if (!isAscii) return json;
  return json.replace(/[\x7f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function refuse(reason: string): RefusedNotebook {
  return { kind: "refused", reason };
}
