import { shownPlace } from "../core/lines.ts";
import { linesOf } from "../core/report.ts";
import { fixMark } from "./full.ts";
import type { Reporter } from "./reporter.ts";
import { printable, styleOf } from "./style.ts";

/** One line for each finding. */
export const concise: Reporter = (report, { color }) => {
  const style = styleOf(color);
  const rows = report.files.flatMap((file) => {
    if (file.kind === "failed" || file.left.length === 0) return [];
    const lines = linesOf(file);
    return file.left.map(({ finding }) => {
      const place = shownPlace(style.bold(printable(file.path)), lines.position(finding.start));
      return `${place}: ${style.red(finding.rule)}${fixMark(finding, style)} ${printable(finding.message)}\n`;
    });
  });
  return rows.join("");
};
