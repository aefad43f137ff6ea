import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What tells this program from any other build of it: the files that it is made of. A version alone would not do,
 * since who works on the program builds many of one version.
 */
export function programKey(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(folder).sort();
  const parts = files.map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return `${name}:${size}:${mtimeMs}`;
  });
  return [process.version, ...parts].join();
}
