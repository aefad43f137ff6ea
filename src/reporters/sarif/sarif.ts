import type { FailedFile, FailureReason, RunReport } from "../../core/report.ts";
import { shardText } from "../../core/shard.ts";
import { Fingerprints } from "../fingerprint.ts";
import type { ReportContext, Reporter } from "../reporter.ts";
import { artifactLocation, BASE } from "./location.ts";
import { resultsOf } from "./result.ts";
import { ruleDescriptor } from "./rule-descriptor.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** SARIF 2.1.0: what code scanning services and editors read. */
export const sarif: Reporter = (report, context) =>
  `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [runOf(report, context)] }, undefined, 2)}\n`;

function runOf(report: RunReport, context: ReportContext): object {
  const fingerprints = new Fingerprints();
  return {
    tool: {
      driver: {
        name: "tlsfix",
        version: context.version,
        rules: context.rules.map(ruleDescriptor),
        notifications: notificationDescriptors(report),
      },
    },
    automationDetails: { id: "tlsfix/" },
    originalUriBaseIds: {
      [BASE]: { description: { text: "The folder that tlsfix was run in: the top of the repository." } },
    },
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    invocations: [invocationOf(report)],
    results: report.files.flatMap((file) =>
      file.kind === "checked" ? resultsOf(file, context, fingerprints) : [],
    ),
    ...propertiesOf(report),
  };
}

/** What a merge of the reports of several runs asks for. */
function propertiesOf({ shard, interrupted }: RunReport): object {
  const properties = { ...(shard && { shard: shardText(shard) }), ...(interrupted && { interrupted }) };
  return Object.keys(properties).length === 0 ? {} : { properties };
}

/** What a file that could not be done is told as. */
const NOTIFICATIONS: Readonly<Record<FailureReason, string>> = {
  unreadable: "The file cannot be read.",
  undecodable: "The file is not in the encoding that it declares.",
  unparsable: "The file does not parse as a whole.",
  "too slow": "The file takes too long to parse.",
  "changed on disk": "The file was changed by somebody else while it was worked on.",
  unwritable: "The file cannot be written.",
  crashed: "The file makes tlsfix fail.",
};

function notificationDescriptors(report: RunReport): readonly object[] {
  return reasonsOf(report).map((reason) => ({
    id: idOf(reason),
    shortDescription: { text: NOTIFICATIONS[reason] },
    defaultConfiguration: { level: "error" },
  }));
}

function invocationOf(report: RunReport): object {
  const reasons = reasonsOf(report);
  return {
    executionSuccessful: !report.interrupted && !reasons.includes("crashed"),
    toolExecutionNotifications: failedFiles(report).map(({ path, reason, message }) => ({
      descriptor: { id: idOf(reason), index: reasons.indexOf(reason) },
      level: "error",
      message: { text: `${path}: ${message}` },
      locations: [{ physicalLocation: { artifactLocation: artifactLocation(path) } }],
    })),
  };
}

function reasonsOf(report: RunReport): readonly FailureReason[] {
  return [...new Set(failedFiles(report).map(({ reason }) => reason))];
}

function failedFiles({ files }: RunReport): readonly FailedFile[] {
  return files.filter((file) => file.kind === "failed");
}

function idOf(reason: FailureReason): string {
  return `file-${reason.replaceAll(" ", "-")}`;
}
