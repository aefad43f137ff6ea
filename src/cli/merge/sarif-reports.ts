import { ExpectedError } from "../../core/expected-error.ts";
import { FieldReader, type Fields } from "./fields.ts";
import { byPath, type ReadReport } from "./report.ts";

/** A report of `--output-format sarif`. */
export interface SarifReport extends ReadReport {
  readonly kind: "sarif";
  readonly document: Fields;
  readonly run: Fields;
  readonly driver: Fields;
  readonly invocation: Fields;
  readonly results: readonly Placed[];
  /** Of files that could not be done. */
  readonly notifications: readonly Placed[];
  /** What the notifications are told as. */
  readonly descriptors: readonly Fields[];
}

/** A part of a report that is about one file. */
interface Placed {
  readonly path: string;
  readonly entry: Fields;
}

/** Reads a SARIF report of ours; one of another tool, or that is not whole, ends the merge. */
export function readSarifReport(document: Fields, name: string): SarifReport {
  const reader: FieldReader = new FieldReader(name, "SARIF report of tlsfix");
  const [run, ...more] = reader.list(document["runs"], "runs");
  if (run === undefined || more.length > 0)
    reader.refuse(`it has ${more.length + (run ? 1 : 0)} runs, not one`);
  const driver = reader.fields(reader.fields(run["tool"], "tool")["driver"], "tool.driver");
  if (driver["name"] !== "tlsfix") reader.refuse(`it is of ${JSON.stringify(driver["name"])}`);
  const [invocation = {}] = reader.list(run["invocations"], "invocations");
  const placed = (list: unknown, place: string): readonly Placed[] =>
    reader.list(list, place).map((entry, at) => ({ entry, path: pathOf(reader, entry, `${place}[${at}]`) }));
  const results = placed(run["results"], "results");
  const notifications = placed(invocation["toolExecutionNotifications"], "toolExecutionNotifications");
  const properties = run["properties"] === undefined ? {} : reader.fields(run["properties"], "properties");
  return {
    kind: "sarif",
    name,
    shard: reader.shard(properties["shard"], "properties.shard"),
    interrupted: properties["interrupted"] === true,
    findings: results.flatMap(({ entry }, at) => {
      if (isSuppressed(reader, entry, at)) return [];
      const { remedies } = reader.fields(entry["properties"], `results[${at}].properties`);
      return [reader.finding(entry["ruleId"], remedies, `results[${at}]`)];
    }),
    failed: notifications.length,
    paths: new Set([...results, ...notifications].map(({ path }) => path)),
    document,
    run,
    driver,
    invocation,
    results,
    notifications,
    descriptors: reader.list(driver["notifications"] ?? [], "tool.driver.notifications"),
  };
}

/** What a comment suppresses is told, and counts as no finding. */
function isSuppressed(reader: FieldReader, { suppressions = [] }: Fields, at: number): boolean {
  return reader.list(suppressions, `results[${at}].suppressions`).length > 0;
}

function pathOf(reader: FieldReader, entry: Fields, place: string): string {
  const [location] = reader.list(entry["locations"], `${place}.locations`);
  const physical = reader.fields(location?.["physicalLocation"], `${place}: its place`);
  const { uri } = reader.fields(physical["artifactLocation"], `${place}: its file`);
  const text = reader.text(uri, `${place}: the address of its file`).replace(/^file:\/\//, "");
  try {
    return decodeURIComponent(text);
  } catch {
    return reader.refuse(`${place}: ${text} is no address of a file`);
  }
}

/** The report that one run over all the files would have written. */
export function mergedSarif(reports: readonly [SarifReport, ...SarifReport[]]): object {
  const [first, ...others] = reports;
  for (const other of others) refuseOtherRules(first, other);
  const notifications = inOrder(reports.flatMap((report) => report.notifications));
  const descriptors = descriptorsOf(reports, notifications);
  const { properties, ...run } = first.run;
  const { shard, interrupted, ...kept } = (properties ?? {}) as Fields;
  const rest = { ...kept, ...(reports.some((report) => report.interrupted) && { interrupted: true }) };
  const merged = {
    ...run,
    tool: { driver: { ...first.driver, notifications: descriptors } },
    invocations: [
      {
        ...first.invocation,
        executionSuccessful: reports.every(({ invocation }) => invocation["executionSuccessful"] === true),
        toolExecutionNotifications: notifications.map((one) => renumbered(one, descriptors)),
      },
    ],
    results: inOrder(reports.flatMap((report) => report.results)),
    ...(Object.keys(rest).length > 0 && { properties: rest }),
  };
  return { ...first.document, runs: [merged] };
}

/** Results name rules by their number in the list: that must be one list. */
function refuseOtherRules(one: SarifReport, other: SarifReport): void {
  const [version, another] = [one, other].map(({ driver }) => String(driver["version"]));
  if (version !== another)
    throw new ExpectedError(`${one.name} is of tlsfix ${version} and ${other.name} of ${another}.`);
  if (JSON.stringify(one.driver["rules"]) !== JSON.stringify(other.driver["rules"]))
    throw new ExpectedError(`${one.name} and ${other.name} are of other rules.`);
}

const inOrder = (list: readonly Placed[]): readonly Fields[] =>
  [...list].sort((a, b) => byPath(a.path, b.path)).map(({ entry }) => entry);

/** What the notifications are told as, in the order in which they are met first. */
function descriptorsOf(reports: readonly SarifReport[], notifications: readonly Fields[]): readonly Fields[] {
  const all = reports.flatMap((report) => report.descriptors);
  const ids = [...new Set(notifications.map(idOf))];
  return ids.flatMap<Fields>((id) => all.find((descriptor) => descriptor["id"] === id) ?? []);
}

function renumbered(notification: Fields, descriptors: readonly Fields[]): Fields {
  const id = idOf(notification);
  const index = descriptors.findIndex((descriptor) => descriptor["id"] === id);
  return { ...notification, descriptor: { ...(notification["descriptor"] as Fields), index } };
}

function idOf({ descriptor }: Fields): unknown {
  return (descriptor as Fields | undefined)?.["id"];
}
