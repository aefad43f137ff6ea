// Times the check of files in one process. Usage: time-checks.mjs FILE... Prints JSON: a list of seconds for each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "../root.mjs";

const ROUNDS = 5;
/** A file that takes this long is not measured again: what the clock adds is nothing there. */
const LONG_SECONDS = 5;

const { loadTlsfix } = await import(pathToFileURL(join(ROOT, "dist", "index.js")).href);
const tool = await loadTlsfix();
const texts = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));

function seconds(text) {
  const start = performance.now();
  tool.check(text);
  return (performance.now() - start) / 1000;
}

// The code is warm for all of them before the first that counts.
for (let round = 0; round < 20; round++) seconds(texts[0]);
seconds(texts[1]);
const all = texts.map((text) => {
  const first = seconds(text);
  return first > LONG_SECONDS ? [first] : Array.from({ length: ROUNDS }, () => seconds(text));
});
console.log(JSON.stringify(all));
