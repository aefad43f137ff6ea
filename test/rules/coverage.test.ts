import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/core/finding.ts";
import { type Fixture, fixturesOf, rulesByFile } from "./support/fixtures.ts";
import { checkOf, findingsOf } from "./support/run.ts";

/** A row of docs/coverage.md. */
interface Row {
  readonly finding: string;
  readonly rule: string;
  readonly fix: string;
  readonly links: readonly string[];
}

const page = readFileSync(new URL("../../docs/coverage.md", import.meta.url), "utf8");
const [found = "", missed = ""] = page.split("Not found, and why:");
const rows = cellsOf(found).map(
  ([finding = "", rule = "", fix = "", shown = ""]): Row => ({
    finding,
    rule: rule.replaceAll("`", ""),
    fix,
    links: [...shown.matchAll(/\(\.\.\/test\/fixtures\/([^)]+)\.py\)/g)].flatMap(([, link]) => link ?? []),
  }),
);
const rules = await rulesByFile();

function cellsOf(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| finding"));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll("\\|", "|")),
  );
}

function shownBy({ rule, links }: Row): { fixture: Fixture; findings: readonly Finding[] }[] {
  return links.map((link) => {
    const fixture = fixturesOf(rule).find(({ name }) => `${rule}/${name}` === link);
    const made = rules.get(rule);
    if (fixture === undefined || made === undefined) throw new Error(`${link} is no fixture of ${rule}`);
    return { fixture, findings: findingsOf(checkOf(fixture, [made]), fixture.text) };
  });
}

/** What the first cell writes as code, in the names that it is made of. */
function namesIn(finding: string): string[] {
  const code = [...finding.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? "");
  const names = code.flatMap((text) => text.match(/[A-Za-z_]\w{2,}/g) ?? []);
  return [...new Set(names)].filter((name) => !name.endsWith("_"));
}

describe("docs/coverage.md", () => {
  it("has a row for every rule", () => {
    expect([...rules.keys()].filter((rule) => !rows.some((row) => row.rule === rule))).toEqual([]);
  });

  it.each(rows)("is true of $finding", (row) => {
    const shown = shownBy(row);
    expect(shown.length).toBeGreaterThan(0);
    for (const { findings } of shown) expect(findings.length).toBeGreaterThan(0);
    const said = shown.flatMap(({ fixture, findings }) =>
      findings.flatMap(({ start, end, message, related }) => [
        lines(fixture.text, start, end),
        message,
        ...related.map((one) => lines(fixture.text, one.start, one.end)),
      ]),
    );
    const text = said.join("\n");
    expect(namesIn(row.finding).filter((name) => !text.includes(name))).toEqual([]);
  });

  it.each(rows)("names the fixes of $finding", (row) => {
    const remedies = shownBy(row).flatMap(({ findings }) => findings.flatMap((finding) => finding.remedies));
    const levels = remedies.map((remedy) => (remedy.kind === "fix" ? remedy.applicability : "none"));
    const stated = ["safe", "unsafe"].filter((level) => new RegExp(`\\b${level}\\b`).test(row.fix));
    const isAlternative = / or /.test(row.fix);
    const shown = stated.filter((level) => levels.some((one) => one === level));
    if (isAlternative) expect(shown).not.toEqual([]);
    else expect(shown).toEqual(stated);
  });

  it.each(NOT_FOUND())("finds nothing in %s", (_, text) => {
    const fixture: Fixture = {
      rule: "",
      name: "nothing",
      text,
      encoding: "utf8",
      target: { major: 3, minor: 8 },
    };
    expect(findingsOf(checkOf(fixture, [...rules.values()]), text)).toEqual([]);
  });

  it("shows every kind that is not found", () => {
    expect(cellsOf(missed)).toHaveLength(NOT_FOUND().length);
  });
});

function lines(text: string, start: number, end: number): string {
  const from = text.lastIndexOf("\n", start) + 1;
  const to = text.indexOf("\n", end);
  return text.slice(from, to < 0 ? text.length : to);
}

/** A program for each row of the second table, in its order. */
function NOT_FOUND(): (readonly [what: string, text: string])[] {
  const context =
    "import ssl\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_2\n";
  return [
    ["weak ciphers", `${context}context.set_ciphers("RC4")\n`],
    ["a weak curve", `${context}context.set_ecdh_curve("secp160r1")\n`],
    ["get_server_certificate", 'import ssl\nssl.get_server_certificate(("localhost", 443))\n'],
    [
      "SMTPHandler",
      'from logging.handlers import SMTPHandler\nSMTPHandler("h", "f", ["t"], "s", ("u", "p"), secure=())\n',
    ],
    [
      "protocols in the clear",
      'import ftplib, imaplib, poplib, smtplib\nftplib.FTP("h")\nimaplib.IMAP4("h")\npoplib.POP3("h")\nsmtplib.SMTP("h")\nurl = "http://h/"\n',
    ],
    ["a request without a timeout", 'import requests\nrequests.get("https://localhost/")\n'],
    [
      "options of other libraries",
      'import duo_client\nauth = duo_client.Auth(ikey, skey, host)\nauth.ca_certs = "DISABLE"\n',
    ],
  ];
}
