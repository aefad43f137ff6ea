// Writes the files that are made from others; with --check, says which of them are out of date.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import wabt from "wabt";
import { exampleOf, shortestExample } from "./examples.mjs";
import { loadRules, ruleIds, rulesModule } from "./rules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");

const listed = "src/cli/rules.generated.ts";
const pages = "docs/rules";
const files = new Map([[listed, rulesModule()]]);
const rules = await loadRules();
for (const { meta } of rules) files.set(`${pages}/${meta.id}.md`, rulePage(meta));
files.set("src/cli/rule-examples.generated.ts", examplesModule());
files.set("src/cli/rule-metas.generated.ts", metasModule());
files.set("README.md", filled(read("README.md") ?? ""));
files.set("tlsfix.schema.json", await configSchema());
files.set("src/io/search/kernel.generated.ts", await searchKernel());
files.set("docs/codeql-agreement.md", await agreement());

let stale = 0;
for (const [path, text] of files) {
  if (read(path) === text) continue;
  stale++;
  if (isCheck) console.error(`${path} is out of date: run npm run generate`);
  else write(path, text);
}
for (const path of leftOver()) {
  stale++;
  if (isCheck) console.error(`${path} is of no rule: run npm run generate`);
  else rmSync(join(root, path));
}
if (isCheck && stale > 0) process.exitCode = 1;

/** The page of a rule: what it says of itself, and the shortest of its tested examples. */
function rulePage({ id, aliases, summary, docs }) {
  const known =
    aliases.length === 0 ? [] : [`Also known as ${aliases.map((a) => `\`${a}\``).join(", ")}.`, ""];
  return [
    `<!-- Made by scripts/generate.mjs from transforms/${id}.ts and snapshots/${id}. -->`,
    `# ${id}`,
    "",
    summary,
    "",
    ...known,
    docs.trim(),
    "",
    "## Example",
    "",
    shortestExample(id),
    "",
  ].join("\n");
}

/** The search over bytes, assembled: small enough to stand in the code that starts it. */
async function searchKernel() {
  const source = "src/io/search/word-search.wat";
  const { parseWat } = await wabt();
  const module = parseWat(source, read(source) ?? "", { simd: true });
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer).toString("base64");
  module.destroy();
  const lines = bytes.match(/.{1,100}/g).map((line) => `  "${line}",`);
  return [
    `// Made by scripts/generate.mjs from ${source}.`,
    "",
    "/** A WebAssembly module, in base64. */",
    "export const KERNEL = [",
    ...lines,
    '].join("");',
    "",
  ].join("\n");
}

/** What the rules are, without what they do: a run that finds nothing to check loads no more. */
function metasModule() {
  return [
    "// Made by scripts/generate.mjs from the files of transforms/.",
    "",
    'import type { RuleMeta } from "../core/rule.ts";',
    "",
    "/** What every rule says of itself. */",
    "export const ruleMetas: readonly RuleMeta[] = [",
    ...rules.map(({ meta }) => `  ${JSON.stringify(meta)},`),
    "];",
    "",
  ].join("\n");
}

/** The examples that `tlsfix explain` shows. */
function examplesModule() {
  const entries = rules.map(
    ({ meta }) => `  ${JSON.stringify(meta.id)}: ${JSON.stringify(shortestExample(meta.id))},`,
  );
  return [
    "// Made by scripts/generate.mjs from snapshots/.",
    "",
    "/** What a rule does to the shortest of its tested examples, as Markdown, by the rule's id. */",
    "export const ruleExamples: Readonly<Record<string, string>> = {",
    ...entries,
    "};",
    "",
  ].join("\n");
}

/** Replaces what stands between `<!-- example: … -->` or `<!-- rules -->` and the next `<!-- end -->`. */
function filled(text) {
  return text.replaceAll(
    /(<!-- (example|rules)(?:: (\S+))? -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, open, kind, name, close) => `${open}${kind === "rules" ? ruleTable() : exampleOf(name)}\n${close}`,
  );
}

function ruleTable() {
  const rows = rules.map(({ meta: { id, summary, aliases } }) => {
    const cells = [`[\`${id}\`](${pages}/${id}.md)`, summary, aliases.join(", ")];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| rule | finds | also known as |", "|---|---|---|", ...rows].join("\n");
}

function leftOver() {
  const ids = new Set(ruleIds());
  return entries(pages)
    .filter((name) => !ids.has(name.replace(/\.md$/, "")))
    .map((name) => `${pages}/${name}`);
}

function entries(folder) {
  try {
    return readdirSync(join(root, folder));
  } catch {
    return [];
  }
}

/** The JSON schema of the configuration, as the program's own source makes it. */
async function configSchema() {
  const { schema } = await evaluated(`
    import { configSchema } from "./src/config/schema.ts";
    import { OUTPUT_FORMATS } from "./src/cli/options/options.ts";
    import { rules } from "./src/cli/rules.generated.ts";
    import { ruleNames } from "./src/cli/options/select-rules.ts";
    const names = ruleNames(rules.map((rule) => rule.meta));
    export const schema = configSchema({ rules: names, formats: OUTPUT_FORMATS });`);
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** The page of the programs that are held against other tools; their tests hold them against what happens. */
async function agreement() {
  const { readCases, agreementPage } = await evaluated(`
    export { readCases } from "./test/agreement/case.ts";
    export { agreementPage } from "./test/agreement/page.ts";`);
  return agreementPage(readCases(join(root, "test/programs/agreement")));
}

/** The exports of a module in TypeScript that stands at the root. */
async function evaluated(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    external: ["tree-sitter", "tree-sitter-python", "web-tree-sitter"],
    logLevel: "warning",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}

function read(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
