import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { findRepositoryTop, gitFolder } from "./ignore-files.ts";
import { systemReason } from "./system-reason.ts";

/** A file of lines that is written line by line, so that nothing that was told it is lost. */
export class JournalFile {
  readonly path: string;
  /** Why it could not be written, once it could not. */
  failed: string | undefined;
  #isStarted = false;

  constructor(path: string) {
    this.path = path;
  }

  /** The lines of the file, if there is one; half a last line, of a writer that died, is none. */
  read(): readonly string[] {
    try {
      return readFileSync(this.path, "utf8").split("\n").slice(0, -1);
    } catch {
      return [];
    }
  }

  /** Adds a line; the first one of a run puts `before` in the place of what was there. */
  append(line: string, before: readonly string[]): void {
    try {
      if (!this.#isStarted) {
        mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
        writeFileSync(this.path, before.map((one) => `${one}\n`).join(""), { mode: 0o600 });
        this.#isStarted = true;
      }
      appendFileSync(this.path, `${line}\n`);
    } catch (error) {
      this.failed = systemReason(error);
    }
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

/** Where the journal of reviews in a folder is: with the repository's own data, else with the user's. */
export function journalPath(cwd: string, env: Readonly<Record<string, string | undefined>>): string {
  const name = `review-${createHash("sha256").update(cwd).digest("hex").slice(0, 12)}.jsonl`;
  const top = findRepositoryTop(cwd);
  if (top !== undefined) return join(gitFolder(top), "tlsfix", name);
  const { XDG_STATE_HOME: state } = env;
  return join(state?.startsWith("/") ? state : join(homedir(), ".local", "state"), "tlsfix", name);
}

/** What tells one text from another. */
export function fingerprintOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
