import type { Span } from "../../core/edit.ts";
import { type LineIndex, shownPlace } from "../../core/lines.ts";
import { type CheckedFile, fileLineAt } from "../../core/report.ts";

/** What relative paths are relative to. */
export const BASE = "%SRCROOT%";

/** Where a file is; one outside the working folder is told in full. */
export function artifactLocation(path: string): object {
  if (path.startsWith("/")) return { uri: `file://${encodedPath(path)}` };
  if (/^[A-Za-z]:\//.test(path)) return { uri: `file:///${path.slice(0, 2)}${encodedPath(path.slice(2))}` };
  return { uri: encodedPath(path), uriBaseId: BASE };
}

function encodedPath(path: string): string {
  const wellFormed = path.replace(/\p{Surrogate}/gu, "\ufffd");
  return wellFormed.split("/").map(encodeURIComponent).join("/");
}

/** Lines and columns from 1; columns in UTF-16 units, the end not included. */
export function regionOf(lines: LineIndex, span: Span): object {
  const start = lines.utf16Position(span.start);
  const end = lines.utf16Position(span.end);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

const CONTEXT_LINES = 2;

/** A file that was checked, and the lines of its text. */
export interface Located {
  readonly file: CheckedFile;
  readonly lines: LineIndex;
}

/** A place in a file. In a notebook it is known by its cell; the lines are those of the file that holds it. */
export function location({ file, lines }: Located, span: Span): object {
  const { path, notebook } = file;
  if (notebook === undefined) return { physicalLocation: physicalLocation(path, lines, span) };
  const position = lines.position(span.start);
  const region = {
    startLine: fileLineAt(file, lines, span.start),
    endLine: fileLineAt(file, lines, span.end),
  };
  const name = `cell ${position.cell}`;
  return {
    physicalLocation: { artifactLocation: artifactLocation(path), region },
    logicalLocations: [{ name, fullyQualifiedName: shownPlace(path, position), kind: "cell" }],
  };
}

/** A place in a file with its code and, for readers without the file, the lines around. */
function physicalLocation(path: string, lines: LineIndex, span: Span): object {
  const first = Math.max(1, lines.lineAt(span.start) - CONTEXT_LINES);
  const last = Math.min(lines.count, lines.lineAt(span.end) + CONTEXT_LINES);
  const from = lines.offset({ line: first, column: 1 });
  const to = last === lines.count ? lines.text.length : lines.startOf(last + 1);
  const snippet = (start: number, end: number) => ({ text: lines.text.slice(start, end) });
  return {
    artifactLocation: artifactLocation(path),
    region: { ...regionOf(lines, span), snippet: snippet(span.start, span.end) },
    contextRegion: { startLine: first, endLine: last, snippet: snippet(from, to) },
  };
}
