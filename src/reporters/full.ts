import type { Finding, Related } from "../core/finding.ts";
import type { Remedy } from "../core/fix.ts";
import { type LineIndex, shownPlace } from "../core/lines.ts";
import { type CheckedFile, linesOf } from "../core/report.ts";
import type { Left } from "../core/settle.ts";
import { codeFrame } from "./frame.ts";
import type { Reporter } from "./reporter.ts";
import { printable, type Style, styleOf } from "./style.ts";

/** Each finding with the code that it concerns and what can be done about it. */
export const full: Reporter = (report, { color }) => {
  const style = styleOf(color);
  const blocks = report.files.flatMap((file) => (file.kind === "checked" ? blocksOf(file, style) : []));
  return blocks.map((block) => `${block}\n\n`).join("");
};

function blocksOf(file: CheckedFile, style: Style): readonly string[] {
  if (file.left.length === 0) return [];
  const lines = linesOf(file);
  return file.left.map((left) => blockOf(file.path, lines, left, style));
}

function blockOf(path: string, lines: LineIndex, { finding, reason }: Left, style: Style): string {
  const rows = [
    `${style.bold(style.red(finding.rule))}${fixMark(finding, style)} ${style.bold(printable(finding.message))}`,
    `${style.cyan("-->")} ${printable(shownPlace(path, lines.position(finding.start)))}`,
    codeFrame(lines, finding, style),
    ...finding.related.map((related) => relatedRow(path, lines, related, style)),
  ];
  if (reason.kind === "reverted") {
    rows.push(
      `${style.yellow("note:")} the fix was tried and taken back (${reason.failure.kind}); please report this`,
    );
  }
  return [...rows, ...finding.remedies.map((remedy) => remedyRow(remedy, style))].join("\n");
}

/** `[*]` for what `--fix` mends, as elsewhere; `[?]` for what only `--unsafe-fixes` or a review does. */
export function fixMark({ remedies }: Finding, style: Style): string {
  const fixes = remedies.filter((remedy) => remedy.kind === "fix");
  if (fixes.some((fix) => fix.applicability === "safe" && fix.ask === undefined))
    return ` ${style.cyan("[*]")}`;
  return fixes.length > 0 ? ` ${style.yellow("[?]")}` : "";
}

function relatedRow(path: string, lines: LineIndex, related: Related, style: Style): string {
  const message = printable(related.message);
  if (related.path !== undefined && related.path !== path) {
    const at = related.lines === undefined ? "" : `:${related.lines.line}:${related.lines.column}`;
    return `${style.cyan("note:")} ${printable(related.path)}${at}: ${message}`;
  }
  const place = shownPlace(path, lines.position(related.start));
  return `${style.cyan("note:")} ${printable(place)}: ${message}`;
}

function remedyRow(remedy: Remedy, style: Style): string {
  if (remedy.kind === "none") return `${style.yellow("no fix:")} ${printable(remedy.because)}`;
  const because = remedy.because === undefined ? "" : `: ${printable(remedy.because)}`;
  return `${style.green(KINDS[remedy.applicability])} ${printable(remedy.title)}${because}`;
}

const KINDS = { safe: "safe fix:", unsafe: "unsafe fix:", display: "with -i:" } as const;
