import type { Edit } from "../../core/edit.ts";
import type { Argument } from "../../python/call.ts";
import { changeCall, keyword } from "../../python/edits.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { insertStatementsAfter } from "../../python/statements.ts";
import { laterPositions, type RemovedArguments } from "../clients/removed-arguments.ts";
import type { CertificateMatch } from "./match.ts";

/** The arguments that go. */
export function goneOf({ key, certificate, checkHostname }: RemovedArguments): Argument[] {
  return [key, certificate, checkHostname].filter((argument) => argument !== undefined);
}

/** The edits of the call itself: the arguments go, later ones become keywords, the context comes. */
export function callEdits(
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

/** The attributes that the class reads are set where its base class no longer does it. */
export function storing(match: CertificateMatch): Edit[] {
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
