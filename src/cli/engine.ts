import type { Engine } from "../core/analyzer.ts";
import { ExpectedError } from "../core/expected-error.ts";

/** The rules that the program has. The one place where the command line meets them. */
export const engine: Engine = {
  rules: [],
  acceptAnyCertificate: new Set(),
  projectMentions: [["_create_default_https_context"]],
  load: () => Promise.reject(new ExpectedError("this build has no rules")),
};
