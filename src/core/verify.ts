import { byPosition, contains, type Edit, overlaps, type Span } from "./edit.ts";
import type { Finding, SuppressedFinding } from "./finding.ts";
import type { Fix, ImportNeed } from "./fix.ts";
import { areDisjoint, rewrite } from "./rewrite.ts";
import { spanMapper } from "./trace.ts";

/** A text as the language sees it. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** What a comment in the text says not to report; it is in `findings` no more. */
  readonly suppressed?: readonly SuppressedFinding[];
  /** Where the text does not parse. A text that took too long is one error from start to end. */
  readonly errors: readonly Span[];
  /** What accepted edits ask of the imports: names to add, and names whose every use the edits took away. */
  importEdits(needs: readonly ImportNeed[], edits: readonly Edit[]): readonly Edit[];
  /** Frees what the answers above were read from; nothing is asked afterwards. */
  close?(): void;
}

export type Check = (text: string) => Checked;

/** A finding, and the fix that was chosen for it. */
export interface Chosen {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Why a rewrite was not kept. */
export type Failure =
  | { readonly kind: "malformed"; readonly because: string }
  | { readonly kind: "imports" }
  | { readonly kind: "syntax"; readonly at: Span }
  | { readonly kind: "appeared"; readonly finding: Finding }
  | { readonly kind: "remains"; readonly finding: Finding }
  | { readonly kind: "loop" };

/** A rewrite of a checked text. `origins` has, for each finding of the new text, the old one that it is, if any. */
export interface Rewrite {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly checked: Checked;
  readonly origins: readonly (Finding | undefined)[];
}

/** The merged edits of fixes and those of the imports, in the order of the text; of insertions at one place imports come first. */
export function withImports(
  checked: Checked,
  edits: readonly Edit[],
  fixes: readonly Fix[],
): readonly Edit[] {
  const needs = uniqueNeeds(fixes.flatMap((fix) => fix.imports));
  // Merging joins edits that meet, so what a fix does to the imports itself is known from the fix.
  const known = new Set([...edits, ...fixes.flatMap((fix) => fix.edits)].map(keyOf));
  const imports = checked.importEdits(needs, edits).filter((edit) => !known.has(keyOf(edit)));
  return [...imports, ...edits].sort(byPosition);
}

function keyOf({ start, end, text }: Edit): string {
  return `${start}:${end}:${text}`;
}

function uniqueNeeds(needs: readonly ImportNeed[]): ImportNeed[] {
  const unique = new Map<string, ImportNeed>();
  for (const need of needs) {
    const key = `${need.module} ${need.name}`;
    const instead = new Set([unique.get(key), need].flatMap((one) => one?.instead ?? []));
    unique.set(key, instead.size === 0 ? need : { ...need, instead: [...instead] });
  }
  return [...unique.values()];
}

/** Makes the edits and checks the result. `seen` are the texts that must not come back. */
export function attempt(
  before: { readonly text: string; readonly checked: Checked; readonly seen: ReadonlySet<string> },
  check: Check,
  chosen: readonly Chosen[],
  fixEdits: readonly Edit[],
): Rewrite | Failure {
  const fixes = chosen.map(({ fix }) => fix);
  const edits = withImports(before.checked, fixEdits, fixes);
  if (!areDisjoint(edits, before.text.length)) return { kind: "imports" };
  const text = rewrite(before.text, edits);
  if (before.seen.has(text)) return { kind: "loop" };
  const checked = check(text);
  const origins = traceFindings(before.checked.findings, checked.findings, edits, chosen);
  const failure =
    newError(before.checked.errors, checked.errors, edits) ?? unwanted(checked.findings, origins, chosen);
  if (failure === undefined) return { text, edits, checked, origins };
  checked.close?.();
  return failure;
}

function newError(
  before: readonly Span[],
  after: readonly Span[],
  edits: readonly Edit[],
): Failure | undefined {
  const map = spanMapper(edits);
  const known = before.map(map);
  const fresh = after.find((error) => !known.some((old) => contains(old, error) || contains(error, old)));
  const at = fresh ?? (after.length > before.length ? after.at(-1) : undefined);
  return at && { kind: "syntax", at };
}

/** A finding that the fixes should have removed, or that they brought and do not own up to. */
function unwanted(
  after: readonly Finding[],
  origins: readonly (Finding | undefined)[],
  chosen: readonly Chosen[],
): Failure | undefined {
  const fixOf = new Map(chosen.map(({ finding, fix }) => [finding, fix]));
  const left = new Set(chosen.flatMap(({ fix }) => fix.leaves ?? []));
  for (const [i, finding] of after.entries()) {
    const origin = origins[i];
    const fix = origin && fixOf.get(origin);
    if (fix !== undefined && !fix.leaves?.includes(finding.rule)) return { kind: "remains", finding };
    if (origin === undefined && !left.has(finding.rule)) return { kind: "appeared", finding };
  }
  return undefined;
}

/**
 * For each finding after the edits the one before that it is: of the same rule, at the mapped place, or else
 * overlapping it. A finding that was fixed comes last: what overlaps it may be another's.
 */
export function traceFindings(
  before: readonly Finding[],
  after: readonly Finding[],
  edits: readonly Edit[],
  fixed: readonly Chosen[] = [],
): readonly (Finding | undefined)[] {
  const map = spanMapper(edits);
  const chosen = new Set(fixed.map(({ finding }) => finding));
  const places = before.map((finding) => ({ finding, at: map(finding) }));
  const ordered = [
    ...places.filter(({ finding }) => !chosen.has(finding)),
    ...places.filter(({ finding }) => chosen.has(finding)),
  ];
  const exact = groupBy(ordered, ({ finding, at }) => `${finding.rule}:${at.start}:${at.end}`);
  const origins = after.map((it) => exact.get(`${it.rule}:${it.start}:${it.end}`)?.shift()?.finding);
  const matched = new Set(origins);
  const open = groupBy(
    ordered.filter(({ finding }) => !matched.has(finding)),
    ({ finding }) => finding.rule,
  );
  return after.map((found, i) => origins[i] ?? takeOverlapping(open.get(found.rule) ?? [], found));
}

/** Takes the first of the places that shares a character with what was found. */
function takeOverlapping(places: { finding: Finding; at: Span }[], found: Span): Finding | undefined {
  const index = places.findIndex(({ at }) => overlaps(at, found));
  return index < 0 ? undefined : places.splice(index, 1)[0]?.finding;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
