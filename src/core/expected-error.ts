/**
 * Trouble that is the caller's to mend: a wrong option, a path that does not exist, a broken configuration.
 * It ends the run with exit status 2 and its message; every other error is a defect and keeps its stack.
 */
export class ExpectedError extends Error {
  override readonly name = "ExpectedError";
}
