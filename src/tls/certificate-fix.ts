import type { Edit } from "../core/edit.ts";
import type { Fix, Remedy } from "../core/fix.ts";
import type { Argument } from "../python/call.ts";
import { changeCall, keyword } from "../python/edits.ts";
import { isNone, isPure, literalBoolean, statementOf } from "../python/expressions.ts";
import { canReadEarlier, obstacleBefore } from "../python/hoist.ts";
import { commentEnd, type Layout, layoutOf } from "../python/layout.ts";
import type { PythonModule } from "../python/module.ts";
import type { Names } from "../python/names.ts";
import type { SyntaxNode } from "../python/node.ts";
import { insertStatementsAfter, insertStatementsBefore } from "../python/statements.ts";
import type { PythonVersion } from "../python/version.ts";
import { httpsContext, isNothing, mailContext } from "./certificate-context.ts";
import { contextHelper, type HelperKind } from "./certificate-helper.ts";
import { readOnlyAttributes } from "./class-attributes.ts";
import type { ClientCall } from "./client-calls.ts";
import { connectsItself } from "./constructions.ts";
import { type HostTrap, hostTrap } from "./host-traps.ts";
import { httpsContextPatch } from "./https-default.ts";
import { commentsOf, withComments } from "./moved-comments.ts";
import { mayHold } from "./options.ts";
import { isWhollyBound, laterPositions, type RemovedArguments } from "./removed-arguments.ts";
import { SslSpeller } from "./ssl-speller.ts";

/** A client that is given arguments that Python 3.12 removed, and what its fix must know of the module. */
export interface CertificateMatch {
  readonly module: PythonModule;
  /** The first call of its kind in the file: what serves all of them stands before it. */
  readonly first: SyntaxNode;
  readonly client: ClientCall;
  readonly removed: RemovedArguments;
  readonly text: string;
  readonly layout: Layout;
  readonly target: PythonVersion;
  readonly isBroken: boolean;
  readonly patch: string | undefined;
  readonly trap: HostTrap | undefined;
  /** `**options` may hold a context. */
  readonly mayHoldContext: boolean;
  /** The subclass connects without the context of `HTTPSConnection`, and needs none. */
  readonly needsNoContext: boolean;
  /** The attributes of `HTTPSConnection` that a subclass reads and that its constructor no longer sets. */
  readonly stored: readonly string[];
}

/** What is known of the module around such a call. */
export function certificateMatch(
  module: PythonModule,
  client: ClientCall,
  removed: RemovedArguments,
  first: SyntaxNode,
): CertificateMatch {
  const { construction } = client;
  const subclass = construction?.subclass;
  const isConstructor = client.how === "init" || client.how === "super";
  const stored =
    isConstructor && subclass !== undefined
      ? [client.client.key, client.client.certificate]
          .filter((name) => name !== undefined)
          .filter((name) => readOnlyAttributes(module, subclass, name).length > 0)
      : [];
  const needsNoContext =
    construction !== undefined &&
    connectsItself(module, construction) &&
    subclass?.text.includes("_context") !== true;
  return {
    module,
    first,
    client,
    removed,
    text: module.text,
    layout: layoutOf(module.root, module.text),
    target: module.target,
    isBroken: module.isBroken(client.call),
    patch: client.client.verifies && removed.context === undefined ? httpsContextPatch(module) : undefined,
    trap: hostTrap(module, client),
    mayHoldContext: mayHold(module, client.bound, client.client.context),
    needsNoContext,
    stored,
  };
}

/** The fixes of such a call, or why it has none. */
export function certificateRemedies(match: CertificateMatch, names: Names): readonly Remedy[] {
  const because = obstacle(match, names);
  if (because !== undefined) return [{ kind: "none", because }];
  if (saysNothing(match, names) || match.needsNoContext) return [dropFix(match)];
  if (match.client.client.verifies) return [httpsFix(match, names)];
  return mailFixes(match, names);
}

function obstacle(match: CertificateMatch, names: Names): string | undefined {
  const { client, removed, isBroken, target, stored } = match;
  const { bound, construction, call, client: known } = client;
  if (isBroken) return "the code around it does not parse";
  if (construction?.certainty === "other-value" || construction?.certainty === "other-import") {
    return "the class may be another one here";
  }
  if (bound.splat !== undefined) return `${bound.splat.text} may hold some of the arguments too`;
  if (!isWhollyBound(client)) return "the arguments do not fit the signature that Python 3.11 had";
  if (match.mayHoldContext) return `${bound.keywordSplats[0]?.text} may hold a context`;
  if (!known.verifies && stored.length > 0) {
    return `the class reads self.${stored[0]} while it connects, and Python 3.12 no longer sets it`;
  }
  if (target.major < 3 && !known.isIn27) return `${known.name} takes no context in Python 2.7`;
  const isCertificateGone = isNothing(removed.certificate, names);
  if (isCertificateGone && !isNothing(removed.key, names)) return "a key without a certificate always raised";
  if (
    !known.verifies &&
    !isCertificateGone &&
    removed.context !== undefined &&
    !isNone(removed.context.value)
  ) {
    return "a context and a certificate together always raised ValueError";
  }
  return call.ancestor("type") === undefined ? undefined : "it stands in an annotation";
}

/** Whether the context can be made by statements right before the one that holds the call. */
function takesStatements({ client: { call }, removed }: CertificateMatch, names: Names): boolean {
  const values = [removed.key, removed.certificate, removed.checkHostname].flatMap((a) => a?.value ?? []);
  const around = call.ancestor("parameters", "decorator", "block")?.type;
  const isInHeader = around === "parameters" || around === "decorator";
  return !isInHeader && canReadEarlier(call, values, names) && obstacleBefore(call) === undefined;
}

/** Whether the arguments are all `None`, or the default. */
function saysNothing({ removed }: CertificateMatch, names: Names): boolean {
  const { checkHostname, certificate, key, context } = removed;
  if (!isNothing(certificate, names) || !isNothing(key, names)) return false;
  if (checkHostname === undefined || isNone(checkHostname.value)) return true;
  const hasContext = context !== undefined && !isNone(context.value);
  return literalBoolean(checkHostname.value) === true && !hasContext;
}

function goneOf({ key, certificate, checkHostname }: RemovedArguments): Argument[] {
  return [key, certificate, checkHostname].filter((argument) => argument !== undefined);
}

/** The edits of the call itself: the arguments go, later ones become keywords, the context comes. */
function callEdits(
  match: CertificateMatch,
  context: string | undefined,
  comments: readonly SyntaxNode[] = [],
): Edit[] {
  const { client, removed, text } = match;
  const { call, client: known } = client;
  const old = removed.context;
  const replace = laterPositions(client)
    .filter(([, argument]) => argument !== old)
    .map(([name, argument]) => ({
      argument: argument.node,
      text: keyword(text, call, name, wrapped(argument)),
    }));
  const add: string[] = [];
  if (context !== undefined) {
    const argument = keyword(text, call, known.context, context);
    if (old === undefined) add.push(argument);
    else if (old.value.text !== context || old.keyword === undefined) {
      replace.push({ argument: old.node, text: argument });
    }
  } else if (old !== undefined && old.keyword === undefined) {
    replace.push({ argument: old.node, text: keyword(text, call, known.context, old.value.text) });
  }
  const remove = [...goneOf(removed).map((argument) => argument.node), ...comments];
  return changeCall(text, call, { remove, replace, add });
}

function wrapped({ value }: Argument): string {
  return value.type === "named_expression" ? `(${value.text})` : value.text;
}

function fixOf(
  match: CertificateMatch,
  parts: Pick<Fix, "title" | "applicability" | "edits"> & Partial<Fix>,
): Fix {
  const { start, end } = statementOf(match.client.call);
  return { kind: "fix", imports: [], guard: { start, end }, ...parts };
}

/** The attributes that the class reads are set where its base class no longer does it. */
function storing(match: CertificateMatch): Edit[] {
  const { client, stored, removed, text, layout } = match;
  if (stored.length === 0) return [];
  const parameters = client.call.ancestor("function_definition")?.field("parameters");
  const self = parameters?.named[0]?.text ?? "self";
  const lines = stored.map((name) => {
    const argument = name === client.client.key ? removed.key : removed.certificate;
    return `${self}.${name} = ${argument?.value.text ?? "None"}`;
  });
  return insertStatementsAfter(text, client.call, lines, layout) ?? [];
}

function dropFix(match: CertificateMatch): Fix {
  const { verifies } = match.client.client;
  const hasStored = match.stored.length > 0;
  return fixOf(match, {
    title: hasStored ? "Keep the removed arguments as attributes" : "Remove arguments that have no effect",
    applicability: "safe",
    edits: [...callEdits(match, undefined), ...storing(match)],
    leaves: [verifies ? "https-connection-without-context" : "client-without-context"],
  });
}

/** The context made by statements before the call, or where none can stand, by a function of the file. */
function built(
  match: CertificateMatch,
  names: Names,
  kind: HelperKind,
): (Pick<Fix, "edits" | "imports"> & { readonly form: "statements" | "helper" }) | undefined {
  const { module, client, removed, text, layout, target } = match;
  if (takesStatements(match, names)) {
    const speller = new SslSpeller(names, client.call);
    const scene = { names, speller, layout, target };
    const old = { call: client.call, ...removed };
    const [home = ""] = client.client.name.split(".");
    const plan =
      kind === "https" ? httpsContext(old, scene) : mailContext(old, scene, home, kind === "verifying");
    const moved = goneOf(removed).map(({ node }) => node);
    const comments = commentsOf(text, client.call, moved);
    const said = comments.map((comment) => text.slice(comment.start, commentEnd(text, comment)));
    const spoken = /\.load_cert_chain\(/.test(plan.lines.join("\n"))
      ? ".load_cert_chain("
      : ".check_hostname = ";
    const written = withComments(plan.lines, said, (line) => line.includes(spoken));
    const lines = insertStatementsBefore(text, client.call, written, layout);
    const edits = lines && [...lines, ...callEdits(match, plan.context, comments), ...storing(match)];
    if (edits !== undefined) return { edits, imports: speller.needs, form: "statements" };
  }
  if (laterPositions(client).some(([, { value }]) => !isPure(value, names))) return undefined;
  const { expression, edits, imports } = contextHelper(module, kind, removed, match.first);
  return { edits: [...edits, ...callEdits(match, expression), ...storing(match)], imports, form: "helper" };
}

const NO_PLACE = "its arguments come from calls whose order would change";

function httpsFix(match: CertificateMatch, names: Names): Remedy {
  const made = built(match, names, "https");
  if (made === undefined) return { kind: "none", because: NO_PLACE };
  const because = doubt(match);
  return fixOf(match, {
    title:
      match.removed.certificate === undefined
        ? "Set check_hostname on a context"
        : "Load the certificate into a context",
    applicability: because === undefined ? "safe" : "unsafe",
    ...(because === undefined ? {} : { because }),
    edits: made.edits,
    imports: made.imports,
    leaves: ["disabled-verification"],
  });
}

/** Why the fix does not do exactly what the call did. */
function doubt({ client, patch, removed }: CertificateMatch): string | undefined {
  const { how, bound, client: known } = client;
  if (patch !== undefined) {
    return `${patch} replaces ssl._create_default_https_context, which this connection would no longer use`;
  }
  if (how === "partial")
    return "the files are then read once, where the partial is made, and not for each connection";
  const [splat] = bound.keywordSplats;
  if (splat !== undefined && removed.context === undefined) {
    return `the call fails where ${splat.text} holds ${known.context} too`;
  }
  return undefined;
}

function mailFixes(match: CertificateMatch, names: Names): readonly Remedy[] {
  const { client, trap } = match;
  const [module = ""] = client.client.name.split(".");
  const because = doubt(match);
  const safe = mailFix(match, names, false, because);
  if (safe.kind === "none" || trap?.isCertain === true) return [safe];
  const refused = `${module} verified nothing until now: a server with a certificate that is not valid for its name is refused`;
  const why = [refused, because, trap?.because].filter((part) => part !== undefined).join("; ");
  return [mailFix(match, names, true, why), safe];
}

function mailFix(
  match: CertificateMatch,
  names: Names,
  verifies: boolean,
  because: string | undefined,
): Remedy {
  const made = built(match, names, verifies ? "verifying" : "preserving");
  if (made === undefined) return { kind: "none", because: NO_PLACE };
  return fixOf(match, {
    title: verifies
      ? "Load the certificate into a context that verifies"
      : "Load the certificate into a context",
    applicability: because === undefined ? "safe" : "unsafe",
    ...(because === undefined ? {} : { because }),
    edits: made.edits,
    imports: made.imports,
    ...(verifies ? {} : { leaves: ["disabled-verification"] }),
  });
}
