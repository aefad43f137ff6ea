import type { PythonModule } from "../python/module.ts";
import { Evaluator } from "./flow/evaluator.ts";
import { makesContexts } from "./flow/makers.ts";
import type { Assumptions } from "./flow/memory.ts";
import type { Mapped } from "./flow/outer-runs.ts";
import { Places } from "./flow/places.ts";
import { ScopeRuns } from "./flow/scope-runs.ts";
import { type ContextLife, type ContextUse, type LifeEvent, LifeRecord } from "./model/context-life.ts";
import { programOf } from "./program/make-program.ts";
import type { Program } from "./program/program.ts";

const MAX_ROUNDS = 5;

interface Known {
  readonly lives: readonly ContextLife[];
  /** Nothing where no context is made. */
  readonly program: Mapped | undefined;
}

const NOTHING: Known = { lives: [], program: undefined };

const known = new WeakMap<PythonModule, Known>();

/** Every context that the module makes, and what becomes of it, also in others; in the order of the text. */
export function contextsOf(module: PythonModule): readonly ContextLife[] {
  let found = known.get(module);
  if (found === undefined) {
    found = makesContexts(module) ? firstSight(module) : NOTHING;
    known.set(module, found);
  }
  return found.lives;
}

function firstSight(module: PythonModule): Known {
  const program = programOf(module);
  const mapped: Mapped = { program, places: new Places(program), runs: new ScopeRuns(program) };
  return { program: mapped, lives: follow(module, mapped) };
}

/** What would become of the contexts in a program that differs from the one that is written. */
export function contextsIf(module: PythonModule, assumed: Assumptions): readonly ContextLife[] {
  contextsOf(module);
  const program = known.get(module)?.program;
  return program === undefined ? [] : follow(module, program, assumed);
}

/** Runs the program until no new name is found to hold something that matters. */
function follow(module: PythonModule, mapped: Mapped, assumed: Assumptions = {}): readonly ContextLife[] {
  const { program } = mapped;
  for (let round = 1; ; round++) {
    const evaluator = new Evaluator(mapped, assumed);
    evaluator.runProgram();
    const grown = program.parts.map(({ relevance }) => relevance.grow());
    if (round < MAX_ROUNDS && grown.includes(true)) continue;
    const isFollowed = ({ kind, node }: ContextUse) => {
      const fn = node.ancestor("function_definition", "lambda");
      return kind === "return" && fn !== undefined && evaluator.called.has(fn);
    };
    // A caller in view shows what becomes of a context, unless it does nothing with it.
    const shown = (uses: readonly ContextUse[]) => {
      const real = uses.filter((use) => !isFollowed(use));
      return real.some(({ kind }) => kind !== "end") ? real : uses;
    };
    // Where an inner function is called in view, that shows what it does, and with what.
    const isShown = (event: LifeEvent) =>
      event.kind !== "use" || !event.alone.some((fn) => evaluator.called.has(fn));
    return new LifeRecord(evaluator.events.filter(isShown))
      .lives()
      .filter(({ creation }) => creation.tree === module.root.tree)
      .map((life) => ({
        ...life,
        uses: shown(life.uses).map((use) => located(program, use)),
      }));
  }
}

/** A use in another file, with the place where it is. */
function located(program: Program, use: ContextUse): ContextUse {
  const { module, neighbour } = program.of(use.node);
  return neighbour === undefined
    ? use
    : { ...use, elsewhere: { module, place: neighbour.placeOf(use.node) } };
}
