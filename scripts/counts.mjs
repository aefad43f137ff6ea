// What is printed of many trees: for each rule how much was found and fixed, and why the rest was not.

import { fateOf, table, tally } from "./evidence.mjs";

/** Each result has `found`, and for `safe` and `unsafe` what was `fixed`. */
export function printCounts(results) {
  const found = results.flatMap((result) => result.found);
  const rules = tally(found.map(({ rule }) => rule)).map(([rule]) => rule);
  const count = (list, rule) => list.filter((one) => one.rule === rule).length;
  const fixed = (strength) => results.flatMap((result) => result[strength].fixed);
  const [safe, unsafe] = [fixed("safe"), fixed("unsafe")];
  const rows = rules.map((rule) => [
    rule,
    count(found, rule),
    count(safe, rule),
    count(unsafe, rule),
    found.filter((one) => one.rule === rule && !["safe", "unsafe"].includes(fateOf(one))).length,
  ]);
  console.log(`\n${table([["rule", "found", "--fix", "--fix --unsafe-fixes", "no fix"], ...rows])}`);
  for (const rule of rules) printReasons(rule, found);
}

function printReasons(rule, found) {
  const fates = found.filter((one) => one.rule === rule).map(fateOf);
  const reasons = tally(fates.filter((fate) => fate !== "safe" && fate !== "unsafe"));
  if (reasons.length > 0) console.log(`${rule}, why there is no fix:`);
  for (const [reason, times] of reasons) console.log(`  ${times} × ${reason}`);
}
