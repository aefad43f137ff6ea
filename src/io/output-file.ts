import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ExpectedError } from "../core/expected-error.ts";
import { systemReason } from "./system-reason.ts";

/** Writes a report where the user wants it; folders are made as needed. */
export function writeReport(path: string, text: string, cwd: string): void {
  const absolute = resolve(cwd, path);
  try {
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
  } catch (error) {
    throw new ExpectedError(`${path} cannot be written: ${systemReason(error)}`);
  }
}
