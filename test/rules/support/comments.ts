import { parser } from "../../parser.ts";

/** The comments of a text, sorted; spaces at their ends do not count. */
function commentsOf(text: string): string[] {
  const tree = parser.parse(text);
  if (tree === undefined) throw new Error("the parser gave up");
  try {
    const comments: string[] = [];
    for (const node of tree.root.walk()) if (node.type === "comment") comments.push(node.text.trimEnd());
    return comments.sort();
  } finally {
    tree.close();
  }
}

/** Says that a comment speaks of nothing once its statement is gone: the author's word, for a reviewer to doubt. */
const GOES = /\(goes with its line\)$/;

/** The comments of `before` that `after` has not, or not as often; two that became one are both there. */
export function lostComments(before: string, after: string): string[] {
  const left = commentsOf(after);
  const staying = commentsOf(before).filter((comment) => !GOES.test(comment));
  return staying.filter((comment) => {
    const exact = left.indexOf(comment);
    const at = exact >= 0 ? exact : left.findIndex((other) => other.includes(comment));
    if (at >= 0) left[at] = (left[at] ?? "").replace(comment, "");
    return at < 0;
  });
}
