import { isFirstOnLine, lineStart } from "../../python/layout.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** Comments that speak to a tool about the line that they stand on. */
const PRAGMA =
  /^#\s*(?:noqa|nosec|nosem|type:|pylint:|pragma|pyright|mypy|ruff:|flake8|NOSONAR|lgtm|codeql|tlsfix|ignore|fmt:)/i;

/**
 * The comments of a call that speak of `moved`, some of its arguments: at the end of the line on which one ends, or
 * on lines of their own above it.
 */
export function commentsOf(
  text: string,
  call: SyntaxNode,
  moved: readonly SyntaxNode[],
): readonly SyntaxNode[] {
  const children = call.field("arguments")?.children ?? [];
  const entries = children.filter(({ isNamed, type }) => isNamed && type !== "comment");
  return children.filter((child) => {
    if (child.type !== "comment" || PRAGMA.test(child.text)) return false;
    const owner = isFirstOnLine(text, child.start)
      ? entries.find(({ start }) => start > child.end)
      : entries.findLast(({ end }) => end <= child.start && end >= lineStart(text, child.start));
    return owner !== undefined && moved.includes(owner);
  });
}

const WIDTH = 79;

/** Statements with comments put to the first that `is` the one spoken of: behind it if it is one that fits, else above. */
export function withComments(
  lines: readonly string[],
  comments: readonly string[],
  is: (line: string) => boolean,
): readonly string[] {
  const at = lines.findIndex(is);
  const line = lines[at];
  const [only] = comments;
  if (line === undefined || only === undefined) return lines;
  if (comments.length === 1 && line.length + only.length + 2 <= WIDTH) {
    return lines.map((one, i) => (i === at ? `${one}  ${only}` : one));
  }
  const isGuarded = /^\s/.test(line);
  const head = isGuarded ? lines.findLastIndex((one, i) => i < at && !/^\s/.test(one)) : at;
  return [...lines.slice(0, head), ...comments, ...lines.slice(head)];
}
