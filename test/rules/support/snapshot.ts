import type { Finding } from "../../../src/core/finding.ts";
import type { Remedy } from "../../../src/core/fix.ts";
import { LineIndex } from "../../../src/core/lines.ts";
import type { Outcome } from "../../../src/core/settle.ts";
import type { Fixture } from "./fixtures.ts";
import { isForReview, patchOf, type Strength } from "./run.ts";

const TITLES: Readonly<Record<Strength, string>> = {
  safe: "tlsfix --diff",
  unsafe: "tlsfix --diff --unsafe-fixes",
  answered: 'tlsfix -i, with "answer.example" for what it asks',
};

/** What a reviewer reads: what is said of the fixture, and what each strength makes of it. */
export function snapshotText(
  fixture: Fixture,
  findings: readonly Finding[],
  outcomes: ReadonlyMap<Strength, Outcome>,
): string {
  if (findings.length === 0) return "No findings.\n";
  const said = findings.flatMap((finding) => describeFinding(fixture, finding)).join("\n");
  const shown = [...outcomes].filter(([strength]) => strength !== "answered" || asks(findings));
  let previous: string | undefined;
  const sections = shown.map(([strength, outcome]) => {
    const patch = patchOf(fixture, fixture.text, outcome);
    const body = patch === "" ? "no change\n" : patch === previous ? "the same\n" : patch;
    previous = patch;
    return `\n## ${TITLES[strength]}\n${body}`;
  });
  return `${said}\n${sections.join("")}`;
}

function asks(findings: readonly Finding[]): boolean {
  return findings.some(({ remedies }) =>
    remedies.some((remedy) => remedy.kind === "fix" && isForReview(remedy)),
  );
}

function describeFinding({ text }: Fixture, { rule, start, message, remedies, related }: Finding): string[] {
  const index = new LineIndex(text);
  const place = (offset: number): string => {
    const { line, column } = index.position(offset);
    return `${line}:${column}`;
  };
  return [
    `${place(start)} ${rule}: ${message}`,
    ...related.map((other) => `    see ${place(other.start)}: ${other.message}`),
    ...remedies.map((remedy) => `    ${describeRemedy(remedy)}`),
  ];
}

function describeRemedy(remedy: Remedy): string {
  if (remedy.kind === "none") return `no fix: ${remedy.because}`;
  const asked = remedy.ask === undefined ? "" : " (asks)";
  const because = remedy.because === undefined ? "" : `; ${remedy.because}`;
  return `${remedy.applicability}${asked}: ${remedy.title}${because}`;
}
