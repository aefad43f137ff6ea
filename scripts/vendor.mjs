// Copies the grammar that ships from the development dependency, and records what was copied.
// With --check it changes nothing, and fails where the copy is not the recorded one.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const grammar = join(root, "vendor", "tree-sitter-python.wasm");
const record = join(root, "vendor", "tree-sitter-python.json");
const source = join(root, "node_modules", "tree-sitter-python");

/** Throws where the vendored grammar is not the one whose hash is recorded, or not that of the dependency. */
export function checkVendored() {
  const recorded = JSON.parse(readFileSync(record, "utf8"));
  const actual = hashOf(readFileSync(grammar));
  if (actual !== recorded.sha256) {
    throw new Error(`vendor/tree-sitter-python.wasm has sha256 ${actual}, recorded is ${recorded.sha256}`);
  }
  const upstream = join(source, "tree-sitter-python.wasm");
  if (existsSync(upstream) && hashOf(readFileSync(upstream)) !== recorded.sha256) {
    throw new Error(
      "vendor/tree-sitter-python.wasm is not that of node_modules: run node scripts/vendor.mjs",
    );
  }
}

function vendor() {
  mkdirSync(join(root, "vendor"), { recursive: true });
  const bytes = readFileSync(join(source, "tree-sitter-python.wasm"));
  const { name, version, license } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  writeFileSync(grammar, bytes);
  writeFileSync(record, `${JSON.stringify({ name, version, license, sha256: hashOf(bytes) }, null, 2)}\n`);
}

function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--check")) checkVendored();
  else vendor();
}
