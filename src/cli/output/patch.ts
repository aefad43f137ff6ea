import { relative, sep } from "node:path";
import { readablePatch } from "../../core/cell-diff.ts";
import { unifiedDiff, unifiedDiffOfTexts } from "../../core/diff.ts";
import type { CheckedFile } from "../../core/report.ts";
import { encode } from "../../io/file-system.ts";
import { findRepositoryTop } from "../../io/ignore-files.ts";
import { encodeSource } from "../../io/source-text.ts";
import { printable, type Style } from "../../reporters/style.ts";

import type { PatchSource } from "../files/modes.ts";

/** Makes the patches of a run, so that `git apply` takes them in the folder that the run was made in. */
export class PatchMaker {
  readonly #cwd: string;
  /** The top of the repository, where the run is made further down in it. */
  readonly #top: string | undefined;

  constructor(cwd: string) {
    this.#cwd = cwd;
    const top = findRepositoryTop(cwd);
    this.#top = top === cwd ? undefined : top;
  }

  /** The patch of one file, as text. */
  patch(source: PatchSource, { before, after, edits }: CheckedFile): string {
    const { file } = source;
    const path = this.#pathOf(file.absolute);
    const patch =
      source.mark === undefined
        ? unifiedDiff({ path, before, edits })
        : unifiedDiffOfTexts({ path, ...jsonOf(source, after) });
    return this.#isInRepository(file.absolute) ? withGitHeader(patch) : patch;
  }

  /** The same for people: of a notebook what becomes of its cells. */
  readable({ file, mark }: PatchSource, { before, edits }: CheckedFile): string {
    return readablePatch(this.#pathOf(file.absolute), { before, edits }, mark);
  }

  /**
   * Below the top of a repository, git guesses how many folders to leave out of a path, and guesses wrong where a
   * folder has a child of its own name: it would change another file. With a header of its own it does not guess.
   */
  #pathOf(absolute: string): string {
    const from = this.#top !== undefined && this.#isInRepository(absolute) ? this.#top : this.#cwd;
    const path = relative(from, absolute);
    const inside = path.startsWith(`..${sep}`) ? absolute.replace(/^\/+/, "") : path;
    return inside.split(sep).join("/");
  }

  #isInRepository(absolute: string): boolean {
    return this.#top !== undefined && absolute.startsWith(this.#top + sep);
  }
}

/** What git knows of a notebook. */
function jsonOf(source: PatchSource, after: string): { readonly before: string; readonly after: string } {
  const bytes = Buffer.from(source.bytes ?? []);
  const before = bytes.toString("utf8");
  return { before, after: encode({ ...source, bytes, text: "" }, after)?.toString("utf8") ?? before };
}

function withGitHeader(patch: string): string {
  const match = /^--- ([^\t\n]*).*\n\+\+\+ ([^\t\n]*)/.exec(patch);
  return match === null ? patch : `diff --git ${match[1]} ${match[2]}\n${patch}`;
}

const HUNK_START = /^@@ /m;

/** A patch as bytes: its header in UTF-8, the lines of the file in the file's own encoding. */
export function encodedPatch(patch: string, encoding: string): Uint8Array {
  const start = HUNK_START.exec(patch)?.index ?? 0;
  const body = patch.slice(start);
  const bytes = encodeSource(body, encoding) ?? Buffer.from(body, "utf8");
  return Buffer.concat([Buffer.from(patch.slice(0, start), "utf8"), bytes]);
}

/** A patch for eyes: coloured, and with nothing in it that could drive the terminal. */
export function coloredPatch(patch: string, style: Style): string {
  const lines = patch.split("\n").map((line) => {
    const shown = printable(line.replace(/\r$/, ""));
    if (/^(---|\+\+\+|diff --git) /.test(line)) return style.bold(shown);
    if (line.startsWith("@@")) return style.cyan(shown);
    if (line.startsWith("+")) return style.green(shown);
    return line.startsWith("-") ? style.red(shown) : shown;
  });
  return lines.join("\n");
}
