import type { Edit } from "../../core/edit.ts";
import type { Fix, Remedy } from "../../core/fix.ts";
import { bindCall } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { SIGNATURES } from "../../python/signatures.ts";
import { withoutDeadBranch } from "../reach/dead-branch.ts";
import { deadBecause, type Reach } from "../reach/reach.ts";
import { aliasCalls } from "./alias-calls.ts";
import { aliasOf, readsOf } from "./function-aliases.ts";
import { importingLazily } from "./lazy-import.ts";
import { askingForContexts } from "./named-by-string.ts";
import type { Preserved } from "./preserved.ts";
import { askingForModule, probedImport } from "./probed-import.ts";
import { maybeReplaced } from "./replaced.ts";
import { type Rewritten, rewriteCall, rewriteValue } from "./rewrite.ts";
import { unusedImportRemedy } from "./unused-import.ts";
import { unverified, verifyHelperCall } from "./unverified-helper.ts";
import { substituteFor, type WrapUse, wrapUses } from "./uses.ts";
import {
  type CallUse,
  isSplatted,
  rewrite,
  type Situation,
  situationOf,
  statementGuard,
  verifyingFixes,
} from "./verifying.ts";

/** What can be done about a use of `ssl.wrap_socket`, the preferred first. */
export function wrapRemedies(module: PythonModule, use: WrapUse, reach: Reach): readonly Remedy[] {
  if (reach.isDead) return [deadRemedy(module, use, reach)];
  const substitute = substituteFor(module, use);
  if (substitute !== undefined) {
    const because = `where \`${substitute}\` is installed its function is called, and its contexts may not be those of Python: import \`ssl\` alone first`;
    return [{ kind: "none", because }];
  }
  const probed = probedImport(module, use.function);
  if (typeof probed === "string") return [{ kind: "none", because: probed }];
  if (module.isBroken(use.node)) return [{ kind: "none", because: "the code around it does not parse" }];
  const replaced = isPutBack(module, use) ? undefined : maybeReplaced(module, use);
  if (replaced !== undefined) return [{ kind: "none", because: replaced }];
  const questions = use.kind === "patch" ? [] : askingForContexts(module);
  const remedies = remediesOf(module, use).map((remedy) => withEdits(remedy, questions));
  if (probed === undefined) return remedies.map((remedy) => importingLazily(module, use.function, remedy));
  return remedies.map((remedy) => askingForModule(probed, use.function, remedy));
}

/** What only older Pythons reach goes, where its user says so: it is no matter of TLS whether they still count. */
function deadRemedy(module: PythonModule, use: WrapUse, reach: Reach): Remedy {
  const because = deadBecause(module, reach);
  const edits = module.isBroken(use.node) ? undefined : withoutDeadBranch(module, use.node);
  if (edits === undefined) return { kind: "none", because: `${because}: delete this branch` };
  const title = "Delete a branch for Pythons that are no longer supported";
  // The lines that stay move, so that nothing else may write among them.
  const start = Math.min(...edits.map((edit) => edit.start));
  const end = Math.max(...edits.map((edit) => edit.end));
  return { kind: "fix", title, applicability: "unsafe", because, edits, imports: [], guard: { start, end } };
}

function withEdits(remedy: Remedy, more: readonly Edit[]): Remedy {
  return remedy.kind === "none" || more.length === 0
    ? remedy
    : { ...remedy, edits: [...remedy.edits, ...more] };
}

function remediesOf(module: PythonModule, use: WrapUse): readonly Remedy[] {
  switch (use.kind) {
    case "call":
      return callRemedies(module, use);
    case "value":
      return valueRemedies(module, use);
    case "patch":
      return [
        {
          kind: "none",
          because: "the program replaces the function, and since 3.12 nothing in Python calls it",
        },
      ];
    case "import":
      return [unusedImportRemedy(module, use.binding)];
  }
}

function callRemedies(module: PythonModule, use: CallUse): readonly Remedy[] {
  const refusal = refusedCall(use);
  if (refusal !== undefined) return [{ kind: "none", because: refusal }];
  const situation = situationOf(module, use);
  const broken = neverWorked(situation);
  if (broken !== undefined) return [{ kind: "none", because: broken }];
  const same = sameCheckFix(situation);
  if (same !== undefined) return [same];
  const preserving = preservingFix(situation);
  const verifying = verifyingFixes(situation);
  const isFirst = verifying[0]?.kind === "fix" && verifying[0].applicability === "unsafe";
  return isFirst ? [...verifying, preserving] : [preserving, ...verifying];
}

/**
 * What can be done about `ssl.SSLSocket(sock, …)`, which was what `ssl.wrap_socket(sock, …)` called, and which Python 3.7
 * closed; nothing where it says more than that function took.
 */
export function constructorRemedies(module: PythonModule, call: SyntaxNode): readonly Remedy[] | undefined {
  const callee = call.field("function");
  const bound = bindCall(call, SIGNATURES["ssl.SSLSocket"]);
  if (callee === undefined || bound === undefined || !module.names.is(callee, "ssl.SSLSocket"))
    return undefined;
  const use: CallUse = { kind: "call", node: call, function: callee, bound };
  if (isSplatted(use) || refusedCall(use) !== undefined) return undefined;
  return callRemedies(module, use).map((remedy) =>
    remedy.kind === "fix"
      ? { ...remedy, title: remedy.title.replace("ssl.wrap_socket", "ssl.SSLSocket") }
      : remedy,
  );
}

/** The context makes the check that `match_hostname` made: nothing is verified less or more. */
function sameCheckFix(situation: Situation): Fix | undefined {
  const { role, checked, use } = situation;
  if (role !== "client" || checked?.sameCheck === undefined) return undefined;
  const { sameCheck, text } = checked;
  const rewritten = rewriteCall({ ...situation, strength: "preserve", host: text, sameCheck });
  if (typeof rewritten === "string" || rewritten.form !== "statements") return undefined;
  return {
    kind: "fix",
    title: "Replace ssl.wrap_socket with a context that checks the host name, as match_hostname did",
    applicability: "safe",
    edits: rewritten.edits,
    imports: rewritten.imports,
    guard: statementGuard(use),
    leaves: situation.options.certReqs?.requirement === "variable" ? ["disabled-verification"] : [],
  };
}

/** Why a call is not one of `ssl.wrap_socket` as Python had it. */
function refusedCall({ bound }: CallUse): string | undefined {
  const unknown = bound.unknown.find((argument) => argument.keyword !== undefined);
  if (unknown !== undefined)
    return `\`ssl.wrap_socket\` never took \`${unknown.keyword}\`: the module may be another one`;
  if (bound.unknown.length > 0 && bound.splat === undefined)
    return "it takes no more than ten positional arguments";
  const hasSocket =
    bound.byParameter.has("sock") || bound.splat !== undefined || bound.keywordSplats.length > 0;
  return hasSocket ? undefined : "no socket is given";
}

/** Why the old call always raised, so that there is no behaviour to keep. */
function neverWorked({ options, use }: Situation): string | undefined {
  if (isSplatted(use)) return undefined;
  if (options.certfile !== undefined) return undefined;
  if (options.serverSide?.value === true)
    return "a server needs a certfile: this call always raised ValueError";
  return options.keyfile === undefined
    ? undefined
    : "keyfile without certfile: this call always raised ValueError";
}

function preservingFix(situation: Situation): Remedy {
  const { role, options } = situation;
  const rewritten = rewrite(situation, "preserve", undefined);
  if (typeof rewritten === "string") return { kind: "none", because: rewritten };
  const isServer = role === "server";
  const because = preservingBecause(situation, rewritten);
  const fix: Fix = {
    kind: "fix",
    title: isServer
      ? "Replace ssl.wrap_socket with a server context"
      : `Replace ssl.wrap_socket with ${rewritten.form === "helper" ? "a function" : "a context"} that verifies what it did`,
    applicability: "safe",
    edits: rewritten.edits,
    imports: rewritten.imports,
    guard: statementGuard(situation.use),
    ...(because === undefined ? {} : { because }),
    leaves: isServer && options.certReqs === undefined ? [] : ["disabled-verification"],
  };
  return fix;
}

function preservingBecause({ role, facts, options }: Situation, { form }: Rewritten): string | undefined {
  if (form === "helper") return undefined;
  if (role === "unknown" && options.serverSide === undefined) {
    return "whether the socket is a client's or a server's is not in view, so the context is one for both, which warns since 3.10";
  }
  return role === "client" && facts.host.text === undefined ? facts.host.because : undefined;
}

function valueRemedies(module: PythonModule, use: WrapUse): readonly Remedy[] {
  if (use.node.parent?.type === "expression_statement") return [askedForContexts(module, use)];
  if (isPutBack(module, use))
    return [{ kind: "none", because: "the program replaces the function, and keeps it here to put it back" }];
  const looked = lookedInto(module, use);
  if (looked !== undefined)
    return [
      {
        kind: "none",
        because: `the program looks into the function (\`${looked}\`), which another one has otherwise`,
      },
    ];
  const rewritten = rewriteValue(module, use);
  if (typeof rewritten === "string") return [{ kind: "none", because: rewritten }];
  const preserving: Fix = {
    kind: "fix",
    title: "Replace ssl.wrap_socket with a function that does what it did",
    applicability: "safe",
    edits: rewritten.edits,
    imports: rewritten.imports,
    leaves: ["disabled-verification"],
  };
  const verifying = verifyingCalls(module, use, preserving);
  return verifying === undefined ? [preserving] : [verifying, preserving];
}

/** What a function of Python's own `ssl` has, and one of the file has otherwise: `original.__globals__`. */
const INSIDES =
  /^(?:__(?:globals|code|closure|defaults|kwdefaults|module|signature)__|func_(?:globals|code|closure|defaults))$/;

/** The attribute by which the program looks into the function, or into what it is kept as. */
function lookedInto(module: PythonModule, use: WrapUse): string | undefined {
  const alias = aliasOf(use.node);
  const reads = [use.node, ...(alias === undefined ? [] : readsOf(module, alias))];
  const names = reads.map((read) =>
    read.parent?.type === "attribute" && read.parent.field("object") === read
      ? read.parent.field("attribute")?.text
      : undefined,
  );
  return names.find((name) => name !== undefined && INSIDES.test(name));
}

/** `ssl.wrap_socket` as a statement only asks whether there is TLS; contexts answer that on every Python. */
function askedForContexts({ names }: PythonModule, { node }: WrapUse): Fix {
  const { text, need } = names.spell("ssl", "SSLContext", node, node);
  return {
    kind: "fix",
    title: "Ask for ssl.SSLContext in the place of ssl.wrap_socket",
    applicability: "safe",
    edits: [{ start: node.start, end: node.end, text }],
    imports: need === undefined ? [] : [need],
  };
}

/** `original = ssl.wrap_socket`, which `ssl.wrap_socket = original` undoes a patch with. */
function isPutBack(module: PythonModule, use: WrapUse): boolean {
  if (use.kind !== "value") return false;
  const alias = aliasOf(use.node);
  if (alias === undefined) return false;
  const patches = wrapUses(module).filter(({ kind }) => kind === "patch");
  return readsOf(module, alias).some((read) =>
    patches.some(({ node }) => node.parent?.field("right") === read),
  );
}

/** Gives every call of a local that stands for the function the host name with which it verifies, where all show it. */
function verifyingCalls(module: PythonModule, use: WrapUse, preserving: Fix): Fix | undefined {
  const calls = aliasCalls(module, use.node);
  const remedies = calls.map((call) => {
    const found = module.isBroken(call.call) ? undefined : unverified(module, call);
    return found === undefined ? undefined : verifyHelperCall(found);
  });
  const proven = remedies.flatMap((remedy) =>
    remedy?.kind === "fix" && remedy.applicability === "unsafe" ? [remedy] : [],
  );
  const [first] = proven;
  if (first?.because === undefined || proven.length < calls.length) return undefined;
  return {
    kind: "fix",
    title: "Replace ssl.wrap_socket with a function that verifies the certificate and the host name",
    applicability: "unsafe",
    because: first.because,
    edits: [...preserving.edits, ...proven.flatMap(({ edits }) => edits)],
    imports: preserving.imports,
  };
}

/** Makes a preserving form the verifying one, as the old call would have become it; nothing where it may not be a client. */
export function verifyPreserved(module: PythonModule, preserved: Preserved): Remedy | undefined {
  const { bound, creation } = preserved;
  const use: CallUse = {
    kind: "call",
    node: bound.call,
    function: creation.field("function") ?? creation,
    bound,
  };
  if (module.isBroken(use.node)) return { kind: "none", because: "the code around it does not parse" };
  const [remedy] = verifyingFixes(situationOf(module, use, preserved));
  return remedy?.kind === "fix"
    ? { ...remedy, title: "Verify the certificate and the host name", group: `context ${creation.start}` }
    : remedy;
}
