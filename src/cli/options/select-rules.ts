import { didYouMean } from "../../core/closest.ts";
import { ExpectedError } from "../../core/expected-error.ts";
import type { RuleMeta } from "../../core/rule.ts";

/** What was said about the choice of rules; each entry is a rule's id, another tool's id for it, or ALL. */
export interface Selection {
  readonly select?: readonly string[] | undefined;
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
}

/**
 * The rules that are wanted, in their own order. Each selection builds on those before it, and starts anew where
 * it has a `select`: so do the options on what the configuration says.
 */
export function selectRules(
  rules: readonly RuleMeta[],
  ...selections: readonly Selection[]
): readonly RuleMeta[] {
  const named = (names: readonly string[], option: string): ReadonlySet<RuleMeta> =>
    new Set(names.flatMap((name) => rulesNamed(rules, name, option)));
  let chosen: ReadonlySet<RuleMeta> = new Set(rules);
  for (const { select, extendSelect, ignore } of selections) {
    const start = select === undefined ? chosen : named(select, "--select");
    const ignored = named(ignore, "--ignore");
    const extended = [...start, ...named(extendSelect, "--extend-select")];
    chosen = new Set(extended.filter((rule) => !ignored.has(rule)));
  }
  return rules.filter((rule) => chosen.has(rule));
}

/** Every name that a rule can be called by. */
export function ruleNames(rules: readonly RuleMeta[]): readonly string[] {
  return [...new Set(rules.flatMap(namesOf))];
}

/** The rules that go by a name; one name of another tool may stand for several of ours. */
export function rulesNamed(rules: readonly RuleMeta[], name: string, where?: string): readonly RuleMeta[] {
  if (name === "ALL") return rules;
  const known = rules.filter((rule) => namesOf(rule).some((one) => one.toLowerCase() === name.toLowerCase()));
  if (known.length > 0) return known;
  const prefix = where === undefined ? "" : `${where}: `;
  const near = didYouMean(name, rules.flatMap(namesOf)) || " See tlsfix rules.";
  throw new ExpectedError(`${prefix}there is no rule ${name}.${near}`);
}

function namesOf(rule: RuleMeta): readonly string[] {
  return [rule.id, ...rule.aliases];
}
