import { resolve } from "node:path";
import { ExpectedError } from "../../core/expected-error.ts";
import type { ExitStatus } from "../../core/report.ts";
import { writeReport } from "../../io/output-file.ts";
import { readTextOf } from "../../io/text-file.ts";
import { statisticsOf } from "../../reporters/statistics.ts";
import { styleOf } from "../../reporters/style.ts";
import { plural } from "../../reporters/summary.ts";
import type { MergeOptions } from "../options/options.ts";
import { type World, wantsColor } from "../world/world.ts";
import { FieldReader } from "./fields.ts";
import { type JsonReport, mergedJson, readJsonReport } from "./json-reports.ts";
import { mergedSarif, readSarifReport, type SarifReport } from "./sarif-reports.ts";
import { refuseUnlessWhole } from "./whole.ts";

type AnyReport = JsonReport | SarifReport;

/**
 * Makes of the reports of several runs the one that a single run over all of their files would have written, and
 * tells the exit status that this run would have had.
 */
export function merge(options: MergeOptions, world: World): ExitStatus {
  const reports = options.reports.map((name) => read(name, world));
  refuseUnlessWhole(reports);
  const text = `${JSON.stringify(merged(reports), undefined, 2)}\n`;
  const findings = reports.flatMap((report) => report.findings);
  if (options.outputFile !== undefined) writeReport(options.outputFile, text, world.cwd);
  if (options.statistics) {
    const color = wantsColor(options.color, world.stdout, world.env);
    world.stdout.write(statisticsOf(findings, styleOf(color)));
  } else if (options.outputFile === undefined) world.stdout.write(text);
  const failed = reports.reduce((sum, report) => sum + report.failed, 0);
  const interrupted = reports.filter((report) => report.interrupted);
  if (!options.quiet) tell(world, reports.length, findings.length, failed);
  for (const { name } of interrupted) world.stderr.write(`error: the run of ${name} was interrupted.\n`);
  if (interrupted.length > 0) return 130;
  if (options.strict && failed > 0) return 2;
  if (options.exitZero) return 0;
  return findings.length > 0 || failed > 0 ? 1 : 0;
}

function tell({ stderr }: World, reports: number, findings: number, failed: number): void {
  const undone = failed === 0 ? "" : ` ${plural(failed, "file")} could not be done.`;
  stderr.write(`Merged ${plural(reports, "report")}: ${plural(findings, "finding")}.${undone}\n`);
}

function read(name: string, { cwd }: World): AnyReport {
  const text = readTextOf(resolve(cwd, name), name);
  const document = new FieldReader(name, "report of tlsfix").fields(parse(text, name), "what is in it");
  return "runs" in document ? readSarifReport(document, name) : readJsonReport(document, name);
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ExpectedError(`${name} is no JSON: ${error.message}.`);
  }
}

function merged(reports: readonly AnyReport[]): object {
  const json = reports.filter((report) => report.kind === "json");
  const [first, ...sarif] = reports.filter((report) => report.kind === "sarif");
  if (first === undefined) return mergedJson(json);
  const [other] = json;
  if (other !== undefined)
    throw new ExpectedError(
      `${first.name} is SARIF and ${other.name} is JSON: merge takes one format at a time.`,
    );
  return mergedSarif([first, ...sarif]);
}
