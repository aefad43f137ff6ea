import type { ImportNeed } from "../core/fix.ts";
import {
  headerEnd,
  type ImportBlock,
  type ImportLine,
  importRuns,
  isDocstring,
  type ModuleLine,
  moduleLines,
} from "./import-lines.ts";
import { lineStart, newlineOf, nextLine } from "./layout.ts";
import type { SyntaxNode } from "./node.ts";
import { isStdlibModule } from "./stdlib.ts";

/** Where one import goes, and what must stand around it. */
export interface Place {
  readonly at: number;
  readonly prefix: string;
  readonly suffix: string;
}

/** What is known of a module before imports are added to it. */
export interface Scene {
  readonly root: SyntaxNode;
  readonly text: string;
  readonly newline: string;
  readonly lines: readonly ModuleLine[];
  /** How many of the lines nothing may be imported before: docstring, `__future__`, monkey patches. */
  readonly fixed: number;
  readonly before: number;
  readonly runs: readonly (readonly ImportBlock[])[];
}

/** Reads the module; `before` is the offset that imports must come before. */
export function sceneOf(root: SyntaxNode, text: string, before: number): Scene {
  const all = moduleLines(root, text);
  const lines = all.filter((line) => line.end < before || before >= text.length);
  const fixed = fixedLines(lines);
  const runs = importRuns(lines.slice(fixed), text);
  return { root, text, newline: newlineOf(text), lines: all, fixed, before, runs };
}

/** How many lines must come before every import: what Python demands, and patches that must find `ssl` unloaded. */
function fixedLines(lines: readonly ModuleLine[]): number {
  const first = lines[0]?.statements[0];
  let fixed = first !== undefined && isDocstring(first) ? 1 : 0;
  lines.forEach((line, i) => {
    const isFixed = line.statements.some(
      (node) => node.type === "future_import_statement" || isMonkeyPatch(node),
    );
    if (isFixed) fixed = i + 1;
  });
  return fixed;
}

function isMonkeyPatch(node: SyntaxNode): boolean {
  return node.type === "expression_statement" && /\bpatch_all\s*\(|\bmonkey_patch\s*\(/.test(node.text);
}

/** The statement that binds a module: `import ssl`, `import ssl as _ssl`; `import http.client` binds `http` too. */
export function importStatement({ module, name }: ImportNeed): string {
  return name === module || name === module.split(".", 1)[0]
    ? `import ${module}`
    : `import ${module} as ${name}`;
}

/** The statement that takes a module from the package that it is in: `from eventlet.green import ssl as _ssl`. */
export function importFromPackage({ module, name }: ImportNeed): string {
  const dot = module.lastIndexOf(".");
  const last = module.slice(dot + 1);
  const alias = last === name ? "" : ` as ${name}`;
  return dot < 0 ? `import ${last}${alias}` : `from ${module.slice(0, dot)} import ${last}${alias}`;
}

/** Where the import of a module goes. */
export function placeOf(scene: Scene, need: ImportNeed): Place {
  const isStdlib = isStdlibModule(need.module);
  const block = blockFor(scene, isStdlib);
  if (block !== undefined) return placeInBlock(scene, block, need, isStdlib);
  const first = scene.runs[0];
  if (first === undefined) return placeAtTop(scene);
  return isStdlib ? placeBeforeRun(scene, first) : placeAfterRun(scene, first);
}

/** The block of imports of the same kind; one with a plain import is better. */
function blockFor({ runs }: Scene, isStdlib: boolean): ImportBlock | undefined {
  for (const run of runs) {
    const ofKind = (line: ImportLine) => isOfKind(line, isStdlib);
    const block =
      run.find((lines) => lines.some((line) => line.isPlain && ofKind(line))) ??
      run.find((lines) => lines.some(ofKind));
    if (block !== undefined) return block;
  }
  return undefined;
}

function isOfKind(line: ImportLine, isStdlib: boolean): boolean {
  return line.isStdlib === isStdlib && !line.module.startsWith(".");
}

function placeInBlock(scene: Scene, block: ImportBlock, need: ImportNeed, isStdlib: boolean): Place {
  const plain = block.filter((line) => line.isPlain);
  const plainOfKind = plain.filter((line) => isOfKind(line, isStdlib));
  if (plainOfKind.length === 0) {
    const first = block.find((line) => isOfKind(line, isStdlib)) ?? block[0];
    return first === undefined ? placeAtTop(scene) : placeBefore(scene, first);
  }
  const statement = importStatement(need);
  const byName = (line: ImportLine) => byModule(line, need) || (isRenamedAt(line, need) ? 1 : -1);
  if (isInterleaved(block) && isSorted(block, byModule)) return among(scene, block, byName);
  const named = [plain, plainOfKind].find((lines) => isSorted(lines, byModule));
  if (named !== undefined) return among(scene, named, byName);
  const bySize = [plain, plainOfKind].find(isSortedByLength);
  if (bySize !== undefined) return among(scene, bySize, (line) => lengthOf(line) - statement.length);
  return among(scene, plainOfKind, () => -1);
}

/** After the last line that does not come after the new one; before them all if there is none. */
function among(scene: Scene, lines: readonly ImportLine[], order: (line: ImportLine) => number): Place {
  const previous = lines.findLast((line) => order(line) <= 0);
  if (previous !== undefined) return placeAfter(scene, previous);
  const first = lines[0];
  return first === undefined ? placeAtTop(scene) : placeBefore(scene, first);
}

function placeBefore({ newline }: Scene, line: ModuleLine): Place {
  return { at: line.start, prefix: "", suffix: newline };
}

function placeAfter({ newline }: Scene, line: ModuleLine): Place {
  if (line.next > line.end) return { at: line.next, prefix: "", suffix: newline };
  return { at: line.end, prefix: newline, suffix: "" };
}

/** A block of its own before a run that has none of its kind, and before the comment that heads that run. */
function placeBeforeRun(scene: Scene, run: readonly ImportBlock[]): Place {
  const { text, newline, root } = scene;
  const first = run[0]?.[0];
  if (first === undefined) return placeAtTop(scene);
  let at = first.start;
  while (at > 0 && /^[ \t]*#/.test(text.slice(lineStart(text, at - 1), at))) at = lineStart(text, at - 1);
  const isHeader = at <= (root.children[0]?.start ?? 0);
  return { at: isHeader ? first.start : at, prefix: "", suffix: newline + newline };
}

function placeAfterRun(scene: Scene, run: readonly ImportBlock[]): Place {
  const lines = run.flat();
  const last = lines.findLast((line) => line.isStdlib) ?? lines.at(-1);
  if (last === undefined) return placeAtTop(scene);
  const place = placeAfter(scene, last);
  return { ...place, prefix: place.prefix + scene.newline };
}

/** Where there are no imports yet: after everything that must come first, with blank lines around. */
function placeAtTop(scene: Scene): Place {
  const { text, lines, fixed, newline, root } = scene;
  const joint = placeInJoinedLine(scene);
  if (joint !== undefined) return joint;
  const line = lines[fixed - 1];
  const top = line?.end ?? headerEnd(root, text);
  const isTop = top === 0;
  const at = isTop ? lineStart(text, 0) : nextLine(text, top);
  const isUnended = !isTop && at === text.length && !text.endsWith("\n");
  const rest = text.slice(at);
  const blankLines = /^(?:[ \t\f]*\r?\n)*/.exec(rest)?.[0].split("\n").length ?? 1;
  const hasBlank = blankLines > 1;
  const hasCode = rest.trim() !== "";
  const isTight = line === undefined && hasCode && !hasBlank;
  const lead = isTop || isTight ? "" : newline;
  const isDefinition = /^(?:@|def\b|class\b|async\b)/.test(rest);
  const gap = !hasCode || hasBlank ? "" : isDefinition ? newline + newline : newline;
  return { at, prefix: (isUnended ? newline : "") + lead, suffix: newline + gap };
}

/** `from __future__ import a; use()`: the import is joined too, where the use stands on the line that must be first. */
function placeInJoinedLine({ lines, before, text }: Scene): Place | undefined {
  const line = lines.find((l) => l.start <= before && before < l.end);
  if (line === undefined || before >= text.length) return undefined;
  const isFirst = line === lines[0];
  const fixed = line.statements.findLast(
    (node, i) =>
      node.end <= before &&
      (node.type === "future_import_statement" || (isFirst && i === 0 && isDocstring(node))),
  );
  return fixed === undefined ? undefined : { at: fixed.end, prefix: "; ", suffix: "" };
}

/** `import ssl` goes before `import ssl as tls`. */
function isRenamedAt(line: ImportLine, need: ImportNeed): boolean {
  return need.name === need.module && line.statements[0]?.named[0]?.type === "aliased_import";
}

function isInterleaved(block: ImportBlock): boolean {
  const changes = block.filter((line, i) => i > 0 && line.isPlain !== block[i - 1]?.isPlain);
  return changes.length > 1;
}

function isSorted(lines: readonly ImportLine[], order: (a: ImportLine, b: ImportLine) => number): boolean {
  return lines.every((line, i) => {
    const previous = lines[i - 1];
    return previous === undefined || order(previous, line) <= 0;
  });
}

function byModule(a: { readonly module: string }, b: { readonly module: string }): number {
  return compare(a.module.toLowerCase(), b.module.toLowerCase());
}

/** By length, and not by chance: at least three lengths. */
function isSortedByLength(lines: readonly ImportLine[]): boolean {
  return new Set(lines.map(lengthOf)).size > 2 && isSorted(lines, byLength);
}

function byLength(a: ImportLine, b: ImportLine): number {
  return lengthOf(a) - lengthOf(b);
}

function lengthOf(line: ImportLine): number {
  return (line.statements[0]?.end ?? 0) - (line.statements[0]?.start ?? 0);
}

/** The order of code points. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
