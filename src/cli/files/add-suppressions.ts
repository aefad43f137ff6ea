import type { Analyzer } from "../../core/analyzer.ts";
import type { Finding } from "../../core/finding.ts";
import { type FileResult, reportedFile } from "../../core/report.ts";
import { replaceText, type SourceFile } from "../../io/file-system.ts";
import { type Checker, checkOf, reportFile } from "./check-file.ts";
import { eachFile, type Work } from "./modes.ts";
import { analyzerOf } from "./notebook.ts";
import type { FileOutcome } from "./outcome.ts";

/** Writes a comment at every finding that says not to report it; each file as soon as it is known. */
export function suppressAll(work: Work, reason: string): Promise<readonly FileResult[]> {
  const { printer } = work;
  return eachFile(work, (source, checker) => {
    const outcome = reportFile(checker, source);
    const found = outcome.checked?.found ?? [];
    if (found.length === 0) return outcome;
    const suppressed = withComments(analyzerOf(checker, source), source.text, found, reason);
    const result = write(checker, source, suppressed);
    if (result.failed === undefined) printer.suppressed(found.length - suppressed.left.length);
    return { ...(outcome.failed === undefined ? {} : { failed: outcome.failed }), ...result };
  });
}

interface Suppressed {
  readonly text: string;
  /** The findings at which no comment can stand. */
  readonly left: readonly Finding[];
}

/** From the last to the first, so that what is still to do stays in its place but for its own line. */
function withComments(
  analyzer: Analyzer,
  original: string,
  findings: readonly Finding[],
  reason: string,
): Suppressed {
  const left: Finding[] = [];
  let text = original;
  let moved: { readonly from: number; readonly by: number } | undefined;
  for (const finding of findings.toSorted((a, b) => b.start - a.start)) {
    const by = moved !== undefined && finding.start >= moved.from ? moved.by : 0;
    const start = finding.start + by;
    const edit = analyzer.suppressionEdit(text, { ...finding, start, end: finding.end + by }, reason);
    if (edit === undefined) {
      left.push(finding);
      continue;
    }
    text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    // A comment on a line of its own above moves what else starts on the finding's line.
    const grown = edit.text.length - (edit.end - edit.start);
    if (edit.start <= start)
      moved = { from: Math.min(edit.start, moved?.from ?? edit.start), by: by + grown };
  }
  return { text, left: left.reverse() };
}

function write(checker: Checker, source: SourceFile, { text, left }: Suppressed): FileOutcome {
  const { path } = source.file;
  const told = findingsAfter(checker, source, { text, left });
  if (typeof told === "string") {
    const message = `cannot take the comments: ${told}; it is left as it is`;
    return { failed: { kind: "failed", path, reason: "unwritable", message } };
  }
  const written = text === source.text ? undefined : replaceText(source, text);
  if (written?.kind === "failed") return { failed: written };
  return { checked: reportedFile(path, text, told) };
}

/** What is left, as it stands in the new text, or why that text must not be written. */
function findingsAfter(
  checker: Checker,
  source: SourceFile,
  { text, left }: Suppressed,
): readonly Finding[] | string {
  const concerns = checker.reported?.concerning(source) ?? (() => true);
  const stays = new Set(left.map(keyOf));
  const check = checkOf(checker, source);
  const [before, after] = [check(source.text), check(text)];
  try {
    if (after.errors.length > before.errors.length) return "it would no longer parse";
    const rest = before.findings.filter((finding) => !concerns(finding) || stays.has(keyOf(finding)));
    if (after.findings.length > rest.length) return "they would not reach their findings";
    // Comments change no order. One that silences more than it was meant for leaves fewer.
    const isInOrder = after.findings.length === rest.length;
    return after.findings.filter((finding, i) => {
      const old = isInOrder ? rest[i] : left.find(({ rule, message }) => isSame(finding, rule, message));
      return old !== undefined && stays.has(keyOf(old));
    });
  } finally {
    before.close?.();
    after.close?.();
  }
}

function isSame(finding: Finding, rule: string, message: string): boolean {
  return finding.rule === rule && finding.message === message;
}

function keyOf({ rule, start, end }: Finding): string {
  return `${rule}:${start}:${end}`;
}
