// The ratios of the trees as a picture: a bar from the time of tlsfix to that of each other tool, on a scale where
// every step is ten times the last. It follows the light or dark setting of whoever looks.
import { figure } from "../measure/verdict.mjs";

const WIDTH = 880;
const MARGIN = { left: 178, right: 92, top: 104, bottom: 44 };
const ROW = 24;
const BAR = 12;
const GROUP = 46;

const STYLE = `
  .back { fill: #ffffff; stroke: #d0d7de }
  text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1f2328 }
  .title { font-size: 17px; font-weight: 600 }
  .group { font-weight: 600 }
  .quiet, .tick { fill: #59636e }
  .tick { font-size: 12px }
  .value { font-variant-numeric: tabular-nums; font-weight: 600 }
  .grid { stroke: #d0d7de }
  .one { stroke: #1f2328; stroke-width: 1.5 }
  .slower { fill: #2a78b5 }
  .faster { fill: #c8641b }
  .spread { stroke: #1f2328; stroke-width: 1.5; opacity: .75 }
  @media (prefers-color-scheme: dark) {
    .back { fill: #0d1117; stroke: #3d444d }
    text { fill: #f0f6fc }
    .quiet, .tick { fill: #9198a1 }
    .grid { stroke: #2b323b }
    .one { stroke: #f0f6fc }
    .slower { fill: #4f9fdd }
    .faster { fill: #e08a45 }
    .spread { stroke: #f0f6fc }
  }`;

/** The chart of some trees: `{ name, rows: [{ name, spread, sample }] }`, where a spread is in times tlsfix's time. */
export function chart(groups) {
  const all = groups.flatMap(({ rows }) => rows.flatMap(({ spread }) => [spread.min, spread.max]));
  const low = Math.min(-1, Math.floor(Math.log10(Math.min(...all))));
  const high = Math.max(1, Math.ceil(Math.log10(Math.max(...all))));
  const inner = WIDTH - MARGIN.left - MARGIN.right;
  const x = (ratio) => MARGIN.left + ((Math.log10(ratio) - low) / (high - low)) * inner;
  const bottom = MARGIN.top + groups.reduce((sum, { rows }) => sum + GROUP + rows.length * ROW, 0);
  const height = bottom + MARGIN.bottom;
  const ticks = Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at));
  const parts = [
    `<rect class="back" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>`,
    `<text class="title" x="24" y="36">How long other tools take, times tlsfix</text>`,
    `<text class="quiet" x="24" y="58">right of the line: slower than tlsfix; left: faster; the thin line spans all rounds</text>`,
    `<text class="quiet" x="24" y="76">${escaped(sampleNote(groups))}</text>`,
    ...ticks.map((tick) => gridLine(tick, x(tick), bottom)),
    ...rowsOf(groups, x),
  ];
  const label = describe(groups);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-labelledby="what">`,
    `<title id="what">${escaped(label)}</title>`,
    `<style>${STYLE}\n</style>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function gridLine(tick, at, bottom) {
  const isOne = tick === 1;
  const text = isOne ? "tlsfix" : `${tick >= 1 ? figure(tick) : Number(tick.toPrecision(1))}×`;
  return [
    `<line class="${isOne ? "one" : "grid"}" x1="${at}" x2="${at}" y1="${MARGIN.top - 4}" y2="${bottom + 8}"/>`,
    `<text class="${isOne ? "value" : "tick"}" x="${at}" y="${bottom + 26}" text-anchor="middle">${text}</text>`,
  ].join("");
}

function rowsOf(groups, x) {
  let y = MARGIN.top;
  return groups.flatMap(({ name, rows }) => {
    const heading = `<text class="group" x="24" y="${y + 24}">${escaped(name)}</text>`;
    y += GROUP - 8;
    const drawn = rows.map((row) => {
      const bar = rowOf(row, x, y);
      y += ROW;
      return bar;
    });
    y += 8;
    return [heading, ...drawn];
  });
}

function rowOf({ name, spread }, x, y) {
  const [from, to] = [x(Math.min(1, spread.median)), x(Math.max(1, spread.median))];
  const isSlower = spread.median >= 1;
  const middle = y + ROW / 2;
  const end = isSlower ? Math.max(to, x(spread.max)) + 8 : Math.min(from, x(spread.min)) - 8;
  return [
    `<text x="${MARGIN.left - 14}" y="${middle + 4}" text-anchor="end">${escaped(name)}</text>`,
    `<rect class="${isSlower ? "slower" : "faster"}" x="${fixed(from)}" y="${middle - BAR / 2}" width="${fixed(Math.max(1, to - from))}" height="${BAR}" rx="2"/>`,
    `<line class="spread" x1="${fixed(x(spread.min))}" x2="${fixed(x(spread.max))}" y1="${middle}" y2="${middle}"/>`,
    `<text class="value" x="${fixed(end)}" y="${middle + 4}" text-anchor="${isSlower ? "start" : "end"}">${figure(spread.median)}×</text>`,
  ].join("");
}

const fixed = (number) => number.toFixed(1);

/** Which bars are of a part of the tree. */
function sampleNote(groups) {
  const sampled = groups.flatMap(({ rows }) => rows.filter(({ sample }) => sample !== undefined));
  const names = [...new Set(sampled.map(({ name }) => name.split(",")[0]))];
  return names.length === 0 ? "" : `on a sample of each tree, tlsfix beside them: ${names.join(", ")}`;
}

function describe(groups) {
  const one = ({ name, rows }) =>
    `${name}: ${rows.map((row) => `${row.name} ${figure(row.spread.median)} times`).join(", ")}`;
  return `Times of other tools as multiples of the time of tlsfix. ${groups.map(one).join(". ")}.`;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
