import type { Related } from "../../core/finding.ts";
import type { Fix } from "../../core/fix.ts";
import { argumentsOf } from "../../python/call.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife } from "../model/context-life.ts";
import type { Version } from "../model/versions.ts";
import { speaksOfOld } from "./chosen-versions.ts";
import { isValue } from "./given-values.ts";
import { whyMeant } from "./old-peers.ts";
import { isOnlyKept } from "./only-kept.ts";
import { entryOf, isTakenFrom } from "./table-entries.ts";

/** A protocol of one version, given to something else than the context that it pins. */
export interface GivenProtocol {
  readonly node: SyntaxNode;
  readonly version: Version;
  /** The contexts that it ends up in. */
  readonly made: readonly ContextLife[];
  /** The words by which the program's user asks for the version by its name. */
  readonly choice: SyntaxNode | undefined;
  /** It stands in a list of versions that the program goes through. */
  readonly isOneOfMany?: boolean;
}

/** Why one of several versions that a program tries is not replaced by one that it tries already. */
export const ONE_OF_MANY = "the program tries several; take this one out of them";

/** What is given where a protocol stands; nothing where it is not given, or an entry of a table that makes no context. */
export function givenProtocol(
  module: PythonModule,
  node: SyntaxNode,
  version: Version,
  lives: readonly ContextLife[],
): GivenProtocol | undefined {
  const holds = ({ protocols }: ContextLife) =>
    protocols.some((value) => value.kind === "protocol" && value.protocol === version);
  const isMadeHere = ({ creation }: ContextLife) => creation.start <= node.start && node.end <= creation.end;
  const made = lives.filter(
    (life) => holds(life) && (isMadeHere(life) || !life.creation.text.includes(node.text)),
  );
  const entry = entryOf(node);
  if (entry !== undefined) {
    const taking = made.filter(({ creation }) =>
      argumentsOf(creation).some(({ value }) => isTakenFrom(value, entry, module)),
    );
    if (taking.length === 0) return undefined;
    return { node, version, made: taking, choice: entry.key, isOneOfMany: entry.key === undefined };
  }
  if (!isValue(node) || isOnlyKept(module, node)) return undefined;
  return { node, version, made, choice: choiceOf(node) };
}

/**
 * What a program's user asks for an old version by: the condition under which a statement stands
 * (`elif args.version == "tlsv1":`) or a value is taken (`… if legacy else …`), or the key of a table.
 */
export function choiceOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let at = node; at.parent !== undefined && !isStatement(at.parent); at = at.parent) {
    const { parent } = at;
    const isSide = parent.type === "conditional_expression" && parent.named[1] !== at;
    const condition = isSide ? parent.named[1] : undefined;
    if (condition !== undefined && asksForOld(condition)) return condition;
    const key = parent.type === "pair" ? parent.field("key") : undefined;
    if (key !== undefined && speaksOfOld(key.text)) return key;
  }
  const branch = node.ancestor("if_statement", "elif_clause", "case_clause", "function_definition");
  const condition =
    branch?.field("condition") ?? branch?.named.find((child) => child.type === "case_pattern");
  return condition !== undefined && asksForOld(condition) ? condition : undefined;
}

function isStatement({ type }: SyntaxNode): boolean {
  return type === "block" || type === "module" || type.endsWith("_statement");
}

function asksForOld({ text }: SyntaxNode): boolean {
  return /["'][^"']*(?:tls|ssl|1[._][01])[^"']*["']/i.test(text) || speaksOfOld(text);
}

/** Where the contexts are made that a protocol ends up in. */
export function madeWith({ made, node }: GivenProtocol): Related[] {
  const elsewhere = made.filter(({ creation }) => node.end <= creation.start || creation.end <= node.start);
  return elsewhere.map(({ creation: { start, end } }) => ({
    start,
    end,
    message: "this context is made with it",
    isStep: true,
  }));
}

/** What says which version it is, and what the program offers it by. */
interface Choosable {
  readonly node: SyntaxNode;
  readonly version: Version | "MINIMUM_SUPPORTED";
  readonly choice: SyntaxNode | undefined;
}

/** A fix as it may be taken: what the program offers by name, or means, is not to be taken from its users unasked. */
export function unlessMeant({ choice, node, version }: Choosable, fix: Fix): Fix {
  if (choice !== undefined) return { ...fix, applicability: "unsafe", because: offered(choice) };
  const because = whyMeant(node, version === "MINIMUM_SUPPORTED" ? undefined : version);
  return because === undefined ? fix : { ...fix, applicability: "unsafe", because };
}

function offered(choice: SyntaxNode): string {
  return `the program offers that version by name (${choice.text.replace(/\s+/g, " ")})`;
}
