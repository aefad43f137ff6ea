import { type Content, type Markup, markup } from "../markup.ts";

/** The little Markdown that rules and messages are written in: paragraphs, lists, code, strong text, links. */
export function markdown(text: string): readonly Markup[] {
  const blocks = text.trim().split(/\n{2,}/);
  return blocks.map((block) => blockOf(block));
}

function blockOf(block: string): Markup {
  const fenced = /^```\w*\n([\s\S]*?)\n?```$/.exec(block);
  if (fenced !== null) return markup`<pre>${fenced[1]}</pre>`;
  if (/^[-*] /.test(block)) {
    const items = block.split(/\n(?=[-*] )/).map((item) => item.slice(2));
    return markup`<ul>${items.map((item) => markup`<li>${inline(item)}</li>`)}</ul>`;
  }
  const heading = /^#+ (.*)$/.exec(block);
  if (heading !== null) return markup`<h4>${inline(heading[1] ?? "")}</h4>`;
  return markup`<p>${inline(block)}</p>`;
}

/** Text with code, strong text and links in it. */
export function inline(text: string): readonly Content[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https:[^)\s]+\))/).map((part) => {
    if (/^`.+`$/s.test(part)) return markup`<code>${part.slice(1, -1)}</code>`;
    if (/^\*\*.+\*\*$/s.test(part)) return markup`<strong>${part.slice(2, -2)}</strong>`;
    const link = /^\[([^\]]+)\]\((https:[^)\s]+)\)$/.exec(part);
    return link === null ? part : markup`<a href="${link[2]}" rel="noreferrer">${link[1]}</a>`;
  });
}
