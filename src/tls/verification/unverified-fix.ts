import type { Edit } from "../../core/edit.ts";
import { changeCall, keyword } from "../../python/edits.ts";
import { pathOf, truthOf } from "../../python/expressions.ts";
import { canReadEarlier, obstacleBefore } from "../../python/hoist.ts";
import type { Layout } from "../../python/layout.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { insertStatementsAfter, insertStatementsBefore } from "../../python/statements.ts";
import type { MappedArguments } from "./unverified-contexts.ts";

/** Where a call of the factory stands. */
export interface FactoryCall {
  readonly call: SyntaxNode;
  readonly mapped: MappedArguments;
  readonly all: readonly SyntaxNode[];
  readonly text: string;
  readonly layout: Layout;
}

/** The edits that make it `create_default_context`, spelt `factory`; a reason where there are none. */
export function verifyingEdits(
  factory: FactoryCall,
  spelling: string,
  names: Names,
): readonly Edit[] | { readonly because: string } {
  const { call, mapped } = factory;
  const { certificate } = mapped;
  if (certificate === undefined || truthOf(certificate.value, names) === "no")
    return renamed(factory, spelling);
  const target = call.parent?.type === "assignment" ? pathOf(call.parent.field("left")) : undefined;
  return target === undefined
    ? beforeStatement(factory, spelling, names)
    : afterAssignment(factory, spelling, target, names);
}

/** The call itself: another name, and only the arguments that it takes. */
function renamed({ call, mapped, all, text }: FactoryCall, spelling: string): Edit[] {
  const kept = new Set(mapped.kept.map(({ node }) => node));
  const replace = mapped.kept
    .filter(({ keyword: name }) => name === undefined)
    .map(({ node, value }) => ({
      argument: node,
      text: keyword(text, call, nameOf(mapped, node), value.text),
    }));
  return changeCall(text, call, { callee: spelling, remove: all.filter((node) => !kept.has(node)), replace });
}

/** The parameter of an argument that was given by position. */
function nameOf(mapped: MappedArguments, argument: SyntaxNode): string {
  return mapped.names.get(argument) ?? "purpose";
}

function loadLines({ mapped, layout }: FactoryCall, context: string, names: Names): string[] {
  const { certificate, key } = mapped;
  if (certificate === undefined) return [];
  const keyfile =
    key === undefined || truthOf(key.value, names) === "no" ? "" : `, keyfile=${key.value.text}`;
  const load = `${context}.load_cert_chain(certfile=${certificate.value.text}${keyfile})`;
  if (truthOf(certificate.value, names) === "yes") return [load];
  return [`if ${certificate.value.text}:`, layout.indent + load];
}

function afterAssignment(
  factory: FactoryCall,
  spelling: string,
  target: string,
  names: Names,
): readonly Edit[] | { readonly because: string } {
  const after = insertStatementsAfter(
    factory.text,
    factory.call,
    loadLines(factory, target, names),
    factory.layout,
  );
  if (after === undefined) return { because: "no statement can be put after it" };
  return [...renamed(factory, spelling), ...after];
}

function beforeStatement(
  factory: FactoryCall,
  spelling: string,
  names: Names,
): readonly Edit[] | { readonly because: string } {
  const { call, mapped, text, layout } = factory;
  const obstacle = obstacleBefore(call);
  if (obstacle !== undefined) return { because: obstacle };
  const values = [...mapped.kept, mapped.certificate, mapped.key].flatMap(
    (argument) => argument?.value ?? [],
  );
  if (!canReadEarlier(values, names)) {
    return { because: "its arguments come from calls that other calls must precede" };
  }
  const name = names.fresh(call, "context", "ssl_context", "tls_context");
  const kept = mapped.kept.map(
    (argument) => `${argument.keyword ?? nameOf(mapped, argument.node)}=${argument.value.text}`,
  );
  const made = `${name} = ${spelling}(${kept.join(", ")})`;
  const before = insertStatementsBefore(text, call, [made, ...loadLines(factory, name, names)], layout);
  if (before === undefined) return { because: "no statement can be put before it" };
  return [...before, { start: call.start, end: call.end, text: name }];
}
