/** A text with Windows line ends. */
export function withCrlf(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n");
}

/** A text indented by a tab for every four spaces. */
export function withTabs(text: string): string {
  return text.replaceAll(/^(?: {4})+/gm, (spaces) => "\t".repeat(spaces.length / 4));
}

/** The kinds of line ends in a text. */
export function newlinesOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r\n|\n|\r/g) ?? []);
}

/** What two fixtures share that are the same case: everything but comments and layout. */
export function essenceOf(text: string): string {
  return text
    .replaceAll(/#.*$/gm, "")
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .filter((line) => line !== "")
    .join("\n");
}
