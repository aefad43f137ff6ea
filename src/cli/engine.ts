import type { Analyzer, AnalyzerOptions, Engine, FileFacts } from "../core/analyzer.ts";
import type { Edit } from "../core/edit.ts";
import { ExpectedError } from "../core/expected-error.ts";
import { expressionProblem } from "../python/expression-text.ts";
import { PythonModule } from "../python/module.ts";
import { loadNativeParser, loadWasmParser, type PythonParser } from "../python/parse.ts";
import { type SuppressionText, suppressionEdit } from "../python/suppression-edits.ts";
import { type PythonVersion, parseVersion } from "../python/version.ts";
import { httpsContextPatch } from "../tls/https-default.ts";
import { checkModule } from "./check-module.ts";
import { analyzerOfCells } from "./notebook-analyzer.ts";
import { rules } from "./rules.generated.ts";

/** The oldest Python that upstream's packages still commonly support. */
const DEFAULT_TARGET: PythonVersion = { major: 3, minor: 8 };

/** The rules that the program has. The one place where the command line meets them. */
export const engine: Engine = {
  rules: rules.map((rule) => rule.meta),
  acceptAnyCertificate: new Set(["disabled-verification"]),
  projectMentions: [["_create_default_https_context"]],
  async load(options) {
    return analyzer(await loadParser(options));
  },
};

async function loadParser({ parser, readWasm }: AnalyzerOptions): Promise<PythonParser> {
  if (parser !== "native") return loadWasmParser(readWasm());
  try {
    return await loadNativeParser();
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new ExpectedError(
      `the native parser cannot be loaded (${reason}): install tree-sitter and tree-sitter-python, or leave --parser out`,
    );
  }
}

function analyzer(parser: PythonParser): Analyzer {
  const own: Analyzer = {
    patchesDefaultContext: (text) => patchesDefaultContext(parser, text),
    suppressionEdit: (text, { rule, start }, reason) =>
      suppress(parser, text, start, { rules: [rule], reason }),
    expressionProblem: (answer, text) => expressionProblem(parser, answer, text),
    checkFor: (facts, enabled) =>
      checkModule(
        parser,
        rules.filter((rule) => enabled.has(rule.meta.id)),
        {
          path: facts.path,
          target: targetOf(facts),
          settings: { trustDefaultContext: facts.trustDefaultContext === true },
          project: { httpsContextPatchedIn: facts.patchesDefaultContext ? "a file of this run" : undefined },
        },
      ),
    inCells: (text, mark) => analyzerOfCells(own, text, mark),
  };
  return own;
}

function suppress(
  parser: PythonParser,
  text: string,
  offset: number,
  what: SuppressionText,
): Edit | undefined {
  const tree = parser.parse(text);
  try {
    return tree && suppressionEdit(tree.root, text, offset, what);
  } finally {
    tree?.close();
  }
}

function targetOf({ targetVersion }: FileFacts): PythonVersion {
  return (targetVersion === undefined ? undefined : parseVersion(targetVersion)) ?? DEFAULT_TARGET;
}

function patchesDefaultContext(parser: PythonParser, text: string): boolean {
  const tree = parser.parse(text);
  if (tree === undefined) return false;
  try {
    const options = { path: "", target: DEFAULT_TARGET, project: { httpsContextPatchedIn: undefined } };
    return httpsContextPatch(new PythonModule(tree, options)) !== undefined;
  } finally {
    tree.close();
  }
}
