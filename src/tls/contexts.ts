import type { PythonModule } from "../python/module.ts";
import { type ContextLife, type ContextUse, FACTORIES, isFactory, LifeRecord } from "./context-life.ts";
import { Evaluator } from "./evaluator.ts";
import type { Assumptions } from "./memory.ts";
import { NOTHING_KNOWN } from "./program-state.ts";
import { Relevance } from "./relevance.ts";

/** The last parts of the names of what makes contexts. */
const MAKERS = [...new Set(FACTORIES.map((name) => name.slice(name.lastIndexOf(".") + 1)))];

/** What is always looked at: makers, constants, and conditions on the version of Python. */
const WORDS = [
  "SSLContext",
  "create_default_context",
  "_create_\\w+_context",
  "create_urllib3_context",
  "SSL\\.Context",
  "SSL\\.Connection",
  "\\w+_METHOD",
  "TLS1_\\w*VERSION",
  "PROTOCOL_\\w+",
  "OP_NO_\\w+",
  "OP_ALL",
  "CERT_\\w+",
  "VERIFY_\\w+",
  "Purpose",
  "check_hostname",
  "TLSVersion",
  "minimum_version",
  "maximum_version",
  "version_info",
  "PY2",
  "PY3",
  "TYPE_CHECKING",
];

const MAX_ROUNDS = 5;

interface Known {
  readonly lives: readonly ContextLife[];
  /** Nothing where no context is made. */
  readonly relevance: Relevance | undefined;
}

const known = new WeakMap<PythonModule, Known>();

/** Every context that the module makes, and what becomes of it; in the order of the text. */
export function contextsOf(module: PythonModule): readonly ContextLife[] {
  let found = known.get(module);
  if (found === undefined) {
    const hasAny = MAKERS.some((name) => makes(module, name));
    const relevance = hasAny ? new Relevance(module.text, wordsFor(module.text)) : undefined;
    found = { lives: relevance === undefined ? [] : follow(module, relevance), relevance };
    known.set(module, found);
  }
  return found.lives;
}

/** What would become of the contexts in a program that differs from the one that is written. */
export function contextsIf(module: PythonModule, assumed: Assumptions): readonly ContextLife[] {
  contextsOf(module);
  const relevance = known.get(module)?.relevance;
  return relevance === undefined ? [] : follow(module, relevance, assumed);
}

/** Whether an identifier of the file, as a whole or as an attribute, names something that makes contexts. */
function makes(module: PythonModule, name: string): boolean {
  for (const node of module.identifiers(name)) {
    if (node.ancestor("import_from_statement") !== undefined) return true;
    const isAttribute = node.parent?.type === "attribute" && node.parent.field("attribute") === node;
    const named = module.names.resolve(isAttribute ? node.parent : node);
    if (named.some((resolution) => isFactory(resolution.name))) return true;
  }
  return false;
}

/** Runs the module until no new name is found to hold something that matters. */
function follow(
  module: PythonModule,
  relevance: Relevance,
  assumed: Assumptions = {},
): readonly ContextLife[] {
  for (let round = 1; ; round++) {
    const record = new LifeRecord();
    const evaluator = new Evaluator(module, relevance, record, assumed);
    evaluator.runScope(module.root, NOTHING_KNOWN);
    if (round < MAX_ROUNDS && relevance.grow()) continue;
    const isFollowed = ({ kind, node }: ContextUse) => {
      const fn = node.ancestor("function_definition", "lambda");
      return kind === "return" && fn !== undefined && evaluator.called.has(fn);
    };
    return record.lives().map((life) => ({ ...life, uses: life.uses.filter((use) => !isFollowed(use)) }));
  }
}

/** The words of a text; where it has contexts of its own kind, connections are made in their methods too. */
function wordsFor(text: string): string[] {
  const hasOwn = /^[ \t]*class[^\n]*\([^\n]*Context\b/m.test(text);
  const makers = /@classmethod\b/.test(text) ? ["cls"] : [];
  return [...WORDS, ...makers, ...(hasOwn ? ["super", "wrap_socket", "wrap_bio"] : []), ...aliases(text)];
}

/** `from ssl import SSLContext as Context`: the new name. */
function aliases(text: string): string[] {
  const renamed = /\b(?:SSLContext|create_default_context|PROTOCOL_\w+|TLSVersion|OP_\w+)\s+as\s+(\w+)/g;
  return Array.from(text.matchAll(renamed), (match) => match[1] ?? "");
}
