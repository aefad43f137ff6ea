const LIGHT = `
  --page: #f4f6f9; --card: #ffffff; --sunk: #f7f9fb; --line: #dde3ea; --text: #17202c; --soft: #566274; --link: #2257c4;
  --fixed: #1a8f56; --safe: #2f6fdf; --unsafe: #c87a09; --ask: #8453d4; --none: #c93b4f;
  --fixed-bg: #dcf5e6; --safe-bg: #e1ebfd; --unsafe-bg: #fdeed3; --ask-bg: #eee5fc; --none-bg: #fce4e7;
  --fixed-text: #0c6138; --safe-text: #1b4da6; --unsafe-text: #7c4a02; --ask-text: #5b2ea6; --none-text: #972036;
  --old: #fff0f0; --new: #ebfaf0; --old-word: #ffc4c6; --new-word: #aeeac4; --mark: #ffe7a8; --hatch: #eef1f5;
  --comment: #6b7686; --string: #0a6a4a; --keyword: #8a2fb8; --number: #a8500c; --track: #edf0f4;
  --shadow: 0 1px 2px rgb(23 32 44 / 6%), 0 4px 16px rgb(23 32 44 / 5%);
`;

const DARK = `
  --page: #10151c; --card: #181f29; --sunk: #141a23; --line: #2b3543; --text: #e4e9f0; --soft: #9aa7b8; --link: #86b3ff;
  --fixed: #3dbb7b; --safe: #5f98ff; --unsafe: #eda63a; --ask: #ac85f0; --none: #f0697b;
  --fixed-bg: #15382a; --safe-bg: #1a2f55; --unsafe-bg: #402e10; --ask-bg: #322350; --none-bg: #461f29;
  --fixed-text: #86e2b2; --safe-text: #aac9ff; --unsafe-text: #fbd08a; --ask-text: #d5bfff; --none-text: #ffb0ba;
  --old: #2e1c22; --new: #15291f; --old-word: #6c2b38; --new-word: #1d6141; --mark: #5c4a14; --hatch: #1c2430;
  --comment: #8492a5; --string: #7fd6ad; --keyword: #d3a0f5; --number: #f0b37e; --track: #222b37;
  --shadow: 0 1px 2px rgb(0 0 0 / 40%);
`;

const STATE_RULES = ["fixed", "safe", "unsafe", "ask", "none"]
  .map(
    (state) =>
      `.chip.c-${state} { background: var(--${state}-bg); color: var(--${state}-text); }\n` +
      `.dot.c-${state}::before { background: var(--${state}); }\n` +
      `.f-${state} { fill: var(--${state}); }\n.s-${state} { stroke: var(--${state}); }`,
  )
  .join("\n");

const PAGE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
code, pre, .rule, h3 { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; }
.wrap { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1, h2, h3, h4, p { margin: 0; }
.top { background: var(--card); border-bottom: 1px solid var(--line); padding: 28px 0 26px; margin-bottom: 24px; }
.brand { font-weight: 700; letter-spacing: .02em; color: var(--link); margin-bottom: 6px; }
.brand span { color: var(--soft); font-weight: 400; font-size: 13px; }
h1 { font-size: 32px; line-height: 1.2; letter-spacing: -.02em; text-wrap: balance; }
h2 { font-size: 17px; margin-bottom: 14px; }
.lead { color: var(--soft); font-size: 16px; margin-top: 8px; max-width: 75ch; text-wrap: pretty; }
.card, .file, .about { background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
.overview { display: grid; grid-template-columns: 330px minmax(0, 1fr); gap: 20px; margin-bottom: 12px; }
.card { padding: 20px 22px; min-width: 0; }
.share { display: flex; flex-direction: column; gap: 18px; align-items: center; justify-content: center; }
.ring { width: 190px; flex: none; }
.ring circle { fill: none; stroke-width: 4.4; }
.ring .s-track { stroke: var(--track); }
.ring text { text-anchor: middle; font-size: 9.5px; font-weight: 700; fill: var(--text); }
.ring text.small { font-size: 3.1px; font-weight: 400; fill: var(--soft); }
.legend { list-style: none; margin: 0; padding: 0; width: 100%; }
.legend li { display: grid; grid-template-columns: 1fr auto; padding: 6px 0; border-top: 1px solid var(--line); }
.legend li:first-child { border: 0; }
.legend b { font-variant-numeric: tabular-nums; }
.legend small { grid-column: 1 / -1; color: var(--soft); padding-left: 18px; line-height: 1.35; }
.dot { display: inline-flex; align-items: baseline; font-weight: 600; }
.dot::before { content: ""; width: 10px; height: 10px; border-radius: 3px; margin-right: 8px; flex: none; }
.chart { list-style: none; margin: 0; padding: 0; }
.chart li { display: grid; grid-template-columns: 255px 1fr 2.2em; column-gap: 14px; align-items: center; padding: 4px 0; }
.chart .rule { font-size: 12.5px; overflow-wrap: anywhere; }
.chart svg { width: 100%; height: 14px; display: block; border-radius: 4px; }
.chart .track { fill: var(--track); }
.chart b { text-align: right; font-variant-numeric: tabular-nums; }
.chart small { grid-column: 2 / -1; color: var(--soft); font-size: 12px; line-height: 1.4; }
.filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: center; padding: 12px 0; background: var(--page); font-size: 14px; }
.filters label { color: var(--soft); }
.filters select, .filters input, .filters button { font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 5px 9px; max-width: 100%; }
.filters button { cursor: pointer; }
.filters button:hover { border-color: var(--soft); }
.filters output { color: var(--soft); font-variant-numeric: tabular-nums; }
.folds { margin-left: auto; display: flex; gap: 8px; }
.nothing { padding: 40px; text-align: center; color: var(--soft); }
footer { color: var(--soft); font-size: 13px; padding-top: 20px !important; padding-bottom: 36px !important; }
`;

const FILES = `
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; align-self: center; flex: none; width: 7px; height: 7px; margin: 0 6px 2px 2px; border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(-45deg); transition: transform .12s; }
details[open] > summary::before { transform: rotate(45deg); }
summary:hover::before { border-color: var(--link); }
.file { margin-bottom: 18px; content-visibility: auto; contain-intrinsic-size: auto 600px; }
.file > summary { display: flex; align-items: baseline; flex-wrap: wrap; gap: 4px 12px; padding: 13px 18px; }
.file[open] > summary { border-bottom: 1px solid var(--line); }
h3 { font-size: 14.5px; font-weight: 700; overflow-wrap: anywhere; flex: 1; min-width: 40%; }
h3 span { color: var(--soft); font-weight: 400; }
.chip { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 12.5px; font-weight: 600; white-space: nowrap; }
.lines { font: 12.5px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; margin-right: 6px; }
.lines ins { color: var(--fixed-text); } .lines del { color: var(--none-text); }
ins, del { text-decoration: none; }
.item { padding: 16px 18px 18px; }
.item + .item, .changes + .item { border-top: 1px solid var(--line); }
.item header { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; margin-bottom: 6px; }
.item .rule { font-size: 13px; }
.title { overflow-wrap: anywhere; }
.place { color: var(--soft); font-size: 13px; }
.message { font-size: 15.5px; font-weight: 600; overflow-wrap: anywhere; }
.message code, .because code, .reason code, .title code, .related code, .prose code { background: var(--track); border-radius: 4px; padding: .08em .35em; font-size: .9em; font-weight: 500; }
.related { color: var(--soft); font-size: 13.5px; margin-top: 4px; }
.related span { font-variant-numeric: tabular-nums; font-weight: 600; color: var(--text); margin-right: 4px; }
.because { color: var(--soft); font-size: 14px; margin: 3px 0 8px 1.2em; overflow-wrap: anywhere; max-width: 100ch; }
.reason, .failure { margin-top: 10px; border-radius: 8px; padding: 8px 12px; font-size: 14px; overflow-wrap: anywhere; }
.reason { background: var(--sunk); border: 1px solid var(--line); border-left: 4px solid var(--none); }
.failure { background: var(--none-bg); color: var(--none-text); margin: 14px 18px 0; }
.failure:last-child { margin-bottom: 16px; }
.fix { margin-top: 10px; }
.fix > summary { display: flex; gap: 0 10px; align-items: baseline; font-size: 14px; }
.fix > summary .title { flex: 1; }
.fix .diff { margin-top: 6px; }
.fixed { list-style: none; margin: 0; padding: 8px 18px; }
.item.done { padding: 6px 0; border: 0; font-size: 14px; }
.changes { padding: 6px 18px 18px; }
.diff { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; background: var(--sunk); }
.frame { margin-top: 10px; }
.hunk { background: var(--track); color: var(--soft); font-size: 12px; padding: 3px 12px; }
.hunk:not(:first-child) { border-top: 1px solid var(--line); }
.block { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.frame .block { grid-template-columns: minmax(0, 1fr); }
.block > .new { border-left: 1px solid var(--line); }
.frame .block > .new { border: 0; }
.block:not(.same) > .old { background: var(--old); }
.block:not(.same) > .new { background: var(--new); }
.block:not(.same) > .empty { background: repeating-linear-gradient(135deg, transparent 0 5px, var(--hatch) 5px 7px); }
.diff code { display: block; position: relative; padding: 0 10px 0 5.1em; font-size: 12.5px; line-height: 1.6; min-height: 1.6em; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
.diff code::before { content: attr(data-n); position: absolute; left: 0; width: 3.2em; text-align: right; color: var(--soft); opacity: .75; }
.block:not(.same) code::after { position: absolute; left: 3.9em; top: 0; font-weight: 700; }
.block:not(.same) > .old code::after { content: "\\2212"; color: var(--none); }
.block:not(.same) > .new code::after { content: "+"; color: var(--fixed); }
.diff ins { background: var(--new-word); border-radius: 3px; }
.diff del { background: var(--old-word); border-radius: 3px; }
.diff mark { background: var(--mark); color: inherit; border-radius: 3px; }
.diff i { font-style: normal; }
.kc { color: var(--comment); } .ks { color: var(--string); } .kk { color: var(--keyword); } .kn { color: var(--number); }
.about { padding: 20px 22px; margin-top: 26px; }
.page { border-top: 1px solid var(--line); }
.page > summary { display: flex; gap: 4px 10px; align-items: baseline; padding: 9px 0; }
.page > summary code { font-size: 13px; font-weight: 700; flex: none; max-width: 100%; overflow-wrap: anywhere; }
.page > summary span { color: var(--soft); font-size: 14px; }
.prose { padding: 0 0 14px 1.2em; max-width: 85ch; overflow-wrap: anywhere; }
.prose > * { margin: 0 0 10px; }
.prose ul { padding-left: 1.3em; }
.prose pre { background: var(--sunk); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; overflow-x: auto; font-size: 12.5px; }
.known { color: var(--soft); font-size: 13.5px; }
`;

const NARROW = `
@media (max-width: 900px) { .overview { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 720px) {
  .wrap { padding: 0 12px; }
  .top { padding: 18px 0; margin-bottom: 14px; }
  h1 { font-size: 24px; }
  .lead { font-size: 15px; }
  .card, .about { padding: 16px 14px; }
  .ring { width: 160px; }
  .chart li { grid-template-columns: minmax(0, 1fr) auto; padding: 7px 0; }
  .chart svg { grid-row: 2; grid-column: 1 / -1; margin: 4px 0 2px; }
  .chart small { grid-column: 1 / -1; }
  .filters { position: static; }
  .filters label { display: grid; grid-template-columns: 3em minmax(0, 1fr); align-items: center; width: 100%; }
  .filters select, .filters input { width: 100%; }
  .file > summary, .item { padding-left: 12px; padding-right: 12px; }
  h3 { flex-basis: calc(100% - 2.5em); }
  .failure { margin-left: 12px; margin-right: 12px; }
  .fixed { padding: 8px 12px; } .changes { padding: 6px 12px 12px; }
  .item.done { padding-left: 0; padding-right: 0; }
  .block { grid-template-columns: minmax(0, 1fr); }
  .block.same > .old, .block > .empty { display: none; }
  .block > .new { border-left: 0; }
  .diff code { padding-left: 4.3em; }
  .diff code::before { width: 2.5em; }
  .block:not(.same) code::after { left: 3.1em; }
  .page > summary { flex-wrap: wrap; }
}
`;

const PRINT = `
@media print {
  :root { ${LIGHT} --page: #fff; --shadow: none; }
  body { font-size: 11pt; }
  .filters, .wrap > footer { display: none !important; }
  .wrap { max-width: none; padding: 0; }
  .top { padding: 0 0 12px; }
  .overview { grid-template-columns: minmax(0, 1fr); gap: 12px; }
  .share { flex-direction: row; gap: 40px; }
  .file::details-content, .fix::details-content { content-visibility: visible; block-size: auto; }
  summary::before { display: none; }
  .item, .card { break-inside: avoid; }
  .file { break-inside: auto; content-visibility: visible; }
  .file > summary, .item header, .hunk { break-after: avoid; }
  .diff code { font-size: 8.5pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;

/** The looks of the page: light and dark, wide and narrow, and on paper. */
export const STYLE = PAGE + FILES + STATE_RULES + NARROW + PRINT;
