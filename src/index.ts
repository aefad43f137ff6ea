export type { Analyzer, AnalyzerOptions, Engine, FileFacts, ParserChoice } from "./core/analyzer.ts";
export type { Edit, Span } from "./core/edit.ts";
export { ExpectedError } from "./core/expected-error.ts";
export type { Finding, Related } from "./core/finding.ts";
export type { Applicability, Fix, NoFix, Remedy } from "./core/fix.ts";
