import type { SyntaxNode } from "../../python/node.ts";
import { type Given, UNKNOWN, union, type Values } from "../model/values.ts";
import type { Memory } from "./memory.ts";

/** Gives the parameters of a function what it is called with; `skipped` are those that are given already. */
export function bindParameters(
  fn: SyntaxNode,
  givens: readonly Given[],
  skipped: number,
  memory: Memory,
  evaluate: (node: SyntaxNode) => Values,
): void {
  const holds = ({ values }: Given) => memory.within(values).length > 0;
  const positional = givens.filter((given) => given.keyword === undefined && !given.isSplat);
  // What `*args` and `**options` hold may be meant for any parameter that is not given otherwise.
  const splats = givens.filter((given) => given.isSplat && holds(given)).map(({ values }) => values);
  const isSure = memory.calls.length > 0 && !givens.some((given) => given.isSplat);
  const taken: Given[] = [];
  const parameters = memory.places.spelled.parameters(fn);
  parameters.forEach((parameter, i) => {
    if (i < skipped || parameter === undefined || parameter.isCollecting) return;
    const { name, text, initial } = parameter;
    const given = givens.find(({ keyword }) => keyword === text) ?? positional[i - skipped];
    if (given === undefined) {
      memory.set(name, splats.reduce(union, initialValues(initial, isSure, evaluate)));
    } else {
      taken.push(given);
      memory.setFollowed(name, given.values);
    }
  });
  const collecting = parameters.filter((parameter, i) => i >= skipped && parameter?.isCollecting === true);
  if (collecting.length === 0) return;
  const others = givens.filter((given) => !taken.includes(given) && holds(given));
  const collected = others.map(({ values }) => values).reduce(union, UNKNOWN);
  for (const parameter of collecting) if (parameter !== undefined) memory.set(parameter.name, collected);
}

/** What a parameter that is not given holds; a caller out of view may give anything else. */
function initialValues(
  value: SyntaxNode | undefined,
  isSure: boolean,
  evaluate: (node: SyntaxNode) => Values,
): Values {
  if (value === undefined) return UNKNOWN;
  const values = evaluate(value);
  return isSure ? values : union(values, UNKNOWN);
}
