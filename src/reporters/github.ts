import type { Finding } from "../core/finding.ts";
import { type LineIndex, shownPlace } from "../core/lines.ts";
import { type CheckedFile, type FailedFile, fileLineAt, linesOf } from "../core/report.ts";
import { remedyLine } from "./remedy-line.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { type Degree, degreeOf, ruleOf } from "./severity.ts";

const LEVELS: Readonly<Record<Degree, string>> = {
  high: "error",
  medium: "warning",
  low: "warning",
  none: "notice",
};

/** Workflow commands that become annotations in a pull request's diff. */
export const github: Reporter = (report, context) =>
  report.files
    .flatMap((file) => (file.kind === "failed" ? [failureCommand(file)] : findingCommands(file, context)))
    .join("");

function findingCommands(file: CheckedFile, context: ReportContext): readonly string[] {
  if (file.left.length === 0) return [];
  const lines = linesOf(file);
  return file.left.map(({ finding }) => findingCommand(file, lines, finding, context));
}

function findingCommand(
  file: CheckedFile,
  lines: LineIndex,
  finding: Finding,
  { rules }: ReportContext,
): string {
  const start = lines.position(finding.start);
  const end = lines.position(finding.end);
  const properties = {
    title: `tlsfix (${finding.rule})`,
    file: file.path,
    line: fileLineAt(file, lines, finding.start),
    endLine: fileLineAt(file, lines, finding.end),
    // GitHub refuses columns where they are of different lines; those of a cell are none of its file.
    ...(start.line === end.line && file.notebook === undefined
      ? { col: start.column, endColumn: end.column }
      : {}),
  };
  const place = shownPlace(file.path, start);
  const remedy = remedyLine(finding);
  const level = LEVELS[degreeOf(ruleOf(rules, finding.rule))];
  return command(level, properties, `${place}: ${finding.rule}: ${finding.message}\n${remedy}`);
}

function failureCommand({ path, message }: FailedFile): string {
  return command("error", { title: "tlsfix", file: path }, `${path}: ${message}`);
}

function command(
  level: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const shown = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapedProperty(String(value))}`,
  );
  return `::${level} ${shown.join(",")}::${escapedData(message)}\n`;
}

function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
