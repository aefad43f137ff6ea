import { createHash } from "node:crypto";
import type { Mode, RunReport } from "../../core/report.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { type Markup, Markup as MarkupText, markup } from "../markup.ts";
import type { Reporter } from "../reporter.ts";
import { plural } from "../summary.ts";
import { chart, ring } from "./chart.ts";
import { fileView } from "./file-view.ts";
import { filters } from "./filters.ts";
import { markdown } from "./markdown.ts";
import { byRule, countStates, type FileView, filesOf, type Item, STATES } from "./model.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { wordsFor } from "./words.ts";

/** Of more files than this all are closed at first: the page is there sooner. */
const MOST_OPEN = 60;

/** One page to look at: it needs no network and, but for its filters, no script. */
export const html: Reporter = (report, { rules, version, editsOf }) => {
  const files = filesOf(report);
  const items = files.flatMap(({ fixed, left }) => [...fixed, ...left]);
  const words = wordsFor(report.mode);
  const groups = byRule(items);
  const body = markup`<header class="top"><div class="wrap">
<p class="brand">tlsfix <span>${version}</span></p>
<h1>${headline(report, items, files)}</h1>
<p class="lead">${lead(report, items, files)}</p>
</div></header>
<main class="wrap">
${items.length > 0 && overview(items, groups, report.mode)}
${items.length > 1 && filters(files, groups, words)}
<section id="files">${files.map((file) => fileView(file, { editsOf, words, mode: report.mode, isOpen: files.length <= MOST_OPEN }))}
<p class="nothing" hidden>No finding is left by these filters.</p></section>
${about(rules, groups)}
</main>
<footer class="wrap">Made by tlsfix ${version}. This page is whole: it loads nothing.</footer>`;
  return page(headline(report, items, files), body);
};

function page(title: string, body: Markup): string {
  const hash = createHash("sha256").update(SCRIPT).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const { text } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · tlsfix</title>
<style>${new MarkupText(STYLE)}</style>
</head>
<body>
${body}
<script>${new MarkupText(SCRIPT)}</script>
</body>
</html>
`;
  return text;
}

function headline({ mode }: RunReport, items: readonly Item[], files: readonly FileView[]): string {
  const fixed = items.filter(({ state }) => state === "fixed").length;
  const failed = files.filter(({ failure }) => failure !== undefined).length;
  if (items.length === 0)
    return failed === 0 ? "Nothing found" : `Nothing found, but ${plural(failed, "file")} could not be done`;
  const places = files.filter((file) => file.fixed.length + file.left.length > 0).length;
  const where = `in ${plural(places, "file")}`;
  if (mode === "report") return `${plural(items.length, "finding")} ${where}`;
  const share =
    fixed === items.length
      ? `${fixed === 1 ? "the" : "all"} ${plural(fixed, "finding")}`
      : `${fixed} of ${plural(items.length, "finding")}`;
  return `${mode === "diff" ? "Would fix" : "Fixed"} ${share} ${where}`;
}

/** What is still to be done, and by which option. */
function lead({ mode, interrupted }: RunReport, items: readonly Item[], files: readonly FileView[]): string {
  const counts = countStates(items);
  const count = (state: (typeof STATES)[number]): number => counts.get(state) ?? 0;
  const failed = files.filter(({ failure }) => failure !== undefined).length;
  const more = mode === "report" ? "" : " more";
  const parts = [
    interrupted && "The run was interrupted: this is what it had done by then.",
    count("safe") > 0 && `${count("safe")}${more} can be fixed safely with --fix.`,
    count("unsafe") > 0 &&
      `${count("unsafe")}${more} can be fixed with --fix --unsafe-fixes, which may refuse peers that were accepted until now.`,
    count("ask") > 0 && `${count("ask")} can be settled in a review, with -i.`,
    count("none") > 0 &&
      `${plural(count("none"), "finding")} ${count("none") === 1 ? "has" : "have"} no fix; the reason stands with each.`,
    failed > 0 && `${plural(failed, "file")} could not be done as a whole.`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? "Nothing is left to do." : parts.join(" ");
}

function overview(
  items: readonly Item[],
  groups: readonly (readonly [string, readonly Item[]])[],
  mode: Mode,
): Markup {
  const words = wordsFor(mode);
  const counts = countStates(items);
  const legend = STATES.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    if (count === 0) return [];
    const { label, explains } = words[state];
    return [
      markup`<li><span class="dot c-${state}">${label}</span><b>${count}</b><small>${explains}</small></li>`,
    ];
  });
  return markup`<section class="overview" aria-label="Summary">
<div class="card share">${ring(items, words)}<ul class="legend">${legend}</ul></div>
<div class="card"><h2>By rule</h2>${chart(groups, words)}</div>
</section>`;
}

/** The pages of the rules that have findings. */
function about(
  rules: readonly RuleMeta[],
  groups: readonly (readonly [string, readonly Item[]])[],
): Markup | undefined {
  const found = new Set(groups.map(([rule]) => rule));
  const shown = rules.filter(({ id }) => found.has(id));
  if (shown.length === 0) return undefined;
  return markup`<section class="about"><h2>About the rules</h2>${shown.map(aboutRule)}</section>`;
}

function aboutRule({ id, aliases, summary, docs, weakness }: RuleMeta): Markup {
  const cwe = weakness?.cwe.map((number) => `CWE-${number}`) ?? [];
  const known = [...aliases, ...cwe].join(", ");
  return markup`<details class="page" id="about-${id}"><summary><code>${id}</code> <span>${markdown(summary)}</span></summary><div class="prose">${markdown(docs)}${known !== "" && markup`<p class="known">Also known as ${known}.</p>`}</div></details>
`;
}
