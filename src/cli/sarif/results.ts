import { ExpectedError } from "../../core/expected-error.ts";

/** A place that a tool names: lines from 1, both included; the whole file where it names none. */
export interface SarifPlace {
  readonly uri: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** One result: every name that its rule goes by, and every place that it is about. */
export interface SarifResult {
  readonly names: readonly string[];
  /** The first is the result's own; the others explain it. */
  readonly places: readonly SarifPlace[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The results of a SARIF file that are still to be looked at: what passed, is suppressed or is gone is left out.
 * It is read liberally, since every tool writes another part of the format.
 */
export function readSarif(text: string, path: string): readonly SarifResult[] {
  const document = parse(text, path);
  const runs = document["runs"];
  if (!Array.isArray(runs)) throw new ExpectedError(`${path} is no SARIF: it has no runs.`);
  return runs.map(fieldsOf).flatMap((run) =>
    listOf(run["results"])
      .filter(isOpen)
      .map((result) => ({ names: namesOf(result, run), places: placesOf(result, run) })),
  );
}

function parse(text: string, path: string): Fields {
  try {
    return fieldsOf(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ExpectedError(`${path} is no SARIF: it is no JSON (${error.message}).`);
  }
}

function isOpen(result: Fields): boolean {
  const kind = result["kind"];
  if (kind === "pass" || kind === "notApplicable" || kind === "informational") return false;
  if (result["baselineState"] === "absent") return false;
  return !listOf(result["suppressions"]).some(({ status }) => status === undefined || status === "accepted");
}

function namesOf(result: Fields, run: Fields): readonly string[] {
  const reference = fieldsOf(result["rule"]);
  const own = [result["ruleId"], reference["id"]].filter(isText);
  const descriptor = descriptorOf(result, run);
  const known = [descriptor["id"], descriptor["name"], ...listed(descriptor["deprecatedIds"])].filter(isText);
  return [...new Set([...own, ...known])];
}

/** The rule's own description: results may name it by its number alone, also in an extension of the tool. */
function descriptorOf(result: Fields, run: Fields): Fields {
  const reference = fieldsOf(result["rule"]);
  const index = numberOf(result["ruleIndex"]) ?? numberOf(reference["index"]);
  const tool = fieldsOf(run["tool"]);
  const extension = numberOf(fieldsOf(reference["toolComponent"])["index"]);
  const component =
    extension === undefined ? fieldsOf(tool["driver"]) : (listOf(tool["extensions"])[extension] ?? {});
  return index === undefined || index < 0 ? {} : (listOf(component["rules"])[index] ?? {});
}

function placesOf(result: Fields, run: Fields): readonly SarifPlace[] {
  const own = listOf(result["locations"]);
  return [...own, ...listOf(result["relatedLocations"])].flatMap((location) => {
    const physical = fieldsOf(location["physicalLocation"]);
    const uri = uriOf(fieldsOf(physical["artifactLocation"]), run);
    if (uri === undefined) return [];
    const region = fieldsOf(physical["region"]);
    const firstLine = numberOf(region["startLine"]);
    if (firstLine === undefined) return [{ uri, firstLine: 1, lastLine: Number.POSITIVE_INFINITY }];
    return [{ uri, firstLine, lastLine: numberOf(region["endLine"]) ?? firstLine }];
  });
}

/** An address may be one of the run's list of files, and relative to a base of the run. */
function uriOf(location: Fields, run: Fields): string | undefined {
  const index = numberOf(location["index"]);
  const listedFile = index === undefined ? {} : fieldsOf(listOf(run["artifacts"])[index]?.["location"]);
  const uri = location["uri"] ?? listedFile["uri"];
  if (!isText(uri)) return undefined;
  const base = location["uriBaseId"] ?? listedFile["uriBaseId"];
  return isText(base) && !isAbsolute(uri) ? `${baseOf(base, run, 0)}${uri}` : uri;
}

const MOST_BASES = 10;

/** The address of a base, which may have a base itself; nothing where the file does not tell. */
function baseOf(id: string, run: Fields, depth: number): string {
  const location = fieldsOf(fieldsOf(run["originalUriBaseIds"])[id]);
  const uri = isText(location["uri"]) ? location["uri"] : "";
  const outer = location["uriBaseId"];
  const before = isText(outer) && !isAbsolute(uri) && depth < MOST_BASES ? baseOf(outer, run, depth + 1) : "";
  return uri === "" || uri.endsWith("/") ? `${before}${uri}` : `${before}${uri}/`;
}

function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z\d+.-]*:|^\//i.test(uri);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly Fields[] {
  return listed(value).map(fieldsOf);
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
