// The rules as the files of transforms/ have them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The ids of all rules: the names of their files. */
export function ruleIds() {
  return readdirSync(join(root, "transforms"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -3))
    .sort();
}

/** The list of the rules is written, so that adding a rule edits nothing. */
export function rulesModule() {
  const ids = ruleIds();
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

/** The rules themselves, from the sources: nothing needs to be built before. */
export async function loadRules() {
  const stdin = { contents: rulesModule(), resolveDir: join(root, "src", "cli"), loader: "ts" };
  const options = { bundle: true, write: false, format: "esm", platform: "node", logLevel: "warning" };
  const { outputFiles } = await build({ stdin, ...options });
  const { rules } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`
  );
  return rules;
}
