import { type Counts, countsOf, type FailedFile, type RunReport } from "../core/report.ts";
import { printable, type Style } from "./style.ts";

/** What the closing lines of a run are made from. */
export interface SummaryContext {
  readonly style: Style;
  readonly unsafeFixes: boolean;
  /** How many files were looked at, those without any mention of TLS included. */
  readonly searched: number;
  /** What to say where there was none; by default that there are no Python files. */
  readonly nothingSearched?: string | undefined;
  /** The rules whose findings are connections that accept any certificate. */
  readonly acceptAnyCertificate: ReadonlySet<string>;
}

const NO_FILES =
  "There are no Python files under these paths, or all are left out (see --no-ignore and --exclude).";

/** The lines at the end of a run: what was found, what was done, and which option does more. */
export function summary(report: RunReport, context: SummaryContext): string {
  const counts = countsOf(report);
  if (context.searched === 0 && counts.failed === 0) {
    return `${context.nothingSearched ?? NO_FILES}\n`;
  }
  const rows = [headline(report, counts, context), ...hints(report, counts, context)];
  return rows.map((row) => `${row}\n`).join("");
}

/** One line for a file that could not be done. */
export function failureRow(file: FailedFile, style: Style): string {
  const message = file.message.split("\n").map(printable).join("\n");
  return `${style.red("error:")} ${style.bold(printable(file.path))}: ${message}\n`;
}

function headline(report: RunReport, counts: Counts, { style, searched }: SummaryContext): string {
  const failed = counts.failed === 0 ? "" : ` ${plural(counts.failed, "file")} could not be done.`;
  const looked = `${plural(searched, "file")} searched`;
  const files = new Set(
    report.files.flatMap((file) => (file.kind === "checked" && file.left.length ? file.path : [])),
  );
  switch (report.mode) {
    case "report":
      if (counts.left === 0) return `No findings (${looked}).${failed}`;
      return `${style.bold(`Found ${plural(counts.left, "finding")}`)} in ${plural(files.size, "file")} (${looked}).${failed}`;
    case "diff":
      return `${done("Would fix", counts)} (${looked}).${failed}`;
    case "fix":
    case "interactive":
      return `${style.bold(done("Fixed", counts))} (${looked}).${failed}`;
  }
}

function done(verb: string, { fixed, changed, left }: Counts): string {
  const rest = left === 0 ? "none left" : `${left} left`;
  if (fixed === 0) return `${verb} nothing, ${rest}`;
  return `${verb} ${plural(fixed, "finding")} in ${plural(changed, "file")}, ${rest}`;
}

function hints(report: RunReport, counts: Counts, context: SummaryContext): readonly string[] {
  const { fixableSafe: safe, fixableUnsafe: unsafe } = counts;
  const rows: string[] = [];
  if (report.mode === "report") {
    if (safe > 0)
      rows.push(
        `${safe} fixable with --fix${unsafe > 0 ? `, ${unsafe} more with --fix --unsafe-fixes` : ""}.`,
      );
    else if (unsafe > 0) rows.push(`${unsafe} fixable with --fix --unsafe-fixes.`);
  } else if (report.mode !== "interactive" && !context.unsafeFixes && unsafe > 0) {
    rows.push(`${unsafe} more with --unsafe-fixes.`);
  }
  return [...rows, ...unverified(report, context)];
}

/** Nobody may leave a run believing that connections verify which do not. */
function unverified(
  report: RunReport,
  { acceptAnyCertificate, unsafeFixes, style }: SummaryContext,
): readonly string[] {
  if (report.mode === "report") return [];
  const left = report.files.flatMap((file) => (file.kind === "checked" ? file.left : []));
  const count = left.filter(({ finding }) => acceptAnyCertificate.has(finding.rule)).length;
  if (count === 0) return [];
  const what = count === 1 ? "1 connection still accepts" : `${count} connections still accept`;
  const remedy = unsafeFixes
    ? "see what is reported for each"
    : "--unsafe-fixes makes them verify where it can";
  return [style.yellow(`${what} any certificate: ${remedy}.`)];
}

/** "1 file", "3 files". */
export function plural(count: number, noun: string, ending = "s"): string {
  return `${count} ${noun}${count === 1 ? "" : ending}`;
}
