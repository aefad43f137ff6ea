// The recipes of docs/large-trees.md: its code blocks, by the names that stand above them.
import { readFileSync } from "node:fs";

/** Every recipe of a page by its name, as text. */
export function recipesIn(file) {
  const page = readFileSync(file, "utf8");
  const blocks = page.matchAll(/<!-- recipe: ([\w-]+) -->\n```\w+\n([\s\S]*?)```/g);
  return new Map([...blocks].map(([, name, text]) => [name, text]));
}

/** The scripts of a YAML text: what stands as a block below `key: |` or `- |` after `key:`, in order. */
export function scriptsIn(yaml, key) {
  const lines = yaml.split("\n");
  return lines.flatMap((line, at) => {
    const isKey = new RegExp(`^\\s*(?:- )?${key}: \\|$`).test(line);
    const isItem = /^\s*- \|$/.test(line) && new RegExp(`^\\s*${key}:$`).test(lines[at - 1] ?? "");
    if (!isKey && !isItem) return [];
    const indent = /^ */.exec(lines[at + 1] ?? "")?.[0] ?? "";
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((next) => next !== "" && !next.startsWith(indent));
    const block = end < 0 ? rest : rest.slice(0, end);
    return [
      block
        .map((next) => next.slice(indent.length))
        .join("\n")
        .trim(),
    ];
  });
}
