import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { contextsIf, contextsOf } from "../contexts.ts";
import type { ContextLife } from "../model/context-life.ts";
import type { ContextState } from "../model/context-state.ts";

/** A context that may be made otherwise, and settings that are not there. */
export interface Hypothesis {
  readonly life: ContextLife;
  readonly made?: ContextState;
  readonly ignored: ReadonlySet<SyntaxNode>;
}

/**
 * What would become of each context in a program that differs by its hypothesis alone. Those that ignore no setting of
 * another context do not meet, and are tried in one run of the program: a run for each would take the square of their
 * number.
 */
export function livesIf(
  module: PythonModule,
  hypotheses: readonly Hypothesis[],
): ReadonlyMap<ContextLife, ContextLife> {
  const owners = new Map<SyntaxNode, number>();
  for (const { settings } of contextsOf(module)) {
    for (const node of new Set(settings.map((setting) => setting.node)))
      owners.set(node, (owners.get(node) ?? 0) + 1);
  }
  const isAlone = ({ ignored }: Hypothesis) => [...ignored].every((node) => (owners.get(node) ?? 0) < 2);
  const together = hypotheses.filter(isAlone);
  const runs = [together, ...hypotheses.filter((one) => !isAlone(one)).map((one) => [one])];
  return new Map(runs.flatMap((run) => tried(module, run)));
}

function tried(module: PythonModule, run: readonly Hypothesis[]): [ContextLife, ContextLife][] {
  if (run.length === 0) return [];
  const made = new Map(
    run.flatMap(({ life, made: state }) => (state === undefined ? [] : [[life.creation, state] as const])),
  );
  const ignored = new Set(run.flatMap((one) => [...one.ignored]));
  const after = new Map(contextsIf(module, { made, ignored }).map((life) => [life.creation, life]));
  return run.flatMap(({ life }): [ContextLife, ContextLife][] => {
    const other = after.get(life.creation);
    return other === undefined ? [] : [[life, other]];
  });
}
