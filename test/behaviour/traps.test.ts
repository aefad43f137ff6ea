import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkModule } from "../../src/cli/check-module.ts";
import { parser } from "../parser.ts";
import { rulesByFile } from "../rules/support/fixtures.ts";
import { findingsOf, fixAll } from "../rules/support/run.ts";
import { programsFolder, programsOf } from "./program.ts";
import { type ProgramProof, type Proof, TRAPS } from "./traps.ts";

const root = new URL("../../", import.meta.url);
const path = (file: string): string => fileURLToPath(new URL(file, root));
const read = (file: string): string => readFileSync(path(file), "utf8");
const everyRule = [...(await rulesByFile()).values()];

const checkFor = (target: string) => {
  const [major = 3, minor = 8] = target.split(".").map(Number);
  const project = { httpsContextPatchedIn: undefined };
  return checkModule(parser, everyRule, { path: "program.py", target: { major, minor }, project });
};

async function prove(proof: Proof): Promise<void> {
  if ("test" in proof) expect(read(proof.test)).toContain(proof.titled);
  else if ("page" in proof) expect(read(proof.page)).toContain(proof.says);
  else if ("fixture" in proof) {
    expect(existsSync(path(`test/fixtures/${proof.fixture}.py`))).toBe(true);
    expect(existsSync(path(`snapshots/${proof.fixture}.diff`))).toBe(true);
  } else await proveProgram(proof);
}

async function proveProgram(proof: ProgramProof): Promise<void> {
  const [rule = "", name = ""] = proof.program.split("/");
  const program = programsOf(rule).find((one) => one.name === name);
  expect(program?.name).toBe(name);
  if (program === undefined || (proof.writes ?? proof.never) === undefined) return;
  const text = readFileSync(`${programsFolder(rule)}/${program.file}`, "utf8");
  const outcome = await fixAll(checkFor(program.target), text, proof.strength ?? "safe");
  const written = outcome.text.replace(/^#.*\n/gm, "");
  expect(written).not.toBe(text.replace(/^#.*\n/gm, ""));
  if (proof.writes !== undefined) expect(written).toMatch(proof.writes);
  if (proof.never !== undefined) expect(written).not.toMatch(proof.never);
}

const shown = (proof: Proof): string => {
  if ("test" in proof) return `\`${proof.test}\`: ${proof.titled}`;
  if ("page" in proof) return `told in \`${proof.page}\``;
  if ("fixture" in proof) return `\`test/fixtures/${proof.fixture}.py\``;
  return `\`test/programs/${proof.program}.py\``;
};

const page = `# Traps

What a rewriter of Python's TLS gets wrong easily, and what proves that tlsfix does not. The facts were measured on
CPython 2.7 and 3.6 to 3.13. Programs run before and after each rewrite against servers of this machine; fixtures show
the diff. A test holds this page against the tests that it names.

| | fact | proved by |
|---|---|---|
${TRAPS.map(({ id, fact, proofs }) => `| ${id} | ${fact} | ${proofs.map(shown).join("<br>")} |`).join("\n")}
`;

describe("traps", () => {
  it("are all there, in order", () => {
    expect(TRAPS.map(({ id }) => id)).toEqual(Array.from({ length: 27 }, (_, i) => `T${i + 1}`));
  });

  it.each(TRAPS)("$id: $fact", async ({ proofs }) => {
    expect(proofs.length).toBeGreaterThan(0);
    for (const proof of proofs) await prove(proof);
  });

  it("gives ServerProxy no context", () => {
    const text =
      "import ssl\nfrom xmlrpc.client import SafeTransport, ServerProxy\np = ServerProxy(url, transport=SafeTransport())\nq = ServerProxy(url)\n";
    expect(findingsOf(checkFor("3.8"), text)).toEqual([]);
  });

  it("are told in the documentation", async () => {
    await expect(page).toMatchFileSnapshot(path("docs/traps.md"));
  });
});
