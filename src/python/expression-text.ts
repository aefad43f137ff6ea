import type { SyntaxNode } from "./node.ts";
import type { PythonParser } from "./parse.ts";

/** What can stand as an argument without parentheses of its own, or not at all. */
const NO_ARGUMENT: ReadonlySet<string> = new Set(["named_expression", "yield", "list_splat", "tuple"]);
const BUILTINS: ReadonlySet<string> = new Set(["str", "bytes", "getattr", "None", "format", "len", "int"]);

/** What is wrong with an answer that is to stand as an expression in a text; `undefined` where nothing is. */
export function expressionProblem(parser: PythonParser, answer: string, text: string): string | undefined {
  if (answer.trim() === "") return "An answer is needed; Esc goes back.";
  const tree = parser.parse(`(${answer}\n)`);
  if (tree === undefined) return "This takes too long to parse.";
  try {
    const expression = soleExpression(tree.root, tree.source.length);
    if (tree.errors.length > 0 || expression === undefined) return "This is no Python expression.";
    if (NO_ARGUMENT.has(expression.type)) return "This cannot stand as one argument.";
    const unknown = namesIn(expression).find((name) => !occurs(name, text) && !BUILTINS.has(name));
    return unknown && `There is no name ${unknown} in this file. A host's name goes in quotes: "${answer}".`;
  } finally {
    tree.close();
  }
}

/** What stands between the parentheses, where it is all there is. */
function soleExpression(root: SyntaxNode, length: number): SyntaxNode | undefined {
  const [statement, ...others] = root.children;
  const [parentheses, ...more] = statement?.children ?? [];
  if (statement === undefined || others.length > 0 || more.length > 0) return undefined;
  if (parentheses?.type === "tuple") return parentheses;
  if (parentheses?.type !== "parenthesized_expression" || parentheses.end !== length) return undefined;
  const [open, expression, close, ...rest] = parentheses.children;
  return open?.text === "(" && close?.text === ")" && rest.length === 0 ? expression : undefined;
}

/** The names that an expression reads. Those that it binds itself count too: they are rare in a host. */
function namesIn(expression: SyntaxNode): readonly string[] {
  const names: string[] = [];
  for (const node of expression.walk()) {
    const isAttribute = node.parent?.type === "attribute" && node.parent.field("attribute") === node;
    const isKeyword = node.parent?.type === "keyword_argument" && node.parent.field("name") === node;
    if (node.type === "identifier" && !isAttribute && !isKeyword) names.push(node.text);
  }
  return names;
}

function occurs(name: string, text: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${name}(?![\\p{L}\\p{N}_])`, "u").test(text);
}
