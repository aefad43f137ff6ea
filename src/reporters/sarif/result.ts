import { byPosition, type Edit } from "../../core/edit.ts";
import type { Finding, Related, SuppressedFinding } from "../../core/finding.ts";
import type { Fix, Remedy } from "../../core/fix.ts";
import type { LineIndex } from "../../core/lines.ts";
import { type CheckedFile, linesOf } from "../../core/report.ts";
import type { Left } from "../../core/settle.ts";
import type { Fingerprints } from "../fingerprint.ts";
import { remedyLine } from "../remedy-line.ts";
import type { ReportContext } from "../reporter.ts";
import { ruleOf } from "../severity.ts";
import { artifactLocation, type Located, location, regionOf } from "./location.ts";
import { levelOf } from "./rule-descriptor.ts";

/** The file that a result is in, and what its makers share. */
interface Source extends ReportContext {
  readonly place: Located;
  readonly fingerprints: Fingerprints;
}

/** The findings that a file is left with, and those that comments in it say not to report. */
export function resultsOf(
  file: CheckedFile,
  context: ReportContext,
  fingerprints: Fingerprints,
): readonly object[] {
  const { left, suppressed = [] } = file;
  if (left.length + suppressed.length === 0) return [];
  const source: Source = { ...context, place: { file, lines: linesOf(file) }, fingerprints };
  return [
    ...left.map((one) => leftResult(source, one)),
    ...suppressed.map((one) => suppressedResult(source, one)),
  ];
}

function leftResult(source: Source, { finding, reason }: Left): object {
  const fixes = finding.remedies.flatMap((remedy) => fixOf(source, remedy));
  return {
    ...resultOf(source, finding),
    ...(fixes.length === 0 ? {} : { fixes }),
    properties: { remedies: finding.remedies.map(remedyProperties), left: reason.kind },
  };
}

/** Readers show it as settled, or not at all. */
function suppressedResult(source: Source, { finding, reason }: SuppressedFinding): object {
  const justification = reason === "" ? {} : { justification: reason };
  return { ...resultOf(source, finding), suppressions: [{ kind: "inSource", ...justification }] };
}

function resultOf(source: Source, finding: Finding): object {
  const { place, rules, fingerprints } = source;
  const index = rules.findIndex(({ id }) => id === finding.rule);
  const { relatedLocations, codeFlows } = relatedOf(source, finding);
  return {
    ruleId: finding.rule,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: levelOf(ruleOf(rules, finding.rule)),
    message: { text: withoutLinks(`${finding.message}. ${remedyLine(finding)}.`) },
    locations: [location(place, finding)],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    ...(codeFlows.length === 0 ? {} : { codeFlows }),
    partialFingerprints: { "tlsfix/v1": fingerprints.of(place.file.path, place.lines, finding) },
  };
}

/** Code in a message must not be taken for a link: `[text](1)` is one in SARIF. */
function withoutLinks(text: string): string {
  return /\]\(/.test(text) ? text.replace(/[[\]\\]/g, "\\$&") : text;
}

function relatedOf(
  source: Source,
  finding: Finding,
): { readonly relatedLocations: readonly object[]; readonly codeFlows: readonly object[] } {
  const relatedLocations = finding.related.map((related, i) => ({
    id: i + 1,
    ...relatedLocation(source, related),
  }));
  const steps = finding.related.filter((related) => related.isStep && isHere(source, related));
  return { relatedLocations, codeFlows: steps.map((step) => codeFlow(source, finding, step)) };
}

function isHere({ place }: Source, related: Related): boolean {
  return related.path === undefined || related.path === place.file.path;
}

/** Of a file that is not at hand the lines are known at most. */
function relatedLocation(source: Source, related: Related): object {
  const message = { text: withoutLinks(related.message) };
  if (!isHere(source, related)) {
    const { path = "", lines } = related;
    const region = lines && { region: { startLine: lines.line, endLine: lines.endLine } };
    return { message, physicalLocation: { artifactLocation: artifactLocation(path), ...region } };
  }
  return { message, ...location(source.place, related) };
}

/** From what comes first in the text to what comes last. */
function codeFlow(source: Source, finding: Finding, step: Related): object {
  const steps = [finding, step].sort(byPosition).map((place) => ({
    location: {
      message: { text: withoutLinks(place.message) },
      ...location(source.place, place),
    },
  }));
  return { threadFlows: [{ locations: steps }] };
}

/** A fix that can be applied as it is; one that waits for an answer cannot. */
function fixOf({ place: { file, lines }, editsOf }: Source, remedy: Remedy): readonly object[] {
  // The edits of a cell's text are none of the JSON that holds it.
  if (file.notebook !== undefined) return [];
  if (remedy.kind === "none" || remedy.ask !== undefined || remedy.applicability === "display") return [];
  const edits = [...editsOf(remedy)].sort(byPosition);
  if (edits.length === 0) return [];
  const replacements = edits.map((edit) => replacementOf(lines, edit));
  return [
    {
      description: { text: descriptionOf(remedy) },
      artifactChanges: [{ artifactLocation: artifactLocation(file.path), replacements }],
      properties: { applicability: remedy.applicability },
    },
  ];
}

function descriptionOf({ title, applicability, because }: Fix): string {
  return `${title} (${applicability}${because === undefined ? "" : `: ${because}`})`;
}

function replacementOf(lines: LineIndex, edit: Edit): object {
  return { deletedRegion: regionOf(lines, edit), insertedContent: { text: edit.text } };
}

function remedyProperties(remedy: Remedy): object {
  if (remedy.kind === "none") return { kind: "none", because: remedy.because };
  const { applicability, title, because, ask } = remedy;
  return { kind: "fix", applicability, title, because, ask: ask?.text };
}
