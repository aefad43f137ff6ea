import { FieldReader, type Fields } from "./fields.ts";
import { byPath, type ReadReport } from "./report.ts";

/** A report of `--output-format json`. */
export interface JsonReport extends ReadReport {
  readonly kind: "json";
  readonly findingEntries: readonly Fields[];
  readonly fileEntries: readonly Fields[];
}

const VERSION = 1;

/** Reads a JSON report; one that is not whole ends the merge. */
export function readJsonReport(document: Fields, name: string): JsonReport {
  const reader: FieldReader = new FieldReader(name, "JSON report of tlsfix");
  const { version, shard, interrupted } = document;
  if (version !== VERSION)
    reader.refuse(`its version is ${JSON.stringify(version) ?? "missing"}, not ${VERSION}`);
  const findingEntries = reader.list(document["findings"], "findings");
  const fileEntries = reader.list(document["files"], "files");
  const pathOf = (entry: Fields, place: string): string => reader.text(entry["path"], `${place}.path`);
  return {
    kind: "json",
    name,
    shard: reader.shard(shard, "shard"),
    interrupted: interrupted === true,
    findings: findingEntries.map(({ rule, remedies }, at) =>
      reader.finding(rule, remedies, `findings[${at}]`),
    ),
    failed: fileEntries.filter(({ status }) => status === "failed").length,
    paths: new Set([
      ...findingEntries.map((entry, at) => pathOf(entry, `findings[${at}]`)),
      ...fileEntries.map((entry, at) => pathOf(entry, `files[${at}]`)),
    ]),
    findingEntries,
    fileEntries,
  };
}

/** The report that one run over all the files would have written. */
export function mergedJson(reports: readonly JsonReport[]): object {
  return {
    version: VERSION,
    ...(reports.some(({ interrupted }) => interrupted) && { interrupted: true }),
    findings: inOrder(reports.flatMap(({ findingEntries }) => findingEntries)),
    files: inOrder(reports.flatMap(({ fileEntries }) => fileEntries)),
  };
}

const inOrder = (entries: readonly Fields[]): readonly Fields[] =>
  [...entries].sort((a, b) => byPath(String(a["path"]), String(b["path"])));
