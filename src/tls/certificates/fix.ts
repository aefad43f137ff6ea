import type { Fix, Remedy } from "../../core/fix.ts";
import { isPure, statementOf } from "../../python/expressions.ts";
import { canReadEarlier, obstacleBefore } from "../../python/hoist.ts";
import { commentEnd } from "../../python/layout.ts";
import type { Names } from "../../python/names.ts";
import { insertStatementsBefore } from "../../python/statements.ts";
import { laterPositions } from "../clients/removed-arguments.ts";
import { SslSpeller } from "../clients/ssl-speller.ts";
import { httpsContext, mailContext } from "./context.ts";
import { callEdits, goneOf, storing } from "./edits.ts";
import { contextHelper, type HelperKind } from "./helper.ts";
import { type CertificateMatch, certificateObstacle, saysNothing } from "./match.ts";
import { commentsOf, withComments } from "./moved-comments.ts";

/** The fixes of such a call, or why it has none. */
export function certificateRemedies(match: CertificateMatch, names: Names): readonly Remedy[] {
  const because = certificateObstacle(match, names);
  if (because !== undefined) return [{ kind: "none", because }];
  if (saysNothing(match, names) || match.needsNoContext) return [dropFix(match)];
  if (match.client.client.verifies) return [httpsFix(match, names)];
  return mailFixes(match, names);
}

/** Whether the context can be made by statements right before the one that holds the call. */
function takesStatements({ client: { call }, removed }: CertificateMatch, names: Names): boolean {
  const values = [removed.key, removed.certificate, removed.checkHostname].flatMap((a) => a?.value ?? []);
  const around = call.ancestor("parameters", "decorator", "block")?.type;
  const isInHeader = around === "parameters" || around === "decorator";
  return !isInHeader && canReadEarlier(values, names) && obstacleBefore(call) === undefined;
}

function fixOf(
  match: CertificateMatch,
  parts: Pick<Fix, "title" | "applicability" | "edits"> & Partial<Fix>,
): Fix {
  const { start, end } = statementOf(match.client.call);
  return { kind: "fix", imports: [], guard: { start, end }, ...parts };
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
