import type { Case, Mark } from "./case.ts";

/** Why rules report what CodeQL has no query for, wherever they do. */
export const WITHOUT_COUNTERPART: ReadonlyMap<string, string> = new Map([
  ["disabled-verification", "no query of theirs asks whether a context verifies"],
  [
    "deprecated-protocol-options",
    "the flags warn since Python 3.10; they ask only what is spoken, not how it is said",
  ],
]);

const SECTIONS: readonly (readonly [kind: string, title: string])[] = [
  ["creation", "Creations of contexts"],
  ["wrap_socket", "`ssl.wrap_socket`"],
  ["restriction", "Restrictions"],
  ["weakening", "Weakenings"],
  ["connection", "Connections"],
  ["flow", "Flow"],
  ["request", "Requests without verification"],
  ["cytoscnpy", "CytoScnPy"],
];

/** The page that shows what CodeQL and CytoScnPy report, what tlsfix does, and why wherever they differ. */
export function agreementPage(cases: readonly Case[]): string {
  const strange = cases.filter(({ kind }) => !SECTIONS.some(([known]) => known === kind));
  if (strange.length > 0) throw new Error(`of no known kind: ${strange.map(({ name }) => name).join(", ")}`);
  const awaiting = cases.filter(({ awaits, awaitsFix }) => (awaits ?? awaitsFix) !== undefined);
  return `<!-- Made by scripts/generate.mjs from test/programs/agreement. -->
# Agreement with CodeQL and CytoScnPy

Each row is a program of \`test/programs/agreement\`. What CodeQL reports is what the published sources of its queries
\`py/insecure-default-protocol\`, \`py/insecure-protocol\` and \`py/request-without-cert-validation\` say; it was not run.
What CytoScnPy reports was seen with version 1.3.0, as far as its rules CSP-D401, D406 to D408, D410 and D411 go.
What tlsfix reports is what the tests see, for Python 3.8 and later. Numbers are lines of the program. Where tlsfix
reports a context where it is made, its connections are with the finding as related locations.

After \`--fix --unsafe-fixes\` every program runs on CPython 3.8 to 3.13 with a recorder around \`wrap_socket\`,
\`wrap_bio\` and pyOpenSSL's \`Connection\`: each context allows nothing older than TLS 1.2 there, and each client
verifies certificate and host (pyOpenSSL: the certificate; it checks no host), but where the row says otherwise.

${cases.length} programs; ${awaiting.length} where tlsfix does not yet do what it should, marked **open**.
${SECTIONS.map(([kind, title]) =>
  section(
    title,
    cases.filter((one) => one.kind === kind),
  ),
).join("")}`;
}

function section(title: string, cases: readonly Case[]): string {
  if (cases.length === 0) return "";
  return `
## ${title}

| program | theirs | tlsfix | why they differ |
|---|---|---|---|
${cases.map(row).join("\n")}
`;
}

function row(one: Case): string {
  const ours = [
    ...one.ours.map(shown),
    ...one.parts.flatMap(({ file, ours: marks }) => marks.map((mark) => `${shown(mark)} of \`${file}\``)),
  ];
  const title = `${one.title}<br>[${one.name}](../test/programs/agreement/${one.file})`;
  return `| ${[title, cell(one.theirs.map(shown)), cell(ours), differences(one).join("<br>")].map(escaped).join(" | ")} |`;
}

const shown = ({ line, rule, detail }: Mark): string =>
  `${line}: \`${rule}\`${detail === "" ? "" : ` (${detail})`}`;

const cell = (lines: readonly string[]): string => (lines.length === 0 ? "nothing" : lines.join("<br>"));

const escaped = (text: string): string => text.replaceAll("|", "\\|");

function differences(one: Case): readonly string[] {
  const standing = [...new Set(one.ours.map(({ rule }) => rule))].flatMap((rule) => {
    const reason = one.stricter.has(rule) ? undefined : WITHOUT_COUNTERPART.get(rule);
    return reason === undefined ? [] : [[rule, reason] as const];
  });
  return [
    ...[one.awaits, one.awaitsFix].flatMap((open) => (open === undefined ? [] : [`**open**: ${open}`])),
    ...[...one.stricter, ...standing].map(([rule, reason]) => `\`${rule}\`: ${reason}`),
    ...(one.laxer === undefined ? [] : [`not reported: ${one.laxer}`]),
    ...(one.elsewhere === undefined ? [] : [`reported ${one.elsewhere}`]),
    ...(one.low === undefined ? [] : [`old versions stay: ${one.low}`]),
    ...(one.unverified === undefined ? [] : [`stays unverified: ${one.unverified}`]),
    ...(one.neverRuns === undefined ? [] : [`not run: ${one.neverRuns}`]),
  ];
}
