// The report as a page.

/** The whole page, which ends in what was measured with what. */
export function markdown(results, about, hasChart) {
  const parts = [
    "# Benchmark",
    "This page is made by `npm run bench`; [what it does](../bench/README.md) is described there.",
    ...(about.note === undefined ? [] : [`**${about.note}**`]),
    ...(about.quick ? ["This was a quick run: smaller trees, smaller samples, fewer rounds."] : []),
    ...(hasChart
      ? ["![How many times the time of tlsfix other tools take, tree by tree](benchmark.svg)"]
      : []),
    "## Targets",
    targetTable(results.flatMap(({ targets = [] }) => targets)),
    ...results.flatMap(section),
    "## What was compared",
    comparison(about),
    machineText(about),
  ];
  return `${parts.join("\n\n")}\n`;
}

function section({ title, text, tables }) {
  return [`## ${title}`, text.join("\n"), ...tables.map(table)];
}

function targetTable(targets) {
  const rows = targets.map(({ text, limit, measured, met, note }) => [
    note === undefined ? text : `${text} (${note})`,
    limit,
    measured,
    met === undefined ? "not measured" : met ? "met" : "**missed**",
  ]);
  return table({ head: ["what", "target", "measured", ""], rows });
}

/** A table; what would end a cell is escaped. */
function table({ caption, head, rows }) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = head.map((_, at) => (rows.every((cells) => isFigure(cells[at])) ? "---:" : "---"));
  const lines = [line(head), line(rule), ...rows.map(line)];
  return [...(caption === undefined ? [] : [caption, ""]), ...lines].join("\n");
}

/** Columns of figures stand right, those of words left. */
const isFigure = (cell) => /^(?:[\d≤≥<>–]|not measured|stopped)/.test(String(cell));

function comparison({ peers, lacking, tlsfix }) {
  const rows = peers.map(({ name, what, version, doesNot }) => [name, version, what, doesNot]);
  const absent =
    lacking.length === 0 ? "" : `\n\nNot on this machine, and so not compared: ${lacking.join(", ")}.`;
  const all = [
    ["tlsfix", tlsfix, "all rules, on all cores, without its cache unless a row says so", ""],
    ...rows,
  ];
  return table({ head: ["tool", "version", "how it was run", "what it does not do"], rows: all }) + absent;
}

function machineText({ cores, processor, memory, system, node, rounds, minutes }) {
  return [
    `${cores} cores (${processor}), ${memory} GiB of memory, ${system}, Node ${node}; ${rounds} rounds, files in the`,
    `page cache. The run took ${Math.round(minutes)} minutes. Ratios are of runs that took turns; seconds and megabytes are`,
    "of this machine and stand here for their scale only.",
  ].join("\n");
}
