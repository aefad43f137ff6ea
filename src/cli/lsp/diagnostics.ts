import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Related } from "../../core/finding.ts";
import { readTextIfThere } from "../../io/text-file.ts";
import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from "./protocol.ts";
import { Ranges } from "./ranges.ts";

/** The document that findings are told of. */
export interface Told {
  readonly uri: string;
  /** The folder that the paths of other files are relative to. */
  readonly root: string;
  readonly ranges: Ranges;
}

/** A finding as an editor shows it. */
export function diagnosticOf(finding: Finding, told: Told): Diagnostic {
  return {
    range: told.ranges.of(finding),
    severity: DiagnosticSeverity.Warning,
    source: "tlsfix",
    code: finding.rule,
    message: messageOf(finding),
    relatedInformation: finding.related.flatMap((related) => relatedInformation(related, told)),
  };
}

/** Where no fix is at hand the editor has no place but the message for the reason. */
function messageOf({ message, remedies }: Finding): string {
  const reasons = remedies.some(({ kind }) => kind === "fix")
    ? []
    : remedies.flatMap(({ because }) => because ?? []);
  return [message, ...reasons.map((because) => `No fix: ${because}.`)].join("\n");
}

function relatedInformation(related: Related, told: Told): DiagnosticRelatedInformation[] {
  const { path, message } = related;
  if (path === undefined)
    return [{ location: { uri: told.uri, range: told.ranges.of(related) }, message: message }];
  const absolute = resolve(told.root, path);
  const text = readTextIfThere(absolute);
  if (text === undefined) return [];
  const uri = pathToFileURL(absolute).href;
  return [{ location: { uri, range: new Ranges(text).of(related) }, message }];
}
