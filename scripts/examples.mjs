// Examples for people, taken from the snapshots: what they show was tested.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const snapshots = fileURLToPath(new URL("../snapshots", import.meta.url));

/** The example of a snapshot, as Markdown: `wrap-socket/replaces-the-seed`. */
export function exampleOf(name) {
  const sections = sectionsOf(readFileSync(join(snapshots, `${name}.diff`), "utf8"));
  if (sections.length === 0) throw new Error(`snapshots/${name}.diff shows no change`);
  return sections.map(({ command, patch }) => `\`${command}\`:\n\n${fenced(patch)}`).join("\n\n");
}

/** The shortest example that a rule has; where it changes nothing, what it says instead. */
export function shortestExample(id) {
  const folder = join(snapshots, id);
  const texts = readdirSync(folder).map((name) => ({
    name: name.replace(/\.diff$/, ""),
    text: readFileSync(join(folder, name), "utf8"),
  }));
  const shown = texts.filter(({ text }) => sectionsOf(text).length > 0);
  const [shortest] = shown.sort((a, b) => a.text.length - b.text.length || (a.name < b.name ? -1 : 1));
  if (shortest === undefined) throw new Error(`snapshots/${id} shows no change`);
  return exampleOf(`${id}/${shortest.name}`);
}

/** The commands of a snapshot that change the file, each with its patch. */
function sectionsOf(text) {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const end = section.indexOf("\n");
      return { command: section.slice(0, end), patch: section.slice(end + 1) };
    })
    .filter(({ command, patch }) => patch.startsWith("--- ") && !command.includes(" -i"));
}

/** The lines of a patch without its headers, without the marks of the fixture and without what comes after a gap at its end. */
function fenced(patch) {
  const lines = patch.trimEnd().split(/\r?\n/).slice(3);
  const shown = lines
    .map((line) => line.replace(/\s+# (?:expect|ok): .*$/, ""))
    .map((line) => (line.startsWith("@@") ? "" : line.trimEnd()));
  const first = shown.findIndex((line) => line !== "");
  const changed = shown.findLastIndex((line) => /^[-+]/.test(line));
  const gap = shown.findIndex((line, at) => at > changed && line === "");
  return ["```diff", ...shown.slice(first, gap === -1 ? undefined : gap), "```"].join("\n");
}
