// Makes the pictures of the review in docs/, as a terminal shows them: SVG, so that they are text, and small.
//   npm run build && node scripts/review-pictures.mjs [folder]
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { spawn } from "@lydell/node-pty";

const { Terminal } = createRequire(import.meta.url)("@xterm/headless");
const root = fileURLToPath(new URL("..", import.meta.url));
const target = resolve(process.argv[2] ?? join(root, "docs"));

const SIZE = { cols: 100, rows: 30 };
const PATIENCE_MS = 20_000;
const CELL = { width: 8.4, height: 18 };
const MARGIN = 16;
/** The sixteen colours of a terminal, by their numbers; each is readable on the background (4.5 to 1 or more). */
const COLOURS = "#6e7681 #ff7b72 #56d364 #e3b341 #79c0ff #d2a8ff #56d4dd #e6edf3".split(" ");
const [BACKGROUND, FOREGROUND, DIM] = ["#0d1117", "#e6edf3", "#9198a1"];

/** A review of the sample in a terminal. */
class Review {
  #screen = new Terminal({ ...SIZE, allowProposedApi: true });
  #program;

  constructor(folder) {
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      TERM: "xterm-256color",
      XDG_STATE_HOME: join(folder, ".state"),
    };
    const args = [join(root, "bin", "tlsfix.js"), "-i", "mailer"];
    this.#program = spawn(process.execPath, args, { ...SIZE, cwd: folder, env, name: "xterm-256color" });
    this.#program.onData((data) => this.#screen.write(data));
  }

  type(keys) {
    this.#program.write(keys);
  }

  async sees(pattern) {
    for (const end = Date.now() + PATIENCE_MS; !pattern.test(this.#text()); ) {
      if (Date.now() > end) throw new Error(`never saw ${pattern}:\n${this.#text()}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  picture(name) {
    const rows = this.#rows();
    const last = rows.findLastIndex((row) => row.some(({ text }) => text.trim() !== ""));
    const shown = rows.slice(0, last + 1);
    const [width, height] = [SIZE.cols * CELL.width + 2 * MARGIN, shown.length * CELL.height + 2 * MARGIN];
    const lines = shown.map((row, y) => rowSvg(row, MARGIN + (y + 1) * CELL.height - 5)).join("");
    const file = join(target, name);
    writeFileSync(
      file,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="A question of the review">
<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>
<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${FOREGROUND}">
${lines}</g>
</svg>
`,
    );
    console.log(`${file}: ${shown.length} rows`);
  }

  close() {
    this.#program.kill("SIGKILL");
  }

  #text() {
    return this.#rows()
      .map((row) => row.map(({ text }) => text).join(""))
      .join("\n");
  }

  /** The rows in view, each as runs of cells that look alike. */
  #rows() {
    const { active } = this.#screen.buffer;
    return Array.from({ length: SIZE.rows }, (_, y) => {
      const line = active.getLine(active.viewportY + y);
      const runs = [];
      for (let x = 0; line !== undefined && x < SIZE.cols; x += 1) {
        const cell = line.getCell(x);
        const style = styleOf(cell);
        const text = cell.getChars() || " ";
        const open = runs.at(-1);
        if (open !== undefined && open.style === style) open.text += text;
        else runs.push({ x, text, style });
      }
      return runs;
    });
  }
}

function styleOf(cell) {
  const inverse = cell.isInverse();
  const colour = cell.isFgPalette() ? COLOURS[cell.getFgColor() % 8] : cell.isDim() ? DIM : FOREGROUND;
  const marks = [
    ...(cell.isBold() ? ['font-weight="bold"'] : []),
    ...(cell.isUnderline() ? ['text-decoration="underline"'] : []),
    `fill="${inverse ? BACKGROUND : colour}"`,
  ];
  return JSON.stringify({ marks: marks.join(" "), back: inverse ? colour : undefined });
}

function rowSvg(runs, y) {
  const parts = runs.map(({ x, text, style }) => {
    const { marks, back } = JSON.parse(style);
    const left = MARGIN + x * CELL.width;
    const wide = text.length * CELL.width;
    const box =
      back === undefined
        ? ""
        : `<rect x="${left}" y="${y - CELL.height + 5}" width="${wide}" height="${CELL.height}" fill="${back}"/>`;
    const inner = text.trim();
    if (inner === "") return box;
    const start = left + (text.length - text.trimStart().length) * CELL.width;
    const length = inner.length * CELL.width;
    return `${box}<text x="${start.toFixed(1)}" y="${y}" textLength="${length.toFixed(1)}" ${marks}>${escaped(inner)}</text>`;
  });
  return `${parts.join("")}\n`;
}

/** Spaces that no reader of SVG joins. */
function escaped(text) {
  return text
    .replaceAll(" ", "\u00a0")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

const work = mkdtempSync(join(tmpdir(), "tlsfix-pictures-"));
let review;
try {
  cpSync(join(root, "scripts", "sample"), work, { recursive: true });
  review = new Review(work);
  await review.sees(/\[1 of \d+\][\s\S]*Apply this change\?/);
  review.picture("review.svg");
  review.type("n");
  await review.sees(/form 1 of/);
  review.type("\t");
  await review.sees(/form 2 of/);
  review.picture("review-other-form.svg");
  review.type("?");
  await review.sees(/Any key leads back/);
  review.picture("review-help.svg");
} finally {
  review?.close();
  rmSync(work, { recursive: true, force: true });
}
