import type { Edit } from "../../core/edit.ts";
import { type Layout, lineEnd, lineStart } from "../../python/layout.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { lineLimit } from "./call-text.ts";

/** A call that was on one line and is too long for it now, with its arguments aligned below each other. */
export function foldedCall(source: string, call: SyntaxNode, edit: Edit, layout: Layout): Edit {
  const before = source.slice(lineStart(source, call.start), call.start);
  const after = source.slice(call.end, lineEnd(source, call.end)).replace(/\s*#.*$/, "");
  const isShort = before.length + edit.text.length <= lineLimit(source, call) || after !== "";
  const open = edit.text.indexOf("(") + 1;
  const list = splitArguments(edit.text.slice(open, -1));
  if (isShort || edit.text.includes("\n") || before.includes("\t") || list.length < 2) return edit;
  const indent = " ".repeat(before.length + open);
  return { ...edit, text: `${edit.text.slice(0, open)}${list.join(`,${layout.newline}${indent}`)})` };
}

/** Parts `certfile=a, keyfile=b` at the commas that stand in no brackets and no string. */
export function splitArguments(text: string): string[] {
  if (/["'#]/.test(text)) return /^(certfile=.+), (keyfile=.+)$/.exec(text)?.slice(1) ?? [text];
  const list: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      list.push(text.slice(start, i));
      start = i + 2;
    }
  }
  return [...list, text.slice(start)];
}
