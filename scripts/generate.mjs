// Writes the files that are made from others; with --check, says which of them are out of date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCheck = process.argv.includes("--check");

const files = new Map([["src/cli/rules.generated.ts", rulesModule()]]);

let stale = 0;
for (const [path, text] of files) {
  const before = read(path);
  if (before === text) continue;
  stale++;
  if (isCheck) console.error(`${path} is out of date: run npm run generate`);
  else writeFileSync(join(root, path), text);
}
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

function read(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return undefined;
  }
}
