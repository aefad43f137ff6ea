/**
 * The words without which a file cannot hold a finding of a rule: every word of one of the lists.
 * `[["ssl", "wrap_socket"]]` reads "both `ssl` and `wrap_socket`".
 */
export type Mentions = readonly (readonly string[])[];

/** What may stand behind a name that is an argument, a parameter, an attribute that is set, or the key of a dictionary. */
const BEHIND = ["=", ":", ",", ")", "]", "}", "#", "\\", "\n", "\r", "\t", "\f"];

/**
 * The ways in which a word stands in code that gives it a value or passes it on, together with what comes behind it,
 * but not as an English word does. In the cells of a notebook too, where quotes and ends of lines are written with a
 * backslash.
 */
export function passedOn(word: string): readonly string[] {
  const behind = [...BEHIND, '"', "'", ...[...BEHIND, " "].map((one) => ` ${one}`)];
  return behind.map((one) => word + one);
}
