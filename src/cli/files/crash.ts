import type { FileOutcome } from "./outcome.ts";

/** What becomes of a file on which the program failed. */
export function crashed(path: string, error: unknown): FileOutcome {
  if (!(error instanceof Error) || error.name === "ExitPromptError") throw error;
  const message = `made tlsfix fail, which is a defect of tlsfix; the file is left as it is\n${error.stack}`;
  return { failed: { kind: "failed", path, reason: "crashed", message } };
}
