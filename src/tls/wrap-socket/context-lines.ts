import { type Layout, statementIndent } from "../../python/layout.ts";
import { oneLine } from "../../python/line-breaks.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { fileWidth, hangsIndents } from "../../python/width.ts";
import { argumentOf, commentsByArgument, type Remark } from "./call-text.ts";
import type { RewriteInput } from "./evaluation.ts";
import { splitArguments } from "./folding.ts";
import type { RecipeLine } from "./recipe.ts";

/** The parameters that `SSLContext.wrap_socket` takes too. */
export const KEPT = new Set(["sock", "server_side", "do_handshake_on_connect", "suppress_ragged_eofs"]);

/** The recipe's lines, with the comments of the arguments that they take over. */
export function contextLines(input: RewriteInput, lines: readonly RecipeLine[], layout: Layout): string[] {
  const { module, use } = input;
  const call = use.node;
  const limit = fileWidth(module.text, call);
  const hangs = hangsIndents(module.text);
  const indent = statementIndent(module.text, call).replaceAll("\t", "        ").length;
  const comments = commentsByArgument(call);
  const taken = new Set<SyntaxNode>();
  const written = lines.map((line) => {
    const argument = line.from === undefined ? undefined : argumentOf(call, line.from);
    const own = argument === undefined || taken.has(argument) ? [] : (comments.get(argument) ?? []);
    if (argument !== undefined) taken.add(argument);
    const nesting = line.isNested === true ? layout.indent : "";
    const one = oneLine(line.text);
    // What spans lines by itself (a string) keeps them: only its first line is ours to indent.
    const texts = one.includes("\n")
      ? [nesting + one]
      : fitted(nesting, one, limit - indent, { ...layout, hangs }).split(layout.newline);
    const above = own.filter(({ isOwnLine }) => isOwnLine);
    const [remark, ...more] = own.filter(({ isOwnLine }) => !isOwnLine);
    if (remark !== undefined && more.length === 0 && !one.includes("#")) {
      const last = `${texts.at(-1)}  ${remark.text}`;
      return [...above.map((comment) => comment.text), ...texts.slice(0, -1), last];
    }
    return [...own.map((comment) => comment.text), ...texts];
  });
  return [...orphans(call, comments, taken), ...written.flat()];
}

/** Comments of arguments that are gone without a line of their own. */
function orphans(
  call: SyntaxNode,
  comments: ReadonlyMap<SyntaxNode, readonly Remark[]>,
  taken: ReadonlySet<SyntaxNode>,
): string[] {
  const kept = new Set([call.field("arguments"), ...keptNodes(call)]);
  return [...comments]
    .filter(([argument]) => !taken.has(argument) && !kept.has(argument))
    .flatMap(([, own]) => own.map(({ text }) => text));
}

function keptNodes(call: SyntaxNode): SyntaxNode[] {
  return (call.field("arguments")?.named ?? []).filter((argument, i) =>
    argument.type === "keyword_argument"
      ? KEPT.has(argument.field("name")?.text ?? "")
      : [0, 3, 7, 8].includes(i),
  );
}

interface CallLayout extends Layout {
  /** Whether arguments that take lines of their own hang below the line of the parenthesis. */
  readonly hangs: boolean;
}

/** A call that is too long for a line, with its arguments aligned below each other, or on lines of their own. */
function fitted(
  nesting: string,
  text: string,
  width: number,
  { newline, indent, hangs }: CallLayout,
): string {
  const parts = /^([\w.]+(?: = [\w.]+)?\()(.+)\)$/.exec(text);
  const [, head, inside] = parts ?? [];
  if (nesting.length + text.length <= width || head === undefined || inside === undefined)
    return nesting + text;
  const list = splitArguments(inside);
  const column = nesting.length + head.length;
  const isAligned = !hangs && list.length > 1 && list.every((one) => column + one.length + 1 <= width);
  if (isAligned) return `${nesting}${head}${list.join(`,${newline}${" ".repeat(column)}`)})`;
  const lead = newline + nesting + indent;
  const isOneLine = list.length === 1 || nesting.length + indent.length + inside.length <= width;
  const body = isOneLine ? lead + inside : list.map((one) => `${lead}${one},`).join("");
  return `${nesting}${head}${body}${newline}${nesting})`;
}
