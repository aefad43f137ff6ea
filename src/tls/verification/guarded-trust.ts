import { argumentsOf } from "../../python/call.ts";
import { functionOf, isPure, spelling, statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { ContextLife, ContextSetting } from "../model/context-life.ts";
import { changedBetween } from "../sockets/hosts.ts";

/** `if ca:` and `context.load_verify_locations(cafile=ca)`: without a file such a context trusts nobody. */
export interface GuardedTrust {
  /** The expression of the file. */
  readonly cafile: string;
  readonly load: ContextSetting;
  /** What goes where the context is made with the file. */
  readonly statements: readonly SyntaxNode[];
}

/** The authorities of a context, where it is given one file if there is one, and nothing else. */
export function guardedTrust(module: PythonModule, life: ContextLife): GuardedTrust | undefined {
  const loads = life.settings.filter(({ name }) => LOADERS.has(name));
  const [load] = loads;
  if (loads.length !== 1 || load?.name !== "load_verify_locations") return undefined;
  const [file, more] = argumentsOf(load.node);
  const guard = statementOf(load.node).parent?.parent;
  if (file === undefined || more !== undefined || !/^(?:cafile)?$/.test(file.keyword ?? "")) return undefined;
  if (guard?.type !== "if_statement" || guard.named.length !== 2) return undefined;
  const condition = guard.field("condition");
  const isAlone = guard.field("consequence")?.named.length === 1;
  if (condition === undefined || !isAlone || spelling(condition) !== spelling(file.value)) return undefined;
  if (functionOf(guard) !== functionOf(life.creation) || !isPure(file.value, module.names)) return undefined;
  const sight = { module, sock: life.creation, call: life.creation };
  if (changedBetween(sight, file.value, guard) !== undefined) return undefined;
  return { cafile: file.value.text, load, statements: [guard, ...requirements(module, life)] };
}

const LOADERS = new Set(["load_verify_locations", "load_default_certs", "set_default_verify_paths"]);

/** `context.verify_mode = ssl.CERT_REQUIRED`, which a default context says by itself. */
function requirements(module: PythonModule, { creation, settings }: ContextLife): SyntaxNode[] {
  return settings
    .filter(({ name, node }) => name === "verify_mode" && node.type === "assignment")
    .filter(({ node }) => functionOf(node) === functionOf(creation))
    .filter(({ node }) => module.names.is(node.field("right"), "ssl.CERT_REQUIRED"))
    .map(({ node }) => statementOf(node))
    .filter((statement) => statement.parent === statementOf(creation).parent);
}
