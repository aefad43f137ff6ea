import type { Engine } from "../core/analyzer.ts";
import { ruleMetas } from "./rule-metas.generated.ts";

/**
 * The rules that the program has. The one place where the command line meets them: what they are is at hand, what
 * they do is loaded where there is something to check.
 */
export const engine: Engine = {
  rules: ruleMetas,
  acceptAnyCertificate: new Set(["disabled-verification"]),
  projectMentions: [
    ["_create_default_https_context"],
    ...["SSLContext", "create_default_context", "create_urllib3_context"].map((word) => [word]),
    ...["wrap_socket", "wrap_bio", "minimum_version", "OP_NO_", "set_min_proto_version"].map((word) => [
      word,
    ]),
    // Constants that other files take from here.
    ...["PROTOCOL_TLS", "PROTOCOL_SSLv23", "TLSVersion", "CERT_NONE"].map((word) => [word]),
    // What stands in for the class in tests.
    ["HTTPSConnection"],
    ["OpenSSL", "Context"],
  ],
  async load(options) {
    // Compiled beside what reads the rest of the program; whoever needs it hears of what fails.
    if (options.parser !== "native") options.compileParser().catch(() => {});
    const { loadAnalyzer } = await import("./analysis.ts");
    return loadAnalyzer(options);
  },
};
