import { isAccepted, type Measured, type Outcome, type Outcomes } from "./measure.ts";
import type { Configuration, Program } from "./program.ts";
import { isRewritten, type Measurements } from "./suite.ts";

/** The page that shows what was measured of a rule's programs, as Markdown. */
export function outcomesPage(rule: string, measurements: Measurements): string {
  const { programs } = measurements;
  const rewritten = programs.filter((program) => isRewritten(program, "verifying"));
  const left = programs.filter((program) => program.left);
  return `# \`${rule}\`: what programs did before and after

Each row is a program of \`test/programs/${rule}\`, run on CPython 3.8 to 3.13 against servers of this machine (a
client) or by clients (a server): as it is, where Python still has the function, and rewritten with \`--fix\` and with
\`--fix --unsafe-fixes\`. \`npm run outcomes\` makes this page from such a run, and the tests fail where it is not what
they measure.

A client meets servers with a certificate that is good, selfsigned, expired or for another host (wronghost), and one
that asks for a client certificate (mutual); tls12 and tls13 speak one version only. A server is met by clients that
show no certificate (anonymous), one of its authority (known) or another (foreign). ✓ were served, ✗ were refused or
ended with the error named. ${programs.length} programs: ${rewritten.length} rewritten, ${left.length} left with a reason.
${section("Clients", measurements, "client")}${section("Servers", measurements, "server")}`;
}

function section(title: string, measurements: Measurements, role: string): string {
  const programs = measurements.programs.filter((program) => program.role === role);
  const rows = programs.flatMap((program) =>
    program.configurations.map((configuration) => row(measurements, program, configuration)),
  );
  return `
## ${title}

| program | before | \`--fix\` | \`--fix --unsafe-fixes\` |
|---|---|---|---|
${rows.join("\n")}
`;
}

function row({ before, after }: Measurements, program: Program, configuration: Configuration): string {
  const settings = Object.entries(configuration.settings).map(([name, value]) => `\`${name}=${value}\``);
  const cells = [
    [program.name, ...settings].join(" "),
    cell(before, program, configuration),
    ...fixedCells(after, program, configuration),
  ];
  return `| ${cells.join(" | ")} |`;
}

function fixedCells(
  after: Measurements["after"],
  program: Program,
  configuration: Configuration,
): readonly string[] {
  if (program.left) return [`left: ${program.left}`, "left"];
  if (program.untouched) return [`no finding: ${program.untouched}`, "no finding"];
  return [cell(after.preserving, program, configuration), cell(after.verifying, program, configuration)];
}

/** The outcomes on all versions; where they differ, by runs of versions. */
function cell(measured: Measured, program: Program, configuration: Configuration): string {
  const byText = new Map<string, string[]>();
  for (const version of measured.versions(program)) {
    const outcomes = measured.outcomes(version, program, configuration);
    const text = outcomes ? summary(outcomes) : "not run";
    byText.set(text, [...(byText.get(text) ?? []), version]);
  }
  if (byText.size === 1) return [...byText.keys()].join("");
  return [...byText].map(([text, versions]) => `${versions.join(", ")}: ${text}`).join("<br>");
}

function summary(outcomes: Outcomes): string {
  const accepted = [...outcomes].filter(([, outcome]) => isAccepted(outcome)).map(([scenario]) => scenario);
  const refused = [...outcomes].filter(([, outcome]) => !isAccepted(outcome)).map(refusal);
  return [
    ...(accepted.length > 0 ? [`✓ ${accepted.join(" ")}`] : []),
    ...(refused.length > 0 ? [`✗ ${refused.join(" ")}`] : []),
  ].join(" ");
}

function refusal([scenario, { verdict }]: readonly [string, Outcome]): string {
  const error = /^error:(\w+)/.exec(verdict)?.[1];
  return error === undefined ? scenario : `${scenario} (${error})`;
}
