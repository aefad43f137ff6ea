import { existsSync, readFileSync } from "node:fs";
import { ExpectedError } from "../core/expected-error.ts";
import { systemReason } from "./system-reason.ts";

/** The text of a file, or `undefined` where there is no such file. One that cannot be read ends the run. */
export function readTextIfThere(path: string): string | undefined {
  // Most often there is none, and a question costs much less than an exception.
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
    throw new ExpectedError(`${path} cannot be read: ${systemReason(error)}`);
  }
}

/** The text of a file that the user named. */
export function readTextOf(path: string, shown: string): string {
  try {
    const bytes = readFileSync(path);
    // What a shell of Windows wrote with ">" is UTF-16.
    return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
  } catch (error) {
    throw new ExpectedError(`${shown} cannot be read: ${systemReason(error)}`);
  }
}
