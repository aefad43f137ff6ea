import type { Engine } from "../core/analyzer.ts";
import { ruleMetas } from "./rule-metas.generated.ts";

/**
 * The rules that the program has. The one place where the command line meets them: what they are is at hand, what
 * they do is loaded where there is something to check.
 */
export const engine: Engine = {
  rules: ruleMetas,
  acceptAnyCertificate: new Set(["disabled-verification"]),
  projectMentions: [["_create_default_https_context"]],
  async load(options) {
    const { loadAnalyzer } = await import("./analysis.ts");
    return loadAnalyzer(options);
  },
};
