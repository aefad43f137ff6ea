import type { Engine } from "../../core/analyzer.ts";
import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import type { CheckedFile, RunReport } from "../../core/report.ts";
import { shardText } from "../../core/shard.ts";
import type { Note } from "../../io/discover.ts";
import { encode, type SourceFile } from "../../io/file-system.ts";
import { writeReport } from "../../io/output-file.ts";
import type { Reporter } from "../../reporters/reporter.ts";
import { printable, type Style, styleOf } from "../../reporters/style.ts";
import { failureRow, plural, summary } from "../../reporters/summary.ts";
import type { RunCache } from "../cache/run-cache.ts";
import { openCandidate } from "../files/candidate.ts";
import type { Candidates } from "../files/candidates.ts";
import type { PatchSource, Telling } from "../files/modes.ts";
import type { FileOutcome } from "../files/outcome.ts";
import type { Sharding } from "../files/sharding.ts";
import type { OutputFormat, RunOptions } from "../options/options.ts";
import type { Settings } from "../options/settings.ts";
import type { ReportedFindings } from "../sarif/reported.ts";
import { VERSION } from "../world/version.ts";
import { type World, wantsColor } from "../world/world.ts";
import { coloredPatch, encodedPatch, PatchMaker } from "./patch.ts";
import type { RuleCount, RuleOutcome } from "./rule-counts.ts";

const SOME_PATHS = 5;

/** Says what a run has to say: findings and patches on standard output, talk on standard error. */
export class Printer implements Telling {
  readonly #options: RunOptions;
  readonly #engine: Engine;
  readonly #world: World;
  readonly #patches: PatchMaker;
  /** The styles of standard output and of standard error. */
  readonly style: { readonly out: Style; readonly err: Style };
  readonly #color: boolean;
  readonly #suppressions = { count: 0, files: 0 };

  constructor(options: RunOptions, engine: Engine, world: World) {
    this.#options = options;
    this.#engine = engine;
    this.#world = world;
    this.#patches = new PatchMaker(world.cwd);
    this.#color = wantsColor(options.color, world.stdout, world.env);
    this.style = {
      out: styleOf(this.#color),
      err: styleOf(wantsColor(options.color, world.stderr, world.env)),
    };
  }

  /** What was passed over on purpose. */
  notes(notes: readonly Note[]): void {
    if (this.#options.quiet) return;
    for (const { path, message } of notes)
      this.#talk(`${this.style.err.yellow("note:")} ${printable(path)} ${message}\n`);
  }

  /** With `--verbose`: what the run works on. */
  details(candidates: Candidates, settings: Settings, cache: RunCache): void {
    const { files, searched, patchesDefaultContext, sharding } = candidates;
    if (!this.#options.verbose) return;
    const { configPaths } = settings;
    const rules = new Set(files.flatMap(({ file }) => settings.rulesFor(file.absolute)));
    const words = files.length === 0 ? "the rules" : plural(rules.size, "rule");
    const rows = [
      `${plural(searched, "file")} searched, ${files.length} with a word of ${words}`,
      ...(sharding === undefined ? [] : [shardRow(sharding)]),
      `configuration: ${configPaths.length === 0 ? "none" : configPaths.join(", ")}`,
      `parser: ${this.#options.parser}`,
      cache.folder === undefined ? "cache: none" : `cache: ${cache.folder}, ${cache.unchanged} unchanged`,
      ...(patchesDefaultContext ? ["a file of this run assigns ssl._create_default_https_context"] : []),
      ...files.flatMap((candidate) => {
        const { file } = candidate;
        const { version, origin } = settings.targetFor(file.absolute);
        const source = openCandidate(candidate);
        if (source.kind === "failed") return [];
        const { encoding } = source.value;
        return `  ${file.path} (${encoding}, target version ${version ?? "3.8"}: ${origin})`;
      }),
    ];
    this.#talk(rows.map((row) => `${printable(row)}\n`).join(""));
  }

  /** How many suppressions a file got; the sum is told at the end. */
  suppressed(count: number): void {
    this.#suppressions.count += count;
    this.#suppressions.files += count > 0 ? 1 : 0;
  }

  /** What became of another tool's report. */
  reported({ total, known, met }: ReportedFindings): void {
    if (this.#options.quiet) return;
    const unknown = total - known;
    const other = unknown === 0 ? "" : `; ${plural(unknown, "result")} of rules that tlsfix does not have`;
    const found = `${met} of ${plural(known, "reported result")} found here`;
    this.#talk(`${this.style.err.yellow("note:")} ${found}${other}\n`);
  }

  /** What a file would become. */
  patch(source: PatchSource, checked: CheckedFile): void {
    const { stdout } = this.#world;
    const isForPeople = this.#color || stdout.isTTY;
    const patch = isForPeople
      ? this.#patches.readable(source, checked)
      : this.#patches.patch(source, checked);
    if (patch === "") return;
    stdout.write(this.#color ? coloredPatch(patch, this.style.out) : encodedPatch(patch, source.encoding));
  }

  /** A whole text. */
  text(source: SourceFile, text: string): void {
    this.#world.stdout.write(encode(source, text) ?? source.bytes);
  }

  /** What a review is about, before its first question. */
  reviewStarts(files: number, rules: readonly RuleCount[]): void {
    const total = rules.reduce((sum, { count }) => sum + count, 0);
    this.#world.stdout.write(`${plural(total, "change")} to review in ${plural(files, "file")}:\n`);
    for (const { rule, count } of rules) this.#world.stdout.write(`  ${String(count).padStart(4)} ${rule}\n`);
  }

  /** A warning only: who reviews each change can also undo it. */
  uncommitted(paths: readonly string[]): void {
    const some = paths.slice(0, SOME_PATHS).map(printable).join(", ");
    const more = paths.length > SOME_PATHS ? ` and ${paths.length - SOME_PATHS} more` : "";
    const what = paths.length === 1 ? "has changes that are" : "have changes that are";
    this.#warn(`${some}${more} ${what} in no commit yet; those of this review will stand beside them.`);
  }

  reviewWasLeft(decided: number, command: string): void {
    this.#warn(
      `A review was left here after ${plural(decided, "answer")}; its answers go with the first one of this.`,
    );
    this.#warn(`To go on with it: ${printable(command)}`);
  }

  reviewResumes(decided: number): void {
    if (decided === 0) this.#warn("No review was left here; this one is new.");
    else this.#world.stdout.write(`Going on after ${plural(decided, "answer")}.\n`);
  }

  /** What a review has done, rule by rule. */
  reviewEnds(counts: readonly RuleOutcome[]): void {
    const rows = counts.map(({ rule, applied, suppressed, left }) => {
      const more = suppressed === 0 ? "" : `, ${suppressed} suppressed`;
      return `  ${String(applied).padStart(4)} applied${more}, ${left} left: ${rule}\n`;
    });
    this.#world.stdout.write(`Reviewed:\n${rows.join("")}`);
  }

  reviewIsNotKept(because: string): void {
    this.#warn(`The answers of this review could not be kept for --resume: ${because}.`);
  }

  reviewGoesOn(command: string): void {
    this.#world.stdout.write(`To go on with this review: ${printable(command)}\n`);
  }

  /** A patch for eyes, in colours where there are any. */
  shownPatch(patch: string): string {
    return coloredPatch(patch, this.style.out);
  }

  /** What became of a file whose questions are answered. */
  reviewed(path: string, { checked, failed }: FileOutcome): void {
    const { out } = this.style;
    if (failed !== undefined && checked === undefined) this.#world.stdout.write(failureRow(failed, out));
    else if (checked !== undefined && checked.before !== checked.after) {
      this.#world.stdout.write(
        `${out.green("written:")} ${printable(path)} (${plural(checked.applied.length, "fix", "es")})\n`,
      );
    } else this.#world.stdout.write(`${out.dim("left as it is:")} ${printable(path)}\n`);
  }

  /** The page of a rule. */
  docsOf(id: string): string {
    const rule = this.#engine.rules.find((one) => one.id === id);
    return rule === undefined ? id : `${rule.summary}\n\n${rule.docs}`;
  }

  /** The findings, what could not be done, and the closing lines. */
  async report(
    report: RunReport,
    { searched, sharding }: Pick<Candidates, "searched" | "sharding">,
    edits: WeakMap<Fix, readonly Edit[]>,
  ): Promise<void> {
    if (this.#reportsFindings(report)) await this.#findings(report, edits);
    const { err } = this.style;
    for (const file of report.files) if (file.kind === "failed") this.#talk(failureRow(file, err));
    if (report.interrupted) this.#interrupted(report);
    if (this.#options.quiet) return;
    const { unsafeFixes, addSuppressions } = this.#options;
    const { count, files } = this.#suppressions;
    if (addSuppressions !== undefined)
      this.#talk(`Suppressed ${plural(count, "finding")} in ${plural(files, "file")}.\n`);
    const { acceptAnyCertificate } = this.#engine;
    const nothingSearched = sharding && emptyShard(sharding);
    this.#talk(summary(report, { style: err, unsafeFixes, searched, nothingSearched, acceptAnyCertificate }));
  }

  /** A file that is asked for is always written; else what stands for itself is not followed by findings. */
  #reportsFindings({ mode }: RunReport): boolean {
    const { outputFile, fixOnly } = this.#options;
    if (outputFile !== undefined) return true;
    return mode === "report" || (mode === "fix" && !fixOnly);
  }

  async #findings(report: RunReport, edits: WeakMap<Fix, readonly Edit[]>): Promise<void> {
    const { mode, outputFile, outputFormat, paths, statistics } = this.#options;
    const reporter = await loadReporter(statistics ? "statistics" : outputFormat);
    // Where standard output is the fixed source, it is nothing else.
    const stream = mode === "fix" && paths.includes("-") ? this.#world.stderr : this.#world.stdout;
    const color = outputFile === undefined && wantsColor(this.#options.color, stream, this.#world.env);
    const { rules } = this.#engine;
    const editsOf = (fix: Fix) => edits.get(fix) ?? fix.edits;
    const text = reporter(report, { rules, version: VERSION, color, editsOf });
    if (outputFile === undefined) stream.write(text);
    else writeReport(outputFile, text, this.#world.cwd);
  }

  #interrupted({ files }: RunReport): void {
    const written = files.flatMap((file) =>
      file.kind === "checked" && file.before !== file.after ? [file.path] : [],
    );
    const which = written.length === 0 ? "no file was written" : `written: ${written.join(", ")}`;
    this.#talk(`Interrupted; ${printable(which)}. Every other file is as it was.\n`);
  }

  #warn(text: string): void {
    this.#world.stdout.write(`${this.style.out.yellow("warning:")} ${text}\n`);
  }

  #talk(text: string): void {
    this.#world.stderr.write(text);
  }
}

function shardRow({ shard, projects, allProjects }: Sharding): string {
  return `shard ${shardText(shard)}: ${projects} of ${plural(allProjects, "project")}`;
}

function emptyShard({ shard, allProjects }: Sharding): string {
  const projects = allProjects === 1 ? "there is only 1 project" : `there are ${allProjects} projects`;
  return `Nothing is left for shard ${shardText(shard)}: ${projects}, and none is cut.`;
}

/** Each in its own chunk, loaded when it is asked for. */
async function loadReporter(name: OutputFormat | "statistics"): Promise<Reporter> {
  switch (name) {
    case "full":
      return (await import("../../reporters/full.ts")).full;
    case "concise":
      return (await import("../../reporters/concise.ts")).concise;
    case "json":
      return (await import("../../reporters/json.ts")).json;
    case "sarif":
      return (await import("../../reporters/sarif/sarif.ts")).sarif;
    case "github":
      return (await import("../../reporters/github.ts")).github;
    case "gitlab":
      return (await import("../../reporters/gitlab.ts")).gitlab;
    case "junit":
      return (await import("../../reporters/junit.ts")).junit;
    case "html":
      return (await import("../../reporters/html/html.ts")).html;
    case "statistics":
      return (await import("../../reporters/statistics.ts")).statistics;
  }
}
