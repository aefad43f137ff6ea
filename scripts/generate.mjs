// Writes the files that are made from others; with --check, says which of them are out of date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");

let stale = 0;
update("src/cli/rules.generated.ts", rulesModule());
// It is made from the rules, so after their list.
update("tlsfix.schema.json", await configSchema());
if (isCheck && stale > 0) process.exitCode = 1;

/** Every rule is a file of transforms/; the list of them is written here, so that adding a rule edits nothing. */
function rulesModule() {
  const ids = readdirSync(join(root, "transforms"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3))
    .sort();
  const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return [
    "// Made by scripts/generate.mjs from the files of transforms/.",
    "",
    ...ids.map((id) => `import ${variable(id)} from "../../transforms/${id}.ts";`),
    'import type { Rule } from "../core/rule.ts";',
    'import type { PythonModule } from "../python/module.ts";',
    "",
    "/** Every rule, by id. */",
    "export const rules: readonly Rule<PythonModule>[] = [",
    ...ids.map((id) => `  ${variable(id)},`),
    "];",
    "",
  ].join("\n");
}

/** The JSON schema of the configuration, as the program's own source makes it. */
async function configSchema() {
  const contents = `
    import { configSchema } from "./src/config/schema.ts";
    import { OUTPUT_FORMATS } from "./src/cli/options.ts";
    import { rules } from "./src/cli/rules.generated.ts";
    import { ruleNames } from "./src/cli/select-rules.ts";
    const names = ruleNames(rules.map((rule) => rule.meta));
    export const schema = configSchema({ rules: names, formats: OUTPUT_FORMATS });`;
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
  const { schema } = await import(`data:text/javascript;base64,${code}`);
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function update(path, text) {
  if (read(path) === text) return;
  stale++;
  if (isCheck) console.error(`${path} is out of date: run npm run generate`);
  else writeFileSync(join(root, path), text);
}

function read(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
