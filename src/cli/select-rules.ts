import { didYouMean } from "../core/closest.ts";
import { ExpectedError } from "../core/expected-error.ts";
import type { RuleMeta } from "../core/rule.ts";

/** What was said about the choice of rules; each entry is a rule's id, another tool's id for it, or ALL. */
export interface Selection {
  readonly select?: readonly string[];
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
}

/** The rules that are wanted, in their own order. */
export function selectRules(rules: readonly RuleMeta[], selection: Selection): readonly RuleMeta[] {
  const named = (names: readonly string[], option: string): ReadonlySet<RuleMeta> =>
    new Set(names.flatMap((name) => rulesNamed(rules, name, option)));
  const selected = selection.select === undefined ? new Set(rules) : named(selection.select, "--select");
  const extended = named(selection.extendSelect, "--extend-select");
  const ignored = named(selection.ignore, "--ignore");
  return rules.filter((rule) => (selected.has(rule) || extended.has(rule)) && !ignored.has(rule));
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
