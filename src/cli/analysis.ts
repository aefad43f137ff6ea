import type { Analyzer, AnalyzerOptions, FileFacts } from "../core/analyzer.ts";
import type { Edit } from "../core/edit.ts";
import { ExpectedError } from "../core/expected-error.ts";
import type { Check } from "../core/verify.ts";
import { expressionProblem } from "../python/expression-text.ts";
import { PythonModule } from "../python/module.ts";
import { loadNativeParser, loadWasmParser, type PythonParser } from "../python/parse.ts";
import { type SuppressionText, suppressionEdit } from "../python/suppression-edits.ts";
import { type PythonVersion, parseVersion } from "../python/version.ts";
import { classReplacedAt, mayReplaceClass } from "../tls/clients/class-replaced.ts";
import { httpsContextPatch } from "../tls/clients/https-default.ts";
import { KnownModules } from "../tls/project/known-modules.ts";
import { TlsProjectReader } from "../tls/project/project-reader.ts";
import { openProject } from "../tls/project/project-text.ts";
import { mayReplaceFunction } from "../tls/wrap-socket/may-replace.ts";
import { replacesFunction } from "../tls/wrap-socket/replaced.ts";
import { checkModule } from "./check-module.ts";
import { analyzerOfCells } from "./notebook-analyzer.ts";
import { rules } from "./rules.generated.ts";

/** The oldest Python that upstream's packages still commonly support. */
const DEFAULT_TARGET: PythonVersion = { major: 3, minor: 8 };

/** Loads the rules' own code and the parser: what a run needs only where there is something to check. */
export async function loadAnalyzer(options: AnalyzerOptions): Promise<Analyzer> {
  return analyzer(await loadParser(options));
}

async function loadParser({ parser, compileParser }: AnalyzerOptions): Promise<PythonParser> {
  if (parser !== "native") return loadWasmParser(await compileParser());
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
  const known = new KnownModules(parser);
  const own: Analyzer = {
    patchesDefaultContext: (text) =>
      MAY_PATCH.test(text) && holds(parser, text, (module) => httpsContextPatch(module) !== undefined),
    replacesWrapSocket: (text) => mayReplaceFunction(text) && holds(parser, text, replacesFunction),
    replacesConnection: (text) =>
      mayReplaceClass(text, CONNECTION) &&
      holds(parser, text, (module) => classReplacedAt(module, CONNECTION) !== undefined),
    suppressionEdit: (text, { rule, start }, reason) =>
      suppress(parser, text, start, { rules: [rule], reason }),
    expressionProblem: (answer, text) => expressionProblem(parser, answer, text),
    inCells: (text, mark) => analyzerOfCells(own, text, mark),
    readProject: (patchedIn) => new TlsProjectReader(patchedIn),
    checkFor: (facts, enabled) => checkFor({ parser, known }, facts, enabled),
  };
  return own;
}

/** What checks of all files share. */
interface Shared {
  readonly parser: PythonParser;
  readonly known: KnownModules;
}

function checkFor({ parser, known }: Shared, facts: FileFacts, enabled: ReadonlySet<string>): Check {
  const chosen = rules.filter((rule) => enabled.has(rule.meta.id));
  const target = targetOf(facts);
  const settings = { trustDefaultContext: facts.trustDefaultContext === true };
  const somewhere = facts.patchesDefaultContext ? "a file of this run" : undefined;
  const { wrapSocketReplacedIn, connectionReplacedIn } = facts;
  const replaced = {
    ...(wrapSocketReplacedIn === undefined ? {} : { wrapSocketReplacedIn }),
    ...(connectionReplacedIn === undefined ? {} : { connectionReplacedIn }),
  };
  return (text) => {
    const opened = openProject(known, facts.project, target);
    const httpsContextPatchedIn = opened.facts.httpsContextPatchedIn ?? somewhere;
    const project = { ...opened.facts, httpsContextPatchedIn, ...replaced };
    const checked = checkModule(parser, chosen, { path: facts.path, target, settings, project })(text);
    const close = () => {
      checked.close?.();
      opened.close();
    };
    return { ...checked, close };
  };
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

const CONNECTION = "http.client.HTTPSConnection";

/** As a target or in a string; most files that name the function call it. */
const MAY_PATCH = /_create_default_https_context\s*(?:=(?!=)|[,:)\]"'\\])|_https_verify_certificates/;

/** Whether something holds for the module that a text is. */
function holds(parser: PythonParser, text: string, question: (module: PythonModule) => boolean): boolean {
  const tree = parser.parse(text);
  if (tree === undefined) return false;
  try {
    const options = { path: "", target: DEFAULT_TARGET, project: { httpsContextPatchedIn: undefined } };
    return question(new PythonModule(tree, options));
  } finally {
    tree.close();
  }
}
